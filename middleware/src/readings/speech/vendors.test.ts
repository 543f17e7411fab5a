import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import { after, before, beforeEach, describe, it } from 'node:test';

import { StartupError } from '../../platform/errors.ts';
import { SPEECH_PROVIDERS, type SpeechProvider } from '../../platform/speech-providers.ts';
import { listenAnywhere } from '../../testing/listening.ts';
import {
  startSpeechServer,
  type Hear,
  type Mishap,
  type Said,
  type SpeechServer,
} from '../../testing/speech-servers.ts';
import { SpeechError, type SpeechFailure } from './provider.ts';
import { KEY, recogniserAt, requestOf, SAID, SPEECH_MODELS } from './testing/requests.ts';
import { createRecogniserOf, type ClosableRecogniser } from './vendors.ts';

const never = new AbortController().signal;

/** What a vendor may do, and what the call then comes to, whoever the vendor is. */
const MISHAPS: { name: string; step: Mishap; failure: SpeechFailure; retryAfter?: number | null }[] = [
  { name: 'hangs up', step: { mishap: 'cut' }, failure: 'connection' },
  { name: 'hangs up in the middle', step: { mishap: 'half' }, failure: 'connection' },
  { name: 'sends garbage', step: { mishap: 'garbage' }, failure: 'not-an-answer' },
  {
    name: 'has had enough for 7 seconds',
    step: { mishap: 'refusal', status: 429, retryAfterSeconds: 7 },
    failure: 'rate-limited',
    retryAfter: 7_000,
  },
  { name: 'has had enough', step: { mishap: 'refusal', status: 429 }, failure: 'rate-limited', retryAfter: null },
  { name: 'is broken', step: { mishap: 'refusal', status: 500 }, failure: 'unavailable' },
  {
    name: 'is away for 3 seconds',
    step: { mishap: 'refusal', status: 503, retryAfterSeconds: 3 },
    failure: 'unavailable',
    retryAfter: 3_000,
  },
  { name: 'ran out of time', step: { mishap: 'refusal', status: 408 }, failure: 'time-limit' },
  { name: 'does not know the key', step: { mishap: 'refusal', status: 401, message: KEY }, failure: 'refused' },
  { name: 'does not allow it', step: { mishap: 'refusal', status: 403 }, failure: 'refused' },
  { name: 'does not have the model', step: { mishap: 'refusal', status: 404 }, failure: 'refused' },
  { name: 'refuses for reasons of its own', step: { mishap: 'refusal', status: 400 }, failure: 'refused' },
  {
    name: 'does not take such sound',
    step: { mishap: 'refusal', status: 400, message: 'The audio file could not be decoded: Awa Ndiaye' },
    failure: 'not-taken',
  },
];

for (const provider of SPEECH_PROVIDERS) {
  describe(`the recogniser of ${provider}`, () => {
    let step: Said | Mishap = SAID;
    let server: SpeechServer;
    let recogniser: ClosableRecogniser;
    before(async () => {
      server = await startSpeechServer(provider, () => step);
    });
    beforeEach(() => {
      recogniser = recogniserAt(server);
    });
    after(async () => {
      await recogniser.close?.();
      await server.stop();
    });
    const failureOf = async (work: Promise<unknown>) => {
      const error = await work.then(
        () => assert.fail('it heard something'),
        (thrown: unknown) => thrown,
      );
      assert.ok(error instanceof SpeechError, String(error));
      assert.doesNotMatch(`${error.message} ${String(error.cause)}`, new RegExp(`Awa|Fouta|${KEY}`));
      return error;
    };

    it('hears words with their signs, times and confidence', async () => {
      step = SAID;
      const { words, language } = await recogniser.hear(requestOf(), never);
      assert.deepEqual(
        words.map(({ text, from, to }) => ({ text, from, to })),
        SAID.words.map(({ text, from, to }) => ({ text, from, to })),
      );
      assert.equal(language, 'fr');
      const sure = words.map(({ confidence }) => Math.round(confidence * 100));
      // OpenAI and Groq tell it of segments alone: e^-0.2.
      const expected = SAID.words.map(({ confidence }) => Math.round((confidence ?? 0) * 100));
      assert.deepEqual(sure, provider === 'openai' || provider === 'groq' ? sure.map(() => 82) : expected);
    });

    it('is told the sound, its language, the names and the model, and the key as its vendor wants it', async () => {
      step = SAID;
      await recogniser.hear(requestOf({ mediaType: 'audio/wav' }), never);
      const { bytes, mediaType, language, prompt, headers, fields } = server.calls.at(-1)!;
      assert.deepEqual([mediaType, language], ['audio/wav', 'fr']);
      assert.deepEqual(bytes, Buffer.from(requestOf({ mediaType: 'audio/wav' }).bytes));
      assert.match(prompt, /^Comptoir du Fouta, Awa Ndiaye\.?$/);
      assert.equal(fields['model'], SPEECH_MODELS[provider]);
      assert.equal(
        provider === 'google' ? headers['x-goog-api-key'] : headers['authorization'],
        provider === 'google' ? KEY : `Bearer ${KEY}`,
      );
      const ours = Object.keys(headers).filter((name) => /stainless|organization|project/.test(name));
      assert.deepEqual(ours, []);
    });

    it('finds the language where none was chosen', async () => {
      step = { ...SAID, language: 'en' };
      const { language } = await recogniser.hear(requestOf({ language: null }), never);
      assert.deepEqual([language, server.calls.at(-1)?.language], ['en', null]);
    });

    it('hears nothing where nobody speaks', async () => {
      step = { words: [] };
      assert.deepEqual((await recogniser.hear(requestOf(), never)).words, []);
    });

    for (const { name, step: mishap, failure, retryAfter } of MISHAPS) {
      it(`${name}: ${failure}`, async () => {
        const calls = server.calls.length;
        step = mishap;
        const error = await failureOf(recogniser.hear(requestOf(), never));
        assert.equal(error.failure, failure);
        assert.equal(server.calls.length, calls + 1);
        if (retryAfter !== undefined) assert.equal(error.retryAfterMilliseconds, retryAfter);
        step = SAID;
        assert.equal((await recogniser.hear(requestOf(), never)).words.length, 6, 'the next slice is heard');
      });
    }

    it('says nothing: is left at the signal, and hung up on', async () => {
      const asked = Promise.withResolvers<undefined>();
      const silent = await startSpeechServer(provider, () => {
        asked.resolve(undefined);
        return { mishap: 'slow' };
      });
      const slow = recogniserAt(silent);
      const time = new AbortController();
      const heard = failureOf(slow.hear(requestOf(), time.signal));
      await asked.promise;
      time.abort();
      assert.equal((await heard).failure, 'time-limit');
      assert.equal(await silent.calls[0]?.isAborted, true);
      await slow.close?.();
      await silent.stop();
    });

    it('is not asked at all when its time is over before', async () => {
      const calls = server.calls.length;
      assert.equal((await failureOf(recogniser.hear(requestOf(), AbortSignal.abort()))).failure, 'time-limit');
      assert.equal(server.calls.length, calls);
    });

    it('is not there', async () => {
      const free = createServer();
      const port = await listenAnywhere(free);
      free.close();
      await once(free, 'close');
      const lonely = recogniserAt({ provider, url: `http://127.0.0.1:${port}` });
      assert.equal((await failureOf(lonely.hear(requestOf(), never))).failure, 'connection');
      await lonely.close?.();
    });
  });
}

describe('the recognisers that speak OpenAI’s protocol', () => {
  const hearOnce = async (provider: SpeechProvider, hear: Hear) => {
    const server = await startSpeechServer(provider, hear);
    try {
      return await recogniserAt(server).hear(requestOf(), never);
    } finally {
      await server.stop();
    }
  };

  it('hear pieces of words, as whisper.cpp gives them', async () => {
    const { words } = await hearOnce('whisper', () => ({ ...SAID, asWhisperCpp: true }));
    assert.deepEqual(
      words.map(({ text }) => text),
      SAID.words.map(({ text }) => text),
    );
    assert.equal(words[2]?.confidence, 0.45);
  });

  it('ask for the text alone where no more can be had, and remember it', async () => {
    const asked: unknown[] = [];
    const server = await startSpeechServer('openai', () => {
      asked.push(server.calls.at(-1)?.fields['response_format']);
      if (asked.length > 1) return { mishap: 'body', body: { text: 'Vu Awa Ndiaye.' } };
      return { mishap: 'refusal', status: 400, message: "response_format 'verbose_json' is not compatible" };
    });
    const recogniser = recogniserAt(server);
    for (const length of [2, 3]) {
      const { words } = await recogniser.hear(requestOf({ seconds: 12 }), never);
      assert.deepEqual([words.length, words[0]?.from, words.at(-1)?.to], [3, 0, 12]);
      assert.equal(asked.length, length);
    }
    assert.deepEqual(asked, ['verbose_json', 'json', 'json']);
    await server.stop();
  });

  it('hear nothing in what is too short', async () => {
    const message = 'Audio file is too short. Minimum audio length is 0.1 seconds.';
    assert.deepEqual((await hearOnce('groq', () => ({ mishap: 'refusal', status: 400, message }))).words, []);
  });

  it('follow no redirect with the key', async () => {
    const elsewhere = await startSpeechServer('openai', () => SAID);
    const moved = createHttpServer((request, response) => {
      request.resume();
      response.writeHead(307, { location: `${elsewhere.url}/audio/transcriptions` }).end();
    });
    const port = await listenAnywhere(moved);
    const recogniser = recogniserAt({ provider: 'openai', url: `http://127.0.0.1:${port}` });
    const lost = await recogniser.hear(requestOf(), never).catch((error: unknown) => error);
    assert.ok(lost instanceof SpeechError);
    assert.deepEqual([lost.failure, elsewhere.calls.length], ['unavailable', 0]);
    moved.close();
    moved.closeAllConnections();
    await elsewhere.stop();
  });

  for (const [name, body, type] of [
    ['a page', '<!doctype html><h1>Bienvenue</h1>', 'text/html'],
    ['a text', 'Vu Awa Ndiaye', 'text/plain'],
    ['JSON of something else', '{"ok":true}', 'application/json'],
    ['null', 'null', 'application/json'],
    ['a list', '[]', 'application/json'],
    ['figures that are none', '{"text":"a","segments":[{"start":NaN}]}', 'application/json'],
    ['more than can be said', JSON.stringify({ text: 'mot '.repeat(5_000) }), 'application/json'],
  ] as const) {
    it(`take no ${name} for an answer`, async () => {
      const error = await hearOnce('whisper', () => ({ mishap: 'body', body, type })).catch(
        (thrown: unknown) => thrown,
      );
      assert.ok(error instanceof SpeechError);
      assert.equal(error.failure, 'not-an-answer');
    });
  }
});

describe('the recogniser of Google', () => {
  for (const mediaType of ['audio/mp4', 'audio/mpeg'] as const) {
    it(`does not take ${mediaType}, and is not asked`, async () => {
      const recogniser = recogniserAt({ provider: 'google', url: 'http://127.0.0.1:9' });
      const error = await recogniser.hear(requestOf({ mediaType }), never).catch((thrown: unknown) => thrown);
      assert.ok(error instanceof SpeechError);
      assert.equal(error.failure, 'not-taken');
    });
  }

  it('does not take Vorbis in Ogg', async () => {
    const recogniser = recogniserAt({ provider: 'google', url: 'http://127.0.0.1:9' });
    const bytes = Buffer.from('OggS\0\0\x01vorbis');
    const error = await recogniser
      .hear(requestOf({ mediaType: 'audio/ogg', bytes }), never)
      .catch((thrown: unknown) => thrown);
    assert.ok(error instanceof SpeechError);
    assert.equal(error.failure, 'not-taken');
  });

  it('says what words may have been instead', async () => {
    const server = await startSpeechServer('google', () => ({
      ...SAID,
      others: ['vu Awa Ndiaye budget 45 milliards', 'vu Awa Ndiaye le budget 45 millions'],
    }));
    const recogniser = recogniserAt(server);
    const { others } = await recogniser.hear(requestOf({ mediaType: 'audio/ogg' }), never);
    assert.deepEqual(others, [
      { first: 5, last: 5, text: 'milliards' },
      { first: 2, last: 2, text: 'Ndiaye, le' },
    ]);
    await recogniser.close?.();
    await server.stop();
  });

  it('is told no more names than it takes', async () => {
    const server = await startSpeechServer('google', () => SAID);
    const recogniser = recogniserAt(server);
    const names = Array.from({ length: 3_000 }, (_, index) => `Société ${index}`);
    await recogniser.hear(requestOf({ vocabulary: ['x'.repeat(101), 'Awa\n Ndiaye', '$MONTH', ...names] }), never);
    const told = server.calls[0]?.prompt.split(', ') ?? [];
    assert.deepEqual([told[0], told[1]], ['Awa Ndiaye', 'Société 0']);
    assert.ok(told.length <= 1_200);
    await recogniser.close?.();
    await server.stop();
  });

  it('is refused, and ends no process, with credentials that are none', async (test) => {
    const before = process.env['GOOGLE_APPLICATION_CREDENTIALS'];
    test.after(() => {
      if (before === undefined) delete process.env['GOOGLE_APPLICATION_CREDENTIALS'];
      else process.env['GOOGLE_APPLICATION_CREDENTIALS'] = before;
    });
    process.env['GOOGLE_APPLICATION_CREDENTIALS'] = '/no/such/file.json';
    const recogniser = createRecogniserOf({
      provider: 'google',
      apiKey: '',
      model: 'latest_long',
      baseUrl: 'https://127.0.0.1:9',
    });
    for (const time of ['once', 'again']) {
      const error = await recogniser.hear(requestOf(), never).catch((thrown: unknown) => thrown);
      assert.ok(error instanceof SpeechError);
      assert.equal(error.failure, 'refused', time);
      assert.doesNotMatch(error.message, /such/);
    }
    await recogniser.close?.();
  });

  for (const url of ['ftp://a.example', 'https://a.example/path', 'https://me:secret@a.example', 'nowhere']) {
    it(`has no address such as ${url}`, () => {
      assert.throws(
        () => recogniserAt({ provider: 'google', url }),
        (error) => error instanceof StartupError && !/secret/.test(error.message),
      );
    });
  }
});
