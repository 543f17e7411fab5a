import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { verdictOf } from '../comparison.ts';
import type { DealFacts } from '../facts.ts';
import { compareDeals, DEAL_THRESHOLDS } from './comparing.ts';

type Told = Partial<DealFacts>;
const ACCOUNT = 'Baobab Énergie SA';
const deal = (name: string | null, more: Told = {}) => ({
  name,
  amount: null,
  currency: null,
  closeDate: null,
  type: null,
  accountName: ACCOUNT,
  ...more,
});
const compare = (one: ReturnType<typeof deal>, other: ReturnType<typeof deal>) =>
  compareDeals(one, { ...other, name: other.name ?? '' });
const verdict = (one: ReturnType<typeof deal>, other: ReturnType<typeof deal>) =>
  verdictOf(compare(one, other).score, DEAL_THRESHOLDS) ?? 'new';

describe('deals of one account are compared', () => {
  it('and one subject is one deal, though its amount moved', () => {
    const record = deal('Baobab Énergie - Modernisation réseau siège', { amount: 80_000_000, currency: 'XOF' });
    const note = { amount: 85_000_000, currency: 'XOF' };
    assert.equal(verdict(deal('Baobab Energie – modernisation du réseau', note), record), 'same');
    assert.equal(verdict(deal('Modernisation réseau du siège'), record), 'same');
    const { reasons } = compare(deal('Modernisation du réseau', note), record);
    assert.deepEqual(reasons.toSorted(), ['close-amount', 'same-subject']);
  });

  it('and money alone is a question', () => {
    const money = { amount: 12_000_000, currency: 'XOF', closeDate: '2027-03-31' };
    assert.equal(verdict(deal(null, money), deal('Onduleurs', money)), 'ask');
    assert.equal(
      verdict(deal('Baobab Énergie SA', money), deal('Onduleurs', money)),
      'ask',
      'the account is no subject',
    );
    assert.equal(verdict(deal('Serveurs', money), deal('Onduleurs', money)), 'ask');
  });

  it('and other subjects are other deals', () => {
    assert.equal(verdict(deal('Licences antivirus'), deal('Onduleurs salle serveur')), 'new');
    assert.equal(verdict(deal('Projet de vidéosurveillance'), deal('Projet de téléphonie')), 'new', 'a common word');
    assert.equal(verdict(deal('Mobilier lot 1'), deal('Mobilier lot 2')), 'new', 'numbered otherwise');
    assert.equal(verdict(deal('Renouvellement antivirus 2026'), deal('Renouvellement antivirus 2027')), 'new');
  });

  it('and amounts of two currencies say nothing', () => {
    const [one, other] = [
      deal('Onduleurs', { amount: 10, currency: 'USD' }),
      deal('Onduleurs', { amount: 6560, currency: 'XOF' }),
    ];
    assert.deepEqual(compare(one, other).reasons, ['same-subject']);
  });

  it('whatever they are called', () => {
    for (const name of ['', '\0', 'x '.repeat(100_000), '🎁', '((((']) {
      const { score } = compare(deal(name), deal('Onduleurs'));
      assert.ok(score >= 0 && score <= ASKED, name.slice(0, 5));
    }
  });
});

const ASKED = DEAL_THRESHOLDS.same;
