import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';

import { createBreaker, type Breaker, type BreakerState } from './breaker.ts';

describe('a breaker', () => {
  let now = 0;
  let states: BreakerState[] = [];
  let breaker: Breaker;
  const fail = (times: number, asked?: number) => {
    for (let time = 0; time < times; time += 1) {
      assert.equal(breaker.enter(), true);
      breaker.leave('failed', asked);
    }
  };
  beforeEach(() => {
    now = Date.UTC(2026, 10, 20);
    states = [];
    breaker = createBreaker(
      { failures: 3, milliseconds: 1_000 },
      () => new Date(now),
      (state) => states.push(state),
    );
  });

  it('lets calls through until some fail in a row', () => {
    fail(2);
    breaker.enter();
    breaker.leave('well');
    fail(2);
    assert.deepEqual(states, ['closed']);
    fail(1);
    assert.equal(breaker.enter(), false);
    assert.deepEqual(states, ['closed', 'open']);
  });

  it('lets one call find out after the rest, and closes when it goes well', () => {
    fail(3);
    now += 999;
    assert.equal(breaker.enter(), false);
    now += 1;
    assert.equal(breaker.enter(), true);
    assert.equal(breaker.enter(), false);
    breaker.leave('well');
    assert.deepEqual(states, ['closed', 'open', 'half-open', 'closed']);
    fail(2);
    assert.equal(breaker.enter(), true);
  });

  it('rests again when the one call fails', () => {
    fail(3);
    now += 1_000;
    fail(1);
    now += 999;
    assert.equal(breaker.enter(), false);
    now += 1;
    assert.equal(breaker.enter(), true);
  });

  it('learns nothing from a call that was ended or not made: the next finds out', () => {
    fail(3);
    now += 1_000;
    breaker.enter();
    breaker.leave('unknown');
    assert.deepEqual(states, ['closed', 'open', 'half-open', 'open']);
    assert.equal(breaker.enter(), true);
  });

  it('leaves a provider alone at once that asks for it, for as long, but not forever', () => {
    fail(1, 60_000);
    now += 59_999;
    assert.equal(breaker.enter(), false);
    now += 1;
    fail(1, Number.MAX_SAFE_INTEGER);
    now += 600_000;
    assert.equal(breaker.enter(), true);
  });

  it('stays open when a call from before the rest ends well', () => {
    breaker.enter();
    fail(3);
    breaker.leave('well');
    assert.equal(breaker.enter(), false);
  });
});
