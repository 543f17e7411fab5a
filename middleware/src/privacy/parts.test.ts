import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';

import { createCaptureChanges } from '../captures/changes.ts';
import { createCaptureParts } from '../captures/parts.ts';
import { createCaptureStages } from '../captures/stages.ts';
import { createCaptureStore } from '../captures/store.ts';
import { createDraftStore } from '../drafts/store.ts';
import { registerOrg } from '../orgs/registration.ts';
import { createOrgStore } from '../orgs/store.ts';
import type { Configuration } from '../platform/configuration.ts';
import { createLog } from '../platform/log.ts';
import { openStore, type Store } from '../platform/store.ts';
import { createSoundSlices } from '../readings/speech/slices.ts';
import { insertCapture } from '../testing/captures.ts';
import { testDatabases } from '../testing/databases.ts';
import { folderWithDatabase } from '../testing/folders.ts';
import { configurationFor, ORG } from '../testing/middleware.ts';
import type { ExportedCapture } from './export.ts';
import { createPrivacy, type Privacy } from './parts.ts';
import type { ErasureReport, FoundLine } from './persons.ts';
import type { ScanReport } from './scan.ts';

const DAY_MILLISECONDS = 86_400_000;
const RETENTION = { decidedDays: 1, undecidedDays: 1, failedDays: 1, uploadDays: 1 };
const log = createLog('silent');

for (const database of await testDatabases()) {
  describe(`privacy on a store (${database.name})`, { skip: database.skip ?? false }, () => {
    let configuration: Configuration;
    let store: Store;
    let privacy: Privacy;
    const captures = () => createCaptureStore(store.database, store.keyring.wrap);
    const makePrivacy = () =>
      createPrivacy({
        store,
        orgs: createOrgStore(store.database),
        captures: captures(),
        drafts: createDraftStore(store.database, store.keyring.wrap),
        changes: createCaptureChanges(),
        retention: RETENTION,
        clock: () => new Date(Date.now() + 1000 * DAY_MILLISECONDS),
        log,
      });
    before(async () => {
      configuration = configurationFor(await folderWithDatabase(), database);
      store = await openStore(configuration, log);
      await registerOrg(createOrgStore(store.database), { orgId: ORG.orgId, name: 'Test', key: ORG.publicKey });
      privacy = makePrivacy();
    });
    after(async () => {
      await privacy.stop();
      await store.close();
      await rm(configuration.dataFolder, { recursive: true });
      await database.drop();
    });
    const insert = async (text: string): Promise<string> =>
      (await insertCapture(store.database, captures(), text)).captureId;
    const set = (id: string, assignment: string, value: unknown) =>
      store.database.query(`update captures set ${assignment} where id = $1`, [id, value]);
    const person = () => ({ orgId: ORG.orgId, emails: [`x${randomBytes(6).toString('hex')}@baobab.example`] });

    it('goes on past captures that cannot be opened, and names them', async () => {
      const wanted = person();
      const [text = ''] = wanted.emails;
      const readable = await insert(text);
      const [withoutKey, withoutSource] = [await insert(text), await insert(text)];
      await set(withoutKey, 'wrapped_key = $2', Buffer.from('no key'));
      await set(withoutSource, 'source = $2', Buffer.from('nothing'));
      const found = (await privacy.commands['find-person'](wanted)) as ScanReport & { captures: FoundLine[] };
      assert.deepEqual(
        found.captures.map(({ captureId }) => captureId),
        [readable],
      );
      assert.deepEqual(found.unreadable.toSorted(), [withoutKey, withoutSource].toSorted());
      const erased = (await privacy.commands['erase-person']({ ...wanted, confirmed: true })) as ErasureReport;
      assert.deepEqual([erased.captures, erased.unreadable.length], [1, 2]);
      for (const id of [withoutKey, withoutSource])
        await store.database.query('delete from captures where id = $1', [id]);
    });

    it('finds a name that stands encoded in a page of a note that was never read', async () => {
      const id = await insert('<p>Contact</p><p>A&iuml;ssatou Zz&eacute;nob</p><p>x</p>');
      const wanted = { orgId: ORG.orgId, names: ['Aïssatou Zzénob'] };
      const { captures: found } = (await privacy.commands['find-person'](wanted)) as { captures: FoundLine[] };
      assert.deepEqual(
        found.map(({ captureId }) => captureId),
        [id],
      );
    });

    it('finds a person in what was heard of a recording that waits, and names the sound', async () => {
      const wanted = person();
      const [email = ''] = wanted.emails;
      const capture = await insertCapture(store.database, captures(), '', 'audio');
      const parts = createCaptureParts(store.database);
      const stages = createCaptureStages(store.database, store.keyring.wrap);
      const slices = createSoundSlices(store.database);
      const file = { take: 1, parts: 1, bytes: 5, mediaType: 'audio/webm' };
      await parts.complete(store.database, capture, [{ ...file, fileName: null }]);
      const sound = { from: 0, to: 9, mediaType: 'audio/webm' as const, bytes: Buffer.from('sound'), levels: null };
      const soFar = { cursor: { byte: 5, state: null }, isOver: true, isGrowing: false };
      assert.equal(await slices.add(capture, { take: 1, slice: 0 }, [sound], soFar), true);
      const words = [{ text: email, from: 1, to: 2, confidence: 1 }];
      const heard = { words, others: [], language: null, provider: 'groq' as const, model: 'whisper' };
      assert.equal(await slices.keep(capture, { take: 1, slice: 1 }, heard), true);
      assert.equal(await slices.keep(capture, { take: 1, slice: 1 }, heard), false, 'once');
      assert.equal(await stages.putOff(capture, 'speech-unavailable', 30), true);
      const exported = (await privacy.commands['export-person'](wanted)) as ScanReport & {
        captures: ExportedCapture[];
      };
      const [found] = exported.captures;
      assert.deepEqual(
        [found?.captureId, found?.passages, found?.files, found?.consent],
        [capture.captureId, [{ place: 'files-reading', text: email }], [{ ...file, pages: [1] }], null],
      );
      assert.deepEqual(exported.unreadable, [capture.captureId], 'nobody knows what else was said');
      const erased = (await privacy.commands['erase-person']({ ...wanted, confirmed: true })) as ErasureReport;
      assert.equal(erased.captures, 1);
      assert.equal((await store.database.query('select 1 from sound_slices')).rowCount, 0);
    });

    it('finds a person in what was read in files, in their names, and under a corrected text', async () => {
      const stages = createCaptureStages(store.database, store.keyring.wrap);
      const parts = createCaptureParts(store.database);
      const wanted = person();
      const [email = ''] = wanted.emails;
      const readFile = async (text: string, fileName: string | null) => {
        const capture = await insertCapture(store.database, captures(), '', 'document');
        await parts.put(store.database, capture, {
          take: 1,
          part: 1,
          digest: Buffer.alloc(32),
          bytes: Buffer.from(text),
        });
        await parts.complete(store.database, capture, [
          { take: 1, parts: 1, bytes: text.length, fileName, mediaType: 'text/plain' },
        ]);
        const { capture: taken } = (await stages.takeUp(capture, false)) ?? assert.fail();
        const page = {
          kind: 'text',
          take: 1,
          inside: [],
          fileName: null,
          pageOfFile: 1,
          width: null,
          height: null,
        } as const;
        const pages = [
          { ...page, number: 1, start: 0, end: 6, legibility: null, problem: null },
          { ...page, number: 2, start: 6, end: text.length, legibility: null, problem: null },
        ];
        const read = { text, language: 'fr' as const, corrected: false, pages, words: [] };
        assert.equal(await stages.advance(taken, 'ready', { reading: read, filesReading: read }), true);
        return capture;
      };
      const onPage = await readFile(`Devis\n${email}`, 'devis.txt');
      const named = await readFile('Devis\nrien', `${email}.txt`);
      const corrected = await readFile(`Devis\n${email}`, null);
      assert.equal(await captures().correct(store.database, corrected, 'Devis, sans personne'), true);
      const upload = await insertCapture(store.database, captures(), '', 'photo');
      const exported = (await privacy.commands['export-person'](wanted)) as ScanReport & {
        captures: ExportedCapture[];
      };
      const found = new Map(exported.captures.map((capture) => [capture.captureId, capture]));
      assert.deepEqual([...found.keys()].toSorted(), [onPage, named, corrected].map((one) => one.captureId).toSorted());
      const file = { take: 1, parts: 1, bytes: 6 + email.length, mediaType: 'text/plain' };
      for (const { captureId } of [onPage, corrected])
        assert.deepEqual(found.get(captureId)?.files, [{ ...file, pages: [2] }]);
      assert.deepEqual(found.get(named.captureId)?.files, []);
      assert.deepEqual(found.get(named.captureId)?.fields, [{ place: 'files', path: 'takes.1.fileName', text: email }]);
      assert.deepEqual(
        exported.unreadable,
        [upload.captureId],
        'nobody can tell what stands in files that were not read',
      );
      for (const id of [onPage, named, corrected, upload]) {
        await store.database.query('delete from captures where id = $1', [id.captureId]);
      }
    });

    it('ends a search when the process stops, and leaves the rest for the next one', async () => {
      const wanted = person();
      const [text = ''] = wanted.emails;
      for (let count = 0; count < 3; count += 1) await insert(text);
      const stopped = makePrivacy();
      await stopped.stop();
      await assert.rejects(stopped.commands['erase-person']({ ...wanted, confirmed: true }), /call the command again/);
      const erased = (await privacy.commands['erase-person']({ ...wanted, confirmed: true })) as ErasureReport;
      assert.equal(erased.captures, 3);
    });

    it('never erases by age what is at work, and erases a failed one and an upload that nobody ended', async () => {
      const [queued, failed] = [await insert('Deal: Un'), await insert('Deal: Deux')];
      const { captureId: upload } = await insertCapture(store.database, captures(), '', 'photo');
      await set(failed, 'state = $2', 'failed');
      assert.deepEqual(await privacy.commands.retention(null), { decided: 0, undecided: 0, failed: 1, uploads: 1 });
      const { rows } = await store.database.query<{ id: string }>(
        'select id from captures where id = any ($1::uuid[])',
        [[queued, failed, upload]],
      );
      assert.deepEqual(rows, [{ id: queued }]);
    });

    it('erases more than a batch, of several at once each only once', async () => {
      for (let count = 0; count < 45; count += 1) await set(await insert('Deal: Un'), 'state = $2', 'failed');
      const other = makePrivacy();
      const reports = await Promise.all([privacy, other].map(({ commands }) => commands.retention(null)));
      await other.stop();
      const failed = reports.map((report) => (report as { failed?: number }).failed ?? 0);
      assert.equal(
        failed.reduce((sum, count) => sum + count),
        45,
      );
    });
  });
}
