import assert from 'node:assert/strict';
import { test } from 'node:test';

import { demoContext, extractNote } from '../testing/demo.ts';

function amount(text: string): string {
  const facts = extractNote(text).deals[0]?.opportunity;
  return `${facts?.amount.value} ${facts?.currency.value}`;
}

test('the budget, not the competitor’s price nor the old figure', () => {
  assert.equal(amount('Banque Atlas veut 20 serveurs. Budget 45 M FCFA. Concurrent : Digitek à 51 M.'), '45000000 XOF');
  assert.equal(
    amount('Banque Atlas veut 20 serveurs. Le budget est ramené à 41 M FCFA au lieu de 46 M.'),
    '41000000 XOF',
  );
});

test('no bond, no turnover, no price of documents', () => {
  const notice =
    "L'Agence Atlas lance un appel d'offres pour des serveurs. Caution de soumission : 2 500 000 FCFA. Chiffre d'affaires exigé : 150 000 000 FCFA. Achat du dossier : 25 000 FCFA.";
  assert.equal(amount(notice), 'null null');
});

test('a total beats the price of a month', () => {
  assert.equal(
    amount('Clinique Atlas : maintenance des serveurs, budget 400 000 F par mois, soit 4 800 000 F par an.'),
    '4800000 XOF',
  );
});

test('the franc of Central Africa by country', () => {
  assert.equal(amount('Douala, Banque Atlas veut 20 serveurs, budget 45 M FCFA.'), '45000000 XAF');
});

test('a currency that the org does not have leaves the amount blank and goes into the description', () => {
  const context = { ...demoContext(), currencies: ['XOF'] };
  const facts = extractNote('Banque Atlas veut 20 serveurs, budget USD 80,000.', 'fr', context).deals[0]?.opportunity;
  assert.equal(facts?.amount.value, null);
  assert.equal(facts?.amount.reason, 'currency-not-in-org');
  assert.match(facts?.description.value ?? '', /^80 000 USD/);
});

test('without a stated currency the org’s own is marked as a default', () => {
  const facts = extractNote('Banque Atlas veut 20 serveurs, budget 45 M.').deals[0]?.opportunity;
  assert.deepEqual(
    [facts?.currency.value, facts?.currency.origin, facts?.currency.reason],
    ['XOF', 'default', 'currency-of-org'],
  );
});

test('of a figure that is taken back at once the corrected one holds', () => {
  assert.equal(
    amount(
      "alors banque atlas veut vingt serveurs il m'a parlé de vingt-cinq millions euh vingt-six millions pardon ils décident fin janvier",
    ),
    '26000000 XOF',
  );
});

test('a range gives neither of its ends', () => {
  assert.equal(amount('Banque Atlas veut 20 serveurs, env 15-16 M.'), 'null null');
  assert.equal(amount('Banque Atlas veut 20 serveurs, entre 15 et 18 M.'), 'null null');
});

test('a warranty or a security audit is no bond', () => {
  assert.equal(amount('Banque Atlas veut 20 PC garantie 3 ans, budget 30 M.'), '30000000 XOF');
  assert.equal(amount('Banque Atlas : security audit, budget 30 M.'), '30000000 XOF');
});
