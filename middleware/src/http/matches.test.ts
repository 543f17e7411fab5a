import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';

import { capture as captureShape, draft as draftShape, draftPage, type Draft } from '../drafts/schema.ts';
import { testDatabases } from '../testing/databases.ts';
import { extractDeals } from '../testing/deals.ts';
import { captureBody, OTHER_ORG, startMiddleware, type TestMiddleware } from '../testing/middleware.ts';
import { OTHER_REP } from '../testing/tokens.ts';

const WAIT = { prefer: 'wait=15' };
const OPPORTUNITY = '006000000000001AAA';

/** Letters only: an account that no other test names. */
const someName = () =>
  [...randomUUID().replaceAll('-', '').slice(0, 12)]
    .map((digit) => String.fromCharCode(97 + parseInt(digit, 16)))
    .join('');

for (const database of await testDatabases()) {
  describe(`matches of drafts over HTTP (${database.name})`, { skip: database.skip ?? false, timeout: 60_000 }, () => {
    let middleware: TestMiddleware;
    before(async () => {
      middleware = await startMiddleware(database, { extract: extractDeals });
    });
    after(async () => {
      await middleware.remove();
      await database.drop();
    });

    const capture = async (text: string, wishes: { user?: string } = {}) => {
      const answer = await middleware.call('POST', '/v1/captures', {
        body: captureBody({ text }),
        headers: WAIT,
        ...wishes,
      });
      return captureShape.parse(answer.body);
    };
    const noteOf = (account: string, more = '') =>
      `${more}\nDeal: Renouvellement de 40 postes\nAccount: ${account}\nAmount: 12500000`;
    const draftOf = async (text: string, wishes: { user?: string } = {}): Promise<Draft> =>
      (await capture(text, wishes)).drafts[0] ?? assert.fail();
    const again = async ({ id, captureId }: Draft): Promise<Draft> => {
      const { body } = await middleware.call('GET', '/v1/drafts', { scope: `capture:${captureId}` });
      return draftPage.parse(body).drafts.find((one) => one.id === id) ?? assert.fail();
    };
    const change = async (draft: Draft, path: string, value: string) => {
      const headers = { 'if-match': `${draft.version}` };
      const answer = await middleware.call('PATCH', `/v1/drafts/${draft.id}`, {
        headers,
        body: { changes: [{ path, value }] },
      });
      assert.equal(answer.status, 200);
      return draftShape.parse(answer.body);
    };
    const decide = (draft: Draft, decision: object) =>
      middleware.call('POST', `/v1/drafts/${draft.id}/decision`, { body: decision, scope: 'org' });
    const say = (draft: Draft, decision: object, wishes = {}) =>
      middleware.call('POST', `/v1/drafts/${draft.id}/matches`, { body: { decisions: [decision] }, ...wishes });
    const created = { decision: 'created', opportunityId: OPPORTUNITY, contactIds: [], values: {} };

    it('tells another person by ids and codes that the deal is there', async () => {
      const name = someName();
      const first = await draftOf(noteOf(name));
      const later = await draftOf(noteOf(`${name} SA`, 'Vu ce matin'), { user: OTHER_REP });
      assert.deepEqual([first.duplicateOf, later.duplicateOf], [null, first.id]);
      const [duplicate] = later.duplicates;
      assert.deepEqual(
        [duplicate?.kind, duplicate?.captureId, duplicate?.draftId, duplicate?.recordId, duplicate?.verdict],
        ['draft', first.captureId, first.id, null, 'same'],
      );
      assert.equal((await middleware.call('GET', `/v1/captures/${first.captureId}`, { user: OTHER_REP })).status, 404);
      assert.equal((await again(later)).duplicateOf, first.id);
    });

    it('tells batch-mates of one note', async () => {
      const name = someName();
      const { drafts } = await capture(`${noteOf(name)}\n${noteOf(`${name} SARL`)}`);
      assert.deepEqual(
        drafts.map(({ duplicateOf }) => duplicateOf),
        [null, drafts[0]?.id],
      );
    });

    it('finds nothing of another org', async () => {
      const name = someName();
      await draftOf(noteOf(name));
      const body = captureBody({ text: noteOf(name) });
      const answer = await middleware.call('POST', '/v1/captures', { body, headers: WAIT, org: OTHER_ORG });
      assert.deepEqual(captureShape.parse(answer.body).drafts[0]?.duplicates, []);
    });

    it('names the record once the first one was created', async () => {
      const name = someName();
      const [first, later] = [await draftOf(noteOf(name)), await draftOf(noteOf(name, 'Encore'))];
      assert.equal((await decide(first, created)).status, 200);
      const shown = await again(later);
      assert.deepEqual([shown.duplicateOf, shown.duplicates[0]?.recordId], [first.id, OPPORTUNITY]);
      const third = await draftOf(noteOf(name, 'Toujours'));
      assert.deepEqual([third.duplicateOf, third.duplicates[0]?.recordId], [first.id, OPPORTUNITY]);
    });

    it('lets the next one stand for the deal when the first was rejected, merged or erased', async () => {
      for (const end of ['rejected', 'merged', 'erased']) {
        const name = someName();
        const drafts = [
          await draftOf(noteOf(name)),
          await draftOf(noteOf(name, 'Deux')),
          await draftOf(noteOf(name, 'Trois')),
        ];
        const [first, second, third] = drafts as [Draft, Draft, Draft];
        assert.deepEqual([second.duplicateOf, third.duplicateOf], [first.id, first.id]);
        const heir = end === 'merged' ? third : second;
        if (end === 'erased') await middleware.call('DELETE', `/v1/captures/${first.captureId}`);
        else await decide(first, { decision: 'rejected', ...(end === 'merged' ? { mergedInto: third.id } : {}) });
        assert.deepEqual(
          (await Promise.all([second, third].map(again))).map(
            ({ id, duplicateOf }) => (id === heir.id ? null : heir.id) === duplicateOf,
          ),
          [true, true],
          end,
        );
        const fourth = await draftOf(noteOf(name, 'Quatre'));
        assert.equal(fourth.duplicateOf, heir.id, end);
      }
    });

    it('compares again what a person corrects', async () => {
      const [name, wrong] = [someName(), someName()];
      const [first, other] = [await draftOf(noteOf(name)), await draftOf(noteOf(wrong))];
      assert.equal(other.duplicateOf, null);
      const corrected = await change(other, 'account.name', name.toUpperCase());
      assert.equal(corrected.duplicateOf, first.id);
      const apart = await change(corrected, 'account.name', someName());
      assert.equal(apart.duplicateOf, null);
      assert.equal((await draftOf(noteOf(wrong, 'Encore'))).duplicateOf, null, 'its keys follow');
    });

    it('remembers that two drafts are not the same, also when the text is corrected', async () => {
      const name = someName();
      const [first, later] = [await draftOf(noteOf(name)), await draftOf(noteOf(name, 'Encore'))];
      const no = { target: 'draft', draftId: first.id, same: false, reason: 'Autre site' };
      const answer = await say(later, no);
      assert.deepEqual([answer.status, answer.body['duplicateOf'], answer.body['duplicates']], [200, null, []]);
      assert.equal((await say(later, no)).body['version'], answer.body['version'], 'once');
      const path = `/v1/captures/${later.captureId}/source`;
      const redone = await middleware.call('PUT', path, { body: { text: noteOf(name, 'Corrigé') }, headers: WAIT });
      assert.equal(captureShape.parse(redone.body).drafts[0]?.duplicateOf, null);
    });

    it('takes a capture of the same text off, and keeps it off', async () => {
      const text = `Bonjour ${randomUUID()}`;
      const [first, later] = [await capture(`Deal: Un\n${text}`), await draftOf(`Deal: Un\n${text}`)];
      assert.equal(later.duplicates.find(({ kind }) => kind === 'capture')?.captureId, first.id);
      const answer = await say(later, { target: 'capture', captureId: first.id, same: false });
      assert.ok(draftShape.parse(answer.body).duplicates.every(({ kind }) => kind !== 'capture'));
    });

    it('links the record that a person says to be the same, and unlinks one that is not', async () => {
      const name = someName();
      const body = captureBody({ text: `${noteOf(name)}\nEmail: a@${name}.example` });
      const sent = await middleware.call('POST', '/v1/captures', { body, headers: WAIT });
      const draft = captureShape.parse(sent.body).drafts[0] ?? assert.fail();
      const contactId = draft.contacts[0]?.id;
      for (const [decision, partOf] of [
        [{ target: 'account', recordId: '001000000000001AAA' }, (one: Draft) => one.account],
        [{ target: 'contact', contactId, recordId: '003000000000001AAA' }, (one: Draft) => one.contacts[0]],
        [{ target: 'opportunity', recordId: OPPORTUNITY }, (one: Draft) => one.opportunity],
      ] as const) {
        const { recordId } = decision;
        const yes = await say(draft, { ...decision, same: true });
        const chosen = partOf(draftShape.parse(yes.body));
        assert.deepEqual([yes.status, chosen?.recordId, chosen?.refused], [200, recordId, []]);
        const no = await say(draft, { ...decision, same: false });
        const left = partOf(draftShape.parse(no.body));
        assert.deepEqual([no.status, left?.recordId, left?.refused], [200, null, [recordId]]);
      }
      const next = captureShape.parse(
        (
          await middleware.call('POST', '/v1/captures', {
            body: captureBody({ text: `${noteOf(name, 'Une autre note')}\nEmail: a@${name}.example` }),
            headers: WAIT,
          })
        ).body,
      ).drafts[0];
      assert.deepEqual(
        [next?.account.refused, next?.contacts[0]?.refused, next?.opportunity.refused],
        [['001000000000001AAA'], ['003000000000001AAA'], [OPPORTUNITY]],
        'and the next note knows it',
      );
    });

    it('refuses what was never proposed, who may not, and what was decided', async () => {
      const draft = await draftOf(noteOf(someName()));
      for (const decision of [
        { target: 'draft', draftId: randomUUID(), same: true },
        { target: 'capture', captureId: randomUUID(), same: false },
        { target: 'contact', contactId: randomUUID(), recordId: '003000000000001', same: true },
        { target: 'account', recordId: OPPORTUNITY, same: true },
        { target: 'draft', same: true },
      ]) {
        const answer = await say(draft, decision);
        assert.deepEqual([answer.status, answer.body['code']], [422, 'match-unknown'], JSON.stringify(decision));
      }
      const account = { target: 'account', recordId: '001000000000001AAA', same: true };
      assert.equal((await say(draft, { ...account, same: 'yes' })).body['code'], 'body-invalid');
      assert.equal((await say(draft, account, { user: OTHER_REP })).body['code'], 'draft-not-found');
      assert.equal((await say(draft, account, { scope: 'org' })).body['code'], 'scope-insufficient');
      const manager = { user: OTHER_REP, scope: `capture:${draft.captureId}` };
      assert.equal((await say(draft, account, manager)).status, 200);
      await decide(draft, { decision: 'rejected' });
      assert.equal((await say(draft, account)).body['code'], 'draft-decided');
      await middleware.call('DELETE', `/v1/captures/${draft.captureId}`);
      assert.equal((await say(draft, account)).body['code'], 'capture-erased');
    });
  });
}
