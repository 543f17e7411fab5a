import assert from 'node:assert/strict';
import { test } from 'node:test';

import { agrees, spellingOf } from './organisation-domains.ts';

test('a domain spells by the part before its generic ends', () => {
  assert.equal(spellingOf('mail.kermel-transit.com.gh'), 'kermel-transit');
  assert.equal(spellingOf('kermel.gouv.sn'), 'kermel');
});

const AGREES: [string, string, boolean][] = [
  ['sahelkermel', 'Sahel Kermel', true],
  ['kermelbrew', 'Kermel Breweries Ltd', true],
  ['bsk', 'Banque Sahélienne de Kermel', true],
  ['bsk-banque', 'Banque Sahélienne de Kermel', true],
  ['sahelkermel', 'Clinique Bokou', false],
  ['transports-atlas', 'Groupe Sport', false],
];

for (const [domain, name, expected] of AGREES) {
  test(`${domain} ${expected ? 'spells' : 'does not spell'} ${name}`, () => {
    assert.equal(agrees([domain], name), expected);
  });
}
