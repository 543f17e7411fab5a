import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';

import { createCaptureChanges } from '../captures/changes.ts';
import { fileOperations } from '../captures/file-routes.ts';
import { createCaptureParts, type CaptureParts } from '../captures/parts.ts';
import { captureOperations, type CaptureView } from '../captures/routes.ts';
import { createCaptureStages, type CaptureStages } from '../captures/stages.ts';
import { createCaptureStore, type CaptureRecord, type CaptureStore } from '../captures/store.ts';
import type { Operation } from '../orgs/operation.ts';
import { registerOrg } from '../orgs/registration.ts';
import { createOrgStore } from '../orgs/store.ts';
import { CodedError } from '../platform/errors.ts';
import { createLog } from '../platform/log.ts';
import { openStore, type Store } from '../platform/store.ts';
import { readingView, type Page, type Reading } from '../readings/schema.ts';
import { createSoundSlices } from '../readings/speech/slices.ts';
import { insertCapture } from '../testing/captures.ts';
import { testDatabases } from '../testing/databases.ts';
import { folderWithDatabase, temporaryFolder } from '../testing/folders.ts';
import { configurationFor, ORG } from '../testing/middleware.ts';
import { REP } from '../testing/tokens.ts';
import { createCaptureView } from './capture-view.ts';
import { capture as captureShape } from './schema.ts';
import { createDraftView } from './draft-view.ts';
import { createDraftStore } from './store.ts';

const TAKE = { take: 3, parts: 2, bytes: 10, fileName: 'carte.pdf', mediaType: 'application/pdf' };
const PAGE: Omit<Page, 'number'> = {
  kind: 'picture',
  take: 3,
  inside: [],
  fileName: null,
  pageOfFile: 1,
  start: 0,
  end: 0,
  width: 100,
  height: 200,
  legibility: null,
  problem: null,
};

/** A typed note, two pages of a file and a file inside it, of which one page has no picture. */
const PAGES: Page[] = [
  { ...PAGE, number: 1, kind: 'text', take: null, width: null, height: null },
  { ...PAGE, number: 2 },
  { ...PAGE, number: 3, pageOfFile: 2, inside: [1, 4] },
  { ...PAGE, number: 4, kind: 'text', width: null, height: null },
];
const READING: Reading = { text: 'lu', language: 'fr', corrected: false, pages: PAGES, words: [] };

for (const place of await testDatabases()) {
  describe(`a capture of files as its owner sees it (${place.name})`, { skip: place.skip ?? false }, () => {
    let folder: string;
    let store: Store;
    let captures: CaptureStore;
    let stages: CaptureStages;
    let parts: CaptureParts;
    let view: CaptureView;
    let operations: Operation[];
    const asked: unknown[] = [];
    /** What drawing a picture waits for. */
    let mayDraw: Promise<unknown> = Promise.resolve();
    let onAsked = () => undefined as unknown;
    before(async () => {
      folder = place.url ? await temporaryFolder() : await folderWithDatabase();
      store = await openStore(configurationFor(folder, place), createLog('silent'));
      const { database, keyring } = store;
      await registerOrg(createOrgStore(database), { orgId: ORG.orgId, name: 'Test', key: ORG.publicKey });
      captures = createCaptureStore(database, keyring.wrap);
      stages = createCaptureStages(database, keyring.wrap);
      parts = createCaptureParts(database);
      view = createCaptureView({
        captures,
        parts,
        drafts: createDraftStore(database, keyring.wrap),
        draftView: createDraftView(database, captures),
        slices: createSoundSlices(database),
      });
      const never = () => Promise.reject(new Error('not asked here'));
      const rooms = {
        store: captures,
        view,
        changes: createCaptureChanges(),
        acceptance: { accept: never, correct: never, retry: never },
      };
      operations = [
        ...captureOperations(rooms),
        ...fileOperations({
          ...rooms,
          parts,
          uploads: { put: never, complete: never },
          showPage: async ({ bytes, ...file }, inside, pageOfFile) => {
            asked.push({ ...file, bytes: Buffer.from(bytes).toString(), inside, pageOfFile });
            onAsked();
            await mayDraw;
            return pageOfFile === 2 ? null : Buffer.from('picture');
          },
          playSound: never,
        }),
      ];
    });
    after(async () => {
      await store.close();
      await place.drop();
      await rm(folder, { recursive: true });
    });

    const here = new AbortController().signal;
    const call = (operationId: string, id: string, params: Record<string, string> = {}, gone = here) => {
      const operation = operations.find((one) => one.id === operationId) ?? assert.fail(operationId);
      return operation.handle({
        caller: { orgId: ORG.orgId, userId: REP, scope: { kind: 'own' } },
        params: { id, ...params },
        query: {},
        body: undefined,
        bytes: new Uint8Array(),
        ifMatch: undefined,
        requestId: randomUUID(),
        waitSeconds: 0,
        gone,
      });
    };
    const page = (capture: CaptureRecord, number: number, gone = here) =>
      call('readPage', capture.captureId, { page: String(number) }, gone);
    const refused = (work: Promise<unknown>, code: string) =>
      assert.rejects(work, (error) => error instanceof CodedError && error.code === code);
    const shown = async (capture: CaptureRecord) =>
      captureShape.parse(await view.show((await captures.get(capture)) ?? assert.fail()));

    /** Brings a capture of one file to the stage in which it is read. */
    const upload = async (): Promise<CaptureRecord> => {
      const { database } = store;
      const capture = await insertCapture(database, captures, '', 'photo');
      for (const [index, text] of ['carte', ' pdf!'].entries()) {
        const part = { take: TAKE.take, part: index + 1, digest: Buffer.alloc(32), bytes: Buffer.from(text) };
        await parts.put(database, capture, part);
      }
      await parts.complete(database, capture, [TAKE]);
      return (await stages.takeUp(capture, false))?.capture ?? assert.fail();
    };

    it('tells its files and how many of their pages were read', async () => {
      const capture = await upload();
      const before = await shown(capture);
      assert.deepEqual([before.received, before.takes, before.pages], [[], [TAKE], null]);
      await stages.countPages(capture, 2, 5);
      assert.deepEqual((await shown(capture)).pages, { read: 2, total: 5 });
    });

    it('shows the pages that have a picture, also while a corrected text is read', async () => {
      const capture = await upload();
      await refused(page(capture, 1), 'capture-not-ready');
      const found = { reading: READING, filesReading: READING };
      assert.equal(await stages.advance(capture, 'extracting', found), true);
      const answer = await page(capture, 2);
      assert.deepEqual([answer.status, Buffer.from(answer.body as Uint8Array).toString()], [200, 'picture']);
      const { fileName, mediaType } = TAKE;
      assert.deepEqual(asked.pop(), { take: 3, fileName, mediaType, bytes: 'carte pdf!', inside: [], pageOfFile: 1 });
      await refused(page(capture, 3), 'page-not-found');
      assert.deepEqual(asked.pop(), {
        take: 3,
        fileName,
        mediaType,
        bytes: 'carte pdf!',
        inside: [1, 4],
        pageOfFile: 2,
      });
      for (const number of [1, 4, 5]) await refused(page(capture, number), 'page-not-found');
      assert.deepEqual(asked, []);
      assert.equal(await captures.correct(store.database, { ...capture, state: 'extracting' }, 'corrigé'), true);
      assert.equal((await page(capture, 2)).status, 200);
    });

    it('draws three pictures at a time, and none that nobody waits for any more', async () => {
      const capture = await upload();
      const found = { reading: READING, filesReading: READING };
      assert.equal(await stages.advance(capture, 'extracting', found), true);
      const [begun, drawing] = [Promise.withResolvers<unknown>(), Promise.withResolvers<unknown>()];
      mayDraw = drawing.promise;
      onAsked = () => asked.length === 3 && begun.resolve(true);
      asked.length = 0;
      const first = [1, 2, 3].map(() => page(capture, 2));
      await begun.promise;
      const gone = new AbortController();
      const left = refused(page(capture, 2, gone.signal), 'unavailable');
      const last = page(capture, 2);
      // What the others ask of the database before their turn is answered before this.
      await refused(page(capture, 4), 'page-not-found');
      await parts.file(capture, TAKE.take);
      assert.equal(asked.length, 3);
      gone.abort();
      drawing.resolve(true);
      for (const answer of await Promise.all([...first, last])) assert.equal(answer.status, 200);
      await left;
      assert.equal(asked.length, 4);
      [onAsked, asked.length] = [() => undefined, 0];
    });

    it('answers with the text, without the places of its words', async () => {
      const capture = await upload();
      await refused(call('readSource', capture.captureId), 'capture-not-ready');
      const word = { start: 0, end: 2, page: 2, corners: [0, 0, 1, 0, 1, 1, 0, 1], confidence: 0.2 };
      assert.equal(
        await stages.advance(capture, 'extracting', { reading: { ...READING, words: [word] } as Reading }),
        true,
      );
      const source = readingView.parse((await call('readSource', capture.captureId)).body);
      assert.deepEqual(source.pages, PAGES);
      assert.deepEqual(
        source.unsure.map(({ start, end }) => [start, end]),
        [[0, 2]],
      );
      assert.equal('words' in source, false);
    });

    it('takes a reading of another shape for none', () => {
      assert.equal(view.showReading({ text: 5 }), undefined);
      assert.equal(view.showReading(undefined), undefined);
      assert.equal(view.findPage({ pages: 'all' }, 1), undefined);
    });
  });
}
