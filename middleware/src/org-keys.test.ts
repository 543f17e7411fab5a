import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';

import { startApp } from './app.ts';
import { createLog } from './platform/log.ts';
import { callAt, configurationFor, ORG } from './testing/middleware.ts';
import { temporaryFolder } from './testing/folders.ts';
import { makeOrg } from './testing/tokens.ts';

const run = promisify(execFile);

/** Runs the command as a person does, on a folder of its own. */
async function orgKeys(folder: string, ...parameters: string[]): Promise<string> {
  const command = join(import.meta.dirname, 'org-keys.ts');
  const { stdout } = await run(process.execPath, [command, ...parameters, '--data', folder]);
  return stdout;
}

let parent: string;
before(async () => {
  parent = await temporaryFolder();
  await writeFile(join(parent, 'org.pem'), ORG.publicKey);
});
after(() => rm(parent, { recursive: true }));

describe('org-keys', () => {
  it('registers a key in a store that nothing runs on, twice as well as once', async () => {
    const folder = join(parent, 'data');
    const key = join(parent, 'org.pem');
    const register = () => orgKeys(folder, 'register', '--org', ORG.orgId, '--name', 'Demo', '--key', key);
    assert.equal(await register(), await register());
    const orgs = JSON.parse(await orgKeys(folder, 'list')) as { orgId: string; name: string; keys: string[] }[];
    const org = orgs.find(({ orgId }) => orgId === ORG.orgId);
    assert.deepEqual([org?.name, org?.keys.length], ['Demo', 1]);
  });

  it('reaches a running server through its socket, and a key counts, and ends, at once', async (test) => {
    const folder = join(parent, 'data');
    const key = join(parent, 'org.pem');
    const app = await startApp({ configuration: configurationFor(folder), log: createLog('silent') });
    test.after(() => app.close());
    const org = makeOrg('00D000000000003AAA');
    await writeFile(join(parent, 'other.pem'), org.publicKey);
    assert.equal((await callAt(app.url, 'GET', '/v1/drafts', { org })).status, 401);
    const registered = await orgKeys(
      folder,
      'register',
      '--org',
      org.orgId,
      '--name',
      'O',
      '--key',
      join(parent, 'other.pem'),
    );
    assert.equal((await callAt(app.url, 'GET', '/v1/drafts', { org })).status, 200);
    const { keyId } = JSON.parse(registered) as { keyId: string };
    await orgKeys(folder, 'revoke', '--org', org.orgId, '--key-id', keyId);
    assert.equal((await callAt(app.url, 'GET', '/v1/drafts', { org })).status, 401);
    await assert.rejects(orgKeys(folder, 'revoke', '--org', org.orgId, '--key-id', keyId), /has no active key/);
    await assert.rejects(
      orgKeys(folder, 'register', '--org', 'acme', '--name', 'Demo', '--key', key),
      /an org id has 18 characters/,
    );
  });

  it('explains itself when it is called otherwise', async () => {
    await assert.rejects(orgKeys(parent, 'delete'), /Usage:/);
  });
});
