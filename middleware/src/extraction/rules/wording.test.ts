import assert from 'node:assert/strict';
import { test } from 'node:test';

import { extractNote } from '../testing/demo.ts';

test('a name is account and subject, at most 120 characters', () => {
  const facts = extractNote('Banque Atlas : renouvellement de 100 licences Sophos, budget 8 M.').deals[0]?.opportunity;
  assert.equal(facts?.name.value, 'Banque Atlas – Renouvellement de 100 licences Sophos');
  assert.equal(facts?.name.reason, 'account-and-subject');
  const long = extractNote(`Banque ${'Atlas '.repeat(40)}: veut 20 serveurs, budget 8 M.`).deals[0]?.opportunity;
  assert.ok((long?.name.value?.length ?? 999) <= 120);
});

test('the subject of a mail without its « Re: » and « Demande de devis »', () => {
  const facts = extractNote(
    'De : Awa Ndiaye <awa@exemple.sn>\nObjet : RE: Demande de devis pour pare-feu du siège\n\nBonjour,\nMerci de votre offre.',
  ).deals[0]?.opportunity;
  assert.match(facts?.name.value ?? '', /^(?:.+ – )?Pare-feu du siège$/);
});
