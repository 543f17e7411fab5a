import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { RULES_ALONE } from '../extraction/schema.ts';
import { dealNamed, noContact, sourceValue } from '../testing/facts.ts';
import { contentOf, duplicateOf, type DraftContent } from './content.ts';
import { dealKeysOf } from './deal-keys.ts';
import { dealDuplicates, type ComparableDraft } from './duplicates.ts';

const SUBJECT = 'Renouvellement des postes';

interface Said {
  account?: string;
  subject?: string;
  amount?: number;
  email?: string;
  accountId?: string;
}

function contentSaying({ account, subject = SUBJECT, amount, email, accountId }: Said): DraftContent {
  const deal = dealNamed(subject, subject);
  if (account) deal.account.name = sourceValue(account, account);
  if (amount) deal.opportunity.amount = { ...deal.opportunity.amount, value: amount, origin: 'source' };
  if (email) deal.contacts.push({ ...noContact(), email: sourceValue(email, email) });
  const content = contentOf(deal, [], RULES_ALONE);
  return { ...content, account: { ...content.account, recordId: accountId ?? null } };
}

const keysOf = (content: DraftContent) => new Set(dealKeysOf(content).map(({ text }) => text));
const draft = (id: string, said: Said, head = id): ComparableDraft => {
  const content = contentSaying(said);
  return {
    id,
    captureId: `of ${id}`,
    content,
    keys: keysOf(content),
    head: { id: head, captureId: `of ${head}`, recordId: null },
  };
};
const own = (said: Said) => {
  const content = contentSaying(said);
  return { id: 'own', content, keys: keysOf(content) };
};
const find = (said: Said, others: ComparableDraft[], pairs = new Map<string, boolean>(), sources: string[] = []) =>
  dealDuplicates(own(said), others, pairs, new Set(sources));

describe('keys of a draft', () => {
  const share = (one: Said, other: Said) => !keysOf(contentSaying(one)).isDisjointFrom(keysOf(contentSaying(other)));

  it('are shared by one name in other spellings', () => {
    for (const account of [
      'BAOBAB ENERGIES SA',
      'Energies Baobab',
      'Boabab Energie',
      'BaobabÉnergies',
      'Baobab Enegies',
    ]) {
      assert.ok(share({ account: 'Baobab Énergies' }, { account }), account);
    }
  });

  it('are shared by a name and its acronym, by one domain, one address and one record', () => {
    assert.ok(share({ account: 'Compagnie Sucrière Tropicale' }, { account: 'CST' }));
    assert.ok(
      share({ account: 'Un', email: 'a@baobab.example.sn' }, { account: 'Deux', email: 'b@baobab.example.sn' }),
    );
    assert.ok(share({ email: 'a.sarr@gmail.com' }, { email: 'A.Sarr@gmail.com' }));
    const accountId = '001000000000001';
    assert.ok(share({ account: 'Un', accountId }, { account: 'Deux', accountId: `${accountId}AAA` }));
  });

  it('are not shared by others of one trade, nor by two people of one mail provider', () => {
    assert.ok(!share({ account: 'Banque Atlas' }, { account: 'Banque Kora' }));
    assert.ok(!share({ email: 'a@gmail.com' }, { email: 'b@gmail.com' }));
  });

  it('are none of a draft that names nobody, and few of one that names many', () => {
    assert.deepEqual(dealKeysOf(contentSaying({})), []);
    assert.ok(dealKeysOf(contentSaying({ account: 'mot '.repeat(60) })).length < 130);
  });
});

describe('drafts of one deal', () => {
  const said = { account: 'Baobab Énergies', amount: 12_500_000 };

  it('point to the one that stands for it, not to one that points itself', () => {
    const duplicates = find({ ...said, account: 'BAOBAB ENERGIES SA' }, [draft('a', said), draft('b', said, 'a')]);
    assert.deepEqual(
      duplicates.map(({ kind, draftId, captureId, verdict }) => [kind, draftId, captureId, verdict]),
      [['draft', 'a', 'of a', 'same']],
    );
    assert.equal(duplicateOf(duplicates), 'a');
  });

  it('are found in each pair of spellings, at the same subject and price', () => {
    const spellings = [
      'Baobab Énergies',
      'Énergies Baobab',
      'Baobab Energie',
      'Boabab Énergies',
      'BaobabÉnergies',
      'BAOBAB ENERGIES SA',
    ];
    for (const account of spellings) {
      for (const other of spellings) {
        const [found] = find({ ...said, account }, [draft('a', { ...said, account: other })]);
        assert.equal(found?.verdict, 'same', `${account} / ${other}`);
      }
    }
  });

  it('do not point to those that point to them', () => {
    assert.deepEqual(find(said, [draft('b', said, 'own')]), []);
  });

  it('are others when account or deal is another, or a person chose other records', () => {
    assert.deepEqual(find(said, [draft('a', { ...said, account: 'Teranga Textiles' })]), []);
    assert.deepEqual(find(said, [draft('a', { ...said, subject: 'Caméras du dépôt', amount: 900_000 })]), []);
    const [one, other] = ['001000000000001AAA', '001000000000002AAA'];
    assert.deepEqual(find({ ...said, accountId: one }, [draft('a', { ...said, accountId: other })]), []);
  });

  it('stay apart when a person said so, and together when a person said that', () => {
    assert.deepEqual(find(said, [draft('a', said)], new Map([['a', false]])), []);
    assert.deepEqual(find(said, [draft('b', said, 'a')], new Map([['a', false]])), []);
    const confirmed = find(
      { account: 'Baobab' },
      [draft('a', { ...said, subject: 'Tout autre' })],
      new Map([['a', true]]),
    );
    assert.deepEqual(confirmed[0]?.reasons, ['confirmed-before']);
  });

  it('of one source are told where neither names an account', () => {
    assert.deepEqual(find({}, [draft('a', {})]), []);
    assert.equal(find({}, [draft('a', {})], new Map(), ['of a'])[0]?.draftId, 'a');
  });
});
