/** A recorder without a microphone: sends a recording part by part, as fast as it is understood, and stops. */
import { setTimeout as delay } from 'node:timers/promises';

import { capture as captureShape } from '../../middleware/src/drafts/schema.ts';
import { putPart, startUpload } from '../../middleware/src/testing/captures.ts';
import { callAt, captureBody, type Answer } from '../../middleware/src/testing/middleware.ts';
import type { TestOrg } from '../../middleware/src/testing/tokens.ts';
import { readingView } from '../../middleware/src/readings/schema.ts';
import { partsOf, type Recording } from './recording.ts';

export interface Sent {
  readonly parts: number;
  /** How many slices were asked about before Stop, and after. */
  readonly asked: { readonly before: number; readonly after: number };
  /** From Stop to the draft. */
  readonly seconds: number;
  /** From the end of the last answer of the recogniser to the draft. */
  readonly secondsAfterLastSlice: number;
}

/** What is known of the recogniser's stand-in. */
export interface Asked {
  /** What it is asked from now on is of another recording. */
  begin(): void;
  /** How often it was asked since. */
  count(): number;
  /** When it answered last, by the clock of `performance`. */
  lastAnswer(): number;
}

interface Target {
  readonly url: string;
  readonly org: TestOrg;
}

/** A slice has at most 30 seconds and is cut a second later; bytes are not spread evenly over the time. */
const LAG_SECONDS = 36;
const MOST_DIFFERENCE_SECONDS = 0.1;
const POLL_MILLISECONDS = 50;
const PATIENCE_MILLISECONDS = 60_000;

/**
 * In a meeting a part follows after ten seconds, and slices are heard long before the next. Here the next part is sent once what
 * can be heard of those before was heard, so that Stop meets the same as after a meeting.
 * @throws Error when the middleware does not keep up or gives no draft
 */
export async function sendRecording({ url, org }: Target, recording: Recording, asked: Asked): Promise<Sent> {
  asked.begin();
  const context = { ...captureBody().context, speech: ['whisper'] };
  const opened = { kind: 'audio', mediaType: 'audio/webm;codecs=opus', context };
  const { id, answer } = await startUpload(url, opened, { org });
  accepted(answer);
  const parts = partsOf(recording);
  for (const [index, { bytes, until }] of parts.entries()) {
    if (index === parts.length - 1) break;
    accepted(await putPart(url, id, [1, index + 1], bytes, { org }));
    await untilHeard({ url, org }, id, until - LAG_SECONDS);
  }
  const before = asked.count();
  const stop = performance.now();
  accepted(await putPart(url, id, [1, parts.length], parts.at(-1)?.bytes ?? '', { org }));
  const takes = [{ take: 1, parts: parts.length, mediaType: 'audio/webm;codecs=opus' }];
  accepted(await callAt(url, 'POST', `/v1/captures/${id}/complete`, { org, body: { takes } }));
  await untilDrafted({ url, org }, id);
  const end = performance.now();
  const source = readingView.parse((await callAt(url, 'GET', `/v1/captures/${id}/source`, { org })).body);
  const difference = (source.sound?.seconds ?? 0) - recording.seconds;
  if (Math.abs(difference) > MOST_DIFFERENCE_SECONDS) throw new Error(`${difference} s more were read than recorded`);
  return {
    parts: parts.length,
    asked: { before, after: asked.count() - before },
    seconds: (end - stop) / 1000,
    secondsAfterLastSlice: (end - asked.lastAnswer()) / 1000,
  };
}

function accepted({ status, body }: Answer): void {
  if (status >= 300) throw new Error(`${status} ${JSON.stringify(body).slice(0, 300)}`);
}

async function untilHeard(target: Target, id: string, seconds: number): Promise<void> {
  const end = performance.now() + PATIENCE_MILLISECONDS;
  while (seconds > 0) {
    const { heard } = await captureAt(target, id);
    if ((heard?.seconds ?? 0) >= seconds) return;
    if (performance.now() > end) throw new Error(`second ${seconds} was not heard while the recording went on`);
    await delay(POLL_MILLISECONDS);
  }
}

async function untilDrafted(target: Target, id: string): Promise<void> {
  const end = performance.now() + PATIENCE_MILLISECONDS;
  for (;;) {
    const { state, reason, drafts } = await captureAt(target, id, { prefer: 'wait=20' });
    if (state === 'ready' && drafts.length > 0) return;
    if (state === 'ready' || state === 'failed' || state === 'waiting' || performance.now() > end)
      throw new Error(`no draft: ${state} ${reason ?? ''}`);
  }
}

async function captureAt({ url, org }: Target, id: string, headers: Record<string, string> = {}) {
  const answer = await callAt(url, 'GET', `/v1/captures/${id}`, { org, headers });
  accepted(answer);
  return captureShape.parse(answer.body);
}
