import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';

import { capture as captureShape, type Capture } from './drafts/schema.ts';
import type { ExtractionRequest } from './extraction/extract.ts';
import { locate } from './extraction/locating.ts';
import { readingView } from './readings/schema.ts';
import { bytesAt, sendFiles } from './testing/captures.ts';
import { testDatabases } from './testing/databases.ts';
import { extractLines } from './testing/facts.ts';
import { temporaryFolder } from './testing/folders.ts';
import { callAt, captureBody, startMiddleware, startOn, type TestMiddleware } from './testing/middleware.ts';
import type { Script } from './testing/scripted-reading-process.ts';

const readingProcess = new URL('testing/scripted-reading-process.ts', import.meta.url);
const surroundings = {
  readingProcess,
  extract: (request: ExtractionRequest) => locate(extractLines(request), request.reading),
  mediaTypeOf: async () => 'image/jpeg',
};
const headers = { prefer: 'wait=30' };
const PAUSE_MILLISECONDS = 10;

const file = (...script: Script) => ({ bytes: JSON.stringify(script) });
const photo = (text: string) => file({ unread: { text } });
const untilThere = async (path: string) => {
  while (!existsSync(path)) await delay(PAUSE_MILLISECONDS);
};

for (const database of await testDatabases()) {
  describe(`the pipeline with files (${database.name})`, { skip: database.skip ?? false }, () => {
    let middleware: TestMiddleware;
    let folder: string;
    before(async () => {
      folder = await temporaryFolder();
      middleware = await startMiddleware(database, surroundings);
    });
    after(async () => {
      await middleware.remove();
      await database.drop();
      await rm(folder, { recursive: true });
    });

    let names = 0;
    const newPath = () => join(folder, String((names += 1)));
    const gate = () => ({ begins: newPath(), waitsFor: newPath() });
    const see = async (id: string): Promise<Capture> =>
      captureShape.parse((await middleware.call('GET', `/v1/captures/${id}`, { headers })).body);
    const send = async (files: { bytes: string; fileName?: string }[], wishes: { text?: string } = {}) =>
      (await sendFiles(middleware.app.url, files, { kind: 'photo', ...wishes })).id;
    const finished = async (id: string) => {
      for (;;) {
        const capture = await see(id);
        if (capture.state === 'ready' || capture.state === 'failed') return capture;
      }
    };
    const source = async (id: string) =>
      readingView.parse((await middleware.call('GET', `/v1/captures/${id}/source`)).body);
    const correct = (id: string, text: string) =>
      middleware.call('PUT', `/v1/captures/${id}/source`, { body: { text }, headers });
    const outcome = ({ state, reason }: Capture) => [state, reason];
    const evidenceOf = ({ drafts }: Capture) => drafts[0]?.opportunity.name.evidence;

    it('reads every file in order, and shows where values stand', async () => {
      const id = await send([
        { ...file({ page: 'Deal: Un' }, { unread: { text: 'Deal: Deux' } }), fileName: 'un.pdf' },
        file({ unread: { text: 'Deal: Trois' } }, { file: [{ unread: { text: 'Deal: Quatre' } }] }),
      ]);
      const capture = await finished(id);
      assert.deepEqual(outcome(capture), ['ready', null]);
      assert.deepEqual(capture.pages, { read: 4, total: 4 });
      assert.deepEqual(
        capture.drafts.map(({ opportunity: { name } }) => [name.value, name.evidence[0]?.regions?.[0]?.page]),
        [
          ['Un', 1],
          ['Deux', 2],
          ['Trois', 3],
          ['Quatre', 4],
        ],
      );
      const { text, pages } = await source(id);
      assert.equal(text, 'Deal: Un\n\nDeal: Deux\n\nDeal: Trois\n\nDeal: Quatre');
      assert.deepEqual(
        pages.map(({ number, take, inside, fileName, pageOfFile }) => [number, take, inside, fileName, pageOfFile]),
        [
          [1, 1, [], 'un.pdf', 1],
          [2, 1, [], 'un.pdf', 2],
          [3, 2, [], null, 1],
          [4, 2, [1], 'inside-2', 1],
        ],
      );
      const page = await bytesAt(middleware.app.url, `/v1/captures/${id}/pages/4`);
      assert.deepEqual([page.status, page.bytes.toString()], [200, '{"text":"Deal: Quatre"}']);
    });

    it('reads what was typed beside files first', async () => {
      const id = await send([photo('Deal: Photo')], { text: 'Deal: Tapé' });
      assert.equal((await finished(id)).drafts.length, 2);
      const { text, pages } = await source(id);
      assert.equal(text, 'Deal: Tapé\n\nDeal: Photo');
      assert.deepEqual(
        pages.map(({ take, kind }) => [take, kind]),
        [
          [null, 'text'],
          [1, 'picture'],
        ],
      );
    });

    it('reads a page again in a new process when the first one ends', async () => {
      const id = await send([
        file({ unread: { exitBefore: newPath(), text: 'Deal: Deuxième essai' } }),
        photo('Deal: Autre'),
      ]);
      const capture = await finished(id);
      assert.deepEqual([...outcome(capture), capture.drafts.length], ['ready', null, 2]);
    });

    it('keeps what could be read beside what could not', async () => {
      const id = await send([
        file({ unread: { exit: true } }),
        photo('Deal: Bon'),
        file({ unread: { refuse: 'file-damaged' } }),
      ]);
      assert.deepEqual(outcome(await finished(id)), ['ready', null]);
      const { pages } = await source(id);
      assert.deepEqual(
        pages.map(({ problem }) => problem),
        ['file-too-demanding', null, 'file-damaged'],
      );
    });

    it('fails at once when no file can be read, and says why', async () => {
      const id = await send([file({ unread: { refuse: 'file-encrypted' } })]);
      assert.deepEqual(outcome(await finished(id)), ['failed', 'file-encrypted']);
      const blank = await send([photo(' ~ '), photo('')]);
      assert.deepEqual(outcome(await finished(blank)), ['failed', 'nothing-to-read']);
    });

    it('reads a text that a person writes in place of files that nobody can read', async () => {
      const id = await send([file({ unread: { refuse: 'file-damaged' } })]);
      await finished(id);
      const corrected = captureShape.parse((await correct(id, 'Deal: À la main')).body);
      assert.deepEqual([...outcome(corrected), corrected.drafts.length], ['ready', null, 1]);
      assert.equal((await source(id)).pages[0]?.problem, 'file-damaged');
    });

    it('tries again what failed for another reason', async () => {
      const id = await send([file({ unread: { throw: true } })]);
      assert.deepEqual(outcome(await finished(id)), ['failed', 'reading-failed']);
    });

    it('keeps the places of words when the text is corrected, and does not read the files again', async () => {
      const id = await send([file({ unread: { exitBefore: newPath(), text: 'Deal: Mauvais nom\nautre ligne' } })]);
      const first = evidenceOf(await finished(id));
      const corrected = captureShape.parse((await correct(id, 'Deal: Meilleur nom\nautre ligne')).body);
      assert.equal(corrected.drafts[0]?.opportunity.name.value, 'Meilleur nom');
      assert.deepEqual(evidenceOf(corrected)?.[0]?.regions, first?.[0]?.regions);
      assert.deepEqual((await source(id)).corrected, true);
    });

    it('does not hold up a typed note behind photos', async () => {
      const gates = [gate(), gate(), gate(), gate(), gate()];
      const ids: string[] = [];
      for (const one of gates) ids.push(await send([file({ unread: { ...one, text: 'Deal: Lent' } })]));
      await Promise.all(gates.slice(0, 2).map(({ begins }) => untilThere(begins)));
      const answer = await middleware.call('POST', '/v1/captures', {
        body: captureBody({ text: 'Deal: Vite' }),
        headers,
      });
      assert.equal(answer.body['state'], 'ready');
      assert.notEqual((await middleware.call('GET', `/v1/captures/${ids[0]}`)).body['state'], 'ready');
      for (const { waitsFor } of gates) writeFileSync(waitsFor, '');
      for (const id of ids) assert.deepEqual(outcome(await finished(id)), ['ready', null]);
    });

    it('stops reading what was erased', async () => {
      const held = gate();
      const pages = Array.from({ length: 30 }, () => ({ unread: { text: 'Deal: Effacé' } }));
      const id = await send([
        file({ unread: { ...held, text: 'Deal: Effacé' } }, { unread: { hang: true } }, ...pages),
      ]);
      await untilThere(held.begins);
      assert.equal((await middleware.call('DELETE', `/v1/captures/${id}`)).status, 200);
      writeFileSync(held.waitsFor, '');
      assert.equal((await middleware.call('GET', `/v1/captures/${id}`)).status, 410);
      // The page that hangs holds a process until the capture is found erased.
      const after = await Promise.all([1, 2, 3].map(() => send([photo('Deal: Après')])));
      for (const one of after) assert.deepEqual(outcome(await finished(one)), ['ready', null]);
    });
  });
}

for (const database of await testDatabases()) {
  describe(`a stop while files are read (${database.name})`, { skip: database.skip ?? false }, () => {
    it('leaves the capture to the next process, which reads it', async (test) => {
      const folder = await temporaryFolder();
      test.after(() => rm(folder, { recursive: true }));
      const middleware = await startMiddleware(database, surroundings);
      test.after(() => database.drop());
      const held = { begins: join(folder, 'begins'), waitsFor: join(folder, 'never') };
      const { id } = await sendFiles(middleware.app.url, [file({ unread: { ...held, text: 'Deal: Repris' } })], {
        kind: 'photo',
      });
      await untilThere(held.begins);
      await middleware.app.close();
      writeFileSync(held.waitsFor, '');
      const again = await startOn(middleware.configuration, surroundings);
      test.after(async () => {
        await again.close();
        await rm(middleware.folder, { recursive: true });
      });
      for (;;) {
        const { body } = await callAt(again.url, 'GET', `/v1/captures/${id}`, { headers });
        if (body['state'] === 'ready') break;
        assert.notEqual(body['state'], 'failed');
      }
    });
  });
}
