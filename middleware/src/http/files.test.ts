import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';

import { capture as captureShape } from '../drafts/schema.ts';
import { readingView } from '../readings/schema.ts';
import { bytesAt, putPart, sendFiles, startUpload } from '../testing/captures.ts';
import { testDatabases } from '../testing/databases.ts';
import { extractLines } from '../testing/facts.ts';
import { OTHER_ORG, startMiddleware, type Answer, type TestMiddleware } from '../testing/middleware.ts';
import { OTHER_REP } from '../testing/tokens.ts';

const MEGABYTE = 1_048_576;
const WAIT = { headers: { prefer: 'wait=20' } };

const isProblem = (answer: Answer, status: number, code: string, what = '') =>
  assert.deepEqual([answer.status, answer.body['code']], [status, code], what);
const photo = (size = 100) => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), randomBytes(size - 3)]);

for (const database of await testDatabases()) {
  describe(`files over HTTP (${database.name})`, { skip: database.skip ?? false }, () => {
    let middleware: TestMiddleware;
    let url: string;
    before(async () => {
      middleware = await startMiddleware(database, { extract: extractLines });
      ({ url } = middleware.app);
    });
    after(async () => {
      await middleware.remove();
      await database.drop();
    });
    const complete = (id: string, takes: unknown, wishes = {}) =>
      middleware.call('POST', `/v1/captures/${id}/complete`, { body: { takes }, ...wishes });
    const read = async (id: string) => captureShape.parse((await middleware.call('GET', `/v1/captures/${id}`)).body);

    it('come in parts, in any order, and are read when their sender says that these are all', async () => {
      const { id, answer } = await startUpload(url, { kind: 'photo' });
      assert.equal(answer.status, 202);
      assert.equal(answer.headers.get('location'), `/v1/captures/${id}`);
      const begun = captureShape.parse(answer.body);
      assert.deepEqual([begun.state, begun.received, begun.takes, begun.pages], ['receiving', [], [], null]);
      const bytes = photo(MEGABYTE + 10);
      const second = await putPart(url, id, [1, 2], bytes.subarray(MEGABYTE));
      assert.deepEqual([second.status, second.body], [200, { take: 1, part: 2, bytes: 10 }]);
      assert.equal((await putPart(url, id, [2, 1], photo())).status, 200);
      assert.equal((await putPart(url, id, [1, 1], bytes.subarray(0, MEGABYTE))).status, 200);
      assert.deepEqual((await read(id)).received, [
        { take: 1, parts: [1, 2] },
        { take: 2, parts: [1] },
      ]);
      const done = await complete(id, [
        { take: 2, parts: 1, fileName: 'verso.jpg', mediaType: 'image/png' },
        { take: 1, parts: 2, fileName: null },
      ]);
      assert.ok([200, 202].includes(done.status), JSON.stringify(done.body));
      const { state, received, takes } = captureShape.parse(done.body);
      assert.notEqual(state, 'receiving');
      assert.deepEqual(received, []);
      assert.deepEqual(takes, [
        { take: 2, parts: 1, bytes: 100, fileName: 'verso.jpg', mediaType: 'image/jpeg' },
        { take: 1, parts: 2, bytes: MEGABYTE + 10, fileName: null, mediaType: 'image/jpeg' },
      ]);
    });

    it('can be got back as they were sent, before and after the end', async () => {
      const bytes = photo(5000);
      const { id } = await startUpload(url, { kind: 'photo' });
      await putPart(url, id, [1, 1], bytes);
      await putPart(url, id, [2, 1], photo());
      for (const takes of [undefined, [{ take: 1, parts: 1 }]]) {
        if (takes) await complete(id, takes);
        const part = await bytesAt(url, `/v1/captures/${id}/takes/1/parts/1`);
        assert.deepEqual([part.status, part.bytes], [200, bytes]);
        assert.equal(part.headers.get('content-type'), 'application/octet-stream');
        assert.equal(part.headers.get('content-length'), '5000');
        assert.equal(part.headers.get('cache-control'), 'no-store');
        assert.equal(part.headers.get('x-content-type-options'), 'nosniff');
      }
      const dropped = await middleware.call('GET', `/v1/captures/${id}/takes/2/parts/1`);
      isProblem(dropped, 404, 'part-not-found');
      isProblem(await middleware.call('GET', `/v1/captures/${id}/takes/1/parts/2`), 404, 'part-not-found');
    });

    it('go on where they stopped: the same capture again says what arrived', async () => {
      const { id, body } = await startUpload(url, { kind: 'photo', text: 'Salon' });
      const bytes = photo();
      await putPart(url, id, [1, 1], bytes);
      const again = await middleware.call('POST', '/v1/captures', { body, headers: { prefer: 'wait=20' } });
      assert.equal(again.status, 202);
      const resumed = captureShape.parse(again.body);
      assert.deepEqual([resumed.state, resumed.received], ['receiving', [{ take: 1, parts: [1] }]]);
      isProblem(
        await middleware.call('POST', '/v1/captures', { body: { ...body, text: 'Autre' } }),
        409,
        'capture-conflict',
      );
      assert.equal((await putPart(url, id, [1, 1], bytes)).status, 200);
      isProblem(await putPart(url, id, [1, 1], photo()), 409, 'part-conflict');
      const missing = await complete(id, [{ take: 1, parts: 2 }]);
      isProblem(missing, 409, 'part-missing');
      assert.deepEqual(missing.body['missing'], [{ take: 1, part: 2 }]);
      await complete(id, [{ take: 1, parts: 1 }]);
      assert.equal((await putPart(url, id, [1, 1], bytes)).status, 200, 'what arrived again after the end');
      isProblem(await putPart(url, id, [1, 1], photo()), 409, 'capture-complete');
      isProblem(await putPart(url, id, [2, 1], bytes), 409, 'capture-complete');
    });

    it('are complete once, said twenty times at once, and get to their end', async () => {
      const { id } = await startUpload(url, { kind: 'photo' });
      await putPart(url, id, [1, 1], photo());
      const wait = { headers: { prefer: 'wait=20' } };
      const takes = [{ take: 1, parts: 1 }];
      const answers = await Promise.all(Array.from({ length: 20 }, () => complete(id, takes, wait)));
      assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]));
      isProblem(await complete(id, [{ take: 2, parts: 1 }]), 409, 'capture-complete');
    });

    it('that cannot be read are named, and left out, or the sender erases all of it', async () => {
      const { id } = await startUpload(url);
      await putPart(url, id, [1, 1], photo());
      await putPart(url, id, [2, 1], '');
      await putPart(url, id, [3, 1], 'GIF89a');
      for (const [take, code] of [
        [2, 'file-empty'],
        [3, 'file-type-unsupported'],
      ] as const) {
        const refused = await complete(id, [
          { take: 1, parts: 1 },
          { take, parts: 1 },
        ]);
        isProblem(refused, 422, code);
        assert.equal(refused.body['take'], take);
      }
      assert.equal((await read(id)).state, 'receiving');
      assert.ok((await complete(id, [{ take: 1, parts: 1 }])).status < 300);
      const other = await startUpload(url);
      await putPart(url, other.id, [1, 1], photo());
      assert.equal((await middleware.call('DELETE', `/v1/captures/${other.id}`)).status, 200);
      isProblem(await putPart(url, other.id, [1, 1], photo()), 410, 'capture-erased');
      isProblem(await complete(other.id, [{ take: 1, parts: 1 }]), 410, 'capture-erased');
      isProblem(await middleware.call('GET', `/v1/captures/${other.id}/takes/1/parts/1`), 410, 'capture-erased');
      isProblem(await middleware.call('POST', '/v1/captures', { body: other.body }), 410, 'capture-erased');
    });

    it('that arrive while their capture is erased are gone with it', async () => {
      const { id } = await startUpload(url);
      const sending = Array.from({ length: 12 }, (_, index) => putPart(url, id, [1, index + 1], photo(20_000)));
      const erased = await middleware.call('DELETE', `/v1/captures/${id}`);
      assert.equal(erased.status, 200);
      for (const answer of await Promise.all(sending)) {
        if (answer.status !== 200) isProblem(answer, 410, 'capture-erased');
      }
      isProblem(await middleware.call('GET', `/v1/captures/${id}/takes/1/parts/1`), 410, 'capture-erased');
    });

    it('are nobody else’s: who may see the capture gets them, and only its owner sends', async () => {
      const { id } = await sendFiles(url, [{ bytes: photo() }]);
      const upload = await startUpload(url);
      for (const stranger of [
        { user: OTHER_REP },
        { org: OTHER_ORG },
        { org: OTHER_ORG, scope: `capture:${id}` },
        { scope: `capture:${upload.id}` },
      ]) {
        for (const address of [`/v1/captures/${id}/takes/1/parts/1`, `/v1/captures/${id}/pages/1`])
          isProblem(await middleware.call('GET', address, stranger), 404, 'capture-not-found', address);
      }
      for (const stranger of [{ user: OTHER_REP }, { org: OTHER_ORG }]) {
        isProblem(await putPart(url, upload.id, [1, 1], photo(), stranger), 404, 'capture-not-found');
        isProblem(await complete(upload.id, [{ take: 1, parts: 1 }], stranger), 404, 'capture-not-found');
      }
      const team = { user: OTHER_REP, scope: `capture:${id}` };
      assert.equal((await bytesAt(url, `/v1/captures/${id}/takes/1/parts/1`, team)).status, 200);
      for (const scope of [`capture:${upload.id}`, 'org']) {
        isProblem(await putPart(url, upload.id, [1, 1], photo(), { scope }), 403, 'scope-insufficient');
        isProblem(await complete(upload.id, [{ take: 1, parts: 1 }], { scope }), 403, 'scope-insufficient');
      }
    });

    it('become drafts, with the note typed beside them, and keep their pages when the text is corrected', async () => {
      const files = [{ bytes: 'Deal: Postes\nContact: Sarr', fileName: 'devis.txt' }, { bytes: 'Deal: Réseau' }];
      const { id, answer } = await sendFiles(url, files, { text: 'Deal: Note', ...WAIT });
      const capture = captureShape.parse(answer.body);
      assert.deepEqual([answer.status, capture.state, capture.pages], [200, 'ready', { read: 2, total: 2 }]);
      assert.deepEqual(
        capture.drafts.map(({ opportunity }) => opportunity.name.value),
        ['Note', 'Postes', 'Réseau'],
      );
      const source = readingView.parse((await middleware.call('GET', `/v1/captures/${id}/source`)).body);
      assert.equal(source.text, 'Deal: Note\n\nDeal: Postes\nContact: Sarr\n\nDeal: Réseau');
      assert.deepEqual(
        source.pages.map(({ number, kind, take, fileName, start, end }) => [
          number,
          kind,
          take,
          fileName,
          source.text.slice(start, end),
        ]),
        [
          [1, 'text', null, null, 'Deal: Note'],
          [2, 'text', 1, 'devis.txt', 'Deal: Postes\nContact: Sarr'],
          [3, 'text', 2, null, 'Deal: Réseau'],
        ],
      );
      isProblem(await middleware.call('GET', `/v1/captures/${id}/pages/2`), 404, 'page-not-found');
      const correct = (text: string) =>
        middleware.call('PUT', `/v1/captures/${id}/source`, { body: { text }, ...WAIT });
      assert.deepEqual((await correct(source.text)).body, answer.body, 'the text it has already');
      const corrected = captureShape.parse((await correct(source.text.replace('Postes', 'Postes fixes'))).body);
      assert.deepEqual(
        corrected.drafts.map(({ opportunity }) => opportunity.name.value),
        ['Note', 'Postes fixes', 'Réseau'],
      );
      assert.deepEqual(corrected.takes, capture.takes);
      const after = readingView.parse((await middleware.call('GET', `/v1/captures/${id}/source`)).body);
      assert.deepEqual([after.corrected, after.pages.length], [true, 3]);
      const part = await bytesAt(url, `/v1/captures/${id}/takes/1/parts/1`);
      assert.equal(part.bytes.toString(), files[0]?.bytes);
    });

    it('that nobody can read fail their capture with the reason, which can be tried again or corrected', async () => {
      const { id, answer } = await sendFiles(url, [{ bytes: photo() }], WAIT);
      const failed = captureShape.parse(answer.body);
      assert.deepEqual([failed.state, failed.reason], ['failed', 'file-damaged']);
      const again = await middleware.call('POST', `/v1/captures/${id}/retry`, WAIT);
      const { state, reason, takes } = captureShape.parse(again.body);
      assert.deepEqual([state, reason, takes], ['failed', 'file-damaged', failed.takes]);
      const body = { text: 'Deal: Recopié' };
      const typed = await middleware.call('PUT', `/v1/captures/${id}/source`, { body, ...WAIT });
      assert.equal(captureShape.parse(typed.body).drafts[0]?.opportunity.name.value, 'Recopié');
    });

    it('leave a capture alone that has none', async () => {
      const { id } = await startUpload(url, { kind: 'text', text: 'Deal: Un' });
      isProblem(await putPart(url, id, [1, 1], photo()), 409, 'capture-complete');
      isProblem(await complete(id, [{ take: 1, parts: 1 }]), 409, 'capture-complete');
    });

    it('are of kinds that this version reads', async () => {
      isProblem((await startUpload(url, { kind: 'tender' })).answer, 422, 'kind-not-supported');
      isProblem((await startUpload(url, { text: 'x'.repeat(200_001) })).answer, 422, 'text-too-long');
      isProblem((await startUpload(url, { context: undefined })).answer, 422, 'context-missing');
      for (const kind of ['photo', 'document', 'email', 'audio']) {
        const { id, answer } = await startUpload(url, { kind, text: ' ' });
        assert.equal(answer.status, 202, kind);
        isProblem(await middleware.call('GET', `/v1/captures/${id}/source`), 409, 'capture-not-ready');
        isProblem(await middleware.call('GET', `/v1/captures/${id}/pages/1`), 409, 'capture-not-ready');
        isProblem(
          await middleware.call('PUT', `/v1/captures/${id}/source`, { body: { text: 'x' } }),
          409,
          'capture-not-ready',
        );
        isProblem(
          await middleware.call('POST', `/v1/captures/${id}/drafts`, { body: { id } }),
          409,
          'capture-not-ready',
        );
        assert.equal((await middleware.call('POST', `/v1/captures/${id}/retry`)).status, 202);
        assert.equal((await read(id)).state, 'receiving');
      }
    });
  });
}
