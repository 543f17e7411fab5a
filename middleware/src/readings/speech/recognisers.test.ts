import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { BreakerState } from '../../platform/breaker.ts';
import type { SpeechLimits } from '../../platform/speech-configuration.ts';
import { SPEECH_PROVIDERS, type SpeechProvider } from '../../platform/speech-providers.ts';
import { startSpeechServer, type Hear, type SpeechServer } from '../../testing/speech-servers.ts';
import { SpeechError, type SpeechRecogniser } from './provider.ts';
import { createSpeechRecognisers, type ObservedHearing, type RecognisersParts } from './recognisers.ts';
import { recogniserAt, requestOf, SAID, SPEECH_MODELS } from './testing/requests.ts';

const never = new AbortController().signal;
/** Long enough for whatever answers, and what a test that needs it short sets. */
const LIMITS: SpeechLimits = { milliseconds: 20_000, retries: 0, concurrency: 4 };

/** Recognisers over adapters, with what their observer is told. */
function recognisersOver(
  recognisers: readonly SpeechRecogniser[],
  parts: Partial<RecognisersParts> & { only?: Partial<SpeechLimits> } = {},
) {
  const told = {
    calls: [] as ObservedHearing[],
    passedOver: [] as string[],
    breakers: [] as [SpeechProvider, BreakerState][],
  };
  const made = createSpeechRecognisers({
    clock: () => new Date(),
    ...parts,
    recognisers,
    limits: { ...LIMITS, ...parts.only },
    observer: {
      called: (call) => void told.calls.push(call),
      passedOver: (provider, failure) => void told.passedOver.push(`${provider} ${failure}`),
      breaker: (provider, state) => void told.breakers.push([provider, state]),
    },
  });
  return {
    hear: (allowed: readonly string[] | null = SPEECH_PROVIDERS, signal = never) =>
      made.hear(requestOf(), { allowed, signal }),
    made,
    told,
  };
}

/** The same over stand-ins of vendors, which are stopped afterwards. */
async function withServers(
  hears: Partial<Record<SpeechProvider, Hear>>,
  parts: Parameters<typeof recognisersOver>[1],
  work: (over: ReturnType<typeof recognisersOver> & { servers: SpeechServer[] }) => Promise<void>,
): Promise<void> {
  const servers = await Promise.all(
    Object.entries(hears).map(([provider, hear]) => startSpeechServer(provider as SpeechProvider, hear)),
  );
  const recognisers = servers.map(recogniserAt);
  try {
    await work({ ...recognisersOver(recognisers, parts), servers });
  } finally {
    await Promise.all(recognisers.map((recogniser) => recogniser.close?.()));
    await Promise.all(servers.map((server) => server.stop()));
  }
}

/** An adapter that does what a test says. */
const adapter = (provider: SpeechProvider, hear: SpeechRecogniser['hear']): SpeechRecogniser => ({
  provider,
  model: SPEECH_MODELS[provider],
  hear,
});
const HEARING = { words: [], others: [], language: null };
const silent = (provider: SpeechProvider) => adapter(provider, () => new Promise(() => undefined));

describe('the speech recognisers', () => {
  it('are asked in order, until one hears', async () => {
    const refuses: Hear = () => ({ mishap: 'refusal', status: 401 });
    await withServers(
      { groq: refuses, google: () => SAID, openai: () => SAID },
      {},
      async ({ hear, servers, told }) => {
        const { heard } = await hear();
        assert.deepEqual([heard?.provider, heard?.model, heard?.words.length], ['google', 'latest_long', 6]);
        assert.deepEqual(
          servers.map(({ calls }) => calls.length),
          [1, 1, 0],
        );
        assert.deepEqual(
          told.calls.map(({ provider, outcome, soundSeconds }) => [provider, outcome, soundSeconds]),
          [
            ['groq', 'refused', 20],
            ['google', 'heard', 20],
          ],
        );
      },
    );
  });

  it('say of each why it heard nothing, when none did', async () => {
    const hears: Partial<Record<SpeechProvider, Hear>> = {
      whisper: () => ({ mishap: 'garbage' }),
      groq: () => ({ mishap: 'refusal', status: 429 }),
      google: () => ({ mishap: 'cut' }),
      openai: () => ({ mishap: 'refusal', status: 500 }),
    };
    await withServers(hears, {}, async ({ hear }) => {
      assert.deepEqual(await hear(), {
        heard: null,
        failures: [
          { provider: 'whisper', failure: 'not-an-answer' },
          { provider: 'groq', failure: 'rate-limited' },
          { provider: 'google', failure: 'connection' },
          { provider: 'openai', failure: 'unavailable' },
        ],
      });
    });
  });

  for (const allowed of [null, [], ['mistral'], ['GROQ']]) {
    it(`are not asked for an org that allows ${JSON.stringify(allowed)}`, async () => {
      await withServers({ groq: () => SAID }, {}, async ({ hear, made, servers }) => {
        assert.deepEqual([made.usable(allowed), await hear(allowed)], [[], { heard: null, failures: [] }]);
        assert.equal(servers[0]?.calls.length, 0);
      });
    });
  }

  it('are only asked where the org allows them', async () => {
    await withServers({ groq: () => SAID, openai: () => SAID }, {}, async ({ hear, made, servers }) => {
      assert.deepEqual(made.usable(['openai', 'nobody']), ['openai']);
      assert.equal((await hear(['openai', 'nobody'])).heard?.provider, 'openai');
      assert.equal(servers[0]?.calls.length, 0);
    });
  });

  it('are asked again after the pause that they ask for, so often and no more', async () => {
    const busy: Hear = () => ({ mishap: 'refusal', status: 429, retryAfterSeconds: 0 });
    await withServers({ groq: busy }, { only: { retries: 2 } }, async ({ hear, servers }) => {
      assert.deepEqual(await hear(), { heard: null, failures: [{ provider: 'groq', failure: 'rate-limited' }] });
      assert.equal(servers[0]?.calls.length, 3);
    });
  });

  it('hear at the second call what failed at the first', async () => {
    let calls = 0;
    const hear: Hear = () => (++calls === 1 ? { mishap: 'cut' } : SAID);
    await withServers({ whisper: hear }, { only: { retries: 1 } }, async ({ hear, told }) => {
      assert.equal((await hear()).heard?.words.length, 6);
      assert.deepEqual(
        told.calls.map(({ outcome }) => outcome),
        ['connection', 'heard'],
      );
    });
  });

  it('are not asked again where that cannot help, or takes longer than they have', async () => {
    const away: Hear = () => ({ mishap: 'refusal', status: 503, retryAfterSeconds: 60 });
    const knows: Hear = () => ({ mishap: 'refusal', status: 401 });
    await withServers({ groq: away, openai: knows }, { only: { retries: 3 } }, async ({ hear, servers }) => {
      await hear();
      assert.deepEqual(
        servers.map(({ calls }) => calls.length),
        [1, 1],
      );
    });
  });

  it('are over at the signal, and hung up on', async () => {
    const asked = Promise.withResolvers<undefined>();
    const slow: Hear = () => {
      asked.resolve(undefined);
      return { mishap: 'slow' };
    };
    await withServers({ google: slow, openai: () => SAID }, {}, async ({ hear, servers }) => {
      const stop = new AbortController();
      const outcome = hear(SPEECH_PROVIDERS, stop.signal);
      await asked.promise;
      stop.abort();
      assert.deepEqual(await outcome, { heard: null, failures: [{ provider: 'google', failure: 'time-limit' }] });
      assert.deepEqual([await servers[0]?.calls[0]?.isAborted, servers[1]?.calls.length], [true, 0]);
    });
  });

  it('leave who is silent for the next when its time is over', async () => {
    const next = adapter('openai', async () => HEARING);
    const { hear, told } = recognisersOver([silent('groq'), next], { only: { milliseconds: 20 } });
    assert.equal((await hear()).heard?.provider, 'openai');
    assert.deepEqual(
      told.calls.map(({ outcome }) => outcome),
      ['time-limit', 'heard'],
    );
  });

  it('rest after failures in a row, and are passed over', async () => {
    const broken = adapter('groq', () => Promise.reject(new SpeechError('unavailable', 'away')));
    const { hear, told } = recognisersOver([broken], { rest: { failures: 2, milliseconds: 60_000 } });
    for (const failure of ['unavailable', 'unavailable', 'resting']) {
      assert.deepEqual(await hear(), { heard: null, failures: [{ provider: 'groq', failure }] });
    }
    assert.deepEqual(
      [told.calls.length, told.passedOver, told.breakers.at(-1)],
      [2, ['groq resting'], ['groq', 'open']],
    );
  });

  it('do not rest for sound that they do not take, or for those who hang up', async () => {
    const stop = new AbortController();
    const picky = adapter('groq', () => Promise.reject(new SpeechError('not-taken', 'AAC')));
    const { hear, told } = recognisersOver([picky, silent('openai')], { rest: { failures: 1, milliseconds: 60_000 } });
    const outcome = hear(SPEECH_PROVIDERS, stop.signal);
    stop.abort();
    await outcome;
    assert.ok(told.breakers.every(([, state]) => state === 'closed'));
  });

  it('never throw for a mistake of an adapter, and tell nothing of it', async () => {
    const wrong = adapter('groq', () => Promise.reject(new TypeError('told: Awa Ndiaye')));
    assert.deepEqual(await recognisersOver([wrong]).hear(), {
      heard: null,
      failures: [{ provider: 'groq', failure: 'unavailable' }],
    });
  });

  it('are asked so many at a time, and whoever waits leaves at their signal', async () => {
    const going = Promise.withResolvers<undefined>();
    let [underWay, most] = [0, 0];
    const busy = adapter('groq', async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      await going.promise;
      underWay -= 1;
      return HEARING;
    });
    const { hear, made, told } = recognisersOver([busy], { only: { concurrency: 2 } });
    assert.equal(made.concurrency, 2);
    const stop = new AbortController();
    const waiting = [hear(), hear(), hear(), hear(SPEECH_PROVIDERS, stop.signal)];
    stop.abort();
    assert.deepEqual(await waiting[3], { heard: null, failures: [{ provider: 'groq', failure: 'time-limit' }] });
    going.resolve(undefined);
    const heard = await Promise.all(waiting.slice(0, 3));
    assert.deepEqual([most, heard.map((one) => one.heard !== null)], [2, [true, true, true]]);
    assert.deepEqual(told.passedOver, ['groq time-limit']);
  });
});
