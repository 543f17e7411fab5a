import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';

import { startApp } from './app.ts';
import type { listOrgs } from './orgs/registration.ts';
import { createLog } from './platform/log.ts';
import { callAt, configurationFor, ORG } from './testing/middleware.ts';
import { temporaryFolder } from './testing/folders.ts';
import { makeOrg, type TestOrg } from './testing/tokens.ts';

const run = promisify(execFile);

/** Runs the command as a person does, on a folder of its own. */
function runOrgKeys(folder: string, ...parameters: string[]): Promise<{ stdout: string; stderr: string }> {
  const command = join(import.meta.dirname, 'org-keys.ts');
  return run(process.execPath, [command, ...parameters, '--data', folder]);
}

const orgKeys = async (...parameters: Parameters<typeof runOrgKeys>) => (await runOrgKeys(...parameters)).stdout;

const list = async (folder: string) =>
  JSON.parse(await orgKeys(folder, 'list')) as Awaited<ReturnType<typeof listOrgs>>;

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
    const org = (await list(folder)).find(({ orgId }) => orgId === ORG.orgId);
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
    const revoke = (...more: string[]) => orgKeys(folder, 'revoke', '--org', org.orgId, '--key-id', keyId, ...more);
    await assert.rejects(revoke(), /is the last one of org/);
    assert.equal((await callAt(app.url, 'GET', '/v1/drafts', { org })).status, 200);
    await revoke('--last');
    assert.equal((await callAt(app.url, 'GET', '/v1/drafts', { org })).status, 401);
    await assert.rejects(revoke('--last'), /has no active key/);
    await assert.rejects(
      orgKeys(folder, 'register', '--org', 'acme', '--name', 'Demo', '--key', key),
      /an org id has 18 characters/,
    );
  });

  it('changes the certificate of an org while it calls: both keys count until the old one is revoked', async (test) => {
    const folder = join(parent, 'data');
    const app = await startApp({ configuration: configurationFor(folder), log: createLog('silent') });
    test.after(() => app.close());
    const [old, next, third] = [1, 2, 3].map(() => makeOrg('00D000000000004AAA')) as [TestOrg, TestOrg, TestOrg];
    const keyFile = async (org: TestOrg) => {
      await writeFile(join(parent, 'next.pem'), org.publicKey);
      return ['--org', org.orgId, '--key', join(parent, 'next.pem')];
    };
    const statuses = () =>
      Promise.all([old, next].map(async (org) => (await callAt(app.url, 'GET', '/v1/drafts', { org })).status));
    await orgKeys(folder, 'register', '--name', 'O', ...(await keyFile(old)));
    assert.deepEqual(await statuses(), [200, 401]);
    const { stderr } = await runOrgKeys(folder, 'rotate', ...(await keyFile(next)));
    assert.match(stderr, /Both keys are accepted now[^]*Revoke the old key/);
    assert.deepEqual(await statuses(), [200, 200]);
    await assert.rejects(orgKeys(folder, 'rotate', ...(await keyFile(third))), /has 2 active keys already/);
    const keys = (await list(folder)).find(({ orgId }) => orgId === old.orgId)?.keys ?? [];
    await orgKeys(folder, 'revoke', '--org', old.orgId, '--key-id', keys.at(-1)?.keyId ?? '');
    assert.deepEqual(await statuses(), [401, 200]);
  });

  it('explains itself when it is called otherwise', async () => {
    await assert.rejects(orgKeys(parent, 'delete'), /Usage:/);
    const absent = ['--org', ORG.orgId, '--name', 'Demo', '--key', join(parent, 'absent.crt')];
    await assert.rejects(orgKeys(parent, 'register', ...absent), /absent\.crt cannot be read \(ENOENT\)/);
  });
});
