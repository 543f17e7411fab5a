import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { dealNamed, sourceValue } from '../../testing/facts.ts';
import type { Deal } from '../schema.ts';
import type { DealClaim } from './claims.ts';
import { isSameName, pairDeals, uniteClaims } from './pairing.ts';

const TEXT = 'Atlas : serveurs 45 M, 18/12. Baobab : wifi 12 M, 9/01. Baobab : baies.';

function claim(account: string | null, subject: string, more: Partial<DealClaim> = {}): DealClaim {
  const at = (quote: string) => ({ start: TEXT.indexOf(quote), end: TEXT.indexOf(quote) + quote.length });
  return {
    lines: null,
    places: [at(subject)],
    account: account === null ? null : { value: account, spans: [at(account)], confidence: 0.8, rule: 'model-account' },
    subject: { text: subject, spans: [at(subject)] },
    closeDate: null,
    amount: null,
    country: null,
    leadSource: null,
    type: null,
    nextStep: null,
    contacts: [],
    refused: new Set(),
    ...more,
  };
}

function sum(value: number, quote: string): Pick<DealClaim, 'amount'> {
  const place = { start: TEXT.indexOf(quote), end: TEXT.indexOf(quote) + quote.length };
  const written = { ...place, value, currency: null, plain: true };
  return { amount: { written, finding: { value, spans: [place], confidence: 0.8, rule: 'model-amount' } } };
}

function deal(account: string, subject: string): Deal {
  const found = dealNamed(TEXT, subject);
  return { ...found, account: { ...found.account, name: sourceValue(TEXT, account) } };
}

describe('pairing claims with the rules’ deals', () => {
  it('takes one and one for the same, whatever they say', () => {
    const [pair, ...rest] = pairDeals([claim('Atlas', 'serveurs')], [deal('Baobab', 'wifi')]);
    assert.ok(pair?.claim && pair.deal && rest.length === 0);
  });

  it('pairs by what they share, and leaves the others alone', () => {
    const wifi = claim('Baobab', 'wifi');
    const servers = claim('Atlas', 'serveurs');
    const pairs = pairDeals([wifi, servers], [deal('Atlas', 'serveurs'), deal('Baobab', 'baies')]);
    assert.deepEqual(
      pairs.map((pair) => [pair.claim?.subject?.text ?? null, pair.deal?.opportunity.name.value ?? null]),
      [
        ['wifi', null],
        ['serveurs', 'serveurs'],
        [null, 'baies'],
      ],
    );
  });
});

describe('claims that are one deal', () => {
  it('are one when the same words are wanted, or the same figure pays', () => {
    assert.equal(uniteClaims([claim('Atlas', 'serveurs'), claim('Atlas', 'serveurs')]).length, 1);
    const [united, ...rest] = uniteClaims([
      claim('Baobab', 'wifi', sum(12e6, '12 M')),
      claim('Baobab', 'baies', sum(12e6, '12 M')),
    ]);
    assert.deepEqual([united?.subject?.text, rest.length], ['wifi, baies', 0]);
  });

  it('are several when buyer, figure or day differ', () => {
    const one = claim('Baobab', 'wifi', sum(12e6, '12 M'));
    assert.equal(uniteClaims([one, claim('Baobab', 'wifi', sum(45e6, '45 M'))]).length, 2);
    assert.equal(uniteClaims([one, claim('Atlas', 'wifi')]).length, 2);
    assert.equal(uniteClaims([one, claim('Baobab', 'baies')]).length, 2);
  });

  it('give each other what one of them lacks', () => {
    const [united] = uniteClaims([claim(null, 'wifi'), claim('Baobab', 'wifi', sum(12e6, '12 M'))]);
    assert.deepEqual([united?.account?.value, united?.amount?.finding.value], ['Baobab', 12e6]);
  });
});

it('a name is the same when one begins or ends the other', () => {
  for (const [one, other] of [
    ['CBAO', 'CBAO Groupe Attijari'],
    ['Port de Dakar', 'PORT DE DAKAR'],
    ['SIGA', 'Société SIGA'],
  ])
    assert.ok(isSameName(one ?? '', other ?? ''));
  for (const [one, other] of [
    ['Atlas', 'Atlassian'],
    ['', 'Atlas'],
    ['Banque Atlas', 'Banque Baobab'],
  ])
    assert.ok(!isSameName(one ?? '', other ?? ''));
});
