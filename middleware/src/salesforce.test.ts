import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';

import { registerOrg } from './orgs/registration.ts';
import { createOrgStore } from './orgs/store.ts';
import { createLog } from './platform/log.ts';
import { openStore } from './platform/store.ts';
import { configurationFor, ORG } from './testing/middleware.ts';
import { folderWithDatabase } from './testing/folders.ts';
import { startSalesforceServer, type SalesforceServer } from './testing/salesforce-server.ts';

const run = promisify(execFile);
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

let folder: string;
let org: SalesforceServer;
let environment: NodeJS.ProcessEnv;

/** Runs the command as a person does. */
const salesforce = (...parameters: string[]) => {
  const command = join(import.meta.dirname, 'salesforce.ts');
  return run(process.execPath, [command, ...parameters, '--data', folder], { env: environment });
};

before(async () => {
  folder = await folderWithDatabase();
  org = await startSalesforceServer({ orgId: ORG.orgId, publicKey });
  const key = join(folder, 'key.pem');
  await writeFile(key, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  environment = {
    PATH: process.env['PATH'],
    PUBLIC_URL: 'https://notes.example.com',
    SALESFORCE_CLIENT_ID: org.clientId,
    SALESFORCE_PRIVATE_KEY_FILE: key,
    SALESFORCE_USERNAME: org.username,
    SALESFORCE_LOGIN_URL: org.url,
  };
  const store = await openStore(configurationFor(folder), createLog('silent'));
  await registerOrg(createOrgStore(store.database), { orgId: ORG.orgId, name: 'Test', key: ORG.publicKey });
  await store.close();
});
after(async () => {
  await org.close();
  await rm(folder, { recursive: true });
});

describe('salesforce', () => {
  it('prints a link for the administrator of an org', async () => {
    const { stdout } = await salesforce('login', ORG.orgId);
    assert.match(
      stdout,
      new RegExp(`^https://notes\\.example\\.com/auth/login\\?link=${ORG.orgId}\\.[\\w-]{43}$`, 'm'),
    );
  });

  it('checks every org, and says by its exit code that something is left to do', async () => {
    await assert.rejects(salesforce('check'), ({ code, stdout }: { code: number; stdout: string }) => {
      assert.equal(code, 2);
      assert.match(stdout, new RegExp(`^${ORG.orgId}$`, 'm'));
      assert.match(stdout, /The org is connected\./);
      assert.match(stdout, /! Accounts \(Account\): allow reading; without it duplicates can be missed\./);
      return true;
    });
  });

  it('disconnects', async () => {
    assert.match(
      (await salesforce('disconnect', ORG.orgId)).stdout,
      /is disconnected, and its tokens and its mirror are erased here/,
    );
  });

  it('says how it is used, and what is wrong, without a stack', async () => {
    for (const wrong of [['check', ORG.orgId, 'more'], ['disconnect']]) {
      await assert.rejects(salesforce(...wrong), /Usage:/);
    }
    await assert.rejects(salesforce('login', '00D000000000009AAA'), /not known here: register its key first/);
    environment = { ...environment, SALESFORCE_PRIVATE_KEY_FILE: join(folder, 'none.pem') };
    await assert.rejects(salesforce('check'), ({ stderr }: { stderr: string }) => {
      assert.match(stderr, /^The file of SALESFORCE_PRIVATE_KEY_FILE cannot be read \(ENOENT\): correct the path\.\n$/);
      return true;
    });
  });
});
