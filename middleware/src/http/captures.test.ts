import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { capture as captureShape } from '../drafts/schema.ts';
import { testDatabases } from '../testing/databases.ts';
import { captureBody, OTHER_ORG, startMiddleware, type TestMiddleware } from '../testing/middleware.ts';
import { extractLines } from '../testing/facts.ts';
import { OTHER_REP } from '../testing/tokens.ts';

const WAIT = { headers: { prefer: 'wait=15' } };

for (const database of await testDatabases()) {
  describe(`captures over HTTP (${database.name})`, { skip: database.skip ?? false }, () => {
    let middleware: TestMiddleware;
    before(async () => {
      middleware = await startMiddleware(database, { extract: extractLines });
    });
    after(async () => {
      await middleware.remove();
      await database.drop();
    });
    const create = (body: unknown, headers = WAIT.headers) =>
      middleware.call('POST', '/v1/captures', { body, headers });

    it('brings a note to its drafts while the caller waits', async () => {
      const body = captureBody({ text: 'Deal: Postes\nContact: Sarr\nDeal: Réseau' });
      const answer = await create(body);
      assert.equal(answer.status, 200);
      assert.equal(answer.headers.get('preference-applied'), 'wait=15');
      const capture = captureShape.parse(answer.body);
      assert.equal(capture.state, 'ready');
      assert.equal(capture.progress, 1);
      assert.deepEqual(
        capture.drafts.map((draft) => [draft.position, draft.opportunity.name.value, draft.state, draft.version]),
        [
          [1, 'Postes', 'open', 1],
          [2, 'Réseau', 'open', 1],
        ],
      );
      assert.equal(capture.drafts[0]?.contacts[0]?.lastName.value, 'Sarr');
      const again = await middleware.call('GET', `/v1/captures/${body.id}`);
      assert.deepEqual(again.body, answer.body);
    });

    it('makes one capture and one set of drafts of the same body sent twenty times at once', async () => {
      const body = captureBody({ text: 'Deal: Unique' });
      const answers = await Promise.all(Array.from({ length: 20 }, () => create(body)));
      assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]));
      const ids = answers.map((answer) =>
        captureShape
          .parse(answer.body)
          .drafts.map(({ id }) => id)
          .join(),
      );
      assert.equal(new Set(ids).size, 1);
      const list = await middleware.call('GET', '/v1/drafts', { scope: `capture:${body.id}` });
      assert.equal((list.body['drafts'] as unknown[]).length, 1);
    });

    it('takes the same body for the same, whatever the order of its members', async () => {
      const body = captureBody({ text: 'Deal: Ordre' });
      await create(body);
      const turned = Object.fromEntries(Object.entries(body).toReversed());
      assert.equal((await create(turned)).status, 200);
    });

    it('refuses another body under the same id, also from another person', async () => {
      const body = captureBody();
      await create(body);
      const other = await create({ ...body, text: 'Something else' });
      assert.deepEqual([other.status, other.body['code']], [409, 'capture-conflict']);
      const stranger = await middleware.call('POST', '/v1/captures', { body, user: OTHER_REP });
      assert.deepEqual([stranger.status, stranger.body['code']], [409, 'capture-conflict']);
    });

    it('tells found account and contacts of a note without a deal', async () => {
      const answer = await create(captureBody({ text: 'Contact: Diop' }));
      const capture = captureShape.parse(answer.body);
      assert.deepEqual(capture.drafts, []);
      assert.equal(capture.contacts[0]?.lastName.value, 'Diop');
    });

    it('points from a note sent twice under two ids to the earlier one, and tells another person nothing but ids and codes', async () => {
      const text = 'Deal: Deux fois';
      const first = captureShape.parse((await create(captureBody({ text }))).body);
      const second = captureShape.parse(
        (await create(captureBody({ text: `${text.toUpperCase().replace('DEAL', 'Deal')} \n` }))).body,
      );
      const duplicates = second.drafts[0]?.duplicates ?? [];
      const found = { captureId: first.id, draftId: first.drafts[0]?.id, recordId: null, verdict: 'same' };
      assert.deepEqual(
        duplicates.map(({ score: _score, ...duplicate }) => duplicate),
        [
          { kind: 'capture', ...found, reasons: ['same-text'] },
          { kind: 'draft', ...found, reasons: ['same-subject'] },
        ],
      );
      assert.equal(duplicates[0]?.score, 1);
      assert.equal(second.drafts[0]?.duplicateOf, first.drafts[0]?.id);
      assert.deepEqual(first.drafts[0]?.duplicates, []);
      const body = captureBody({ text });
      const stranger = await middleware.call('POST', '/v1/captures', { body, ...WAIT, user: OTHER_REP });
      const told = captureShape.parse(stranger.body).drafts[0]?.duplicates ?? [];
      assert.deepEqual(
        told.map(({ kind, captureId, draftId, reasons }) => [kind, captureId, draftId, reasons]),
        [
          ...[first.id, second.id].map((id) => ['capture', id, null, ['same-text']]),
          ['draft', first.id, first.drafts[0]?.id, ['same-subject']],
        ],
      );
      assert.doesNotMatch(JSON.stringify(told), /fois/i);
    });

    it('gives the source, and 404 to everyone else', async () => {
      const body = captureBody({ text: 'Deal: Privé\r\nLigne' });
      await create(body);
      const own = await middleware.call('GET', `/v1/captures/${body.id}/source`);
      const text = 'Deal: Privé\nLigne';
      assert.deepEqual(own.body, { text, language: 'fr', corrected: false, pages: [], unsure: [] });
      for (const stranger of [
        { user: OTHER_REP },
        { org: OTHER_ORG },
        { org: OTHER_ORG, scope: 'org' },
        { scope: `capture:${captureBody().id}` },
        { org: OTHER_ORG, scope: `capture:${body.id}` },
      ]) {
        for (const path of ['', '/source']) {
          const answer = await middleware.call('GET', `/v1/captures/${body.id}${path}`, stranger);
          assert.deepEqual([answer.status, answer.body['code']], [404, 'capture-not-found'], JSON.stringify(stranger));
        }
      }
    });

    it('lets scope capture read that capture, and neither correct, retry nor create', async () => {
      const body = captureBody({ text: 'Deal: Équipe' });
      await create(body);
      const team = { user: OTHER_REP, scope: `capture:${body.id}` };
      assert.equal((await middleware.call('GET', `/v1/captures/${body.id}`, team)).status, 200);
      assert.equal((await middleware.call('GET', `/v1/captures/${body.id}/source`, team)).status, 200);
      for (const [method, path, sent] of [
        ['PUT', `/v1/captures/${body.id}/source`, { text: 'x' }],
        ['POST', `/v1/captures/${body.id}/retry`, undefined],
        ['POST', `/v1/captures/${body.id}/drafts`, { id: body.id }],
        ['POST', '/v1/captures', captureBody()],
      ] as const) {
        const answer = await middleware.call(method, path, { ...team, body: sent });
        assert.deepEqual([answer.status, answer.body['code']], [403, 'scope-insufficient'], path);
      }
    });

    it('lets scope org read what anyone in the org has', async () => {
      const body = captureBody({ text: 'Deal: Synchronisation' });
      await create(body);
      const sync = { user: OTHER_REP, scope: 'org' };
      assert.equal((await middleware.call('GET', `/v1/captures/${body.id}`, sync)).status, 200);
    });

    for (const [what, changes, code] of [
      ['no context', { context: undefined }, 'context-missing'],
      ['a null context', { context: null }, 'context-missing'],
      ['no text', { text: undefined }, 'text-missing'],
      ['a blank text', { text: ' \n' }, 'text-missing'],
      ['a text of 200,001', { text: 'x'.repeat(200_001) }, 'text-too-long'],
      ['a call for tenders', { kind: 'tender', text: undefined }, 'kind-not-supported'],
      ['a blank notice of a recording', { kind: 'audio', consent: { notice: '' } }, 'body-invalid'],
      ['an unknown kind', { kind: 'telepathy' }, 'body-invalid'],
      ['an id that is no UUID', { id: '../../etc' }, 'body-invalid'],
      ['a day that does not exist', { capturedAt: '2026-02-30T10:00:00Z' }, 'body-invalid'],
      ['a year before computers', { capturedAt: '0000-01-01T00:00:00+14:00' }, 'body-invalid'],
      ['a year of five digits', { capturedAt: '9999-12-31T23:59:59-12:00' }, 'body-invalid'],
      ['a place that is no time zone', { timeZone: 'Mars/Olympus' }, 'body-invalid'],
    ] as const) {
      it(`refuses ${what}: ${code}`, async () => {
        const answer = await create(captureBody(changes));
        assert.deepEqual([answer.status, answer.body['code']], [422, code]);
        assert.equal(answer.headers.get('content-type'), 'application/problem+json; charset=utf-8');
      });
    }

    it('takes a text of 200,000 characters, each written as an escape', async () => {
      const body = captureBody({ text: '' });
      const json = JSON.stringify(body).replace('"text":""', `"text":"${'\\u20ac'.repeat(200_000)}"`);
      assert.equal((await create(json)).status, 200);
    });

    it('keeps text that databases and objects stumble over', async () => {
      const text = 'Deal: a\u0000b\ud800 "quoted" \\ \u202e __proto__ constructor {"toString":1}';
      const context = {
        ...captureBody().context,
        picklists: JSON.parse('{"__proto__":[],"constructor":[]}') as unknown,
      };
      const answer = await create(captureBody({ text, context }));
      assert.equal(captureShape.parse(answer.body).drafts.length, 1);
    });

    it('extracts a corrected text anew and keeps what a person set', async () => {
      const body = captureBody({ text: 'Deal: Ancien\nDeal: Second' });
      const first = captureShape.parse((await create(body)).body);
      const [draft] = first.drafts;
      await middleware.call('PATCH', `/v1/drafts/${draft?.id}`, {
        headers: { 'if-match': '"1"' },
        body: { changes: [{ path: 'opportunity.nextStep', value: 'Appeler' }] },
      });
      const corrected = { ...WAIT, body: { text: 'Introduction\nDeal: Nouveau' } };
      const answer = await middleware.call('PUT', `/v1/captures/${body.id}/source`, corrected);
      const capture = captureShape.parse(answer.body);
      assert.equal(answer.status, 200);
      assert.deepEqual(
        capture.drafts.map(({ id, opportunity: { name, nextStep } }) => [
          id,
          name.value,
          nextStep.value,
          nextStep.origin,
        ]),
        [[draft?.id, 'Nouveau', 'Appeler', 'person']],
      );
      const source = await middleware.call('GET', `/v1/captures/${body.id}/source`);
      assert.deepEqual([source.body['text'], source.body['corrected']], ['Introduction\nDeal: Nouveau', true]);
      const same = await middleware.call('PUT', `/v1/captures/${body.id}/source`, corrected);
      assert.deepEqual(same.body, answer.body);
      const repeated = await create(body);
      assert.equal(repeated.status, 200, 'the note as first sent is still the same capture');
    });
  });
}
