import assert from 'node:assert/strict';
import { test } from 'node:test';

import { english, french } from '../testing/demo.ts';
import { spokenNumber, writtenNumber } from './numbers.ts';

test('French numbers in words', () => {
  const value = (text: string): number | undefined => spokenNumber(french(text).words, 0, 'fr')?.value;
  assert.equal(value('soixante-dix-sept'), 77);
  assert.equal(value('quatre-vingt-dix-neuf'), 99);
  assert.equal(value('vingt et un'), 21);
  assert.equal(value('mille deux cents'), 1200);
  assert.equal(value('un million deux cent mille'), 1_200_000);
  assert.equal(value('un virgule cinq million'), 1_500_000);
  assert.equal(value('mille milliards'), 1e12);
  assert.equal(value('deux millions sept cent cinquante'), 2_750_000);
  assert.equal(value('un milliard deux'), 1_200_000_000);
  assert.equal(value('dix-huit euh millions'), 18_000_000);
  assert.equal(value('bonjour'), undefined);
});

test('English numbers in words', () => {
  const value = (text: string): number | undefined => spokenNumber(english(text).words, 0, 'en')?.value;
  assert.equal(value('a hundred and twenty'), 120);
  assert.equal(value('eighty five million'), 85_000_000);
  assert.equal(value('three thousand millions'), 3e9);
  assert.equal(value('one point two five million'), 1_250_000);
  assert.equal(value('three million two hundred thousand'), 3_200_000);
});

test('digits count before a scale and after one, unless they count something else', () => {
  const read = (text: string): number[] => {
    const found = spokenNumber(french(text).words, 0, 'fr');
    return found ? [found.value, found.length] : [];
  };
  assert.deepEqual(read('12 millions 500 mille'), [12_500_000, 4]);
  assert.deepEqual(read('12 millions 500'), [12_500_000, 3]);
  assert.deepEqual(read('un million 200 francs'), [1_200_000, 3]);
  assert.deepEqual(read('12 millions 3 serveurs'), [12_000_000, 2]);
  assert.deepEqual(read('12 millions. 3 jours'), [12_000_000, 2]);
  assert.deepEqual(read('12 serveurs'), []);
});

test('written numbers with any separators', () => {
  assert.equal(writtenNumber('45.000.000', false), 45_000_000);
  assert.equal(writtenNumber('1.250,50', false), 1250.5);
  assert.equal(writtenNumber('80,000', false), 80_000);
  assert.equal(writtenNumber('1,250', true), 1.25);
  assert.equal(writtenNumber('9 500 000', false), 9_500_000);
});

test('the names of what every object has are no numbers', () => {
  for (const name of ['constructor', 'valueof', 'tostring', 'hasownproperty']) {
    for (const text of [name, `deux ${name}`, `two ${name}`, `${name} hundred`]) {
      const found = [spokenNumber(french(text).words, 0, 'fr'), spokenNumber(english(text).words, 0, 'en')];
      for (const number of found)
        assert.ok(number === null || [2, 100].includes(number.value), `${text}: ${number?.value}`);
    }
  }
});
