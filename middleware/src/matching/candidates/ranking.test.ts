import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { accountKeys } from '../mirror/account-keys.ts';
import type { AccountRow, Found } from './accounts.ts';
import { likeliest } from './ranking.ts';

// A stand-in for the marks of an org.
const tokens = { word: (word: string) => `w:${word}`, wordOf: (token: string) => token.slice(2), hash: () => '' };

function row(name: string, ...found: Found[]): AccountRow {
  const keys = accountKeys(name, null);
  const nothing = { website: null, city: null, country: null, parent_id: null, phone: null };
  return {
    ...nothing,
    record_id: name,
    name,
    joined: keys.joined,
    sorted: keys.sorted,
    tokens: keys.words.map(tokens.word),
    found,
  };
}

function ranked(name: string, rows: AccountRow[], most = 10): string[] {
  const keys = accountKeys(name, null);
  const slots = keys.words.map((word) => ({ word, forms: [{ word, accounts: word === 'transport' ? 50_000 : 5 }] }));
  return likeliest(rows, { keys, labels: [], slots, tokens, total: 1_000_000, most }).map(({ name: found }) => found);
}

describe('candidates that are compared first', () => {
  it('share the rare words, not the common ones, and have few of their own', () => {
    const rows = [
      row('Mbaxal Transport', 'words'),
      row('Kalinda Agro Pêche Export', 'words'),
      row('Kalinda Logistique', 'words'),
    ];
    assert.deepEqual(ranked('Kalinda Transport', rows), [
      'Kalinda Logistique',
      'Kalinda Agro Pêche Export',
      'Mbaxal Transport',
    ]);
  });

  it('are those that a domain, a phone or a person named, whatever their name', () => {
    const rows = [row('Kalinda Fret', 'words'), row('Autre Chose', 'domain'), row('Tout Autre', 'confirmed')];
    assert.deepEqual(ranked('Kalinda', rows), ['Tout Autre', 'Autre Chose', 'Kalinda Fret']);
  });

  it('are short names that the words make, before those with some letters in common', () => {
    const rows = [row('Compagnie Rurale des Semences', 'acronym'), row('Comptoir Ferroviaire du Sahel', 'acronym')];
    assert.deepEqual(ranked('Comfersah', rows, 1), ['Comptoir Ferroviaire du Sahel']);
    assert.deepEqual(
      ranked('Comptoir Ferroviaire du Sahel', [row('Cofera', 'acronym'), row('Comfersah', 'acronym')], 1),
      ['Comfersah'],
    );
  });
});
