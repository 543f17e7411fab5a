import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { dealNamed, sourceValue } from '../../testing/facts.ts';
import type { Value } from '../evidence.ts';
import type { Deal } from '../schema.ts';
import { analysisOf } from '../testing/demo.ts';
import type { DealClaim } from './claims.ts';
import { isBacked, staysDenied, staysUnclaimed } from './deal-decisions.ts';

const TEXT = 'Baobab : serveurs 45 M le 18/12. Atlas : wifi.';
const ANALYSIS = analysisOf(TEXT);
const found = <T>(value: T) => ({ value, spans: [{ start: 0, end: 6 }], confidence: 0.8, rule: 'model' });

const NOTHING: DealClaim = {
  lines: null,
  places: [],
  account: null,
  subject: null,
  closeDate: null,
  amount: null,
  country: null,
  leadSource: null,
  type: null,
  nextStep: null,
  contacts: [],
  refused: new Set(),
};
const SUBJECT: Partial<DealClaim> = { subject: { text: 'Serveurs', spans: [{ start: 9, end: 17 }] } };
const DATE: Partial<DealClaim> = { closeDate: found('2026-12-18') };
const ACCOUNT: Partial<DealClaim> = { account: found('Baobab') };
const claim = (...parts: Partial<DealClaim>[]): DealClaim => Object.assign({}, NOTHING, ...parts);

describe('a deal that only the model sees', () => {
  const backed = (one: DealClaim, others: DealClaim[] = [], rulesSeeDeals = false) =>
    isBacked(ANALYSIS, one, [one, ...others], rulesSeeDeals);

  it('needs what is wanted, who wants it, and a sign that it is wanted', () => {
    assert.ok(backed(claim(SUBJECT, ACCOUNT, DATE)));
    for (const less of [claim(SUBJECT, ACCOUNT), claim(SUBJECT, DATE), claim(ACCOUNT, DATE), claim(SUBJECT)])
      assert.ok(!backed(less));
  });

  it('beside others needs a fact of its own', () => {
    const known = claim(SUBJECT, ACCOUNT, DATE);
    assert.ok(!backed(claim(SUBJECT, ACCOUNT), [known], true), 'the buyer of another deal is no fact of this one');
    assert.ok(backed(claim(SUBJECT, { account: found('Atlas') }), [known], true));
    assert.ok(backed(claim(SUBJECT, DATE), [known], true));
  });

  it('in a newsletter needs all of buyer, sum and date', () => {
    const newsletter = analysisOf('Webinar le 18/12. Se désabonner | Politique de confidentialité');
    assert.ok(newsletter.cues.detection.filter(({ concept }) => concept === 'newsletter').length >= 2);
    const one = claim(SUBJECT, ACCOUNT, DATE);
    assert.ok(!isBacked(newsletter, one, [one], false));
  });
});

function deal(amount: number | null, closeDate: string | null, confidence = 0.5): Deal {
  const base = dealNamed(TEXT, 'serveurs');
  const sum: Value<number> = { ...sourceValue(TEXT, '45 M'), value: amount, alternatives: [] };
  return {
    ...base,
    confidence,
    passages: sourceValue(TEXT, 'Baobab : serveurs 45 M le 18/12').evidence,
    opportunity: {
      ...base.opportunity,
      ...(amount === null ? {} : { amount: sum }),
      ...(closeDate === null ? {} : { closeDate: { ...sourceValue(TEXT, '18/12'), value: closeDate } }),
    },
  };
}

describe('a deal that only the rules see', () => {
  it('beside claims stays when it is sure, or has a sum or a date', () => {
    const elsewhere = [claim({ lines: { start: 33, end: 46 } })];
    assert.ok(staysUnclaimed(deal(45e6, null), elsewhere));
    assert.ok(staysUnclaimed(deal(null, null, 0.8), elsewhere));
    assert.ok(!staysUnclaimed(deal(null, null), elsewhere));
  });

  it('in the lines of a claim stays only with both', () => {
    const covering = [claim({ lines: { start: 0, end: TEXT.length } })];
    assert.ok(staysUnclaimed(deal(45e6, '2026-12-18'), covering));
    assert.ok(!staysUnclaimed(deal(45e6, null, 0.9), covering));
  });

  it('stays where a model says that there is none when two of sum, date and buyer are firm', () => {
    assert.ok(staysDenied(deal(45e6, '2026-12-18'), ['newsletter']));
    assert.ok(!staysDenied(deal(45e6, null, 0.9), ['newsletter']));
  });

  it('stays more easily where no reason tells what the source is instead', () => {
    assert.ok(staysDenied(deal(45e6, null), ['other']));
    assert.ok(staysDenied(deal(null, null, 0.8), ['lost', 'courtesy']));
    assert.ok(!staysDenied(deal(null, null), ['other']));
  });
});
