import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { cornersOf, inOrder, inverse, move, moving, scaling, turning } from './geometry.ts';

const size = fc.double({ min: 0.05, max: 20, noNaN: true });
const place = fc.double({ min: -4000, max: 4000, noNaN: true });
const angle = fc.double({ min: -Math.PI, max: Math.PI, noNaN: true });

test('there and back is where it began, through any steps', () => {
  fc.assert(
    fc.property(size, size, angle, place, place, place, place, (x, y, radians, right, down, u, v) => {
      const there = inOrder(scaling(x, y), turning(radians), moving(right, down));
      const [backX, backY] = move(inverse(there), move(there, [u, v]));
      assert.ok(Math.abs(backX - u) < 1e-6 && Math.abs(backY - v) < 1e-6);
    }),
  );
});

test('corners are within the page', () => {
  assert.deepEqual(
    cornersOf([
      [-0.1, 0.5],
      [1.2, 0],
      [1, 1],
      [0, 2],
    ]),
    [0, 0.5, 1, 0, 1, 1, 0, 1],
  );
});
