import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';

import { capture as captureShape, draft as draftShape, draftPage, type Draft } from '../drafts/schema.ts';
import { testDatabases } from '../testing/databases.ts';
import { extractLines } from '../testing/facts.ts';
import { captureBody, OTHER_ORG, startMiddleware, type TestMiddleware } from '../testing/middleware.ts';
import { OTHER_REP, REP } from '../testing/tokens.ts';

const CREATED = { decision: 'created', opportunityId: '006000000000001AAA', contactIds: [], values: {} };

for (const database of await testDatabases()) {
  describe(`drafts over HTTP (${database.name})`, { skip: database.skip ?? false }, () => {
    let middleware: TestMiddleware;
    before(async () => {
      middleware = await startMiddleware(database, { extract: extractLines });
    });
    after(async () => {
      await middleware.remove();
      await database.drop();
    });

    const capture = async (text: string, wishes: { user?: string } = {}) => {
      const body = captureBody({ text });
      const answer = await middleware.call('POST', '/v1/captures', { body, headers: { prefer: 'wait=15' }, ...wishes });
      return captureShape.parse(answer.body);
    };
    const firstDraft = async (text = `Deal: ${randomUUID()}`): Promise<Draft> => {
      const [draft] = (await capture(text)).drafts;
      assert.ok(draft);
      return draft;
    };
    const change = (id: string, version: string | undefined, path: string, value: string | null, wishes = {}) =>
      middleware.call('PATCH', `/v1/drafts/${id}`, {
        headers: version === undefined ? {} : { 'if-match': version },
        body: { changes: [{ path, value }] },
        ...wishes,
      });
    const decide = (id: string, decision: unknown, wishes = {}) =>
      middleware.call('POST', `/v1/drafts/${id}/decision`, { body: decision, ...wishes });

    it('sets a value as a person typed it and keeps the former one with its evidence', async () => {
      const draft = await firstDraft();
      const answer = await change(draft.id, '"1"', 'opportunity.name', 'Autre nom');
      assert.equal(answer.status, 200);
      assert.equal(answer.headers.get('etag'), '"2"');
      const { opportunity, version } = draftShape.parse(answer.body);
      assert.equal(version, 2);
      const { value, origin, alternatives } = opportunity.name;
      assert.deepEqual([value, origin], ['Autre nom', 'person']);
      assert.deepEqual(alternatives[0]?.evidence, draft.opportunity.name.evidence);
    });

    it('refuses a change on another version with the current draft', async () => {
      const draft = await firstDraft();
      await change(draft.id, '"1"', 'opportunity.nextStep', 'Appeler');
      const answer = await change(draft.id, '"1"', 'opportunity.nextStep', 'Écrire');
      assert.deepEqual([answer.status, answer.body['code']], [412, 'version-conflict']);
      assert.equal(draftShape.parse(answer.body['draft']).opportunity.nextStep.value, 'Appeler');
    });

    it('lets one of ten changes of one version at once pass', async () => {
      const draft = await firstDraft();
      const changes = Array.from({ length: 10 }, (_, index) =>
        change(draft.id, '"1"', 'opportunity.nextStep', `Pas ${index}`),
      );
      const statuses = (await Promise.all(changes)).map(({ status }) => status).toSorted();
      assert.deepEqual(statuses, [200, ...Array.from({ length: 9 }, () => 412)]);
    });

    it('wants to know which version was changed', async () => {
      const draft = await firstDraft();
      const without = await change(draft.id, undefined, 'opportunity.nextStep', 'x');
      assert.deepEqual([without.status, without.body['code']], [428, 'version-missing']);
      const broken = await change(draft.id, '*', 'opportunity.nextStep', 'x');
      assert.deepEqual([broken.status, broken.body['code']], [400, 'header-invalid']);
    });

    it('refuses what cannot be used, points at it, and changes nothing', async () => {
      const draft = await firstDraft();
      const answer = await middleware.call('PATCH', `/v1/drafts/${draft.id}`, {
        headers: { 'if-match': '"1"' },
        body: {
          changes: [
            { path: 'opportunity.nextStep', value: 'Appeler' },
            { path: 'opportunity.type', value: 'Vente à la sauvette' },
            { path: 'opportunity.closeDate', value: '2026-02-30' },
          ],
        },
      });
      assert.deepEqual([answer.status, answer.body['code']], [422, 'change-invalid']);
      assert.deepEqual(
        (answer.body['errors'] as { pointer: string; code: string }[]).map(({ pointer, code }) => [pointer, code]),
        [
          ['/changes/1/value', 'not-in-picklist'],
          ['/changes/2/value', 'not-a-date'],
        ],
      );
      assert.equal((await change(draft.id, '"1"', 'opportunity.type', 'Vente directe')).status, 200);
    });

    for (const path of ['opportunity.__proto__', 'constructor.name', 'account.matches', 'contacts.1.email']) {
      it(`refuses the path ${path}`, async () => {
        const draft = await firstDraft();
        const answer = await change(draft.id, '"1"', path, 'x');
        assert.deepEqual([answer.status, answer.body['code']], [422, 'body-invalid']);
      });
    }

    it('answers 404 to other people and other orgs, and lets the scope of the capture change and decide', async () => {
      const draft = await firstDraft();
      for (const stranger of [
        { user: OTHER_REP },
        { org: OTHER_ORG, user: REP },
        { user: OTHER_REP, scope: `capture:${randomUUID()}` },
      ]) {
        for (const answer of [
          await change(draft.id, '"1"', 'opportunity.name', 'x', stranger),
          await decide(draft.id, { decision: 'approved' }, stranger),
        ]) {
          assert.deepEqual([answer.status, answer.body['code']], [404, 'draft-not-found']);
        }
      }
      const manager = { user: OTHER_REP, scope: `capture:${draft.captureId}` };
      assert.equal((await change(draft.id, '"1"', 'opportunity.name', 'Revu', manager)).status, 200);
      assert.equal((await decide(draft.id, { decision: 'approved' }, manager)).status, 200);
    });

    it('lets the sync of the org decide and not change', async () => {
      const draft = await firstDraft();
      const sync = { user: OTHER_REP, scope: 'org' };
      assert.equal((await change(draft.id, '"1"', 'opportunity.name', 'x', sync)).status, 403);
      assert.equal((await decide(draft.id, CREATED, sync)).status, 200);
    });

    it('takes the same decision twice for one, and refuses another after a final one', async () => {
      const draft = await firstDraft();
      assert.equal((await decide(draft.id, { decision: 'approved' })).body['state'], 'approved');
      const first = await decide(draft.id, CREATED);
      assert.equal(first.body['state'], 'created');
      const again = await decide(draft.id, { ...CREATED, opportunityId: CREATED.opportunityId.slice(0, 15) });
      assert.deepEqual([again.status, again.body], [200, first.body]);
      for (const other of [{ decision: 'rejected' }, { ...CREATED, opportunityId: '006000000000002AAA' }]) {
        const answer = await decide(draft.id, other);
        assert.deepEqual([answer.status, answer.body['code']], [409, 'draft-decided']);
      }
      const late = await change(draft.id, `"${String(first.body['version'])}"`, 'opportunity.name', 'x');
      assert.deepEqual([late.status, late.body['code']], [409, 'draft-decided']);
    });

    it('adds an empty draft with the defaults of the org and the contacts found, once', async () => {
      const { id: captureId } = await capture('Contact: Ndiaye');
      const id = randomUUID();
      const add = () => middleware.call('POST', `/v1/captures/${captureId}/drafts`, { body: { id } });
      const answers = await Promise.all([add(), add(), add()]);
      assert.deepEqual(
        answers.map(({ status }) => status),
        [201, 201, 201],
      );
      const draft = draftShape.parse(answers[0]?.body);
      assert.equal(draft.id, id);
      assert.equal(draft.opportunity.stage.value, 'Prospection');
      assert.equal(draft.opportunity.closeDate.value, '2026-11-27');
      assert.equal(draft.contacts[0]?.lastName.value, 'Ndiaye');
      const { drafts } = captureShape.parse((await middleware.call('GET', `/v1/captures/${captureId}`)).body);
      assert.equal(drafts.length, 1);
      const elsewhere = await capture('Contact: Ailleurs');
      const taken = await middleware.call('POST', `/v1/captures/${elsewhere.id}/drafts`, { body: { id } });
      assert.deepEqual([taken.status, taken.body['code']], [409, 'draft-conflict']);
    });

    it('fills a draft that a person added when the corrected text holds a deal', async () => {
      const { id: captureId } = await capture('Contact: Faye');
      const id = randomUUID();
      await middleware.call('POST', `/v1/captures/${captureId}/drafts`, { body: { id } });
      const answer = await middleware.call('PUT', `/v1/captures/${captureId}/source`, {
        body: { text: 'Deal: Enfin' },
        headers: { prefer: 'wait=15' },
      });
      const { drafts } = captureShape.parse(answer.body);
      assert.deepEqual(
        drafts.map((draft) => [draft.id, draft.opportunity.name.value]),
        [[id, 'Enfin']],
      );
    });

    it('keeps a draft that a person added and named apart from the deals of a corrected text', async () => {
      const { id: captureId } = await capture('Deal: Un');
      const id = randomUUID();
      await middleware.call('POST', `/v1/captures/${captureId}/drafts`, { body: { id } });
      await middleware.call('PATCH', `/v1/drafts/${id}`, {
        headers: { 'if-match': '"1"' },
        body: { changes: [{ path: 'opportunity.name', value: 'Le mien' }] },
      });
      const answer = await middleware.call('PUT', `/v1/captures/${captureId}/source`, {
        body: { text: 'Deal: Un\nDeal: Deux' },
        headers: { prefer: 'wait=15' },
      });
      const { drafts } = captureShape.parse(answer.body);
      assert.deepEqual(
        drafts.map(({ position, opportunity: { name } }) => [position, name.value, name.alternatives.length]),
        [
          [1, 'Un', 0],
          [2, 'Le mien', 0],
          [3, 'Deux', 0],
        ],
      );
    });

    it('expires an untouched draft whose deal left the text, and brings it back with the deal', async () => {
      const { id: captureId, drafts } = await capture('Deal: Un\nDeal: Deux');
      const correct = async (text: string) => {
        const wishes = { body: { text }, headers: { prefer: 'wait=15' } };
        return captureShape.parse((await middleware.call('PUT', `/v1/captures/${captureId}/source`, wishes)).body);
      };
      assert.equal((await correct('Deal: Un')).drafts.length, 1);
      const list = await middleware.call('GET', '/v1/drafts?state=expired', { scope: `capture:${captureId}` });
      assert.deepEqual(
        draftPage.parse(list.body).drafts.map(({ id }) => id),
        [drafts[1]?.id],
      );
      assert.deepEqual(
        (await correct('Deal: Un\nDeal: Trois')).drafts.map(({ id, opportunity }) => [id, opportunity.name.value]),
        [
          [drafts[0]?.id, 'Un'],
          [drafts[1]?.id, 'Trois'],
        ],
      );
    });

    it('pages through the drafts of a person in the order of change', async () => {
      const user = '005000000000003AAA';
      const { id } = await capture(Array.from({ length: 120 }, (_, index) => `Deal: ${index}`).join('\n'), { user });
      const seen: Draft[] = [];
      let next: string | null = '';
      while (next !== null) {
        const path = `/v1/drafts?owner=${user}&changedSince=2020-01-01T00:00:00Z&cursor=${next}`;
        const answer = await middleware.call('GET', next ? path : path.replace('&cursor=', ''), { user });
        const page = draftPage.parse(answer.body);
        seen.push(...page.drafts);
        next = page.next;
      }
      assert.equal(new Set(seen.map((draft) => draft.id)).size, 120);
      assert.deepEqual(new Set(seen.map((draft) => draft.captureId)), new Set([id]));
      const none = await middleware.call('GET', `/v1/drafts?owner=${user}`, { user: OTHER_REP });
      assert.deepEqual(none.body, { drafts: [], next: null });
      const later = await middleware.call('GET', '/v1/drafts?changedSince=2100-01-01T00:00:00Z', { user });
      assert.deepEqual(later.body, { drafts: [], next: null });
    });

    for (const query of [
      'state=maybe',
      'changedSince=yesterday',
      'cursor=%00',
      'cursor=WyIyMDI2Il0',
      'state=open&state=open',
    ]) {
      it(`refuses the query ${query}`, async () => {
        const answer = await middleware.call('GET', `/v1/drafts?${query}`);
        assert.deepEqual([answer.status, answer.body['code']], [400, 'query-invalid']);
      });
    }
  });
}
