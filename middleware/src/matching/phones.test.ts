import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { phoneKeys } from './phones.ts';

describe('the keys of a phone number', () => {
  it('are one for all ways to write it', () => {
    const spellings: [string, string?][] = [
      ['+221 33 869 10 10'],
      ['00221338691010'],
      ['221338691010'],
      ['33 869 10 10', 'SN'],
      ['33-869-10-10', 'Sénégal'],
      ['33.869.10.10'],
      ['+221 (0) 33 869 10 10'],
    ];
    for (const [phone, country] of spellings) assert.deepEqual(phoneKeys(phone, country), ['338691010'], phone);
    for (const phone of ['01 42 68 53 00', '+33 (0)1 42 68 53 00']) assert.deepEqual(phoneKeys(phone), ['142685300']);
    assert.deepEqual(phoneKeys('404/351 -9533', 'US'), phoneKeys('(404) 351-9533'));
  });

  it('are as many as there are numbers', () => {
    assert.deepEqual(phoneKeys('33 869 10 10 / 77 123 45 67', 'SN'), ['338691010', '771234567']);
    assert.deepEqual(phoneKeys('338691010;338691010', 'SN'), ['338691010']);
  });

  it('are none of what is no number', () => {
    for (const phone of ['', 'abc', '12', '-', '\0', '9'.repeat(200_000), '+', '😀']) {
      assert.deepEqual(phoneKeys(phone, 'nowhere'), [], phone.slice(0, 10));
    }
  });
});
