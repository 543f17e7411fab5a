import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { dayIn } from './day.ts';

describe('the day of a moment', () => {
  for (const [timeZone, moment, day] of [
    ['UTC', '2026-11-20T23:59:59Z', '2026-11-20'],
    ['Africa/Dakar', '2026-11-20T23:59:59Z', '2026-11-20'],
    ['Pacific/Kiritimati', '2026-11-20T10:00:00Z', '2026-11-21'],
    ['America/Los_Angeles', '2026-03-08T07:59:59Z', '2026-03-07'],
    ['Europe/Paris', '2024-02-28T23:30:00Z', '2024-02-29'],
  ] as const) {
    it(`${moment} in ${timeZone} is ${day}`, () => assert.equal(dayIn(timeZone, new Date(moment)), day));
  }
});
