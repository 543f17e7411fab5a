import assert from 'node:assert/strict';
import { test } from 'node:test';

import { extractNote } from '../testing/demo.ts';

const typeOf = (text: string) => extractNote(text).deals[0]?.opportunity.type.value;

test('the client’s own people do the work: a sale', () => {
  assert.equal(typeOf('Banque Atlas : 3 onduleurs, 9 M FCFA, leur électricien les branche.'), 'Vente directe');
  assert.equal(
    typeOf(
      'Bonjour,\nIl nous faut 4 vidéoprojecteurs, 6 M FCFA. Nos services techniques s’occupent de la pose.\nMerci',
    ),
    'Vente directe',
  );
});

test('our people do it in a rep’s note, yours in a mail: a project', () => {
  assert.equal(typeOf('Banque Atlas : 3 onduleurs, installation par nos techniciens, 9 M FCFA.'), 'Projet');
  assert.equal(typeOf('Bonjour,\nIl nous faut 4 bornes, 6 M FCFA, installation par vos techniciens.\nMerci'), 'Projet');
});
