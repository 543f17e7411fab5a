import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { createSlots } from './slots.ts';

describe('slots', () => {
  it('run at most their number at a time, in order, and go on when one fails', async () => {
    const inSlot = createSlots(2);
    const begun: number[] = [];
    let running = 0;
    let most = 0;
    const works = Array.from({ length: 10 }, (_, index) =>
      inSlot(async () => {
        begun.push(index);
        most = Math.max(most, ++running);
        await Promise.resolve();
        running -= 1;
        if (index === 3) throw new Error('one fails');
      }),
    );
    const results = await Promise.allSettled(works);
    assert.deepEqual(begun, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    assert.equal(most, 2);
    assert.equal(results.filter(({ status }) => status === 'rejected').length, 1);
  });
});
