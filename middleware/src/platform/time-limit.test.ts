import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { limitTime, TimeLimitError } from './time-limit.ts';

const AGES = 60_000;

describe('work with a time limit', () => {
  it('gives what the work gives, and throws what it throws', async () => {
    assert.equal(await limitTime((one: number, other: number) => one + other, AGES)(1, 2), 3);
    await assert.rejects(limitTime(() => Promise.reject(new RangeError('no')), AGES)(), RangeError);
  });

  it('does not wait for work that never ends', async () => {
    const never = limitTime(() => new Promise<never>(() => undefined), 5);
    await assert.rejects(never(), TimeLimitError);
  });
});
