import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { WorkbenchProblem } from './problem.ts';
import { startWorkbench, type WorkbenchOptions } from './workbench.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'workbench-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** A page that is only served: what it does is for the browser tests. */
const pageFolder = path.join(folder, 'page');
mkdirSync(pageFolder);
writeFileSync(path.join(pageFolder, 'index.html'), '<title>Page</title>');

const options = (name: string): WorkbenchOptions => ({ dataFolder: path.join(folder, name), port: 0, pageFolder });

const problem =
  (code: WorkbenchProblem['code'], says: RegExp) =>
  (error: unknown): boolean =>
    error instanceof WorkbenchProblem && error.code === code && says.test(error.message);

/** Resolves once nothing answers at the address any more. */
async function isSilent(url: string): Promise<boolean> {
  return fetch(url).then(
    () => false,
    () => true,
  );
}

describe('the workbench', () => {
  it('serves the page over an org that the middleware knows, refuses a second start, and ends whole', async () => {
    const workbench = await startWorkbench(options('whole'));
    assert.equal(workbench.unconnected, null);
    assert.match(await (await fetch(`${workbench.url}/lightning/o/Account/list`)).text(), /<title>Page/);
    assert.equal((await fetch(`${workbench.middlewareUrl}/health`)).status, 200);
    const unfinished = await fetch(`${workbench.url}/apex/CaptureController.getConfiguration`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: workbench.url },
      body: '{}',
    });
    assert.equal(unfinished.status, 200);
    await assert.rejects(startWorkbench(options('whole')), problem('folder-in-use', new RegExp(workbench.url)));
    await workbench.stop();
    assert.ok(await isSilent(workbench.url));
    assert.ok(await isSilent(workbench.middlewareUrl));
    assert.match(readFileSync(workbench.logFile, 'utf8'), /"listening"/);
    // Under another address than before.
    const again = await startWorkbench(options('whole'));
    assert.equal(again.unconnected, null);
    await again.stop();
  });

  it('says that a port is taken, and leaves nothing running', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const refused = { ...options('port'), port };
    await assert.rejects(startWorkbench(refused), problem('port-in-use', new RegExp(`Port ${port} is taken`)));
    other.close();
    await (await startWorkbench(options('port'))).stop();
  });

  it('says what the middleware said when it cannot start', async () => {
    const broken = { ...options('broken'), env: { LOG_LEVEL: 'deafening' } };
    await assert.rejects(startWorkbench(broken), problem('middleware-failed', /LOG_LEVEL/));
  });

  it('starts without the connection to the org, says why, and tells when the middleware ends by itself', async () => {
    const workbench = await startWorkbench({ ...options('dying'), env: { SALESFORCE_CLIENT_ID: 'another-app' } });
    assert.match(workbench.unconnected ?? '', /The org does not know the app/);
    const lines = readFileSync(workbench.logFile, 'utf8').trim().split('\n');
    const { pid } = JSON.parse(lines[0] ?? '{}') as { pid: number };
    process.kill(pid, 'SIGKILL');
    assert.equal((await workbench.failed).code, 'middleware-stopped');
    await workbench.stop();
    assert.ok(await isSilent(workbench.url));
  });
});
