import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';

import { createCaptureParts } from '../../captures/parts.ts';
import type { CaptureKind } from '../../captures/schema.ts';
import { createCaptureStore, type CaptureRecord, type CaptureStore } from '../../captures/store.ts';
import { registerOrg } from '../../orgs/registration.ts';
import { createOrgStore } from '../../orgs/store.ts';
import { createLog } from '../../platform/log.ts';
import { openStore, type Store } from '../../platform/store.ts';
import { insertCapture } from '../../testing/captures.ts';
import { testDatabases } from '../../testing/databases.ts';
import { folderWithDatabase, temporaryFolder } from '../../testing/folders.ts';
import { configurationFor, ORG, OTHER_ORG } from '../../testing/middleware.ts';
import { createSourceMatching, type SourceMatching } from './source-matching.ts';

const NOTE = `Visite chez Baobab Énergies ce matin avec madame Sarr, directrice des achats. Ils veulent remplacer quarante postes
avant la fin du trimestre et demandent une offre avec la maintenance sur trois ans, livraison comprise, au siège de Thiès.`;
/** The same as another recogniser heard it: five words differ. */
const HEARD = NOTE.replace('ce matin', 'au matin')
  .replace('Sarr', 'Sare')
  .replace('remplacer', 'remplacé')
  .replace('comprise', 'compris')
  .replace('siège', 'siége');

for (const place of await testDatabases()) {
  describe(`captures of one source (${place.name})`, { skip: place.skip ?? false, timeout: 60_000 }, () => {
    let folder: string;
    let store: Store;
    let captures: CaptureStore;
    let matching: SourceMatching;
    before(async () => {
      folder = place.url ? await temporaryFolder() : await folderWithDatabase();
      store = await openStore(configurationFor(folder, place), createLog('silent'));
      for (const { orgId, publicKey: key } of [ORG, OTHER_ORG]) {
        await registerOrg(createOrgStore(store.database), { orgId, name: 'Test', key });
      }
      captures = createCaptureStore(store.database, store.keyring.wrap);
      matching = createSourceMatching(store.keyring, createCaptureParts(store.database));
    });
    after(async () => {
      await store.close();
      await place.drop();
      await rm(folder, { recursive: true });
    });

    const newCapture = (kind: CaptureKind = 'text') =>
      store.database.transaction((client) => insertCapture(client, captures, 'x', kind));
    const compare = async (capture: CaptureRecord, text: string) => {
      const traces = await matching.trace(capture, text);
      const found = await store.database.transaction((client) => matching.compare(client, capture, traces));
      return found.map(({ captureId, verdict, reasons }) => ({ captureId, verdict, reasons }));
    };
    const given = async (text: string, kind?: CaptureKind) => {
      const capture = await newCapture(kind);
      return { captureId: capture.captureId, found: await compare(capture, text) };
    };
    /** A capture whose files were sent in parts of five bytes. */
    const withFiles = async (texts: readonly string[], mediaType = 'application/pdf') => {
      const capture = await newCapture('document');
      const parts = createCaptureParts(store.database);
      const takes = texts.map((text, index) => ({
        take: index + 1,
        bytes: text.length,
        fileName: null,
        mediaType,
        text,
      }));
      const sent = takes.map(({ text, ...take }) => ({ ...take, parts: Math.ceil(text.length / 5), text }));
      await store.database.transaction(async (client) => {
        for (const { take, parts: count, text } of sent) {
          for (let part = 1; part <= count; part += 1) {
            const bytes = Buffer.from(text.slice((part - 1) * 5, part * 5));
            await parts.put(client, capture, { take, part, digest: Buffer.alloc(32), bytes });
          }
        }
        await parts.complete(
          client,
          capture,
          sent.map(({ text: _text, ...take }) => take),
        );
      });
      return (await captures.get(capture)) ?? assert.fail();
    };

    it('find the same text of anybody, however it is spaced and quoted', async () => {
      const first = await given(NOTE);
      assert.deepEqual(first.found, []);
      const again = await given(`  ${NOTE.toUpperCase().replaceAll(' ', '\n')}`);
      assert.deepEqual(again.found, [{ captureId: first.captureId, verdict: 'same', reasons: ['same-text'] }]);
      const forwarded = `Pour info, Awa\n\n---------- Forwarded message ---------\nDe : Moussa <m@exemple.sn>\nObjet : Baobab\n\n${NOTE.split(
        '\n',
      )
        .map((line) => `> ${line}`)
        .join('\n')}`;
      const { found } = await given(forwarded);
      assert.deepEqual(found[0], { captureId: first.captureId, verdict: 'same', reasons: ['same-text'] });
    });

    it('find a text of which some words were read otherwise, and ask', async () => {
      const text = NOTE.replaceAll('Baobab', randomUUID().slice(0, 8));
      const first = await given(text);
      const { found } = await given(HEARD.replaceAll('Baobab', text.split(' ')[2] ?? ''));
      assert.ok(
        found.some(({ captureId, reasons }) => captureId === first.captureId && reasons[0] === 'nearly-same-text'),
      );
    });

    it('find no other text, no short one that differs, and nothing of another org', async () => {
      await given('Deal: 45 postes');
      assert.deepEqual((await given('Deal: 46 postes')).found, []);
      const other = `Réunion avec le port de Ziguinchor : renouvellement des licences antivirus pour soixante agents, devis attendu lundi prochain,
        budget connu seulement après le conseil de mai, concurrent déjà consulté par leur service informatique.`;
      assert.deepEqual((await given(other)).found, []);
      await store.database.query('update captures set org_id = org_id');
      const { rowCount } = await store.database.query('select 1 from sources where org_id = $1', [OTHER_ORG.orgId]);
      assert.equal(rowCount, 0);
    });

    it('find the same file under another text, and say when it is one among others', async () => {
      const first = await withFiles(['%PDF devis un', '%PDF plan']);
      await compare(first, 'lu une fois');
      const again = await withFiles(['%PDF devis un', '%PDF plan']);
      const [same] = await compare(again, 'lu autrement');
      assert.deepEqual(same, { captureId: first.captureId, verdict: 'same', reasons: ['same-file'] });
      const mixed = await withFiles(['%PDF plan', '%PDF tout autre']);
      const found = await compare(mixed, 'encore autre chose');
      assert.ok(found.some(({ captureId, verdict }) => captureId === first.captureId && verdict === 'ask'));
      assert.deepEqual(await compare(await withFiles(['%PDF devis deux']), 'lu trois fois'), []);
    });

    it('find the same mail by its Message-ID, whatever mailboxes added to it', async () => {
      const id = `${randomUUID()}@exemple.sn`;
      const first = await withFiles([`Received: by a\r\nMessage-ID: <${id}>\r\n\r\nBonjour`], 'message/rfc822');
      await compare(first, 'Bonjour un');
      const again = await withFiles([`Received: by b\r\nMessage-Id:\r\n <${id}>\r\n\r\nBonjour`], 'message/rfc822');
      const [same] = await compare(again, 'Bonjour deux');
      assert.deepEqual(same, { captureId: first.captureId, verdict: 'same', reasons: ['same-message'] });
      const answer = `Message-ID: <b@c.sn>\r\nReferences: <${id}>\r\n\r\nMessage-ID: <${id}>`;
      assert.deepEqual(await compare(await withFiles([answer], 'message/rfc822'), 'Réponse'), []);
    });

    it('forget a text that was corrected, and keep the file', async () => {
      const capture = await withFiles([`%PDF ${randomUUID()}`]);
      const [before, now] = [`avant ${randomUUID()}`, `maintenant ${randomUUID()}`];
      await compare(capture, before);
      await compare(capture, now);
      assert.deepEqual((await given(before)).found, []);
      assert.equal((await given(now)).found[0]?.captureId, capture.captureId);
      const { rowCount } = await store.database.query(
        'select 1 from source_keys k join sources s using (org_id, number) where s.capture_id = $1',
        [capture.captureId],
      );
      assert.equal(rowCount, 2);
    });

    it('leave nothing when they are erased', async () => {
      const text = NOTE.replaceAll('Baobab', randomUUID());
      const first = await given(text);
      await store.database.query('delete from captures where id = $1', [first.captureId]);
      assert.ok((await given(text)).found.every(({ captureId }) => captureId !== first.captureId));
      const { rowCount } = await store.database.query(
        'select 1 from source_keys k where not exists (select 1 from sources s where s.org_id = k.org_id and s.number = k.number)',
      );
      assert.equal(rowCount, 0);
    });

    it('are found in bounded work when thousands are the same, or one says one word forever', async () => {
      const text = `Note ${randomUUID()} ${NOTE}`;
      const first = await given(text);
      await store.database.query(
        `insert into captures (org_id, id, owner_id, kind, state, captured_at, time_zone, digest, wrapped_key, source, context)
         select org_id, gen_random_uuid(), owner_id, kind, state, captured_at, time_zone, digest, wrapped_key, source, context
         from captures, generate_series(1, 5000) where id = $1`,
        [first.captureId],
      );
      await store.database.query(
        `with copies as (
           insert into sources (org_id, capture_id, owner_id, signature)
           select c.org_id, c.id, c.owner_id, null from captures c
           where not exists (select 1 from sources s where s.capture_id = c.id) and c.digest is not null returning org_id, number)
         insert into source_keys select k.org_id, k.key, copies.number, k.of_text from copies, source_keys k
         join sources s using (org_id, number) where s.capture_id = $1`,
        [first.captureId],
      );
      const begin = performance.now();
      const { found } = await given(text);
      const milliseconds = performance.now() - begin;
      assert.deepEqual([found.length, found[0]?.captureId], [3, first.captureId]);
      assert.ok(milliseconds < 1_000, `${milliseconds} ms`);
      assert.deepEqual((await given('mot '.repeat(50_000))).found, []);
    });
  });
}
