import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { readText } from '../../readings/text.ts';
import { dealOf, findingsOf } from '../extract.ts';
import type { Deal } from '../schema.ts';
import { demoContext, TODAY } from '../testing/demo.ts';
import type { DealAnswer } from './answer.ts';
import { dealClaim } from './claims.ts';
import { groundOf } from './ground.ts';
import { isThorough, mergeDeal } from './merging.ts';
import { numberedLines } from './numbering.ts';

const q = (quote: string) => ({ line: 1, quote });
const choose = (quote: string, choice: string) => ({ line: 1, quote, choice });

/** A model's deal merged with rules that read nothing of it, or with what `rules` makes of that. */
function merged(text: string, deal: Partial<DealAnswer>, rules: (nothing: Deal) => Deal = (nothing) => nothing) {
  const findings = findingsOf({ reading: readText(text, 'fr'), kind: 'note', today: TODAY, context: demoContext() });
  const scope = { passages: [], shared: [], alone: false };
  const nothing = dealOf(findings, scope);
  const ground = groundOf(
    { findings, lines: numberedLines(text), planted: [], addresses: [] },
    { number: 1, start: 0, end: text.length, lines: [] },
    1,
  );
  const nulls = { closeDate: null, amount: null, country: null, leadSource: null, type: null, nextStep: null };
  const answer = { firstLine: 1, lastLine: 1, account: null, subjects: [], contacts: [], ...nulls, ...deal };
  const claim = dealClaim(ground, answer, null, []);
  return mergeDeal({ findings, scope, rules: rules(nothing), claim, elsewhere: [], nothing, warnings: [] });
}

describe('a merged deal', () => {
  it('takes what the org says when neither says it: stage, close date, lead source, country', () => {
    const { opportunity } = merged('Banque Atlas veut 20 serveurs', { subjects: [q('20 serveurs')] });
    const { stage, closeDate, leadSource, country, amount } = opportunity;
    assert.deepEqual(
      [stage, closeDate, leadSource, country].map(({ value, origin }) => [value, origin]),
      [
        ['Prospection', 'default'],
        ['2026-11-27', 'default'],
        ['Demande client spontanée', 'default'],
        ['Sénégal', 'default'],
      ],
    );
    assert.equal(amount.value, null);
  });

  it('has the currency of the sum, else of the country, else of the org; never the model’s', () => {
    const money = (text: string, deal: Partial<DealAnswer>) => {
      const { amount, currency } = merged(text, deal).opportunity;
      return [amount.value, currency.value, currency.origin];
    };
    assert.deepEqual(money('budget 45 M FCFA', { amount: q('45 M FCFA') }), [45e6, 'XOF', 'source']);
    assert.deepEqual(money('budget 12 M', { amount: q('12 M') }), [12e6, 'XOF', 'default']);
    assert.deepEqual(money('à Douala, 45 M FCFA', { amount: q('45 M'), country: choose('Douala', 'Cameroun') }), [
      45e6,
      'XAF',
      'source',
    ]);
  });

  it('leaves a sum in a currency that the org does not have to the description', () => {
    const { amount, currency, description } = merged('Baobab : serveurs, 900 000 CHF', {
      subjects: [q('serveurs')],
      amount: q('900 000 CHF'),
    }).opportunity;
    assert.deepEqual([amount.value, amount.reason, currency.value], [null, 'currency-not-in-org', null]);
    assert.match(description.value ?? '', /900 000 CHF/);
    assert.equal(description.evidence[0]?.quote, '900 000 CHF');
  });

  it('has a name of the account and what is wanted, with its type where the words do not say it', () => {
    const name = (text: string, deal: Partial<DealAnswer>) => merged(text, deal).opportunity.name.value;
    assert.equal(
      name('Banque Atlas : 40 licences Odoo à renouveler', {
        account: q('Banque Atlas'),
        subjects: [q('40 licences Odoo')],
        type: choose('à renouveler', 'Renouvellement hors contrat'),
      }),
      'Banque Atlas – Renouvellement 40 licences Odoo',
    );
    assert.equal(
      name('Banque Atlas : entretien du parc', {
        account: q('Banque Atlas'),
        subjects: [q('entretien du parc')],
        type: choose('entretien', 'Contrat de maintenance'),
      }),
      'Banque Atlas – Entretien du parc',
    );
  });

  it('warns when the model takes the day of a meeting for the closing date', () => {
    const text = 'Banque Atlas : serveurs. Démo le 2 décembre.';
    const { opportunity, warnings } = merged(text, { subjects: [q('serveurs')], closeDate: q('2 décembre') });
    assert.deepEqual([opportunity.closeDate.value, warnings], ['2026-12-02', ['readings-differ']]);
  });

  it('keeps what the model was refused for, and drops what it was silent about, when the rules half believe it', () => {
    const text = 'Banque Atlas à Thiès : 20 serveurs, pose comprise, vu au salon. 45 M FCFA.';
    const thorough: Partial<DealAnswer> = {
      account: q('Banque Atlas'),
      subjects: [q('20 serveurs')],
      country: choose('Thiès', 'Sénégal'),
      leadSource: choose('salon', 'Salon ou événement'),
      type: choose('pose comprise', 'Projet'),
    };
    const rules = (nothing: Deal): Deal => {
      const evidence = [{ quote: '45 M FCFA', start: text.indexOf('45'), end: text.indexOf('45') + 9 }];
      const amount = {
        ...nothing.opportunity.amount,
        value: 45e6,
        origin: 'source' as const,
        confidence: 0.6,
        evidence,
      };
      return { ...nothing, opportunity: { ...nothing.opportunity, amount } };
    };
    const silent = merged(text, thorough, rules).opportunity.amount;
    assert.deepEqual([silent.value, silent.alternatives[0]?.value], [null, 45e6]);
    assert.equal(merged(text, { ...thorough, amount: q('90 M FCFA') }, rules).opportunity.amount.value, 45e6);
    assert.equal(merged(text, { subjects: [q('20 serveurs')] }, rules).opportunity.amount.value, 45e6);
  });
});

it('a model read a deal well when it pointed at five of its facts', () => {
  const found = { value: 'x', spans: [], confidence: 0.8, rule: 'model' };
  const nothing = { lines: null, places: [], amount: null, nextStep: null, contacts: [], refused: new Set<never>() };
  const four = { account: found, subject: { text: 'x', spans: [] }, closeDate: found, country: found };
  assert.ok(!isThorough({ ...nothing, ...four, leadSource: null, type: null }));
  assert.ok(isThorough({ ...nothing, ...four, leadSource: null, type: found }));
});
