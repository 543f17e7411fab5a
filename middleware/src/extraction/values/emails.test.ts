import assert from 'node:assert/strict';
import { test } from 'node:test';

import { french } from '../testing/demo.ts';
import { emailsIn, websitesIn } from './emails.ts';

test('written and dictated addresses', () => {
  const source = french('<NC.Sall@Exemple.sn> ou r point sène arobase exemple point sn voilà');
  assert.deepEqual(
    emailsIn(source).map(({ address }) => address),
    ['nc.sall@exemple.sn', 'r.sene@exemple.sn'],
  );
  assert.equal(source.text.slice(emailsIn(source)[0]?.start, emailsIn(source)[0]?.end), 'NC.Sall@Exemple.sn');
});

test('no address in what only looks like one', () => {
  assert.deepEqual(emailsIn(french('a@ @b c@d rendez-vous @ 10h')), []);
});

test('web addresses', () => {
  assert.deepEqual(
    websitesIn(french('voir www.exemple.sn.')).map(({ address }) => address),
    ['www.exemple.sn'],
  );
});
