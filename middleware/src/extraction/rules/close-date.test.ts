import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Language } from '../../captures/schema.ts';
import { extractNote } from '../testing/demo.ts';

function closeDate(text: string, language: Language = 'fr'): string {
  const value = extractNote(`Banque Atlas : veulent 20 serveurs. ${text}`, language).deals[0]?.opportunity.closeDate;
  return `${value?.value} ${value?.origin}`;
}

test('a decision beats a meeting, a demo and a delivery', () => {
  assert.equal(closeDate('Décision comité le 18/12. Démo le 2 décembre, livraison en mars.'), '2026-12-18 source');
});

test('order, award, signature and submission deadline are close dates', () => {
  assert.equal(closeDate('Commande promise d’ici trois semaines.'), '2026-12-11 source');
  assert.equal(closeDate('Oral le 2/12, attribution le 18/12.'), '2026-12-18 source');
  assert.equal(closeDate('Signature avant Noël.'), '2026-12-24 source');
  assert.equal(closeDate('Bids must be delivered on or before January 15, 2027.', 'en'), '2027-01-15 source');
});

test('a meeting alone leaves the default', () => {
  assert.equal(closeDate('On se revoit le 9 décembre pour une démo.'), '2026-11-27 default');
});

test('a date taken back does not count, nor one that is denied', () => {
  assert.equal(closeDate('The vendor is picked by end of January, no wait, mid February.', 'en'), '2027-02-15 source');
  assert.equal(closeDate('Ne comptez plus sur une décision fin décembre.'), '2026-11-27 default');
});

test('the default says why', () => {
  const value = extractNote('Banque Atlas : veulent 20 serveurs.').deals[0]?.opportunity.closeDate;
  assert.equal(value?.reason, 'days-after-capture');
  assert.deepEqual(value?.evidence, []);
});
