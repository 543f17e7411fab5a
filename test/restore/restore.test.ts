/**
 * A backup becomes a running middleware again, by the commands of docs/production.md as they stand there, as the role that
 * deployment/database.sql makes.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { cp, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';

import pg from 'pg';

import { startApp, type App } from '../../middleware/src/app.ts';
import type { Extract } from '../../middleware/src/pipeline.ts';
import type { Configuration } from '../../middleware/src/platform/configuration.ts';
import { StartupError } from '../../middleware/src/platform/errors.ts';
import { createLog } from '../../middleware/src/platform/log.ts';
import { testDatabases } from '../../middleware/src/testing/databases.ts';
import { extractLines } from '../../middleware/src/testing/facts.ts';
import { temporaryFolder } from '../../middleware/src/testing/folders.ts';
import {
  callAt,
  captureBody,
  configurationFor,
  ORG,
  registerTestOrg,
  type Answer,
} from '../../middleware/src/testing/middleware.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const NEEDED = ['psql', 'pg_dump', 'pg_restore'];
const log = createLog('silent');
const run = promisify(execFile);

/** The newest folder that has all commands of PostgreSQL that are needed: on the PATH, or where Debian puts them. */
function binaries(): string | undefined {
  const packaged = '/usr/lib/postgresql';
  const versions = existsSync(packaged)
    ? readdirSync(packaged).toSorted((one, other) => Number(other) - Number(one))
    : [];
  const folders = [
    ...versions.map((version) => path.join(packaged, version, 'bin')),
    ...(process.env['PATH'] ?? '').split(path.delimiter),
  ];
  return folders.find((folder) => NEEDED.every((name) => existsSync(path.join(folder, name))));
}

/** The commands that the page has behind `<!-- run: name -->`. */
async function commandsOf(name: string): Promise<string> {
  const page = await readFile(path.join(ROOT, 'docs/production.md'), 'utf8');
  const commands = new RegExp(`<!-- run: ${name} -->\\n\\n\`\`\`sh\\n([^]*?)\`\`\``).exec(page)?.[1];
  assert.ok(commands, `docs/production.md has no commands "${name}"`);
  return commands;
}

const server = (await testDatabases()).find(({ name }) => name === 'server');
const folderOfBinaries = binaries();
const skip =
  server?.skip ?? (folderOfBinaries ? false : `SKIPPED: no ${NEEDED.join(', ')}; install the client of PostgreSQL`);

describe('a backup', { skip, timeout: 240_000 }, () => {
  const password = randomBytes(12).toString('hex');
  const names = { before: '', after: '' };
  let folder: string;
  let configuration: Configuration;
  let restored: Configuration;
  /** What the captures answered before the backup. */
  const answers = new Map<string, Answer['body']>();
  const ids = { unfinished: '', erased: '' };

  const urlOf = (name: string) => {
    const url = new URL(server?.url ?? '');
    return Object.assign(url, { username: name, password, pathname: `/${name}` }).href;
  };
  /** Runs commands of the page as an operator does, in a folder that has the project's `deployment` folder. */
  const operate = async (commands: string, name: string) => {
    const env = {
      ...process.env,
      PATH: `${folderOfBinaries}${path.delimiter}${process.env['PATH']}`,
      ADMIN_DATABASE_URL: server?.url,
      DATABASE_URL: urlOf(name),
      NOTES_NAME: name,
      NOTES_PASSWORD: password,
    };
    return run('bash', ['-euo', 'pipefail', '-c', commands], { cwd: folder, env });
  };
  const administer = async (statement: string) => {
    const client = new pg.Client({ connectionString: server?.url });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  const start = (at: Configuration, extract: Extract = extractLines) => {
    return startApp({ configuration: at, log, takeUpAfterSeconds: 1, extract });
  };

  before(async () => {
    const { pathname } = new URL(server?.url ?? '');
    names.before = `${pathname.slice(1)}_before`;
    names.after = `${pathname.slice(1)}_after`;
    folder = await temporaryFolder();
    await cp(path.join(ROOT, 'deployment'), path.join(folder, 'deployment'), { recursive: true });
    await operate('psql "$ADMIN_DATABASE_URL" --file=deployment/database.sql', names.before);
    configuration = configurationFor(folder, { url: urlOf(names.before) });
    restored = { ...configuration, databaseUrl: urlOf(names.after) };
  });
  after(async () => {
    for (const name of Object.values(names)) {
      await administer(`drop database if exists ${name} with (force)`);
      await administer(`drop role if exists ${name}`);
    }
    await server?.drop();
    await rm(folder, { recursive: true });
  });

  it('is made while the middleware works, with what people changed and a note that is being read', async () => {
    const never = Promise.withResolvers<never>();
    const app = await start(configuration, (request) => {
      return request.reading.text.includes('Unfinished') ? never.promise : extractLines(request);
    });
    await registerTestOrg(configuration, ORG);
    try {
      for (const text of ['Deal: Un\nDeal: Deux', 'Deal: Trois', 'Nothing here']) await makeReady(app, text);
      await change(app);
      ids.erased = await makeReady(app, 'Deal: Somebody');
      answers.delete(ids.erased);
      const unfinished = captureBody({ text: 'Deal: Unfinished' });
      assert.equal((await callAt(app.url, 'POST', '/v1/captures', { body: unfinished })).status, 202);
      ids.unfinished = unfinished.id;
      await operate(await commandsOf('backup'), names.before);
      assert.equal((await callAt(app.url, 'DELETE', `/v1/captures/${ids.erased}`)).status, 200);
      await operate(await commandsOf('erasures'), names.before);
    } finally {
      never.reject(new Error('the machine is lost'));
      await app.close();
    }
  });

  async function makeReady(app: App, text: string): Promise<string> {
    const body = captureBody({ text });
    const made = await callAt(app.url, 'POST', '/v1/captures', { body, headers: { prefer: 'wait=20' } });
    assert.equal(made.body['state'], 'ready');
    answers.set(body.id, made.body);
    return body.id;
  }

  /** A person changes one draft and decides on another. */
  async function change(app: App): Promise<void> {
    const [first, second] = [...answers].map(([id, { drafts }]) => ({ id, drafts: drafts as { id: string }[] }));
    assert.ok(first && second);
    const changes = [{ path: 'opportunity.nextStep', value: 'Rappeler Awa' }];
    const edit = { body: { changes }, headers: { 'if-match': '1' } };
    assert.equal((await callAt(app.url, 'PATCH', `/v1/drafts/${first.drafts[0]?.id}`, edit)).status, 200);
    const decision = { body: { decision: 'rejected', reason: 'Too small' } };
    assert.equal((await callAt(app.url, 'POST', `/v1/drafts/${second.drafts[0]?.id}/decision`, decision)).status, 200);
    for (const { id } of [first, second]) answers.set(id, (await callAt(app.url, 'GET', `/v1/captures/${id}`)).body);
  }

  it('is restored by the commands of the page, which erase again what was erased since', async () => {
    await operate(await commandsOf('restore'), names.after);
    await operate('psql "$DATABASE_URL" --file=deployment/erase-again.sql', names.after);
  });

  it('is refused without its master key', async () => {
    const key = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;
    for (const [masterKeys, sentence] of [
      [key('test-1'), /Master key "test-1" does not fit this data/],
      [key('other'), /sealed with master key "test-1", which is not among those given/],
    ] as const) {
      await assert.rejects(start({ ...restored, masterKeys }), (error) => {
        assert.ok(error instanceof StartupError);
        assert.match(error.message, sentence);
        assert.equal(error.message.includes(masterKeys.split(':')[1] ?? ''), false);
        return true;
      });
    }
  });

  it('reads as before, finishes what was begun, and knows what was erased', async () => {
    const app = await start(restored);
    try {
      for (const [id, answer] of answers) {
        assert.deepEqual((await callAt(app.url, 'GET', `/v1/captures/${id}`)).body, answer);
      }
      assert.equal((await callAt(app.url, 'GET', `/v1/captures/${ids.erased}`)).status, 410);
      assert.deepEqual(await untilReady(app, ids.unfinished), ['Unfinished']);
      await makeReady(app, 'Deal: Nouveau');
    } finally {
      await app.close();
    }
  });

  /** Waits for a capture by asking. Gives the names of its deals. */
  async function untilReady(app: App, id: string): Promise<unknown[]> {
    for (;;) {
      const { body } = await callAt(app.url, 'GET', `/v1/captures/${id}`, { headers: { prefer: 'wait=5' } });
      assert.notEqual(body['state'], 'failed');
      if (body['state'] !== 'ready') continue;
      const drafts = body['drafts'] as { opportunity: { name: { value: unknown } } }[];
      return drafts.map(({ opportunity }) => opportunity.name.value);
    }
  }
});
