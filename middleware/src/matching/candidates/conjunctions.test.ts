import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { conjunctionsOf } from './conjunctions.ts';
import type { Slot } from './words.ts';

const slot = (word: string, accounts: number, ...near: [string, number][]): Slot => ({
  word,
  forms: [[word, accounts] as const, ...near]
    .filter(([, holders]) => holders > 0)
    .map(([form, holders]) => ({ word: form, accounts: holders })),
});
const asked = (slots: Slot[], total = 1_000_000, parted: Slot[][] = []) =>
  conjunctionsOf({ total, slots, parted }).map(({ lists }) => lists.map((words) => words.join('|')).join(' & '));

describe('words that are asked for together', () => {
  it('are rare ones alone, with what is spelt nearly so as long as that is rare too', () => {
    assert.deepEqual(asked([slot('kalinda', 3, ['kalindo', 2], ['kalimba', 90_000])]), ['kalinda|kalindo']);
    assert.deepEqual(asked([slot('kalindda', 0, ['kalinda', 3])]), ['kalinda']);
  });

  it('are frequent ones only in company', () => {
    const found = asked([slot('transport', 20_000), slot('diop', 4_000), slot('senegal', 40_000)]);
    assert.ok(found.includes('diop & transport'));
    assert.ok(found.includes('diop & transport & senegal'));
    assert.ok(found.every((words) => words.includes(' & ')));
  });

  it('are none where every account would have to be read', () => {
    assert.deepEqual(asked([slot('senegal', 900_000)]), []);
    assert.deepEqual(asked([slot('senegal', 900_000), slot('afrique', 800_000)]), []);
    assert.deepEqual(asked([]), []);
    assert.deepEqual(asked([slot('inconnu', 0)]), []);
  });

  it('are few, however many words and forms there are', () => {
    const many = Array.from({ length: 10 }, (_, index) => slot(`mot${index}`, 1 + index * 5_000, [`mit${index}`, 50]));
    assert.ok(asked(many).length <= 10);
  });

  it('are two where the org writes in two what the name has in one', () => {
    assert.deepEqual(asked([], 1_000, [[slot('afri', 30), slot('tech', 40)]]), ['afri & tech']);
  });
});
