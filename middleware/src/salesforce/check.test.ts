import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { NEEDS, type Need } from './check-needs.ts';
import { isFine, linesOf } from './check-words.ts';
import { missingOfObject, type CheckReport } from './check.ts';
import { rowOf } from './delivery/columns.ts';
import { MIRRORED_OBJECTS, visibleFields } from './filling/objects.ts';
import { mirrorLines } from './freshness-words.ts';
import { accountFreshness } from '../testing/mirror-freshness.ts';

const needOf = (object: string): Need => {
  const need = NEEDS.find((each) => each.object === object);
  assert.ok(need, object);
  return need;
};

/** What nobody can hide. */
const ALWAYS = ['Id', 'SystemModstamp', 'Name', 'IsClosed'];

describe('what background work needs to be allowed', () => {
  for (const object of MIRRORED_OBJECTS) {
    it(`is every field that the mirror asks of ${object}`, () => {
      const hidden = visibleFields(object, new Set(ALWAYS))?.hidden ?? [];
      assert.deepEqual(needOf(object).fields.toSorted(), hidden.toSorted());
    });
  }

  it('is every field that the delivery of a draft writes', () => {
    const start = { captureId: 'x', kind: 'text', capturedAt: 'x', ownerId: 'somebody', version: 1 } as const;
    const deal = { name: 'x', accountName: null, accountId: null, amount: null, currency: null, closeDate: null };
    const labels = { stage: null, type: null, leadSource: null, country: null };
    const doubts = { confidence: 1, toCheck: 0, possibleDuplicate: false, duplicateOf: null };
    const columns = { ...start, ...deal, ...labels, ...doubts };
    const written = Object.keys(rowOf('id', columns, false)).filter((name) => name.endsWith('__c'));
    assert.deepEqual(needOf('Opportunity_Draft__c').fields.toSorted(), written.toSorted());
  });
});

describe('the check of an org', () => {
  const seen = (names: readonly string[], createable: boolean) => ({
    ...{ queryable: true, createable, updateable: createable },
    fields: names.map((name) => ({ name, createable })),
  });

  it('finds nothing missing where all is allowed', () => {
    for (const need of NEEDS) assert.deepEqual(missingOfObject(need, seen(need.fields, true)), []);
  });

  it('finds what is hidden, what cannot be created, and fields that can only be read', () => {
    const need = needOf('Opportunity_Draft__c');
    assert.deepEqual(missingOfObject(need, null), [{ kind: 'object', need }]);
    const readable = { ...seen(need.fields, true), createable: false };
    assert.deepEqual(missingOfObject(need, readable), [{ kind: 'create', need }]);
    const fields = [...need.fields];
    const writable = { ...seen(need.fields, false), createable: true, updateable: true };
    assert.deepEqual(missingOfObject(need, writable), [{ kind: 'fields', need, fields }]);
    const account = needOf('Account');
    assert.deepEqual(missingOfObject(account, seen(account.fields, false)), []);
  });

  it('says it in both languages, with a word for every state', () => {
    const states = ['connected', 'disconnected', 'login-revoked', 'new', 'refused', 'unknown'] as const;
    for (const state of states) {
      const report: CheckReport = {
        ...{ orgId: '00D000000000001AAA', state, problem: 'login-expired', user: null, instanceUrl: null },
        ...{ apiVersion: null, method: null, missing: [{ kind: 'api' }] },
        mirror: [accountFreshness()],
      };
      assert.equal(isFine(report), false);
      const [fr, en] = [linesOf(report, 'fr'), linesOf(report, 'en')];
      assert.deepEqual(
        fr.map(({ kind }) => kind),
        ['fact', 'fault', 'fault', 'fact'],
      );
      for (const [place, { text }] of fr.entries()) assert.notEqual(text, en[place]?.text);
    }
  });

  const codes = [
    ...['answer-unexpected', 'field-hidden', 'forbidden', 'job-lost', 'job-slow', 'limits-reached', 'limits-reserved'],
    ...['login-refused', 'object-hidden', 'refused', 'too-long-ago', 'unreachable'],
  ];
  for (const code of codes) {
    it(`says in both languages what ${code} is, and what to do`, () => {
      const failure = { code, orgCode: 'SOME_CODE', tryAgainAt: new Date(0) };
      const [fr, en] = (['fr', 'en'] as const).map((language) =>
        mirrorLines(accountFreshness({ state: 'stale', failure }), language).map(({ text }) => text),
      );
      assert.match(
        en?.[1] ?? '',
        new RegExp(`^Account: [A-Z].+\\. \\(${code}, SOME_CODE; tried again at 1970-01-01 00:00 UTC\\)$`),
      );
      assert.match(
        fr?.[1] ?? '',
        new RegExp(`^Account : [A-ZÀ].+\\. \\(${code}, SOME_CODE; nouvel essai à 1970-01-01 00:00 UTC\\)$`),
      );
    });
  }

  it('marks a mirror that stopped as something to do, and tells how far a load is and what is read anew', () => {
    const failure = { code: 'object-hidden', orgCode: null, tryAgainAt: null };
    const broken = mirrorLines(accountFreshness({ state: 'broken', failure }), 'en');
    assert.deepEqual(
      broken.map(({ kind }) => kind),
      ['fault', 'fault'],
    );
    const loading = accountFreshness({ state: 'loading', records: 40, loading: { written: 40, of: 100 } });
    assert.match(mirrorLines(loading, 'en')[0]?.text ?? '', /loading, 40 of 100 records\.$/);
    for (const reloadReason of ['differs-from-org', 'too-long-ago']) {
      const [, line] = mirrorLines(accountFreshness({ state: 'stale', reloadReason }), 'en');
      assert.match(line?.text ?? '', /read.* all anew|All is read anew/);
    }
  });
});
