import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { shownValue } from './values.ts';
import { counted, filled } from './words.ts';

const shown = (
  value: unknown,
  type: string,
  language: 'fr' | 'en' = 'fr',
  displayValue: string | null = null,
): string => shownValue({ value, displayValue }, type, language, 'Africa/Dakar');

describe('a value as a person reads it', () => {
  it('is what the org says, where it says', () => {
    assert.equal(shown(85_000_000, 'Currency', 'fr', '85 000 000 XOF'), '85 000 000 XOF');
  });

  it('is written as the language does otherwise', () => {
    assert.equal(shown('2026-03-27', 'Date'), '27/03/2026');
    assert.equal(shown('2026-03-27', 'Date', 'en'), '03/27/2026');
    assert.equal(shown(1234.5, 'Double', 'en'), '1,234.5');
    assert.match(shown(75, 'Percent'), /^75.%$/u);
    assert.equal(shown(true, 'Boolean'), 'Oui');
  });

  it('is empty where there is none, and text where the type is new', () => {
    for (const none of [null, undefined, '']) assert.equal(shown(none, 'Date'), '');
    assert.equal(shownValue(undefined, 'String', 'fr', 'UTC'), '');
    assert.equal(shown('x', 'Location'), 'x');
    assert.equal(shown(0, 'Double'), '0');
  });
});

describe('words with a count', () => {
  it('follow the language: none is singular in French', () => {
    assert.equal(counted(['{0} élément', '{0} éléments'], 0, 'fr'), '0 élément');
    assert.equal(counted(['{0} item', '{0} items'], 0, 'en'), '0 items');
    assert.equal(counted(['{0} item', '{0} items'], 1, 'en'), '1 item');
  });

  it('keep a placeholder that has no value', () => {
    assert.equal(filled('{0} of {1}', 'one'), 'one of {1}');
  });
});
