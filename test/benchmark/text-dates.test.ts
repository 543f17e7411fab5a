import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { evaluateDates } from './text-dates.ts';
import type { TextReport } from './text-report.ts';

const folder = mkdtempSync(join(tmpdir(), 'text-dates-'));
after(() => rmSync(folder, { recursive: true }));

function write(name: string, content: unknown): void {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), JSON.stringify(content));
}

function reportOf(set: string): TextReport | undefined {
  return evaluateDates(folder).find((report) => report.set === set);
}

test('our own sets are read right, every case', () => {
  for (const report of evaluateDates()) {
    assert.deepEqual(report.misses, [], report.set);
    assert.equal(report.right, report.judged);
    assert.ok(report.judged > 0);
  }
});

test('cases of chrono: judged by the day, a period by the day that closes it, the others left out with a reason', () => {
  const day = (part: string, value: number): unknown => ({
    path: `result.start.get("${part}")`,
    matcher: 'toBe',
    value,
  });
  const single = (text: string, year: number, month: number, date: number): unknown => ({
    locale: 'chrono.fr',
    call: 'single',
    text,
    ref: '2012-08-10T00:00:00.000',
    expect: [day('year', year), day('month', month), day('day', date)],
  });
  write('chrono/fr_x.json', {
    cases: [
      single('10 septembre 2012', 2012, 9, 10),
      single('septembre 2012', 2012, 9, 1),
      single('hier', 2012, 8, 9),
      { locale: 'chrono.fr', call: 'single', text: 'à minuit', expect: [] },
      { locale: 'chrono.fr', call: 'none', text: '32 août 2014', expect: [] },
    ],
  });
  const report = reportOf('chrono fr');
  assert.deepEqual([report?.right, report?.judged], [3, 3]);
  assert.deepEqual(report?.leftOut.map(({ inputs }) => inputs).flat(), ['hier', 'à minuit']);
});

test('cases of duckling: a span of days closes on its last, what no deal needs is left out, negatives name no date', () => {
  const moment = (text: string, value: string, grain: string): unknown => ({
    text,
    expected: { kind: 'datetime', value, grain, holiday: null },
  });
  write('duckling/Time_EN.json', {
    reference_time: '2013-02-12T04:30:00-02:00',
    cases: [
      moment('march 3', '2013-03-03T00:00:00', 'Day'),
      moment('next month', '2013-03-01T00:00:00', 'Month'),
      moment('at 3pm', '2013-02-12T15:00:00', 'Hour'),
      {
        text: 'July 13-15',
        expected: { kind: 'interval', start: '2013-07-13T00:00:00', end: '2013-07-16T00:00:00', grain: 'Day' },
      },
    ],
    negative: ['we are separated'],
  });
  const report = reportOf('duckling Time_EN');
  assert.deepEqual([report?.right, report?.judged], [4, 4]);
  assert.deepEqual(report?.leftOut.map(({ inputs }) => inputs).flat(), ['at 3pm']);
});

test('durations are read as "in ..."', () => {
  const duration = (text: string, value: number, unit: string): unknown => ({
    text,
    expected: { kind: 'duration', value, unit },
  });
  write('duckling/Duration_EN.json', {
    reference_time: '2013-02-12T04:30:00-02:00',
    cases: [duration('seven weeks', 7, 'Week'), duration('2 mins', 2, 'Minute')],
    negative: [],
  });
  const report = reportOf('duckling Duration_EN');
  assert.deepEqual([report?.right, report?.judged, report?.leftOut.length], [1, 1, 1]);
});

test('a reader that is wrong is told with what it got', () => {
  const [report] = evaluateDates(undefined, () => ['2000-01-01']);
  assert.equal(report?.right, 0);
  assert.equal(report?.misses[0]?.got, '2000-01-01');
});
