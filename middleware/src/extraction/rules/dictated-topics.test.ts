import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Language } from '../../captures/schema.ts';
import { extractNote } from '../testing/demo.ts';

function deals(text: string, language: Language = 'fr'): string[] {
  return extractNote(text, language).deals.map(
    ({ account, opportunity }) => `${account.name.value} ${opportunity.amount.value}`,
  );
}

test('each house that a dictation names with a deal of its own', () => {
  assert.deepEqual(
    deals(
      "j'ai vu deux clients chez zorlix logistique ils veulent vingt serveurs huit millions commande le trois mars et à la clinique du lac c'est un audit de sécurité quinze millions ils décident fin avril",
    ),
    ['Zorlix Logistique 8000000', 'Clinique du Lac 15000000'],
  );
  assert.deepEqual(
    deals(
      'two deals from kumasi today one zasante traders they want a firewall thirty thousand dollars decision on may fourth two the bantama clinic needs five laptops four thousand dollars',
      'en',
    ),
    ['Zasante Traders 30000', 'Bantama Clinic 4000'],
  );
});

test('as many things as are announced of one house', () => {
  assert.deepEqual(
    deals(
      'so at zomax freight they have two needs the microsoft renewal fifty seats nine thousand dollars due by june thirtieth and a cctv project for the yard forty thousand dollars the board decides in august',
      'en',
    ),
    ['Zomax Freight 9000', 'Zomax Freight 40000'],
  );
});

test('a house told in passing makes no deal', () => {
  assert.deepEqual(
    deals(
      "oui alors chez zatimat le dg veut un logiciel de paie budget trente millions décision le deux juin son concurrent chez zatiplus a payé autre chose l'année dernière",
    ),
    ['Zatimat 30000000'],
  );
});
