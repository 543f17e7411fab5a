import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sortRows, type ListRow } from './lists.ts';

function rows(...values: readonly (readonly [unknown, string?])[]): ListRow[] {
  return values.map(([value, displayValue], index) => ({
    id: String(index),
    fields: { X: { value, displayValue: displayValue ?? null } },
  }));
}

const sorted = (given: readonly ListRow[], direction: 'asc' | 'desc'): string =>
  sortRows(given, 'X', direction, 'fr')
    .map(({ id }) => id)
    .join('');

describe('sorting a list', () => {
  it('compares numbers as numbers, whatever they look like', () => {
    const amounts = rows([9_000_000, '9 000 000 XOF'], [85_000_000, '85 000 000 XOF'], [500, '500 XOF']);
    assert.equal(sorted(amounts, 'asc'), '201');
    assert.equal(sorted(amounts, 'desc'), '102');
  });

  it('compares dates by the calendar, not by how they read', () => {
    const dates = rows(['2026-03-27', '27/03/2026'], ['2026-12-01', '01/12/2026'], ['2025-06-30', '30/06/2025']);
    assert.equal(sorted(dates, 'asc'), '201');
  });

  it('compares texts as the language does, and look-ups by their names', () => {
    assert.equal(sorted(rows(['Zèbre'], ['éclair'], ['Eau']), 'asc'), '210');
    assert.equal(sorted(rows(['001B', 'Atlas'], ['001A', 'Zénith']), 'asc'), '01');
  });

  it('keeps empty values last in both directions, and the given list as it was', () => {
    const given = rows([null], [2], [undefined], [1]);
    assert.equal(sorted(given, 'asc'), '3102');
    assert.equal(sorted(given, 'desc'), '1302');
    assert.deepEqual(
      given.map(({ id }) => id),
      ['0', '1', '2', '3'],
    );
  });
});
