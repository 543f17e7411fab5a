import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { growth, lowest, mean, percentile, ratio, slope } from './figures.ts';

const line = (ys: readonly number[]) => ys.map((y, x) => ({ x, y }));

describe('a percentile', () => {
  it('is the value that this share of the values does not exceed', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
    assert.deepEqual([percentile(hundred, 0.5), percentile(hundred, 0.95), percentile(hundred, 1)], [50, 95, 100]);
  });

  it('of few values is one of them, and never beyond the largest', () => {
    assert.deepEqual([percentile([7], 0.5), percentile([7], 0.95), percentile([3, 1, 2], 0.95)], [7, 7, 3]);
  });

  it('sorts numbers, not their digits, and leaves the values in their order', () => {
    const values = [10, 9, 100];
    assert.equal(percentile(values, 0.5), 10);
    assert.deepEqual(values, [10, 9, 100]);
  });

  it('of nothing is no number', () => assert.ok(Number.isNaN(percentile([], 0.95))));
});

describe('a ratio', () => {
  it('says how many times the floor ours takes', () => assert.equal(ratio(30, 20), 1.5));

  it('passes for nothing where one side was not measured', () => {
    for (const value of [ratio(Number.NaN, 20), ratio(20, Number.NaN), ratio(20, 0)]) assert.equal(value <= 2, false);
  });
});

describe('a slope', () => {
  it('is that of the line the points lie on', () => assert.equal(slope(line([5, 7, 9, 11])), 2));
  it('is 0 for what stays as it is', () => assert.equal(slope(line([3, 3, 3])), 0));

  it('is that of the nearest line when they lie on none', () => {
    // By hand: mean x 1, mean y 2, (-1 * -1 + 0 + 1 * 2) / 2.
    assert.equal(slope(line([1, 1, 4])), 1.5);
  });
});

describe('growth', () => {
  it('is the rise of the line as a share of the mean', () => assert.equal(growth(line([90, 100, 110])), 0.2));
  it('is below 0 for what falls', () => assert.equal(growth(line([110, 100, 90])), -0.2));

  it('does not take one high sample at the end for a leak', () => {
    assert.ok(growth(line([...Array<number>(13).fill(100), 120])) < 0.1);
  });
});

describe('the lowest points', () => {
  it('are what a heap keeps, without what waits for its collection', () => {
    const saw = line([10, 20, 30, 11, 21, 31, 12, 22]);
    assert.deepEqual(
      lowest(saw, 3).map(({ x, y }) => [x, y]),
      [
        [0, 10],
        [3, 11],
        [6, 12],
      ],
    );
  });
});

it('a mean is the sum by the count', () => assert.equal(mean([1, 2, 6]), 3));
