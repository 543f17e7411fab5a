import assert from 'node:assert/strict';
import { test } from 'node:test';

import { stretchOf } from './days.ts';

/** A Monday. */
const TODAY = '2026-03-02';

test('date literals cover whole days, counted from today', () => {
  const cases: readonly (readonly [literal: string, from: string, until: string])[] = [
    ['TODAY', '2026-03-02', '2026-03-03'],
    ['yesterday', '2026-03-01', '2026-03-02'],
    ['TOMORROW', '2026-03-03', '2026-03-04'],
    ['THIS_WEEK', '2026-03-02', '2026-03-09'],
    ['LAST_WEEK', '2026-02-23', '2026-03-02'],
    ['LAST_MONTH', '2026-02-01', '2026-03-01'],
    ['NEXT_MONTH', '2026-04-01', '2026-05-01'],
    ['LAST_QUARTER', '2025-10-01', '2026-01-01'],
    ['THIS_FISCAL_QUARTER', '2026-01-01', '2026-04-01'],
    ['NEXT_YEAR', '2027-01-01', '2028-01-01'],
    ['LAST_90_DAYS', '2025-12-02', '2026-03-03'],
    ['LAST_N_DAYS:7', '2026-02-23', '2026-03-03'],
    ['NEXT_N_DAYS:7', '2026-03-03', '2026-03-10'],
    ['N_DAYS_AGO:1', '2026-03-01', '2026-03-02'],
    ['LAST_N_WEEKS:2', '2026-02-16', '2026-03-02'],
    ['LAST_N_MONTHS:3', '2025-12-01', '2026-03-01'],
    ['N_YEARS_AGO:2', '2024-01-01', '2025-01-01'],
    ['NEXT_N_QUARTERS:2', '2026-04-01', '2026-10-01'],
  ];
  for (const [literal, from, until] of cases) assert.deepEqual(stretchOf(literal, TODAY), { from, until }, literal);
});

test('what is no date literal is none', () => {
  for (const word of ['', 'SOMEDAY', 'LAST_N_DAYS', 'LAST_N_DAYS:x', 'LAST_N_DAYS:1.5', 'N_AGO:1', 'THIS_N_DAYS:2']) {
    assert.equal(stretchOf(word, TODAY), null, word);
  }
});
