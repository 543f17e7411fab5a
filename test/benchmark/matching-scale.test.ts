import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { madeAccounts, plainOf } from './matching-scale-names.ts';
import { faultsOfPlan } from './matching-scale-plans.ts';
import { scaleQueries } from './matching-scale-queries.ts';

const COUNT = 5_000;
const accounts = () => [...madeAccounts().take(COUNT)];

describe('the accounts of the benchmark', () => {
  it('are the same every time, and no two have one name', () => {
    const [one, other] = [accounts(), accounts()];
    assert.deepEqual(one, other);
    assert.equal(new Set(one.map(({ bare }) => plainOf(bare))).size, COUNT);
    assert.equal(new Set(one.map(({ recordId }) => recordId)).size, COUNT);
  });

  it('are asked for in every way, equally often, and with a second key where one is wished', () => {
    const made = accounts();
    const alone = scaleQueries(made, { beside: false, count: 130 });
    const second = scaleQueries(made, { beside: true, count: 130 });
    for (const queries of [alone, second]) {
      const counts = Map.groupBy(queries, ({ kind }) => kind);
      assert.deepEqual([counts.size, ...new Set([...counts.values()].map(({ length }) => length))], [13, 10]);
    }
    assert.ok(alone.every(({ facts }) => !facts.website && !facts.phone && facts.emails.length === 0));
    assert.ok(second.every(({ facts }) => facts.website ?? facts.phone ?? facts.emails[0]));
  });
});

describe('plans of look-ups', () => {
  const scan = { 'Node Type': 'Seq Scan', 'Relation Name': 'mirror_words' };
  const wide = { 'Node Type': 'Index Scan', 'Relation Name': 'mirror_accounts', 'Rows Removed by Filter': 5_000 };
  const good = { 'Node Type': 'Index Scan', 'Relation Name': 'mirror_accounts', 'Rows Removed by Filter': 3 };

  it('are faulty when they read a table of the mirror from end to end, however deep', () => {
    const plan = [{ Plan: { 'Node Type': 'Append', Plans: [good, { 'Node Type': 'Limit', Plans: [scan] }] } }];
    assert.deepEqual(faultsOfPlan(plan), ['a plan reads all of mirror_words']);
    assert.deepEqual(faultsOfPlan([{ Plan: wide }]), ['a plan reads mirror_accounts for nothing by Index Scan']);
  });

  it('are right when they do not', () => {
    assert.deepEqual(faultsOfPlan([{ Plan: { 'Node Type': 'Append', Plans: [good] } }]), []);
    assert.throws(() => faultsOfPlan([{ Node: 'unknown' }]));
  });
});
