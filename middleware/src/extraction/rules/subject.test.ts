import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Language } from '../../captures/schema.ts';
import { extractNote } from '../testing/demo.ts';

const CASES: [string, RegExp, Language?][] = [
  ['Banque Atlas veut remplacer ses 5 zorglubs du dépôt, budget 3 M FCFA.', /Remplacement de 5 zorglubs du dépôt$/],
  ['Banque Atlas souhaite former 40 enseignants à la paie, budget 3 M FCFA.', /Formation de 40 enseignants/],
  ['Banque Atlas : 8 switches industriels à remplacer, 11 M FCFA, BC le 12/12.', /switches/],
  [
    'Atlas Bank wants to migrate the payroll server to Azure, budget USD 9,000.',
    /Migration of payroll server to Azure/,
    'en',
  ],
  ['Could you quote for the maintenance of our lifts? Budget USD 9,000.', /maintenance of our lifts/i, 'en'],
  [
    'Besoin : gestion des files d’attente\nSociété : Banque Atlas\nBudget : 9 M FCFA',
    /files d’attente|files d'attente/,
  ],
  [
    'Objet : appli mobile de collecte - suite salon\n\nBonjour,\nNous voulons la faire développer pour 9 M FCFA.',
    /Appli mobile de collecte$/,
  ],
];

for (const [text, name, language] of CASES) {
  test(`the name of « ${text.slice(0, 50)} »`, () => {
    assert.match(extractNote(text, language).deals[0]?.opportunity.name.value ?? '', name);
  });
}

test('a name holds no person, no day and no sum', () => {
  const name = extractNote(
    'Banque Atlas veut un logiciel de paie avec Mme Awa Ndiaye, 45 M FCFA, décision le 12 décembre.',
  ).deals[0]?.opportunity.name.value;
  assert.match(name ?? '', /ogiciel de paie/);
  assert.doesNotMatch(name ?? '', /Ndiaye|45|décembre/);
});
