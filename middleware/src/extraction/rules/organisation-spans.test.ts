import assert from 'node:assert/strict';
import { test } from 'node:test';

import { groundOf } from '../testing/organisations.ts';
import { nameSpansIn } from './organisation-spans.ts';

function namesIn(text: string): string[] {
  const { analysis, people } = groundOf(text);
  return nameSpansIn(analysis, people).map(({ start, end }) => text.slice(start, end));
}

const WHOLE: [string, string][] = [
  ["Vu la Mutuelle d'Épargne et de Crédit de Bounkiling hier.", "Mutuelle d'Épargne et de Crédit de Bounkiling"],
  ['Lettre de la Direction régionale de l’élevage de Louga reçue.', 'Direction régionale de l’élevage de Louga'],
  ['Vu Étude Maître Sagna à Thiès.', 'Étude Maître Sagna'],
  ["Vu l'Institut Pasteur de Bangui.", 'Institut Pasteur de Bangui'],
  ['Devis pour Agyei, Blackwell & Co demain.', 'Agyei, Blackwell & Co'],
  ["Vu Résidence Les Manguiers d'Or.", "Résidence Les Manguiers d'Or"],
  ["Vu N'Goran Transit.", "N'Goran Transit"],
  ['Vu First Bank hier.', 'First Bank'],
  ['Vu UN-CHK hier.', 'UN-CHK'],
  ['SAHEL COLD STORAGE SA', 'SAHEL COLD STORAGE SA'],
  ['Union des coopératives mangue de Bignona', 'Union des coopératives mangue de Bignona'],
];

for (const [text, name] of WHOLE) {
  test(`« ${name} » is one name`, () => {
    assert.ok(namesIn(text).includes(name), namesIn(text).join(' | '));
  });
}

const CUT: [string, string][] = [
  ['CR visite Sonabio 14/01', 'Sonabio'],
  ['Coris Atlas Ouaga : 20 PC', 'Coris Atlas'],
  ['Clinique Bokou, Dr Ba', 'Clinique Bokou'],
  ['DSI Sonabio Mme Ba', 'Sonabio'],
  ["l'usine Sonabio", 'Sonabio'],
];

for (const [text, name] of CUT) {
  test(`of « ${text} » only « ${name} » is a name`, () => {
    assert.deepEqual(
      namesIn(text).filter((found) => found.includes(name.split(' ')[0] ?? '')),
      [name],
    );
  });
}

test('a town that a kind of house needs stays: mairie, lycée', () => {
  assert.deepEqual(namesIn('Lycée technique Kolda'), ['Lycée technique Kolda']);
});

test('in a sentence of capitals only words of no language are names', () => {
  const text = 'JE VEUX SIX CAMERAS POUR MON AUBERGE LE BALAFON CAR ON ME VOLE TOUTES LES SEMAINES DU GASOIL';
  assert.ok(!namesIn(text).some((name) => name.includes('VOLE')));
});
