import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { Value } from '../evidence.ts';
import { defaultValue, noValue } from '../evidence.ts';
import { decide, jointly } from './decisions.ts';

const stated = (value: string, confidence: number, start = 0): Value<string> => ({
  value,
  origin: 'source',
  confidence,
  reason: null,
  evidence: [{ quote: value, start, end: start + value.length }],
  alternatives: [],
});
const FALLBACK = defaultValue('2026-11-27', 'days-after-capture');
const dates = (rules: Value<string>, model: Value<string> | null, more = {}) =>
  decide('closeDate', { rules, model, fallback: FALLBACK, thorough: true, ...more });

describe('a field of a deal', () => {
  it('is surer when both read the same, with the places of both', () => {
    const { value, differ } = dates(stated('2026-12-18', 0.8, 40), stated('2026-12-18', 0.75, 9));
    assert.deepEqual([value.value, value.confidence, differ], ['2026-12-18', 0.95, false]);
    assert.deepEqual(
      value.evidence.map(({ start }) => start),
      [9, 40],
    );
    assert.equal(jointly(1, 0.5), 0.99, 'nothing is certain');
  });

  it('is the model’s when the rules have none', () => {
    const model = stated('2026-12-18', 0.8);
    assert.deepEqual(dates(FALLBACK, model).value, model);
    assert.deepEqual(decide('amount', { rules: noValue(), model, fallback: noValue(), thorough: true }).value, model);
  });

  it('is the model’s where they differ, the rules’ an alternative; both sure: a person should look', () => {
    const sure = dates(stated('2026-12-18', 0.9), stated('2027-01-15', 0.8));
    assert.equal(sure.value.value, '2027-01-15');
    assert.ok(sure.value.confidence <= 0.6 && sure.differ);
    assert.deepEqual(
      sure.value.alternatives.map(({ value }) => value),
      ['2026-12-18'],
    );
    const unsure = dates(stated('2026-12-18', 0.5), stated('2027-01-15', 0.8));
    assert.deepEqual([unsure.value.value, unsure.differ], ['2027-01-15', false]);
  });

  it('is the rules’ where they are sure and object to the model’s', () => {
    const { value, differ } = dates(stated('2026-12-18', 0.9), stated('2027-01-15', 0.8), { objection: 'refused' });
    assert.deepEqual([value.value, differ], ['2026-12-18', true]);
    assert.deepEqual(
      value.alternatives.map((one) => one.value),
      ['2027-01-15'],
    );
    const unsure = dates(stated('2026-12-18', 0.5), stated('2027-01-15', 0.8), { objection: 'refused' });
    assert.equal(unsure.value.value, '2027-01-15');
    assert.equal(dates(FALLBACK, stated('2027-01-15', 0.8), { objection: 'refused' }).differ, true);
  });

  it('the model says nothing of: the rules’ when they are sure or the model was lazy, else the default', () => {
    assert.equal(dates(stated('2026-12-18', 0.9), null).value.value, '2026-12-18');
    assert.equal(dates(stated('2026-12-18', 0.5), null, { thorough: false }).value.value, '2026-12-18');
    const quieted = dates(stated('2026-12-18', 0.5), null).value;
    assert.deepEqual([quieted.value, quieted.origin], ['2026-11-27', 'default']);
    assert.deepEqual(
      quieted.alternatives.map(({ value }) => value),
      ['2026-12-18'],
      'it can still be chosen',
    );
  });

  it('keeps each alternative once, at most four, none without evidence', () => {
    const rules = {
      ...stated('a', 0.9),
      alternatives: ['b', 'c', 'd', 'e', 'f'].map((value) => ({
        value,
        confidence: 0.3,
        evidence: stated(value, 1).evidence,
      })),
    };
    const { value } = dates(rules, {
      ...stated('b', 0.8),
      alternatives: [{ value: 'z', confidence: 0.1, evidence: [] }],
    });
    assert.deepEqual(
      value.alternatives.map((one) => one.value),
      ['a', 'c', 'd', 'e'],
    );
  });
});
