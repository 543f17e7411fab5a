import assert from 'node:assert/strict';
import { AsyncLocalStorage } from 'node:async_hooks';
import { rm } from 'node:fs/promises';
import { after, before, beforeEach, describe, it } from 'node:test';

import { registerOrg } from '../orgs/registration.ts';
import { createOrgStore } from '../orgs/store.ts';
import { CodedError, type ProblemCode } from '../platform/errors.ts';
import { createLog } from '../platform/log.ts';
import { openStore, type Store } from '../platform/store.ts';
import { insertCapture, untilSomeoneWaits } from '../testing/captures.ts';
import { testDatabases } from '../testing/databases.ts';
import { folderWithDatabase, temporaryFolder } from '../testing/folders.ts';
import { configurationFor, ORG } from '../testing/middleware.ts';
import { createErasureStore } from './erasure.ts';
import { createCaptureParts, type CaptureParts } from './parts.ts';
import { createQueueing } from './queueing.ts';
import { MAXIMUM_CAPTURE_BYTES, MAXIMUM_FILE_BYTES, MAXIMUM_FILES, MAXIMUM_SOUND_BYTES } from './schema.ts';
import { createCaptureStages, type CaptureStages } from './stages.ts';
import { createCaptureStore, type CaptureRecord, type CaptureRef, type CaptureStore } from './store.ts';
import { createUploads, type Uploads } from './uploads.ts';

const LIMITS = { userCaptures: 3, orgCaptures: 3, userUploads: 9, orgUploads: 9 };
const bytes = (text: string) => Buffer.from(text);

/** Rejects with a code. Gives the error, for what else it tells. */
async function rejectsWith(code: ProblemCode, work: Promise<unknown>): Promise<CodedError> {
  const error = await work.then(
    () => assert.fail(`not refused: ${code}`),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof CodedError, String(error));
  assert.equal(error.code, code);
  return error;
}

for (const place of await testDatabases()) {
  describe(`files coming in (${place.name})`, { skip: place.skip ?? false }, () => {
    let folder: string;
    let store: Store;
    let captures: CaptureStore;
    let parts: CaptureParts;
    let stages: CaptureStages;
    let uploads: Uploads;
    let queued: string[];
    let begun: string[];
    /** The parts of recordings that were told of, and the takes whose slices stay. */
    let heard: [captureId: string, take: number][];
    let kept: number[][];
    before(async () => {
      folder = place.url ? await temporaryFolder() : await folderWithDatabase();
      store = await openStore(configurationFor(folder, place), createLog('silent'));
      const { database, keyring } = store;
      await registerOrg(createOrgStore(database), { orgId: ORG.orgId, name: 'Test', key: ORG.publicKey });
      captures = createCaptureStore(database, keyring.wrap);
      parts = createCaptureParts(database);
      stages = createCaptureStages(database, keyring.wrap);
      const queueing = createQueueing({
        database,
        limits: LIMITS,
        jobs: { send: async (_client, { captureId }) => void queued.push(captureId) },
        observer: { onAccepted: () => undefined, onRefused: () => undefined },
        begin: ({ captureId }) => void begun.push(captureId),
      });
      const mediaTypeOf = async (head: Uint8Array) => (Buffer.from(head).includes('not ours') ? null : 'text/plain');
      uploads = createUploads({
        database,
        store: captures,
        parts,
        keyring,
        queueing,
        mediaTypeOf,
        sound: { keepOnly: async (_client, _capture, takes) => void kept.push(takes.map(({ take }) => take)) },
        onSound: ({ captureId }, take) => void heard.push([captureId, take]),
      });
    });
    beforeEach(async () => {
      await store.database.query('delete from captures');
      [queued, begun, heard, kept] = [[], [], [], []];
    });
    after(async () => {
      await store.close();
      await place.drop();
      await rm(folder, { recursive: true });
    });

    const begin = () => insertCapture(store.database, captures, 'une note', 'document');
    const current = async (ref: CaptureRef): Promise<CaptureRecord> =>
      (await captures.get(ref)) ?? assert.fail('no capture');
    const erase = async (ref: CaptureRef) => {
      const erasures = createErasureStore(store.database);
      await store.database.transaction(async (client) => {
        assert.equal(await erasures.hold(client, ref), true);
        await erasures.erase(client, ref, [], new Date());
      });
    };
    /** As if so much had been sent: the sum is what counts. */
    const pretend = (capture: CaptureRef, take: number, part: number, size: number) =>
      store.database.query(
        `insert into capture_parts (org_id, capture_id, take, part, digest, size, content) values ($1, $2, $3, $4, '', $5, '')`,
        [capture.orgId, capture.captureId, take, part, size],
      );

    it('are sealed, each in its own place', async () => {
      const capture = await begin();
      await uploads.put(capture, { take: 1, part: 1 }, bytes('Aïssatou, directrice'));
      const { rows } = await store.database.query<{ content: Buffer; digest: Buffer }>(
        'select content, digest from capture_parts',
      );
      assert.equal(rows[0]?.content.includes('directrice'), false);
      assert.equal((await parts.part(capture, { take: 1, part: 1 }))?.toString(), 'Aïssatou, directrice');
      await store.database.query('update capture_parts set part = 2');
      await assert.rejects(parts.part(capture, { take: 1, part: 2 }), { name: 'UnsealError' });
      await uploads.put(await begin(), { take: 1, part: 1 }, bytes('Aïssatou, directrice'));
      const both = await store.database.query<{ digest: string }>(
        `select encode(digest, 'hex') as digest from capture_parts`,
      );
      assert.equal(
        new Set(both.rows.map(({ digest }) => digest)).size,
        2,
        'equal files of two captures look different',
      );
    });

    it('are not at work before they are whole: no run, no backlog, no job', async () => {
      const capture = await begin();
      assert.equal(capture.state, 'receiving');
      await uploads.put(capture, { take: 1, part: 1 }, bytes('un'));
      assert.equal(await stages.takeUp(capture, true), undefined);
      assert.equal(await stages.takeUp(capture, false), undefined);
      assert.deepEqual(await stages.leftBehind([], 'all'), []);
      assert.equal(await stages.fail(capture, 'gave-up'), false);
      assert.equal((await captures.backlog()).captures, 0);
      assert.equal(await captures.requeue(store.database, capture), false);
      assert.equal(await captures.correct(store.database, capture, 'autre'), false);
      assert.deepEqual([queued, begun], [[], []]);
      await uploads.complete(capture, { takes: [{ take: 1, parts: 1 }] });
      assert.deepEqual([queued, begun], [[capture.captureId], [capture.captureId]]);
      assert.equal((await captures.backlog()).captures, 1);
      const taken = await stages.takeUp(capture, false);
      assert.deepEqual([taken?.attempts, taken?.contents.source?.text], [1, 'une note']);
      const take = { take: 1, parts: 1, bytes: 2, fileName: null, mediaType: 'text/plain' };
      assert.deepEqual(taken?.contents.takes, [take]);
    });

    it('are joined, in the order that the end says, and what it does not name is gone', async () => {
      const capture = await begin();
      for (const [take, part, text] of [
        [1, 1, 'un '],
        [2, 2, 'suite'],
        [2, 1, 'deux '],
        [2, 3, ' de trop'],
        [7, 1, 'mis de côté'],
      ] as const)
        await uploads.put(capture, { take, part }, bytes(text));
      const takes = [
        { take: 2, parts: 2, fileName: 'b.txt' },
        { take: 1, parts: 1, fileName: 'a.txt' },
      ];
      await uploads.complete(capture, { takes });
      const files = await parts.files(await current(capture));
      assert.deepEqual(
        files.map((file) => [file.take, file.fileName, file.mediaType, file.bytes.toString()]),
        [
          [2, 'b.txt', 'text/plain', 'deux suite'],
          [1, 'a.txt', 'text/plain', 'un '],
        ],
      );
      assert.deepEqual(await parts.received(capture), [
        { take: 1, parts: [1] },
        { take: 2, parts: [1, 2] },
      ]);
      assert.equal((await parts.file(capture, 1))?.bytes.toString(), 'un ');
      assert.equal(await parts.file(capture, 7), undefined);
    });

    it('may come twice at once, and as something else never', async () => {
      const capture = await begin();
      const number = { take: 1, part: 1 };
      await Promise.all(Array.from({ length: 6 }, () => uploads.put(capture, number, bytes('la même'))));
      assert.deepEqual(await parts.all(capture), [{ ...number, bytes: 8 }]);
      await rejectsWith('part-conflict', uploads.put(capture, number, bytes('une autre')));
      const different = await Promise.allSettled(
        ['a', 'b', 'c'].map((text) => uploads.put(capture, { take: 1, part: 2 }, bytes(text))),
      );
      assert.equal(different.filter(({ status }) => status === 'fulfilled').length, 1);
      assert.equal((await parts.all(capture)).length, 2);
    });

    it('of which some are missing or cannot be read are refused by number, and the capture goes on receiving', async () => {
      const capture = await begin();
      await uploads.put(capture, { take: 1, part: 2 }, bytes('b'));
      await uploads.put(capture, { take: 2, part: 1 }, bytes(''));
      await uploads.put(capture, { take: 3, part: 1 }, bytes('n'));
      await uploads.put(capture, { take: 3, part: 2 }, bytes('ot ours'));
      const missing = await rejectsWith(
        'part-missing',
        uploads.complete(capture, {
          takes: [
            { take: 1, parts: 3 },
            { take: 4, parts: 1 },
          ],
        }),
      );
      assert.deepEqual(missing.members, {
        missing: [
          { take: 1, part: 1 },
          { take: 1, part: 3 },
          { take: 4, part: 1 },
        ],
      });
      for (const [take, count, code] of [
        [2, 1, 'file-empty'],
        [3, 2, 'file-type-unsupported'],
      ] as const) {
        const refused = await rejectsWith(code, uploads.complete(capture, { takes: [{ take, parts: count }] }));
        assert.deepEqual(refused.members, { take });
      }
      assert.deepEqual([(await current(capture)).state, queued], ['receiving', []]);
      assert.equal((await parts.all(capture)).length, 4);
      await uploads.put(capture, { take: 1, part: 1 }, bytes('a'));
      await uploads.complete(capture, { takes: [{ take: 1, parts: 2 }] });
      assert.equal((await parts.files(await current(capture)))[0]?.bytes.toString(), 'ab');
    });

    it('are complete once, however often that is said; other files afterwards are refused', async () => {
      const capture = await begin();
      for (const take of [1, 2]) await uploads.put(capture, { take, part: 1 }, bytes(`fichier ${take}`));
      const completion = { takes: [{ take: 1, parts: 1, fileName: 'a.txt' }] };
      await Promise.all(Array.from({ length: 6 }, () => uploads.complete(capture, completion)));
      assert.deepEqual([queued.length, begun.length], [1, 1]);
      const done = await current(capture);
      await uploads.complete(done, completion);
      for (const takes of [
        [{ take: 2, parts: 1 }],
        [{ take: 1, parts: 1, fileName: 'b.txt' }],
        [{ take: 1, parts: 2, fileName: 'a.txt' }],
        [...completion.takes, { take: 2, parts: 1 }],
      ])
        for (const state of [done, capture]) await rejectsWith('capture-complete', uploads.complete(state, { takes }));
      await uploads.put(done, { take: 1, part: 1 }, bytes('fichier 1'));
      for (const [take, part, text] of [
        [1, 1, 'autre'],
        [1, 2, 'suite'],
        [2, 1, 'fichier 2'],
      ] as const)
        await rejectsWith('capture-complete', uploads.put(capture, { take, part }, bytes(text)));
      assert.deepEqual(await parts.received(capture), [{ take: 1, parts: [1] }]);
      assert.equal(queued.length, 1);
    });

    it('completed at once in two ways are complete in one of them', async () => {
      const capture = await begin();
      for (const take of [1, 2]) await uploads.put(capture, { take, part: 1 }, bytes(`fichier ${take}`));
      const ways = [1, 2].map((take) => uploads.complete(capture, { takes: [{ take, parts: 1 }] }));
      const ends = await Promise.allSettled(ways);
      const refused = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as CodedError] : []));
      assert.deepEqual(
        refused.map(({ code }) => code),
        ['capture-complete'],
      );
      const won = ends.findIndex(({ status }) => status === 'fulfilled') + 1;
      assert.deepEqual(
        (await parts.files(await current(capture))).map(({ take }) => take),
        [won],
      );
      assert.equal(queued.length, 1);
    });

    it('that are too large, each or together, are refused while they are sent', async () => {
      const capture = await begin();
      await pretend(capture, 1, 1, MAXIMUM_FILE_BYTES - 1);
      const large = await rejectsWith('file-too-large', uploads.put(capture, { take: 1, part: 2 }, bytes('ab')));
      assert.deepEqual(large.members, { take: 1 });
      await uploads.put(capture, { take: 1, part: 2 }, bytes('a'));
      await pretend(capture, 2, 1, MAXIMUM_FILE_BYTES);
      await pretend(capture, 3, 1, MAXIMUM_CAPTURE_BYTES - 2 * MAXIMUM_FILE_BYTES - 1);
      await rejectsWith('too-many-files', uploads.put(capture, { take: 4, part: 1 }, bytes('ab')));
      await uploads.put(capture, { take: 4, part: 1 }, bytes('a'));
    });

    it('of a recording are told of once each, may be larger together, and many', async () => {
      const capture = await insertCapture(store.database, captures, '', 'audio');
      await uploads.put(capture, { take: 2, part: 1 }, bytes('un'));
      await uploads.put(capture, { take: 2, part: 1 }, bytes('un'));
      assert.deepEqual(heard, [[capture.captureId, 2]]);
      await pretend(capture, 1, 1, MAXIMUM_SOUND_BYTES - 3);
      await rejectsWith('too-many-files', uploads.put(capture, { take: 2, part: 2 }, bytes('ab')));
      await uploads.put(capture, { take: 1, part: 2 }, bytes('a'));
      await rejectsWith('file-too-large', uploads.put(capture, { take: 1, part: 3 }, bytes('abcd')));
      const many = Array.from({ length: MAXIMUM_FILES + 1 }, (_, index) => ({ take: index + 1, parts: 1 }));
      await rejectsWith('part-missing', uploads.complete(capture, { takes: many }));
      await rejectsWith('too-many-files', uploads.complete(await begin(), { takes: many }));
      await uploads.complete(capture, { takes: [{ take: 2, parts: 1 }] });
      assert.deepEqual(kept, [[2]]);
      const document = await begin();
      await uploads.put(document, { take: 1, part: 1 }, bytes('un'));
      assert.equal(
        heard.some(([id]) => id === document.captureId),
        false,
      );
    });

    it('wait for a place among the captures at work, and lose nothing by that', async () => {
      const waiting = await Promise.all(Array.from({ length: LIMITS.userCaptures }, begin));
      const last = await begin();
      for (const capture of [...waiting, last]) {
        await uploads.put(capture, { take: 1, part: 1 }, bytes('fichier'));
      }
      for (const capture of waiting) await uploads.complete(capture, { takes: [{ take: 1, parts: 1 }] });
      const completion = { takes: [{ take: 1, parts: 1 }] };
      const refused = await rejectsWith('too-many-captures', uploads.complete(last, completion));
      assert.ok(Number(refused.members['retryAfter']) > 0);
      assert.equal((await current(last)).state, 'receiving');
      const [first] = waiting;
      await stages.fail(await current(first ?? last), 'gave-up');
      await uploads.complete(last, completion);
      assert.equal((await current(last)).state, 'queued');
    });

    it('of a capture that was erased do not come back, nor does it', async () => {
      const capture = await begin();
      await uploads.put(capture, { take: 1, part: 1 }, bytes('un'));
      await erase(capture);
      await rejectsWith('capture-erased', uploads.put(capture, { take: 1, part: 2 }, bytes('deux')));
      await rejectsWith('capture-erased', uploads.put(capture, { take: 1, part: 1 }, bytes('un')));
      await rejectsWith('capture-erased', uploads.complete(capture, { takes: [{ take: 1, parts: 1 }] }));
      assert.equal((await store.database.query('select 1 from capture_parts')).rowCount, 0);
    });

    it('are tried again whole when the capture failed, and stay when its text is corrected', async () => {
      const capture = await begin();
      await uploads.put(capture, { take: 1, part: 1 }, bytes('un'));
      await uploads.complete(capture, { takes: [{ take: 1, parts: 1 }] });
      const taken = (await stages.takeUp(capture, false)) ?? assert.fail();
      await stages.countPages(taken.capture, 1, 3);
      assert.deepEqual(await parts.pages(capture), { read: 1, total: 3 });
      await stages.fail(taken.capture, 'file-damaged');
      assert.equal(await captures.requeue(store.database, capture), true);
      const again = (await stages.takeUp(capture, false)) ?? assert.fail();
      assert.equal(again.contents.takes?.length, 1);
      const read = { language: 'fr' as const, text: 'lu' };
      assert.equal(await stages.advance(again.capture, 'extracting', { reading: read, filesReading: read }), true);
      assert.equal(await captures.correct(store.database, again.capture, 'corrigé'), true);
      const corrected = (await stages.takeUp(capture, false)) ?? assert.fail();
      assert.deepEqual(
        [corrected.contents.files_reading, corrected.contents.reading, corrected.contents.corrected_text],
        [read, undefined, 'corrigé'],
      );
      assert.equal((await parts.files(corrected.capture)).length, 1);
    });

    // The embedded database has one connection: nothing can come between.
    const onServer = place.url ? it : () => undefined;
    onServer('that come in while the capture is erased or completed wait, and are told', async () => {
      const [erased, completed] = [await begin(), await begin()];
      const elsewhere = AsyncLocalStorage.snapshot();
      const putting = (capture: CaptureRecord, take: number, code: ProblemCode) =>
        elsewhere(() => rejectsWith(code, uploads.put(capture, { take, part: 1 }, bytes('un'))));
      const late = await store.database.transaction(async (client) => {
        await captures.hold(client, erased);
        const end = putting(erased, 1, 'capture-erased');
        await untilSomeoneWaits(client);
        await createErasureStore(store.database).erase(client, erased, [], new Date());
        return { end };
      });
      await late.end;
      await uploads.put(completed, { take: 1, part: 1 }, bytes('un'));
      const after = await store.database.transaction(async (client) => {
        await captures.hold(client, completed);
        const end = putting(completed, 2, 'capture-complete');
        await untilSomeoneWaits(client);
        const take = { take: 1, parts: 1, bytes: 2, fileName: null, mediaType: 'text/plain' };
        await parts.complete(client, completed, [take]);
        return { end };
      });
      await after.end;
      assert.deepEqual(await parts.received(completed), [{ take: 1, parts: [1] }]);
    });
  });
}
