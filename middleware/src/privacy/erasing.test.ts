import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import pg from 'pg';

import { capture as captureShape } from '../drafts/schema.ts';
import { openServerDatabase } from '../platform/database.ts';
import { createLog } from '../platform/log.ts';
import { testDatabases } from '../testing/databases.ts';
import { extractLines } from '../testing/facts.ts';
import { captureBody, OTHER_ORG, startMiddleware, type TestMiddleware } from '../testing/middleware.ts';
import { OTHER_REP } from '../testing/tokens.ts';

const WAIT = { headers: { prefer: 'wait=15' } };
/** The number that pino gives the level. */
const INFO = 30;
const ORG_SCOPE = { scope: 'org' };

interface ErasurePage {
  erasures: { captureId: string; erasedAt: string }[];
  next: string | null;
}

for (const database of await testDatabases()) {
  describe(`erasing a capture over HTTP (${database.name})`, { skip: database.skip ?? false }, () => {
    let middleware: TestMiddleware;
    /** Extraction of a text that says so waits here. */
    const held = { reached: Promise.withResolvers<undefined>(), go: Promise.withResolvers<undefined>() };
    const lines: { level: number; capture?: string; outcome?: string }[] = [];
    const superseded = Promise.withResolvers<undefined>();
    const keepLine = (line: string) => {
      const parsed = JSON.parse(line) as (typeof lines)[number];
      lines.push(parsed);
      if (parsed.outcome === 'superseded') superseded.resolve(undefined);
    };
    before(async () => {
      middleware = await startMiddleware(database, {
        log: createLog('info', { write: keepLine }),
        extract: async (request) => {
          if (request.reading.text.includes('wait here')) {
            held.reached.resolve(undefined);
            await held.go.promise;
          }
          return extractLines(request);
        },
      });
    });
    after(async () => {
      held.go.resolve(undefined);
      await middleware.remove();
      await database.drop();
    });
    const create = (body: unknown) => middleware.call('POST', '/v1/captures', { body, ...WAIT });
    const erase = (id: string, wishes = {}) => middleware.call('DELETE', `/v1/captures/${id}`, wishes);
    const erasures = async (query = '') => {
      const { body } = await middleware.call('GET', `/v1/erasures${query}`, ORG_SCOPE);
      return body as unknown as ErasurePage;
    };

    it('leaves a later note of the same text without a link to it', async () => {
      const [first, later] = [captureBody({ text: 'Deal: Copie' }), captureBody({ text: 'Deal: Copie' })];
      await create(first);
      const duplicatesOf = (answer: Awaited<ReturnType<typeof create>>) =>
        captureShape
          .parse(answer.body)
          .drafts.map(({ duplicates }) => duplicates.map(({ kind, captureId }) => [kind, captureId]));
      const told = [
        ['capture', first.id],
        ['draft', first.id],
      ];
      assert.deepEqual(duplicatesOf(await create(later)), [told]);
      await erase(first.id);
      assert.deepEqual(duplicatesOf(await middleware.call('GET', `/v1/captures/${later.id}`)), [[]]);
    });

    it('answers the same moment however often it is asked, also at once', async () => {
      const body = captureBody({ text: 'Deal: Un' });
      await create(body);
      const answers = await Promise.all([erase(body.id), erase(body.id), erase(body.id.toUpperCase())]);
      answers.push(await erase(body.id));
      for (const answer of answers) {
        assert.equal(answer.status, 200);
        assert.deepEqual(answer.body, answers[0]?.body);
      }
      assert.deepEqual(Object.keys(answers[0]?.body ?? {}), ['id', 'erasedAt']);
    });

    it('answers 410 to every other call on it, and to the note sent again', async () => {
      const body = captureBody({ text: 'Deal: Deux' });
      const [draft] = captureShape.parse((await create(body)).body).drafts;
      await erase(body.id);
      const path = `/v1/captures/${body.id}`;
      for (const [method, address, wishes] of [
        ['GET', path, {}],
        ['GET', path, ORG_SCOPE],
        ['GET', path, { scope: `capture:${body.id}`, user: OTHER_REP }],
        ['GET', `${path}/source`, {}],
        ['PUT', `${path}/source`, { body: { text: 'x' } }],
        ['POST', `${path}/retry`, {}],
        ['POST', `${path}/drafts`, { body: { id: captureBody().id } }],
        ['POST', '/v1/captures', { body }],
        ['POST', '/v1/captures', { body: { ...body, text: 'Another' } }],
        [
          'PATCH',
          `/v1/drafts/${draft?.id}`,
          { body: { changes: [{ path: 'account.name', value: 'x' }] }, headers: { 'if-match': '1' } },
        ],
        ['POST', `/v1/drafts/${draft?.id}/decision`, { body: { decision: 'approved' }, ...ORG_SCOPE }],
        [
          'POST',
          `/v1/drafts/${draft?.id}/matches`,
          { body: { decisions: [{ target: 'account', recordId: '001000000000001', same: true }] } },
        ],
      ] as const) {
        const answer = await middleware.call(method, address, wishes);
        assert.deepEqual([answer.status, answer.body['code']], [410, 'capture-erased'], `${method} ${address}`);
      }
    });

    it('is refused to everyone else, and for what never was', async () => {
      const body = captureBody({ text: 'Deal: Trois' });
      await create(body);
      for (const stranger of [
        { user: OTHER_REP },
        { org: OTHER_ORG },
        { user: OTHER_REP, scope: `capture:${captureBody().id}` },
      ]) {
        const answer = await erase(body.id, stranger);
        assert.deepEqual([answer.status, answer.body['code']], [404, 'capture-not-found']);
      }
      assert.equal((await erase(body.id, ORG_SCOPE)).status, 403);
      assert.equal((await erase(captureBody().id)).status, 404);
      assert.equal((await erase('none')).status, 404);
      assert.equal((await middleware.call('GET', `/v1/captures/${body.id}`)).status, 200);
      assert.equal((await erase(body.id, { user: OTHER_REP, scope: `capture:${body.id}` })).status, 200);
    });

    it('takes out of the list of drafts and of what later notes are compared with', async () => {
      const first = captureBody({ text: 'Deal: Quatre' });
      await create(first);
      await erase(first.id);
      const { drafts } = captureShape.parse((await create(captureBody({ text: 'Deal: Quatre' }))).body);
      assert.deepEqual(drafts[0]?.duplicates, []);
      const list = await middleware.call('GET', '/v1/drafts', { scope: `capture:${first.id}` });
      assert.deepEqual(list.body['drafts'], []);
    });

    it('tells the org what was erased, oldest first, in pages, since a moment, and nothing of other orgs', async () => {
      const known = new Set((await erasures('?limit=1000')).erasures.map(({ captureId }) => captureId));
      const ids: string[] = [];
      for (const text of ['Deal: A', 'Deal: B', 'Deal: C']) {
        const body = captureBody({ text });
        await create(body);
        await erase(body.id);
        ids.push(body.id);
      }
      const all = (await erasures('?limit=1000')).erasures.filter(({ captureId }) => !known.has(captureId));
      assert.deepEqual(all.map(({ captureId }) => captureId).toSorted(), ids.toSorted());
      assert.deepEqual(
        all,
        all.toSorted((one, other) => one.erasedAt.localeCompare(other.erasedAt)),
      );
      const since = `since=${all[0]?.erasedAt}`;
      const seen: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const page: ErasurePage = await erasures(`?${since}&limit=1${cursor && `&cursor=${cursor}`}`);
        seen.push(...page.erasures.map(({ captureId }) => captureId));
        cursor = page.next;
      }
      for (const id of ids) assert.ok(seen.includes(id));
      assert.equal(new Set(seen).size, seen.length);
      const other = await middleware.call('GET', '/v1/erasures', { ...ORG_SCOPE, org: OTHER_ORG });
      assert.deepEqual(other.body, { erasures: [], next: null });
      assert.equal((await middleware.call('GET', '/v1/erasures')).status, 403);
      for (const query of ['?since=yesterday', '?cursor=x', '?limit=0', '?limit=1001', '?limit=x']) {
        assert.equal((await middleware.call('GET', `/v1/erasures${query}`, ORG_SCOPE)).status, 400, query);
      }
    });

    it(
      'tells those who wait for it, and a stage at work writes nothing back and ends without a word',
      { timeout: 30_000 },
      async () => {
        const body = captureBody({ text: 'Deal: Cinq\nwait here' });
        const waiting = create(body);
        await held.reached.promise;
        assert.equal((await erase(body.id)).status, 200);
        const answer = await waiting;
        assert.deepEqual([answer.status, answer.body['code']], [410, 'capture-erased']);
        held.go.resolve(undefined);
        await superseded.promise;
        assert.equal((await middleware.call('GET', `/v1/captures/${body.id}`)).status, 410);
        const list = await middleware.call('GET', '/v1/drafts', { scope: `capture:${body.id}` });
        const complaints = lines.filter(({ level, capture }) => level > INFO && capture === body.id);
        assert.deepEqual([list.body['drafts'], complaints], [[], []]);
      },
    );

    if (database.url === undefined) return;

    it('waits for the transaction that makes the drafts, and takes them along', { timeout: 30_000 }, async () => {
      const client = new pg.Client({ connectionString: database.url });
      await client.connect();
      await client.query('begin');
      await client.query('lock table sources in exclusive mode');
      const body = captureBody({ text: 'Deal: Sept' });
      const waiting = create(body);
      await untilWaiting(client, 1);
      const erased = erase(body.id);
      await untilWaiting(client, 2);
      await client.query('commit');
      await client.end();
      assert.equal((await erased).status, 200);
      await waiting;
      assert.equal((await middleware.call('GET', `/v1/captures/${body.id}`)).status, 410);
    });

    it('keeps a note that is sent again at that moment from coming back', { timeout: 30_000 }, async () => {
      const body = captureBody({ text: 'Deal: Huit' });
      await create(body);
      const eraser = openServerDatabase(database.url ?? '', createLog('silent'));
      const again = Promise.withResolvers<Awaited<ReturnType<typeof create>>>();
      await eraser.transaction(async (client) => {
        await client.query('delete from captures where id = $1', [body.id]);
        const org = `(select org_id from orgs order by org_id limit 1)`;
        await client.query(
          `insert into erasures (org_id, capture_id, draft_ids, erased_at) values (${org}, $1, '{}', now())`,
          [body.id],
        );
        create(body).then(again.resolve, again.reject);
        await untilWaiting(client, 1);
      });
      await eraser.close();
      assert.equal((await again.promise).status, 410);
    });
  });
}

/** Resolves when so many transactions of this database wait for another one. */
async function untilWaiting(
  client: { query: (text: string) => Promise<{ rowCount: number | null }> },
  count: number,
): Promise<void> {
  const waiting = `select 1 from pg_stat_activity where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0`;
  while (((await client.query(waiting)).rowCount ?? 0) < count);
}
