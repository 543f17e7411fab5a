import assert from 'node:assert/strict';
import { test } from 'node:test';

import { extractNote } from '../testing/demo.ts';

const CASES: [string, string | null][] = [
  ['RDV DSI Sonabio (Awa Ndiaye). Veulent refaire le réseau, budget 45 M.', 'Sonabio'],
  ['Banque Atlas Thiès : veulent 20 serveurs, budget 45 M.', 'Banque Atlas Thiès'],
  ['Awa Ndiaye (DAF, Volta Shipping, Tema) veut 20 serveurs, budget 45 M.', 'Volta Shipping'],
  [
    'Bonjour,\nNous voulons un devis pour 20 serveurs.\n\nCordialement,\nAwa Ndiaye\nDAF\nCentre hospitalier régional de Kolda',
    'Centre hospitalier régional de Kolda',
  ],
  [
    "alors je sors de chez lagune transit ils veulent vingt serveurs le budget c'est quarante millions voilà",
    'Lagune Transit',
  ],
  [
    'De : Awa Ndiaye <a.ndiaye@exemple.sn>\nÀ : ventes@neurotech.sn\n\nBonjour,\nNous voulons 20 serveurs.\n\nCordialement,\nAwa Ndiaye\nChef comptable\nBatiplus Sahel',
    'Batiplus Sahel',
  ],
  ['Appel de Mme Awa Ndiaye de Sonabio : 20 serveurs, budget 45 M.', 'Sonabio'],
  ['Vu Mme Awa Ndiaye de la mutuelle Sonabio : 20 serveurs, budget 45 M.', 'Mutuelle Sonabio'],
  ["Bonjour c'est Modou de Sonabio Transit, on veut 20 serveurs, 45 M.", 'Sonabio Transit'],
  ['Vu Awa Ndiaye, DG de Sonabio Export à Conakry : 20 serveurs, budget 45 M.', 'Sonabio Export'],
  ['[20/11 08:14] Awa Ndiaye: Slt Modou\n[20/11 08:15] Awa Ndiaye: on veut 20 serveurs, 45 M.', null],
  ['Vu Mme Awa Ndiaye. Elle veut former 12 agents à Excel et Power BI. Budget 4 M.', null],
  ['Neurotech doit proposer 20 serveurs, budget 45 M.', null],
  ['Veulent 20 serveurs Dell, budget 45 M. En face : Digitek.', null],
];

for (const [text, account] of CASES) {
  test(`the buyer in « ${text.slice(0, 50)} » is ${account ?? 'unknown'}`, () => {
    assert.equal(extractNote(text).deals[0]?.account.name.value ?? null, account);
  });
}
