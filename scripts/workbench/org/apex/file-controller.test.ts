import assert from 'node:assert/strict';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { createOrg } from '../server.ts';
import type { RunningOrg } from '../server.ts';
import { AUDIENCE, startTestMiddleware } from '../testing/registered-middleware.ts';
import type { TestMiddleware } from '../testing/registered-middleware.ts';
import { openPage } from '../testing/page.ts';
import type { Answer, Page } from '../testing/page.ts';
import { recordId } from '../records/ids.ts';

let folder: string;
let middleware: TestMiddleware;
let org: RunningOrg;
let rep: Page;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'files-'));
  middleware = await startTestMiddleware(join(folder, 'middleware'));
  org = await createOrg({
    dataFolder: join(folder, 'org'),
    middlewareUrl: middleware.url,
    audience: AUDIENCE,
    port: 0,
    syncSeconds: 0,
  });
  await middleware.register(org);
  rep = await openPage(org, recordId('005', 1));
});
after(async () => {
  await org?.close();
  await middleware?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function start(page: Page = rep): Promise<string> {
  const captureId = randomUUID();
  const capturedAt = new Date().toISOString();
  const input = { captureId, kind: 'document', capturedAt, timeZone: 'Africa/Dakar', language: 'fr' };
  const started = await page.apex('CaptureController.startCapture', { input });
  assert.equal(started.status, 200, JSON.stringify(started.body));
  assert.deepEqual(started.body['rows'], []);
  return captureId;
}

function send(captureId: string, take: number, part: number, bytes: Buffer, digest?: string): Promise<Answer> {
  const content = bytes.toString('base64');
  const sum = digest ?? createHash('sha256').update(bytes).digest('base64');
  return rep.apex('FileController.sendPart', { captureId, part: { take, part, content, digest: sum } });
}

const complete = (captureId: string, ...parts: readonly number[]): Promise<Answer> =>
  rep.apex('FileController.completeCapture', {
    captureId,
    recordId: null,
    takes: parts.map((count, index) => ({ take: index + 1, parts: count, fileName: 'notes.txt', mediaType: null })),
  });

const problemOf = ({ body }: Answer) => JSON.parse(String(body['message'])) as { code: string; take?: number };

const TEXT = Buffer.from('Visite chez Ateliers Korane : 40 postes de travail, budget 30 millions FCFA.');

describe('the files of a capture', () => {
  test('have no row before they are complete, then one, however often they are completed', async () => {
    const captureId = await start();
    assert.equal((await send(captureId, 1, 1, TEXT)).status, 200);
    assert.equal((await send(captureId, 1, 1, TEXT)).status, 200);
    const resumed = await rep.apex('CaptureController.getCapture', { captureId });
    assert.deepEqual(resumed.body['rows'], []);
    assert.deepEqual((resumed.body['capture'] as { received: unknown }).received, [{ take: 1, parts: [1] }]);
    for (const view of [await complete(captureId, 1), await complete(captureId, 1)]) {
      assert.equal(view.status, 200, JSON.stringify(view.body));
      assert.equal((view.body['rows'] as unknown[]).length, 1);
    }
    const original = await rep.apex('FileController.getPart', { captureId, take: 1, part: 1 });
    assert.equal(Buffer.from(String(original.body), 'base64').toString(), TEXT.toString());
  });

  test('travel in parts of 1 MiB', async () => {
    const captureId = await start();
    const bytes = randomBytes(1_048_576);
    assert.equal((await send(captureId, 1, 1, bytes)).status, 200);
    assert.equal(problemOf(await send(captureId, 1, 2, randomBytes(1_048_577))).code, 'part-too-large');
  });

  test('are refused by codes, and the file is named', async () => {
    const captureId = await start();
    assert.equal(problemOf(await send(captureId, 1, 1, TEXT, 'nonsense')).code, 'digest-mismatch');
    const other = createHash('sha256').update('other').digest('base64');
    assert.equal(problemOf(await send(captureId, 1, 1, TEXT, other)).code, 'digest-mismatch');
    await send(captureId, 1, 1, TEXT);
    assert.equal(problemOf(await send(captureId, 1, 1, Buffer.from('changed'))).code, 'part-conflict');
    assert.equal(problemOf(await complete(captureId, 2)).code, 'part-missing');
    await send(captureId, 2, 1, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><circle r="9"/></svg>'));
    const refused = problemOf(await complete(captureId, 1, 1));
    assert.deepEqual([refused.code, refused.take], ['file-type-unsupported', 2]);
  });

  test('belong to one person', async () => {
    const captureId = await start();
    await send(captureId, 1, 1, TEXT);
    const other = await openPage(org, recordId('005', 3));
    const stolen = await other.apex('FileController.getPart', { captureId, take: 1, part: 1 });
    assert.equal(problemOf(stolen).code, 'capture-not-found');
  });
});
