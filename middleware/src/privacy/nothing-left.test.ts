import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { capture as captureShape } from '../drafts/schema.ts';
import type { Database } from '../platform/database.ts';
import { createLog } from '../platform/log.ts';
import { openStore } from '../platform/store.ts';
import { mediaTypeOf } from '../readings/media-types.ts';
import { putPart, sendFiles } from '../testing/captures.ts';
import { testDatabases } from '../testing/databases.ts';
import { captureBody, ORG, startMiddleware, type TestMiddleware } from '../testing/middleware.ts';
import { runPrivacy } from '../testing/privacy-command.ts';
import { createLineRecognisers, cutLines, growing, recordingOf, typeOfLines } from '../testing/spoken-lines.ts';

const WAIT = { headers: { prefer: 'wait=15' } };

/** A name, an address and a number that nobody else has. Letters only, so that the note is read as one about a person. */
function someone() {
  const letters = [...randomBytes(8)].map((byte) => String.fromCharCode(97 + (byte % 26))).join('');
  const number = `77${String(randomBytes(4).readUInt32BE() % 10_000_000).padStart(7, '0')}`;
  const lastName = `N\u00e9${letters}`;
  return { firstName: 'A\u00efssatou', lastName, email: `a.${letters}@baobab.example`, number };
}

/** The byte sequences under which a text may stand in a file. */
function writtenForms(text: string): Buffer[] {
  const plain = [
    text,
    text.toUpperCase(),
    text.toLowerCase(),
    text.normalize('NFD'),
    text.normalize('NFD').replace(/\p{M}/gu, ''),
  ];
  return [...new Set(plain)].flatMap((form) => {
    const bytes = Buffer.from(form);
    const hexadecimal = bytes.toString('hex');
    // Where the text begins inside a group of three bytes, and without the letters that depend on its neighbours.
    const base64 = [0, 1, 2].map((shift) =>
      Buffer.concat([Buffer.alloc(shift), bytes])
        .toString('base64')
        .slice(shift === 0 ? 0 : shift + 1)
        .replace(/..?=*$/, ''),
    );
    const wide = Buffer.from(form, 'utf16le');
    return [
      bytes,
      wide,
      Buffer.from(wide).swap16(),
      ...[hexadecimal, hexadecimal.toUpperCase(), ...base64].map((one) => Buffer.from(one)),
    ];
  });
}

/** Every file below a folder. */
async function filesOf(folder: string): Promise<{ name: string; content: Buffer }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Promise.all(
    files.map(async ({ parentPath, name }) => ({
      name: join(parentPath, name),
      content: await readFile(join(parentPath, name)),
    })),
  );
}

/** Every row of every table as text: long values whole, bytes as hexadecimal digits. */
async function rowsOf(database: Database): Promise<{ name: string; content: Buffer }[]> {
  const { rows } = await database.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const tables: { name: string; content: Buffer }[] = [];
  for (const { name } of rows) {
    const content = await database.query<{ row: string }>(`select t::text as row from ${name} t`);
    tables.push({ name, content: Buffer.from(content.rows.map(({ row }) => row).join('\n')) });
  }
  return tables;
}

for (const database of await testDatabases()) {
  describe(`a person who was erased (${database.name})`, { skip: database.skip ?? false, timeout: 120_000 }, () => {
    const person = someone();
    const traces = [person.lastName, person.email, person.number, `+221${person.number}`].flatMap(writtenForms);
    const lines: string[] = [];
    let middleware: TestMiddleware;
    before(async () => {
      middleware = await startMiddleware(database, {
        recognisers: createLineRecognisers(),
        cutSound: cutLines,
        mediaTypeOf: (bytes, name, kind) => (kind === 'audio' ? typeOfLines(bytes) : mediaTypeOf(bytes, name)),
        log: createLog('trace', { write: (line) => void lines.push(line) }),
      });
      await bringInEverywhere(middleware, person);
    });
    after(async () => {
      await middleware.app.close();
      await rm(middleware.folder, { recursive: true });
      await database.drop();
    });

    /** Where any of the byte sequences stands: in the tables and, where they are in our folder, in the files. */
    const placesOf = async (sequences: readonly Buffer[]): Promise<string[]> => {
      const store = await openStore(middleware.configuration, createLog('silent'));
      const tables = await rowsOf(store.database);
      await store.database.query('checkpoint');
      await store.close();
      const all = [
        ...tables,
        ...(await filesOf(middleware.folder)),
        { name: 'log', content: Buffer.from(lines.join('\n')) },
      ];
      return all.filter(({ content }) => sequences.some((one) => content.includes(one))).map(({ name }) => name);
    };
    const inStore = async <Result>(work: (database: Database) => Promise<Result>): Promise<Result> => {
      const store = await openStore(middleware.configuration, createLog('silent'));
      try {
        return await work(store.database);
      } finally {
        await store.close();
      }
    };

    it('is in no file, no table and no log any more, and no key is left that could open one', async () => {
      const { configuration } = middleware;
      const about = ['--org', ORG.orgId, '--email', person.email, '--name', `${person.firstName} ${person.lastName}`];
      const looked = await runPrivacy(configuration, 'find', ...about, '--phone', `+221${person.number}`);
      const found = (looked.output['captures'] as { captureId: string }[]).map(({ captureId }) => captureId);
      assert.equal(found.length, ABOUT_PERSON, looked.error);
      assert.deepEqual(looked.output['unreadable'], []);
      await middleware.app.close();
      const keys = await inStore(async (open) => {
        const { rows } = await open.query<{ key: string }>(
          `select encode(wrapped_key, 'hex') as key from captures where id = any ($1::uuid[])`,
          [found],
        );
        return rows.map(({ key }) => key);
      });
      assert.deepEqual(
        [keys.length, (await placesOf(keys.map((key) => Buffer.from(key)))).length > 0],
        [ABOUT_PERSON, true],
      );

      const erased = await runPrivacy(configuration, 'erase', ...about, '--phone', `+221${person.number}`, '--yes');
      assert.deepEqual([erased.code, erased.output['captures']], [0, ABOUT_PERSON], erased.error);

      assert.deepEqual(await placesOf(traces), []);
      assert.deepEqual(await placesOf(keys.flatMap((key) => [Buffer.from(key), Buffer.from(key, 'hex')])), []);
      const left = await inStore(async (open) => {
        const counts: Record<string, number> = {};
        for (const [table, column] of Object.entries({
          captures: 'id',
          capture_parts: 'capture_id',
          sound_slices: 'capture_id',
          drafts: 'capture_id',
          sources: 'capture_id',
        })) {
          const { rowCount } = await open.query(`select 1 from ${table} where ${column} = any ($1::uuid[])`, [found]);
          counts[table] = rowCount ?? -1;
        }
        counts['corrections'] = (await open.query('select 1 from corrections')).rowCount ?? -1;
        counts['draft_pairs'] = (await open.query('select 1 from draft_pairs')).rowCount ?? -1;
        for (const [table, owner] of [
          ['source_keys', 'sources o on o.org_id = t.org_id and o.number = t.number'],
          ['deal_keys', 'drafts o on o.org_id = t.org_id and o.id = t.draft_id'],
        ] as const) {
          const orphans = await open.query(`select 1 from ${table} t left join ${owner} where o.org_id is null`);
          counts[table] = orphans.rowCount ?? -1;
        }
        counts['jobs'] =
          (await open.query(`select 1 from pgboss.job where data->>'captureId' = any ($1::text[])`, [found]))
            .rowCount ?? -1;
        return counts;
      });
      assert.deepEqual(left, {
        captures: 0,
        capture_parts: 0,
        sound_slices: 0,
        drafts: 0,
        sources: 0,
        source_keys: 0,
        deal_keys: 0,
        draft_pairs: 0,
        corrections: 0,
        jobs: 0,
      });
    });

    it('would be found by that search if anything held them in the clear', async () => {
      await inStore(async (open) => {
        await open.query('create table canary (note text, bytes bytea)');
        await open.query('insert into canary values ($1, $2)', [`pour ${person.email}`, Buffer.from(person.lastName)]);
      });
      const places = await placesOf(traces);
      assert.ok(places.includes('public.canary'));
      if (database.url === undefined) assert.ok(places.some((place) => place.includes(join('database', 'base'))));
      await inStore((open) => open.query('drop table canary'));
    });
  });
}

/** Notes of `bringInEverywhere` that name the person. */
const ABOUT_PERSON = 6;

/** Gives notes about a person in every way there is, and has calls fail with their data. */
async function bringInEverywhere({ app, call }: TestMiddleware, person: ReturnType<typeof someone>): Promise<void> {
  const { firstName, lastName, email, number } = person;
  const name = `${firstName} ${lastName}`;
  const signed = `La société Baobab veut 40 postes.\nContact : ${name}, directrice, ${email}, +221 ${number}`;
  const first = captureBody({ text: signed });
  const answer = await call('POST', '/v1/captures', { body: first, ...WAIT });
  const draft = captureShape.parse(answer.body).drafts[0]?.id;
  const changes = [
    { path: 'opportunity.nextStep', value: `Appeler ${name}` },
    { path: 'opportunity.type', value: name },
  ];
  for (const sent of [{ changes }, { changes: changes.slice(0, 1) }]) {
    await call('PATCH', `/v1/drafts/${draft}`, { body: sent, headers: { 'if-match': '1' } });
  }
  const no = { target: 'account', recordId: '001000000000001AAA', same: false, reason: `${name} travaille ailleurs` };
  const told = await call('POST', `/v1/drafts/${draft}/matches`, { body: { decisions: [no] } });
  assert.equal(told.status, 200);
  await call('POST', `/v1/drafts/${draft}/decision`, { body: { decision: 'rejected', reason: `${email} a dit non` } });
  await call('PUT', `/v1/captures/${first.id}/source`, { body: { text: `${signed}\nRappeler ${number}` }, ...WAIT });
  await call('POST', '/v1/captures', {
    body: captureBody({ text: `Baobab : ${name.toUpperCase()} veut 3 écrans` }),
    ...WAIT,
  });
  await call('POST', '/v1/captures', {
    body: captureBody({ text: `<p>Baobab</p><p>2 serveurs</p><p>${email}</p>` }),
    ...WAIT,
  });
  const inFile = { bytes: `Devis pour Baobab\n${signed}\n`, fileName: 'devis.txt' };
  const files = await sendFiles(
    app.url,
    [inFile, { bytes: 'Annexe sans personne', fileName: `${lastName}.txt` }],
    WAIT,
  );
  assert.equal(captureShape.parse(files.answer.body).state, 'ready');
  await call('PUT', `/v1/captures/${files.id}/source`, { body: { text: 'Baobab veut 40 postes.' }, ...WAIT });
  const named = await sendFiles(app.url, [{ bytes: 'Baobab veut 12 postes.', fileName: `${name}.txt` }], WAIT);
  assert.equal(captureShape.parse(named.answer.body).state, 'ready');
  await putPart(app.url, files.id, [1, 1], `autre chose de ${email}`);
  const context = { ...captureBody().context, speech: ['whisper'] };
  const recording = await sendFiles(
    app.url,
    [{ bytes: growing(recordingOf(`La société Baobab veut 7 postes, dit ${name}.`)) }],
    {
      kind: 'audio',
      context,
      ...WAIT,
    },
  );
  assert.equal(captureShape.parse(recording.answer.body).state, 'ready');
  await call('POST', '/v1/captures', { body: captureBody({ text: 'La société Teranga veut 5 écrans' }), ...WAIT });
  await call('POST', '/v1/captures', { body: `{"text": "${email}` });
  await call('GET', `/v1/${encodeURIComponent(name)}?q=${email}`);
  await call('GET', `/v1/drafts?cursor=${email}`);
}
