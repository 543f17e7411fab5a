import assert from 'node:assert/strict';
import { test } from 'node:test';

import { english, french } from '../testing/demo.ts';
import { numericOrderOf } from './numeric-order.ts';

for (const text of [
  'PO by 12/4. 1200 K Street NW, Washington, DC 20005',
  'PO by 12/4. Call me at (202) 555-0142',
  'PO by 12/4 5pm EST',
  'Date: Mon, 16 Nov 2026 17:02:11 -0500\nPO by 12/4',
  'Quote by 11/30/2026, PO by 12/4/2026',
]) {
  test(`the month comes first in "${text.slice(0, 60)}"`, () => {
    assert.equal(numericOrderOf(english(text)), 'month-first');
  });
}

for (const text of ['PO by 12/4', 'Quote by 30/11/2026, PO by 4/12/2026. Call (202) 555-0142', 'Meet me at 5 pm']) {
  test(`the day comes first in "${text}"`, () => {
    assert.equal(numericOrderOf(english(text)), 'day-first');
  });
}

test('a French source puts the day first, wherever it comes from', () => {
  assert.equal(numericOrderOf(french('BC le 12/4. Washington, DC 20005')), 'day-first');
});
