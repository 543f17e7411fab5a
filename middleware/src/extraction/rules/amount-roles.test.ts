import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { Language } from '../../captures/schema.ts';
import { analysisOf } from '../testing/demo.ts';
import { roleOf } from './amount-roles.ts';

/** Whether the words around the sum « 45 M » or $45k of a text speak for it, against it, or say nothing. */
function verdict(text: string, language: Language): 'for' | 'against' | 'nothing' {
  const analysis = analysisOf(text, language);
  const sum = analysis.amounts.find(({ value }) => value === 45e6 || value === 45e3);
  assert.ok(sum, text);
  const { weight } = roleOf(analysis, sum);
  return weight > 0.05 ? 'for' : weight < -0.15 ? 'against' : 'nothing';
}

const SPOKEN_FOR: Record<string, string[]> = {
  'a budget': [
    'budget 45 M',
    '45 M inscrits au budget',
    'ils disposent de 45 M',
    "le client n'a que 45 M",
    "ils peuvent aller jusqu'à 45 M",
    'ça ne dépassera pas 45 M',
    'le DG a débloqué 45 M',
    'CA potentiel : 45 M',
    'comptez 45 M',
    'xaalis bi 45 M',
    'le budget est ramené à 45 M',
  ],
  'an offer of ours': [
    'notre offre à 45 M',
    'on leur a proposé 45 M',
    'nous leur avons fait une offre à 45 M',
    'prix négocié : 45 M',
    "l'offre de GED à 45 M",
    'la vôtre à 45 M',
  ],
  'a sum that is wanted': ['ils veulent 45 M'],
};

const SPOKEN_AGAINST: Record<string, string[]> = {
  'a competitor': [
    'Digitek leur a proposé 45 M',
    "l'autre fournisseur est à 45 M",
    'ils ont déjà reçu un devis de 45 M',
    'Novatis est à 45 M',
    "l'offre de Novatis : 45 M",
    '29 M (Digitek), celle de Novatis 45 M',
    'concurrents : Digitek (51 M), Novatis (45 M)',
    'leur prestataire actuel facture 45 M',
    '45 M chez leur fournisseur habituel',
  ],
  'an old figure': [
    "l'an dernier ils avaient 45 M",
    '45 M initialement',
    "l'ancien budget de 45 M",
    '45 M [barré]',
    '45 M, trop cher',
  ],
  'a replaced one': ['41 M au lieu de 45 M', '41 M et non 45 M'],
  'what a tender asks of bidders': [
    'caution de soumission : 45 M',
    "garantie de soumission d'un montant de 45 M",
    "chiffre d'affaires d'au moins 45 M",
    'une ligne de crédit de 45 M',
    'deux marchés similaires de 45 M',
    'dossier à acheter au prix non remboursable de 45 M',
  ],
  'the size of the firm': ['SA au capital de 45 M', 'un CA de 45 M', 'CA : 45 M', 'masse salariale de 45 M'],
  'what was spent or lost': [
    "l'arrêt leur a coûté 45 M",
    'une amende de 45 M',
    'ils ont perdu 45 M',
    'facture impayée de 45 M',
  ],
  'one piece or a while': ['45 M par mois', '45 M/poste', "45 M l'unité", '45 M chacun', 'prix unitaire 45 M'],
  'a part': ['120 M dont 45 M de formation', "45 M d'avance"],
  'the money of a whole programme': [
    'un prêt de 45 M',
    'un don de 45 M',
    '45 M pour toute la direction, budget voté 45 M pour toute la direction',
  ],
};

const ENGLISH_FOR = [
  'budget approved: $45k',
  'they can go up to $45k',
  'she has $45k set aside',
  'we quoted $45k',
  'capped at $45k',
  'revised to $45k',
];
const ENGLISH_AGAINST = [
  'Huawei is at $45k',
  "Huawei's price: $45k",
  'we sold them $45k in 2025',
  'the other bidder is at $45k',
  'they already have a quote at $45k',
  'last year they paid $45k',
  'bid security of $45k',
  'annual turnover of $45k',
  'it cost them $45k',
  'they still owe us $45k',
  '$45k per month',
  'received a loan of $45k',
  'budget vote of $45k covers this and other activities',
];

describe('the words around a sum speak for it:', () => {
  for (const [what, texts] of Object.entries(SPOKEN_FOR)) {
    for (const text of texts) it(`${what}, « ${text} »`, () => assert.equal(verdict(text, 'fr'), 'for'));
  }
  for (const text of ENGLISH_FOR) it(`"${text}"`, () => assert.equal(verdict(text, 'en'), 'for'));
});

describe('the words around a sum speak against it:', () => {
  for (const [what, texts] of Object.entries(SPOKEN_AGAINST)) {
    for (const text of texts) it(`${what}, « ${text} »`, () => assert.equal(verdict(text, 'fr'), 'against'));
  }
  for (const text of ENGLISH_AGAINST) it(`"${text}"`, () => assert.equal(verdict(text, 'en'), 'against'));
});

describe('a cue speaks of its own sum:', () => {
  const FOR = [
    'CA 12 Mds, budget 45 M',
    'Digitek à 51 M mais le client dispose de 45 M',
    '90 M ailleurs, budget 45 M',
    '46 M initialement, budget 45 M maintenant',
    '600 000 F pièce, total 45 M',
    'garantie 3 ans, budget 45 M',
    "validé par le CA : 45 M, c'est le budget",
    'caution de 2 M, budget 45 M',
  ];
  for (const text of FOR) it(`« ${text} »`, () => assert.equal(verdict(text, 'fr'), 'for'));
  it('a year that is over makes a figure old, one to come does not', () => {
    assert.equal(verdict('45 M en 2025', 'fr'), 'against');
    assert.equal(verdict('en 2025 ils avaient mis 45 M', 'fr'), 'against');
    assert.equal(verdict('45 M en 2027', 'fr'), 'nothing');
  });
  it('nothing is said of a sum that stands alone', () => assert.equal(verdict('serveurs, 45 M', 'fr'), 'nothing'));
  it('the budget that "was" given counts where no other figure contradicts it', () => {
    assert.equal(verdict("le budget c'était 45 M", 'fr'), 'nothing');
  });
});
