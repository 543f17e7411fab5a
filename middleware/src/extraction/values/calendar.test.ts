import assert from 'node:assert/strict';
import { test } from 'node:test';

import { easter, nextIslamicDate, nthWeekday, weekdayOfWeek } from './calendar.ts';

test('weeks run from Monday to Sunday', () => {
  assert.equal(weekdayOfWeek('2026-11-22', 5, 0), '2026-11-20');
  assert.equal(weekdayOfWeek('2026-11-22', 1, 1), '2026-11-23');
});

test('the n-th weekday of a month, and the last', () => {
  assert.equal(nthWeekday(2026, 12, 1, 1), '2026-12-07');
  assert.equal(nthWeekday(2026, 12, 4, 0), '2026-12-31');
  assert.equal(nthWeekday(2026, 12, 1, 5), null);
});

test('moveable feasts', () => {
  assert.equal(easter(2027), '2027-03-28');
  assert.equal(nextIslamicDate('2026-11-20', 12, 10), '2027-05-16');
  assert.equal(nextIslamicDate('2026-11-20', 12, 31), null);
});
