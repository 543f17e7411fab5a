import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';

import type { App } from './app.ts';
import { capture as captureShape, type Capture } from './drafts/schema.ts';
import { openServerDatabase, type Database } from './platform/database.ts';
import { createLog } from './platform/log.ts';
import { readingView } from './readings/schema.ts';
import type { CutSound } from './readings/speech/cutting.ts';
import { bytesAt, putPart, startUpload } from './testing/captures.ts';
import { testDatabases } from './testing/databases.ts';
import { extractLines } from './testing/facts.ts';
import { callAt, captureBody, startMiddleware, startOn, type TestMiddleware } from './testing/middleware.ts';
import {
  createLineRecognisers,
  cutLines,
  growing,
  LINE_SECONDS,
  recordingOf,
  typeOfLines,
  type LineRecognisers,
  type SpokenLine,
} from './testing/spoken-lines.ts';

const headers = { prefer: 'wait=20' };
const PAUSE_MILLISECONDS = 10;
const CONSENT = { notice: 'Ceci est enregistré.', givenAt: '2026-11-20T10:00:00+00:00' };

for (const database of await testDatabases()) {
  describe(`the pipeline with recordings (${database.name})`, { skip: database.skip ?? false }, () => {
    let middleware: TestMiddleware;
    let app: App;
    let recognisers: LineRecognisers;
    const cutting = { gate: Promise.resolve(), count: 0 };
    const cutSound: CutSound = async (stretch) => {
      cutting.count += 1;
      await cutting.gate;
      return cutLines(stretch);
    };
    const surroundings = () => ({ recognisers, cutSound, mediaTypeOf: typeOfLines, extract: extractLines });
    before(async () => {
      recognisers = createLineRecognisers();
      middleware = await startMiddleware(database, surroundings());
      ({ app } = middleware);
    });
    beforeEach(() => {
      Object.assign(recognisers, { providers: ['whisper'], failure: null, gate: Promise.resolve() });
      recognisers.asked.length = 0;
    });
    after(async () => {
      await app.close();
      await middleware.remove();
      await database.drop();
    });

    const url = () => app.url;
    const call: TestMiddleware['call'] = (method, path, wishes) => callAt(app.url, method, path, wishes);
    const restart = async (between: () => void) => {
      await app.close();
      between();
      app = await startOn(middleware.configuration, surroundings());
    };
    const record = async (changes: Record<string, unknown> = {}) => {
      const context = { ...captureBody().context, speech: ['whisper', 'unknown'] };
      return (await startUpload(url(), { kind: 'audio', context, consent: CONSENT, ...changes })).id;
    };
    const see = async (id: string, wishes = {}): Promise<Capture> =>
      captureShape.parse((await call('GET', `/v1/captures/${id}`, wishes)).body);
    const until = async (id: string, condition: (capture: Capture) => boolean): Promise<Capture> => {
      for (;;) {
        const capture = await see(id);
        if (condition(capture)) return capture;
        await delay(PAUSE_MILLISECONDS);
      }
    };
    const complete = async (id: string, ...parts: number[]) => {
      const takes = parts.map((count, index) => ({ take: index + 1, parts: count }));
      const answer = await call('POST', `/v1/captures/${id}/complete`, { body: { takes }, headers });
      return answer.status < 300 ? captureShape.parse(answer.body) : assert.fail(JSON.stringify(answer.body));
    };
    const source = async (id: string) => readingView.parse((await call('GET', `/v1/captures/${id}/source`)).body);
    const outcome = ({ state, reason }: Capture) => [state, reason];
    const deals = ({ drafts }: Capture) => drafts.map(({ opportunity: { name } }) => name.value);
    /** A recording in one part, whole. */
    const send = async (lines: (SpokenLine | string)[], changes: Record<string, unknown> = {}) => {
      const id = await record(changes);
      await putPart(url(), id, [1, 1], growing(recordingOf(...lines)));
      return { id, capture: await complete(id, 1) };
    };
    const inStore = async <Result>(work: (open: Pick<Database, 'query'>) => Promise<Result>): Promise<Result> => {
      const open = openServerDatabase(database.url ?? '', createLog('silent'));
      try {
        return await work(open);
      } finally {
        await open.close();
      }
    };

    it('are heard while they come in, whatever the order of their parts, and are a draft when they end', async () => {
      const id = await record();
      const bytes = growing(recordingOf('Un début.', 'Deal: Baobab.', 'La fin.'));
      const [first, second, third] = [bytes.subarray(0, 50), bytes.subarray(50, 60), bytes.subarray(60)];
      const begun = await see(id);
      assert.deepEqual([begun.heard, begun.consent], [null, CONSENT]);
      await putPart(url(), id, [1, 3], third);
      await putPart(url(), id, [1, 1], first);
      const early = await until(id, ({ heard }) => heard !== null);
      assert.deepEqual(early.heard, { text: 'Un début.', seconds: LINE_SECONDS }, 'the second part is missing');
      await putPart(url(), id, [1, 1], first);
      const altered = await putPart(url(), id, [1, 1], second);
      assert.deepEqual([altered.status, altered.body['code']], [409, 'part-conflict']);
      await putPart(url(), id, [1, 2], second);
      const heard = await until(id, ({ heard: soFar }) => soFar?.text.split('\n').length === 3);
      assert.equal(heard.heard?.seconds, 3 * LINE_SECONDS);
      assert.deepEqual(outcome(heard), ['receiving', null]);
      assert.equal(heard.heard?.text, 'Un début.\nDeal: Baobab.\nLa fin.');
      const refused = await call('PUT', `/v1/captures/${id}/source`, { body: { text: 'Deal: Autre' } });
      assert.deepEqual([refused.status, refused.body['code']], [409, 'capture-not-ready']);

      const ready = await complete(id, 3);
      assert.deepEqual([...outcome(ready), ...deals(ready), ready.heard], ['ready', null, 'Baobab.', null]);
      assert.deepEqual(recognisers.asked.toSorted(), ['Deal: Baobab.', 'La fin.', 'Un début.'], 'once each');
      const { text, sound, pages } = await source(id);
      assert.deepEqual([text, pages], ['Un début.\nDeal: Baobab.\nLa fin.', []]);
      assert.deepEqual([sound?.seconds, sound?.providers, sound?.takes.length], [60, ['whisper'], 1]);
      const [word] = sound?.words.filter(({ start, end }) => text.slice(start, end) === 'Baobab.') ?? [];
      assert.deepEqual([word?.from, word?.to], [29, 38]);
    });

    it('are played by their stretches, take after take', async () => {
      const id = await record();
      await putPart(url(), id, [2, 1], growing(recordingOf('Deux.')));
      await putPart(url(), id, [1, 1], recordingOf('Un.', 'Une.'));
      const takes = [
        { take: 2, parts: 1 },
        { take: 1, parts: 1 },
      ];
      const answer = await call('POST', `/v1/captures/${id}/complete`, { body: { takes }, headers });
      assert.equal(answer.body['state'], 'ready');
      const { text, sound } = await source(id);
      assert.equal(text, 'Deux.\nUn.\nUne.');
      assert.deepEqual(
        sound?.stretches.map(({ number, from }) => [number, from]),
        [
          [1, 0],
          [2, 20],
          [3, 40],
        ],
      );
      for (const [number, say] of [
        [1, 'Deux.'],
        [2, 'Un.'],
        [3, 'Une.'],
      ]) {
        const played = await bytesAt(url(), `/v1/captures/${id}/sound/${number}`);
        assert.deepEqual(
          [played.status, played.headers.get('content-type'), JSON.parse(played.bytes.toString())],
          [200, 'audio/webm', { say }],
        );
      }
      for (const number of ['4', '0', 'x']) {
        const missing = await call('GET', `/v1/captures/${id}/sound/${number}`);
        assert.deepEqual([missing.status, missing.body['code']], [404, 'sound-not-found']);
      }
      const others = await call('GET', `/v1/captures/${id}/sound/1`, { scope: 'org' });
      assert.equal(others.status, 403);
    });

    it('that are dropped at the end leave no slices', async () => {
      const id = await record();
      for (const take of [1, 2]) await putPart(url(), id, [take, 1], growing(recordingOf(`Prise ${take}.`)));
      await until(id, ({ heard }) => heard?.seconds === 2 * LINE_SECONDS);
      assert.equal((await complete(id, 1)).state, 'ready');
      assert.deepEqual([(await source(id)).text, (await source(id)).sound?.seconds], ['Prise 1.', LINE_SECONDS]);
      if (database.url) {
        const { rows } = await inStore((open) =>
          open.query<{ take: number }>('select take from sound_slices where capture_id = $1', [id]),
        );
        assert.deepEqual(rows, [{ take: 1 }]);
      }
    });

    it('that are dropped while they are cut leave none either', async () => {
      const id = await record();
      await putPart(url(), id, [1, 1], growing(recordingOf('Deal: Gardé.')));
      await until(id, ({ heard }) => heard?.seconds === LINE_SECONDS);
      const gate = Promise.withResolvers<undefined>();
      Object.assign(cutting, { gate: gate.promise, count: 0 });
      await putPart(url(), id, [1, 2], recordingOf('Deal: Retiré.'));
      while (cutting.count === 0) await delay(PAUSE_MILLISECONDS);
      const body = { takes: [{ take: 1, parts: 1 }] };
      assert.equal((await call('POST', `/v1/captures/${id}/complete`, { body })).status, 202);
      gate.resolve(undefined);
      assert.deepEqual(deals(await until(id, ({ state }) => state === 'ready')), ['Gardé.']);
      assert.equal((await source(id)).sound?.seconds, LINE_SECONDS);
      assert.ok(!recognisers.asked.includes('Deal: Retiré.'));
    });

    it('wait where nobody may hear them, until one may', async () => {
      recognisers.providers = [];
      const { id, capture } = await send(['Deal: Attendu']);
      assert.deepEqual(outcome(capture), ['waiting', 'no-speech-provider']);
      assert.deepEqual(outcome(await see(id, { headers })), ['waiting', 'no-speech-provider'], 'answered at once');
      const retry = (body?: unknown) =>
        call('POST', `/v1/captures/${id}/retry`, { headers, scope: 'org', ...(body ? { body } : {}) });
      assert.deepEqual(outcome(captureShape.parse((await retry()).body)), ['waiting', 'no-speech-provider']);
      recognisers.providers = ['groq'];
      assert.equal((await retry()).body['state'], 'waiting', 'its org did not allow that one');
      assert.equal((await retry({ speech: [''] })).body['code'], 'body-invalid');
      const ready = captureShape.parse((await retry({ speech: ['groq'] })).body);
      assert.deepEqual([...outcome(ready), ...deals(ready)], ['ready', null, 'Attendu']);
      assert.deepEqual((await source(id)).sound?.providers, ['groq']);
    });

    it('are what a person types in their place, with nobody to hear them', async () => {
      recognisers.providers = [];
      const { id } = await send(['Deal: Jamais entendu'], { text: 'Vu au salon.' });
      assert.equal((await source(id)).text, 'Vu au salon.', 'what was typed beside it can be gone on with');
      const answer = await call('PUT', `/v1/captures/${id}/source`, {
        body: { text: 'Deal: Résumé' },
        headers,
      });
      const ready = captureShape.parse(answer.body);
      assert.deepEqual([...outcome(ready), ...deals(ready)], ['ready', null, 'Résumé']);
      const { corrected, sound } = await source(id);
      assert.deepEqual([corrected, sound?.seconds, sound?.words], [true, LINE_SECONDS, []]);
      assert.equal((await bytesAt(url(), `/v1/captures/${id}/sound/1`)).status, 200);
      assert.deepEqual(recognisers.asked, []);
    });

    it('wait when all recognisers fail, and keep what was heard', async () => {
      recognisers.failure = (say) => (say === 'Deal: Deux.' ? 'unavailable' : null);
      const { id, capture } = await send(['Deal: Un.', 'Deal: Deux.', 'Deal: Trois.']);
      assert.deepEqual(outcome(capture), ['waiting', 'speech-unavailable']);
      assert.equal(capture.heard?.text, 'Deal: Un.\nDeal: Trois.');
      recognisers.failure = null;
      recognisers.asked.length = 0;
      const answer = await call('POST', `/v1/captures/${id}/retry`, { headers });
      assert.deepEqual(deals(captureShape.parse(answer.body)), ['Un.', 'Deux.', 'Trois.']);
      assert.deepEqual(recognisers.asked, ['Deal: Deux.']);
    });

    it('that nobody takes have failed; what cannot be taken of others is left out', async () => {
      recognisers.failure = (say) => (say.startsWith('Deal') ? null : 'not-taken');
      assert.deepEqual(outcome((await send(['bruit'])).capture), ['failed', 'sound-not-taken']);
      const { capture } = await send(['bruit', 'Deal: Entendu']);
      assert.deepEqual([...outcome(capture), ...deals(capture)], ['ready', null, 'Entendu']);
    });

    it('without a word have failed, and are heard anew when a person tries again', async () => {
      const { id, capture } = await send([{ say: '' }, { say: 'Deal: Inventé', isSilent: true }]);
      assert.deepEqual(outcome(capture), ['failed', 'nothing-understood']);
      assert.deepEqual(recognisers.asked, [''], 'silence is heard by nobody');
      const again = await call('POST', `/v1/captures/${id}/retry`, { headers });
      assert.deepEqual(outcome(captureShape.parse(again.body)), ['failed', 'nothing-understood']);
      assert.deepEqual(recognisers.asked, ['', '']);
      const typed = await call('PUT', `/v1/captures/${id}/source`, { body: { text: 'Deal: Dit' }, headers });
      assert.deepEqual(deals(captureShape.parse(typed.body)), ['Dit']);
    });

    it('that are damaged are read as far as they go, or not at all', async () => {
      const id = await record();
      await putPart(url(), id, [1, 1], growing(Buffer.from('garbage\n')));
      assert.deepEqual(outcome(await complete(id, 1)), ['failed', 'file-damaged']);
      const broken = await record();
      const bytes = Buffer.concat([growing(recordingOf('Deal: Un.', 'Reste')), Buffer.from('garbage\n')]);
      await putPart(url(), broken, [1, 1], bytes);
      assert.deepEqual(deals(await complete(broken, 1)), ['Un.']);
    });

    it('are of sound, and so many takes and bytes', async () => {
      const id = await record();
      await putPart(url(), id, [1, 1], 'no sound');
      await putPart(url(), id, [2, 1], '');
      for (const [take, code] of [
        [1, 'file-type-unsupported'],
        [2, 'file-empty'],
      ]) {
        const body = { takes: [{ take, parts: 1 }] };
        const answer = await call('POST', `/v1/captures/${id}/complete`, { body });
        assert.deepEqual([answer.status, answer.body['code'], answer.body['take']], [422, code, take]);
      }
      const many = { takes: Array.from({ length: 21 }, (_, index) => ({ take: index + 1, parts: 1 })) };
      const missing = await call('POST', `/v1/captures/${id}/complete`, { body: many });
      assert.equal(missing.body['code'], 'part-missing', 'a recording may have more takes than a note has files');
      const files = await startUpload(url(), { kind: 'photo' });
      const refused = await call('POST', `/v1/captures/${files.id}/complete`, { body: many });
      assert.equal(refused.body['code'], 'too-many-files');
    });

    it('are corrected without being heard again, and keep the times of their words', async () => {
      const { id } = await send(['Deal: Babab veut douze postes'], { text: 'Tapé avant' });
      assert.equal((await source(id)).text, 'Tapé avant\n\nDeal: Babab veut douze postes');
      Object.assign(recognisers, { providers: [] });
      const text = 'Tapé avant\n\nDeal: Baobab veut douze postes';
      const answer = await call('PUT', `/v1/captures/${id}/source`, { body: { text }, headers });
      assert.deepEqual(deals(captureShape.parse(answer.body)), ['Baobab veut douze postes']);
      const { sound } = await source(id);
      const words = sound?.words.map(({ start, end, confidence }) => [text.slice(start, end), confidence]);
      assert.deepEqual(words?.slice(0, 3), [
        ['Deal:', 0.9],
        ['Baobab', 1],
        ['veut', 0.9],
      ]);
      assert.equal(recognisers.asked.length, 1);
    });

    it('that are erased while they are heard are gone', async () => {
      const gate = Promise.withResolvers<undefined>();
      recognisers.gate = gate.promise;
      const id = await record();
      await putPart(url(), id, [1, 1], growing(recordingOf('Deal: Effacé')));
      const body = { takes: [{ take: 1, parts: 1 }] };
      assert.equal((await call('POST', `/v1/captures/${id}/complete`, { body })).status, 202);
      while (recognisers.asked.length === 0) await delay(PAUSE_MILLISECONDS);
      assert.equal((await call('DELETE', `/v1/captures/${id}`)).status, 200);
      gate.resolve(undefined);
      assert.equal((await call('GET', `/v1/captures/${id}`)).body['code'], 'capture-erased');
      assert.equal((await call('GET', `/v1/captures/${id}/sound/1`)).body['code'], 'capture-erased');
    });

    it('that a process leaves are heard on by the next one, which asks about nothing twice', async () => {
      const id = await record();
      const bytes = growing(recordingOf('Deal: Un.', 'Deal: Deux.'));
      const begun = growing(recordingOf('Deal: Un.')).length;
      await putPart(url(), id, [1, 1], bytes.subarray(0, begun));
      await until(id, ({ heard }) => heard?.seconds === LINE_SECONDS);
      recognisers.gate = new Promise(() => undefined);
      await putPart(url(), id, [1, 2], bytes.subarray(begun));
      while (recognisers.asked.length < 2) await delay(PAUSE_MILLISECONDS);
      await restart(() => void (recognisers.gate = Promise.resolve()));
      const ready = await complete(id, 2);
      assert.deepEqual(deals(ready), ['Un.', 'Deux.']);
      assert.deepEqual(recognisers.asked, ['Deal: Un.', 'Deal: Deux.', 'Deal: Deux.']);
    });

    it('that wait for a recogniser are tried when a process starts that has one', async () => {
      recognisers.providers = [];
      const { id } = await send(['Deal: Plus tard']);
      await restart(() => void (recognisers.providers = ['whisper']));
      assert.deepEqual(deals(await until(id, ({ state }) => state === 'ready')), ['Plus tard']);
    });

    if (!database.url) return;

    it('are heard once by two processes', async (test) => {
      const id = await record();
      const other = await startOn(middleware.configuration, surroundings());
      test.after(() => other.close());
      const lines = ['Deal: Un.', 'Deal: Deux.', 'Deal: Trois.', 'Deal: Quatre.', 'Fin.'];
      const bytes = growing(recordingOf(...lines));
      const size = Math.ceil(bytes.length / 6);
      for (let part = 1; part <= 6; part += 1) {
        const piece = bytes.subarray((part - 1) * size, part * size);
        await putPart(part % 2 === 0 ? url() : other.url, id, [1, part], piece);
      }
      const body = { takes: [{ take: 1, parts: 6 }] };
      const answer = await callAt(other.url, 'POST', `/v1/captures/${id}/complete`, { body, headers });
      assert.deepEqual(deals(captureShape.parse(answer.body)), ['Un.', 'Deux.', 'Trois.', 'Quatre.']);
      assert.deepEqual(recognisers.asked.toSorted(), lines.toSorted());
    });

    it(
      'that wait are looked at again when their time has come, and given up after a day',
      { timeout: 60_000 },
      async () => {
        recognisers.failure = () => 'unavailable';
        const [{ id }, { id: late }] = [await send(['Deal: Un']), await send(['Deal: Deux'])];
        await inStore(async (open) => {
          const { rows } = await open.query<{ seconds: number; put_off: number }>(
            `select extract(epoch from wake_at - clock_timestamp())::float as seconds, put_off from captures where id = $1`,
            [id],
          );
          assert.ok((rows[0]?.seconds ?? 0) > 0 && (rows[0]?.seconds ?? 0) <= 30);
          assert.equal(rows[0]?.put_off, 1);
          await open.query('update captures set put_off = 27 where id = $1', [late]);
          await open.query('update captures set wake_at = now() where id = any ($1::uuid[])', [[id, late]]);
        });
        assert.deepEqual(outcome(await until(late, ({ state }) => state === 'failed')), ['failed', 'gave-up']);
        await until(id, ({ state }) => state === 'waiting');
        recognisers.failure = null;
        await inStore(async (open) => {
          await open.query('update captures set wake_at = now() where id = $1', [id]);
        });
        assert.deepEqual(deals(await until(id, ({ state }) => state === 'ready')), ['Un']);
      },
    );
  });
}
