import { setTimeout as delay } from 'node:timers/promises';

import { capture as captureShape, type Capture } from '../../middleware/src/drafts/schema.ts';
import { callAt, type Answer } from '../../middleware/src/testing/middleware.ts';

/** How long a rep's page would wait at most, on a machine under load, before somebody calls it lost. */
const PATIENCE_MILLISECONDS = 60_000;
const PAUSE_MILLISECONDS = 25;

/** The answer, or undefined when the process died before it came. */
export async function tryCall(...call: Parameters<typeof callAt>): Promise<Answer | undefined> {
  return callAt(...call).catch(() => undefined);
}

export const isAccepted = (answer: Answer | undefined): boolean => answer?.status === 200 || answer?.status === 202;

/** The capture when it is finished, as a page sees it that asks again and again. Undefined when it never is, or is not there. */
export async function untilFinished(url: string, id: string): Promise<Capture | undefined> {
  const end = performance.now() + PATIENCE_MILLISECONDS;
  while (performance.now() < end) {
    const answer = await tryCall(url, 'GET', `/v1/captures/${id}`, { headers: { prefer: 'wait=5' } });
    if (answer?.status !== 200) return undefined;
    const found = captureShape.parse(answer.body);
    if (found.state === 'ready' || found.state === 'failed') return found;
    await delay(PAUSE_MILLISECONDS);
  }
  return undefined;
}
