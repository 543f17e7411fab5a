import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { reportOf } from './text-report.ts';
import { benchmarkText, floorOf } from './text.ts';

describe('the report of a set of texts', () => {
  it('counts what is right of what is judged, and keeps what is wrong with what was read', () => {
    const report = reportOf('a set', [
      { input: '45 M', expected: '45', got: '45' },
      { input: '46 M', expected: '46', got: null },
      { input: 'Windows 11', expected: null, got: '11' },
      { input: 'n° 3', expected: null, got: null },
    ]);
    assert.deepEqual([report.right, report.judged], [2, 4]);
    assert.deepEqual(report.misses, [
      { input: '46 M', expected: '46', got: null },
      { input: 'Windows 11', expected: 'nothing', got: '11' },
    ]);
  });

  it('neither judges nor hides what is left out, even where it was read right', () => {
    const leftOut = 'Not asked for a reason.';
    const report = reportOf('a set', [
      { input: 'a', expected: '1', got: '1', leftOut },
      { input: 'b', expected: '2', got: null, leftOut },
    ]);
    assert.deepEqual([report.right, report.judged], [0, 0]);
    assert.deepEqual(report.leftOut, [{ reason: leftOut, inputs: ['a', 'b'] }]);
  });
});

describe('the benchmark of texts', () => {
  it('holds phones to every number, French dates to 98 % and every set of ours to a floor', () => {
    assert.deepEqual([floorOf('phones'), floorOf('libphonenumber'), floorOf('dates-fr')], [1, 1, 0.98]);
    for (const set of ['amounts-fr', 'amounts-en', 'numerals-fr', 'numerals-en'])
      assert.ok((floorOf(set) ?? 0) >= 0.98);
    assert.equal(floorOf('a set of nobody'), null);
  });

  it('passes on the sets that ship, and says which were not asked', () => {
    const lines: string[] = [];
    const status = benchmarkText(undefined, (line) => lines.push(line));
    assert.equal(status, 0, lines.join('\n'));
    assert.match(lines.join('\n'), /Not asked: .*--data DIR/);
  });
});
