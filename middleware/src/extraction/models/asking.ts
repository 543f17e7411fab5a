import { pause } from '../../platform/ended.ts';
import { pauseBefore } from '../../platform/vendor-calls.ts';
import type { ModelFailure } from '../schema.ts';
import { isLesson, type Called, type Line } from './line.ts';
import type { ModelObserver } from './observer.ts';
import type { ModelError, ModelRequest } from './provider.ts';

/** What a caller makes of an answer. `problem` is sent to the model as it stands, in the turn that asks for a repair. */
export type Checked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string };

export interface LineQuestion<T> {
  readonly orgId: string;
  readonly request: ModelRequest;
  readonly check: (content: string) => Checked<T>;
  readonly observer: ModelObserver;
  readonly signal: AbortSignal;
}

/** What one provider made of a question: every call on the way, and a value or the last thing that went wrong. */
export interface LineAnswer<T> {
  readonly calls: readonly Called[];
  readonly outcome: { readonly value: T } | { readonly failure: ModelFailure };
}

/** More than a model has to learn: two forms and three options. */
const MOST_LESSONS = 6;
/** What is longer than any answer is not sent back to be repaired. */
const LONGEST_TO_REPAIR = 100_000;

/** Asks one provider: again where that can help, and once more for a repair. */
export async function askLine<T>(line: Line, question: LineQuestion<T>): Promise<LineAnswer<T>> {
  const { orgId, signal } = question;
  const until = performance.now() + line.limits.milliseconds;
  const calls: Called[] = [];
  const failed = (failure: ModelFailure): LineAnswer<T> => ({ calls, outcome: { failure } });
  let request = question.request;
  let lessons = 0;
  let retries = 0;
  let last: ModelFailure | undefined;
  for (;;) {
    const called = await line.call(orgId, request, signal);
    calls.push(called);
    // What sent the provider to rest tells more than that it rests.
    if (!called.made) return failed(called.failure === 'resting' ? (last ?? 'resting') : called.failure);
    if (called.reply) {
      const { content } = called.reply;
      const checked = check(line, question, content);
      if (checked.ok) return { calls, outcome: { value: checked.value } };
      const isRepaired = request !== question.request;
      if (isRepaired || checked.problem === null || content.length > LONGEST_TO_REPAIR) return failed('not-an-answer');
      request = repairOf(request, content, checked.problem);
    } else if (isLesson(called.error)) {
      lessons += 1;
      if (lessons > MOST_LESSONS) return failed(called.error.failure);
    } else {
      last = called.error.failure;
      const isLast = retries === line.limits.retries;
      const hasWaited = !isLast && (await waitBefore(retries, called.error, { until, signal }));
      if (!hasWaited) return failed(last);
      retries += 1;
    }
  }
}

/** Waits until the same call can be made again; false where that cannot help, or there is no time for it. */
async function waitBefore(
  retries: number,
  error: ModelError,
  { until, signal }: { until: number; signal: AbortSignal },
): Promise<boolean> {
  const wait = pauseBefore(retries, error);
  if (wait === null || performance.now() + wait >= until) return false;
  await pause(wait, signal);
  return !signal.aborted;
}

function check<T>(
  line: Line,
  question: LineQuestion<T>,
  content: string,
): Checked<T> | { readonly ok: false; readonly problem: null } {
  try {
    return question.check(content);
  } catch (error) {
    question.observer.checkBroke?.(line.model.provider, error);
    return { ok: false, problem: null };
  }
}

function repairOf(request: ModelRequest, content: string, problem: string): ModelRequest {
  const turns = [
    ...request.turns,
    { role: 'assistant' as const, content },
    { role: 'user' as const, content: problem },
  ];
  return { ...request, turns };
}
