import assert from 'node:assert/strict';
import { test } from 'node:test';

import { extractNote } from '../testing/demo.ts';

function people(text: string): (string | null)[][] {
  return extractNote(text).deals.map(({ contacts }) => contacts.map(({ lastName }) => lastName.value));
}

test('two deals of one house share the person who is named with one', () => {
  assert.deepEqual(
    people(
      'alors chez zahel motors il y a deux choses le renouvellement antivirus deux millions avant fin juin ensuite un contrat de maintenance à six millions par an signature en juillet le contact c’est rokhaya gning la daf',
    ),
    [['Gning'], ['Gning']],
  );
});

test('another house has other people', () => {
  assert.deepEqual(
    people(
      'chez zorlix logistique madame awa ndiaye veut vingt serveurs huit millions commande le trois mars et à la clinique du lac ils veulent un audit de sécurité quinze millions décision fin avril',
    ),
    [['Ndiaye'], []],
  );
});
