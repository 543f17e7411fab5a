import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Language } from '../../captures/schema.ts';
import { extractNote } from '../testing/demo.ts';

function deals(text: string, language: Language = 'fr'): string[] {
  return extractNote(text, language).deals.map(
    ({ opportunity }) => `${opportunity.name.value} | ${opportunity.amount.value}`,
  );
}

test('listed subjects with their own amounts are deals of their own', () => {
  const found = deals(
    'Banque Atlas, réunion.\n1) 4 pare-feu à renouveler, 18 M, BC avant le 30/12\n2) étude datacenter, 65 M, décision T1 2027\nCompte rendu à faire',
  );
  assert.equal(found.length, 2);
  assert.match(found[0] ?? '', /pare-feu.*18000000/i);
  assert.match(found[1] ?? '', /datacenter.*65000000/i);
});

test('the articles of one order are one deal', () => {
  assert.equal(
    deals('Bonjour,\nMerci de votre offre pour :\n- 2 pare-feu\n- 1 serveur\n- 10 licences\nCordialement').length,
    1,
  );
});

test('a subject that the client dropped is no deal', () => {
  const found = deals(
    'Bonjour,\n- la visioconférence : on laisse tomber ;\n- les serveurs : 23 M, commande le 5 mai ;\n- la formation sécurité : 8 M, choix le 28 mai.\nCordialement',
  );
  assert.equal(found.length, 2);
});

test('two clients of one note, and two subjects of a dictation', () => {
  assert.equal(
    deals('Matin : Banque Atlas, 20 serveurs, 45 M.\n\nAprès-midi : Clinique du Lac, 12 caméras, 9 M.').length,
    2,
  );
  assert.equal(
    deals(
      "alors premièrement chez banque atlas ils veulent vingt serveurs c'est quarante millions deuxièmement la clinique du lac veut un logiciel de gestion dix millions",
    ).length,
    2,
  );
});

test('deals carry the passages that speak of them alone', () => {
  const text = 'Matin : Banque Atlas, 20 serveurs, 45 M.\n\nAprès-midi : Clinique du Lac, 12 caméras, 9 M.';
  const [first, second] = extractNote(text).deals;
  assert.match(first?.passages[0]?.quote ?? '', /Atlas/);
  assert.match(second?.passages[0]?.quote ?? '', /Clinique/);
});

test('a listed subject with its amount and closing date is a deal even of an unknown product', () => {
  const found = deals(
    'Banque Atlas, réunion.\n1) zorglub du siège, 55 M, arbitrage le 20/01\n2) 10 serveurs, 9 M, BC avant le 12/12',
  );
  assert.equal(found.length, 2);
});

test('the numbered clauses of a tender are one deal', () => {
  const notice =
    "AGENCE ATLAS\nAVIS D'APPEL D'OFFRES\n1. L'Agence lance un appel d'offres pour des serveurs.\n2. Dossier : 100 000 FCFA.\n3. Dépôt des offres avant le 12/12, caution 2 000 000 FCFA.";
  assert.equal(deals(notice).length, 1);
});

test('what is said after a list of lines is of all its deals', () => {
  const list = 'Banque Atlas :\n- 20 serveurs, 45 M\n- refonte du réseau, 12 M\nRencontrés au salon de Thiès.';
  assert.deepEqual(
    extractNote(list).deals.map(({ opportunity }) => opportunity.leadSource.value),
    ['Salon ou événement', 'Salon ou événement'],
  );
});

test('announced, each item is a deal though it has no sum and no day', () => {
  assert.equal(
    deals('Bonjour,\nDeux demandes :\n• 24 PC pour le collège\n• nouveau site internet, pas de budget pour l’instant')
      .length,
    2,
  );
});

test('headings, letters and hours part a text', () => {
  assert.equal(
    deals('THIES - Mairie. 18 ordinateurs, commande le 12/12.\n\nMBOUR - Clinique. Une pointeuse, décision le 15/12.')
      .length,
    2,
  );
  assert.equal(
    deals('Banque Atlas\nA/ capteurs, 27 M, choix le 12/12\nB/ 60 lecteurs, 9 M\nC/ voitures : rien pour nous').length,
    2,
  );
});

test('a topic that is settled is no deal, what remains is read alone', () => {
  const found = extractNote(
    "Réunion Banque Atlas\n1. Contrat d'assistance en cours, facture réglée (4,2 M FCFA).\n2. 20 serveurs, 45 M FCFA, décision le 12/12.\n3. Divers.",
  ).deals;
  assert.equal(found.length, 1);
  assert.equal(found[0]?.opportunity.amount.value, 45_000_000);
});

test('the rows of a table with a total are one deal, two notices of a gazette are two', () => {
  assert.equal(
    deals(
      'Demande d’achat\n1. Imprimantes : 31 000 000 FCFA\n2. Photocopieurs : 58 000 000 FCFA\nTotal : 89 000 000 FCFA',
    ).length,
    1,
  );
  assert.equal(
    deals(
      "--- AVIS 1 ---\nAppel d'offres : 6 ponts radio. Dépôt des offres : 12 décembre 2026.\n\n--- AVIS 2 ---\nAppel d'offres : un SIG. Remise des offres : 15 décembre 2026.",
    ).length,
    2,
  );
});

test('what comes next in a letter is another deal only when it names another thing', () => {
  assert.equal(
    deals(
      'Bonjour,\nNous voulons 20 serveurs, budget 45 M FCFA.\n\nPar ailleurs la commande des 20 serveurs part le 12/12.',
    ).length,
    1,
  );
});
