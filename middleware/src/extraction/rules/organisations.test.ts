import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Language } from '../../captures/schema.ts';
import { buyerOf, organisationsOf } from '../testing/organisations.ts';

const FRENCH: [string, string | null][] = [
  // The first words of a note
  ['RDV DSI Sonabio (Awa Ndiaye). Veulent refaire le réseau, budget 45 M.', 'Sonabio'],
  ['Banque Atlas Thiès : veulent 20 serveurs, budget 45 M.', 'Banque Atlas'],
  ['Mairie de Mékhé : site web, 4 M, conseil le 14 décembre.', 'Mairie de Mékhé'],
  ['14h SONABEX : le resp. info veut 2 onduleurs, 14 M.', 'SONABEX'],
  ['Saly, hôtel Ngalam : refaire le wifi, 18 M.', 'Hôtel Ngalam'],
  ['Retour visite usine Kermel -- automates à relier, 38 M', 'Kermel'],
  ['Le Palmier Doré, Saly -> caméras, 6 M, signe jeudi', 'Palmier Doré'],
  ['SBN : Société Bissane de Négoce, refonte intranet, 15 M', 'SBN'],
  // After a title
  ['Awa Ndiaye (DAF, Volta Shipping, Tema) veut 20 serveurs, budget 45 M.', 'Volta Shipping'],
  ['Vu Awa Ndiaye, DG de Sonabio Export à Conakry : 20 serveurs, budget 45 M.', 'Sonabio Export'],
  ["Le DSI de l'Office des Phares veut renouveler 300 antivirus, 5 M.", 'Office des Phares'],
  ['Appel de Mme Awa Ndiaye de Sonabio : 20 serveurs, budget 45 M.', 'Sonabio'],
  ['Vu Mme Awa Ndiaye de la mutuelle Sonabio : 20 serveurs, budget 45 M.', 'Mutuelle Sonabio'],
  ["Bonjour c'est Modou de Sonabio Transit, on veut 20 serveurs, 45 M.", 'Sonabio Transit'],
  // Who does what a buyer does
  [
    'Bonjour,\nLa Coopérative laitière du Bounou souhaite acquérir 10 balances. Budget 7 M.\nAliou Sow',
    'Coopérative laitière du Bounou',
  ],
  [
    "L'Agence Nationale des Phares (ANP), établissement public à Dakar, recherche un intégrateur.",
    'Agence Nationale des Phares',
  ],
  // Led to
  ['Je sors de chez Socabel, ils veulent 10 tablettes, 2 M.', 'Socabel'],
  ['Notre cabinet assiste la Caisse des Salins (CDS) dans le choix de son intégrateur.', 'Caisse des Salins'],
  // A signature, a letterhead
  [
    'Bonjour,\nNous voulons un devis pour 20 serveurs.\n\nCordialement,\nAwa Ndiaye\nDAF\nCentre hospitalier régional de Kolda',
    'Centre hospitalier régional de Kolda',
  ],
  [
    'De : Awa Ndiaye <a.ndiaye@exemple.sn>\nÀ : ventes@neurotech.sn\n\nBonjour,\nNous voulons 20 serveurs.\n\nCordialement,\nAwa Ndiaye\nChef comptable\nBatiplus Sahel',
    'Batiplus Sahel',
  ],
  [
    'REPUBLIQUE DU SENEGAL\nMINISTERE DES PHARES\nAGENCE DE SIGNALISATION MARITIME (ASM)\nAVIS DE CONSULTATION\nFourniture de 30 balises.',
    'Agence de Signalisation Maritime',
  ],
  // None is named
  ['Vu Mme Awa Ndiaye. Elle veut former 12 agents à Excel et Power BI. Budget 4 M.', null],
  ['Neurotech doit proposer 20 serveurs, budget 45 M.', null],
  ['Veulent 20 serveurs Dell, budget 45 M. En face : Digitek.', null],
  ['Un hôtel de Saly veut refaire son wifi, 12 M.', null],
  ['M. Sarr veut un site web, 3 M. Il banque à la SOBANK et a un ami chez Sonabio.', null],
  ['[20/11 08:14] Awa Ndiaye: Slt Modou\n[20/11 08:15] Awa Ndiaye: on veut 20 serveurs, 45 M.', null],
];

const ENGLISH: [string, string | null][] = [
  ['Savana Logistics, Tema - needs 15 rugged tablets, USD 12,000.', 'Savana Logistics'],
  ["Call w/ Atlantic Mutual's CIO: 200 licences to renew, USD 40k.", 'Atlantic Mutual'],
  ['Talked to Kwame Boateng, CFO at Volta Steel. Payroll software, GHS 90,000.', 'Volta Steel'],
  ['spoke to Chike @ Unity Breweries, 200 antivirus licences, N6m', 'Unity Breweries'],
  [
    'Dear Sir,\n\nRiverside Academy is looking for a supplier of 40 laptops.\n\nRegards,\nJane Mensah',
    'Riverside Academy',
  ],
  ['The Lagoon Ports Authority (LPA) invites sealed bids. Funding: World Bank.', 'Lagoon Ports Authority'],
  ['The board of Delta Agro Foods meets on 10 December and will approve.', 'Delta Agro Foods'],
  ['Some lady from a law firm called, name unclear. Needs scanning, D600,000.', null],
];

for (const [language, cases] of [
  ['fr', FRENCH],
  ['en', ENGLISH],
] as [Language, typeof FRENCH][]) {
  for (const [text, buyer] of cases) {
    test(`the buyer in « ${text.slice(0, 50).replaceAll('\n', ' ')} » is ${buyer ?? 'unknown'}`, () => {
      assert.equal(buyerOf(text, language)?.name ?? null, buyer);
    });
  }
}

test('a name that comes back is surer', () => {
  const once = buyerOf('Sonabio - 20 serveurs, 45 M.')?.confidence ?? 0;
  const twice = buyerOf('Sonabio - 20 serveurs, 45 M. Offre attendue chez Sonabio lundi.')?.confidence ?? 0;
  assert.ok(twice > once);
});

test('every organisation quotes the place where it is named', () => {
  const text = 'Réunion Banque Atlas (DSI M. Diallo), près de la Pharmacie Bokou.';
  for (const { name, start, end } of organisationsOf(text))
    assert.ok(text.slice(start, end).includes(name.split(' ').at(-1) ?? ''));
});

test('a text of nothing but names is read in a bounded time', () => {
  for (const piece of ['Banque de la ', 'Directeur de la Banque ', "N'Goran d'Or ", 'Abc, Def & Ghi, ', 'Client : ']) {
    assert.ok(organisationsOf(piece.repeat(Math.ceil(40_000 / piece.length))).length <= 800);
  }
});

const HEADS: [string, string | null, Language?][] = [
  ['Passé chez Hôtel du Président.\n12 bornes wifi, budget 9 M, décision le 12 janvier.', 'Hôtel du Président'],
  ['Visite chez Comptoir 2000. Il faut 3 onduleurs.', 'Comptoir 2000'],
  ['Projet 2027 : il faut 3 onduleurs.', null],
  ['tél - Lycée technique de Kaolack (Awa Ndiaye, DSI) : 30 PC, 12 M.', 'Lycée technique de Kaolack'],
  ['Bko. Clinique Yiriwa, 12 PC portables, 6 M, cde vendredi.', 'Clinique Yiriwa'],
  ["Appel de l'entreprise Sonabio, ils veulent 10 PC, 5 M.", 'Sonabio'],
  ['Easy Rent a Car. They want 10 laptops, budget $9k.', 'Easy Rent a Car', 'en'],
  ['oui bonjour donc Mutuelle sénégalaise du Baol ils veulent un site, 5 M.', 'Mutuelle sénégalaise du Baol'],
  ['COMPLEXE SCOLAIRE   LES PHARES\nBP 12 Dakar\n\nMonsieur,\nNous voulons 20 PC.', 'Complexe Scolaire les Phares'],
  // The only name that something speaks for; a thing in small letters is none.
  ['12 onduleurs pour Kermelo, 4 M. Rappeler vendredi.', 'Kermelo'],
  ['Besoin de 3 serveurs pour le projet Horizon, 4 M.', null],
];

for (const [text, name, language] of HEADS) {
  test(`the buyer of « ${text.slice(0, 60)} » is ${name}`, () => {
    assert.equal(buyerOf(text, language)?.name ?? null, name);
  });
}
