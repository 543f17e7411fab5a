import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { createLog } from './platform/log.ts';
import { createMetrics } from './platform/metrics.ts';
import { KEY, requestOf, SAID, SPEECH_MODELS } from './readings/speech/testing/requests.ts';
import { createSpeech } from './speech.ts';
import { readExposition } from './testing/exposition.ts';
import { speechConfiguration } from './testing/middleware.ts';
import { startSpeechServer, type Mishap, type Said, type SpeechServer } from './testing/speech-servers.ts';

const never = new AbortController().signal;

describe('the speech recognisers of a process', () => {
  let server: SpeechServer;
  let step: Said | Mishap = SAID;
  let asked = Promise.withResolvers<undefined>();
  before(async () => {
    server = await startSpeechServer('groq', () => {
      asked.resolve(undefined);
      return step;
    });
  });
  after(() => server.stop());

  const start = () => {
    const lines: string[] = [];
    const metrics = createMetrics(
      {
        backlog: async () => ({ captures: 0, oldestSeconds: 0 }),
        connections: () => ({ total: 0, idle: 0, waiting: 0 }),
        modelQuotas: async () => ({}),
      },
      { process: false },
    );
    const account = { provider: 'groq' as const, apiKey: KEY, model: SPEECH_MODELS.groq, baseUrl: server.url };
    const speech = createSpeech({
      configuration: speechConfiguration([account]),
      metrics,
      clock: () => new Date(),
      log: createLog('trace', { write: (line) => void lines.push(line) }),
    });
    const hear = () => speech.recognisers.hear(requestOf(), { allowed: ['groq'], signal: never });
    const samples = async () => readExposition((await metrics.expose()).text);
    return { speech, hear, lines, samples };
  };

  it('hear, and count what they are sent', async () => {
    step = SAID;
    const { speech, hear, samples } = start();
    assert.equal((await hear()).heard?.words.length, 6);
    const figures = await samples();
    assert.equal(figures.get('create_from_notes_speech_requests_total{provider="groq",outcome="heard"}'), 1);
    assert.equal(figures.get('create_from_notes_speech_sound_seconds_total{provider="groq"}'), 20);
    await speech.stop();
  });

  it('say in the log that a provider is left alone, and neither its key nor a word', async () => {
    step = { mishap: 'refusal', status: 401, message: `no key ${KEY}, no Awa Ndiaye` };
    const { speech, hear, lines, samples } = start();
    for (let call = 0; call < 5; call += 1) await hear();
    assert.match(lines.join(), /speech recogniser left alone after failures/);
    assert.doesNotMatch(lines.join(), new RegExp(`${KEY}|Awa|Fouta`));
    assert.equal((await samples()).get('create_from_notes_speech_breaker_state{provider="groq",state="open"}'), 1);
    await speech.stop();
  });

  it('end with the process: that is no failure of theirs', async () => {
    step = { mishap: 'slow' };
    asked = Promise.withResolvers();
    const { speech, hear } = start();
    const heard = assert.rejects(hear(), { name: 'AbortError' });
    await asked.promise;
    await speech.stop();
    await heard;
    assert.equal(await server.calls.at(-1)?.isAborted, true);
  });
});
