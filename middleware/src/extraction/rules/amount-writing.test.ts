import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Language } from '../../captures/schema.ts';
import { analysisOf } from '../testing/demo.ts';
import { writtenWeight } from './amount-writing.ts';

/** What is said by the writing around the last sum of a text. */
function weight(text: string, language: Language = 'fr'): number {
  const analysis = analysisOf(text, language);
  const sum = analysis.amounts.filter(({ plain }) => plain).at(-1);
  assert.ok(sum, text);
  return writtenWeight(analysis, sum);
}

const against = (texts: readonly string[], language: Language = 'fr'): void => {
  for (const text of texts) assert.ok(weight(text, language) < -0.15, text);
};
const silent = (texts: readonly string[], language: Language = 'fr'): void => {
  for (const text of texts) assert.equal(weight(text, language), 0, text);
};

test('the price of one piece or of a while', () => {
  against(['400 000 F par mois', '600 000 F/poste', '15 000 F le poste', '600 000 F HT / unité']);
  against(['$600 per seat', '$4,000 a month'], 'en');
  silent(['12 M par an', '12 M/an', '45 M par chèque']);
});

test('a turnover in capitals, but no board', () => {
  against(['CA : 12 Mds', 'CA de 12 Mds', 'CA mini 300 M', 'CA annuel > 200 M']);
  silent(['validé par le CA : 12 M', 'au CA, 12 M', 'ça fait 12 M']);
});

test('the price of somebody named, unless it is us, the deal or a thing', () => {
  against(['Novatis est à 51 M', "l'offre de Novatis : 51 M", 'le devis de Novatis à 51 M']);
  against(['Huawei is at $51k', "Sysnet's price: $51k"], 'en');
  silent(['Le budget est à 51 M', 'On est à 51 M', 'Neurotech est à 51 M', "l'offre de GED : 51 M"]);
});

test('a year that is over', () => {
  against(['12 M en 2025', 'En 2025 ils avaient mis 12 M', 'exercice 2025 : 12 M']);
  silent(['12 M en 2026', '12 M en 2027', 'Windows 2025 et 12 M']);
});

test('a question', () => {
  against(['toujours 2 M ?']);
  silent(['toujours 2 M. Quand ?']);
});

test('megabits of a line', () => {
  against(['un lien internet de 100 M', 'liaison 50 M', '50M dédiés', 'VSAT 20 M']);
  silent(['projet fibre : 50 M', 'fibre optique 33 M', 'lien internet, 18 M', 'un lien de 18 millions']);
});
