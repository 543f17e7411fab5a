import { setTimeout as delay } from 'node:timers/promises';

import { isUnavailable, type Database } from '../platform/database.ts';
import { describeError, type Log } from '../platform/log.ts';
import { createProcess, forgetDeadProcesses } from '../platform/processes.ts';
import type { CaptureStages } from './stages.ts';
import type { WaitingReason } from './state.ts';
import type { CaptureRef } from './store.ts';

interface Parts {
  database: Database;
  stages: Pick<CaptureStages, 'leftBehind' | 'wake'>;
  /** What captures no longer wait for when this process starts; null: nothing. */
  isThere: WaitingReason | null;
  /** What runs or waits in this process already. */
  running: () => CaptureRef[];
  /** Hands a capture to the pipeline, without waiting for it. */
  begin: (capture: CaptureRef) => void;
  log: Log;
}

/** Takes up unfinished captures that no living process has in hand, and those whose time to wait is over. */
export interface Takeover {
  /** Resolves when what was left before the start is taken up. It then looks again and again. */
  start(): Promise<void>;
  /** Looks no more, and tells the other processes that this one ends. */
  stop(): Promise<void>;
}

/** Looks come so often within the time after which a capture is taken up; a process is silent for two of them, then it is dead. */
const LOOKS = 3;

/**
 * Every process says again and again that it lives, and looks for captures whose process does not (decision 14).
 * @param takeUpAfterSeconds the longest time after a death in which its captures are taken up.
 */
export function createTakeover(parts: Parts, takeUpAfterSeconds: number): Takeover {
  const { database, stages, running, begin, log } = parts;
  const period = takeUpAfterSeconds / LOOKS;
  const self = createProcess(database, period * (LOOKS - 1));
  const stopping = new AbortController();
  let looking: Promise<void> = Promise.resolve();
  const look = async () => {
    // After an outage every process is late: each must have had the time to say that it lives, before the others judge.
    const wasOverdue = await self.beat();
    const left = await stages.leftBehind(running(), wasOverdue ? 'own' : 'all');
    const foreign = left.filter(({ isOwn }) => !isOwn).length;
    if (foreign > 0) log.info({ captures: foreign }, 'unfinished captures taken up');
    left.forEach(begin);
  };
  const wake = async (also: WaitingReason | null) => {
    const woken = await stages.wake(also);
    if (woken.length > 0) log.info({ captures: woken.length }, 'waiting captures tried again');
    woken.forEach(begin);
  };
  const lookAgain = async () => {
    for (;;) {
      await delay(period * 1000, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      await look()
        .then(() => wake(null))
        .catch((error: unknown) => {
          if (!isUnavailable(error)) log.warn({ error: describeError(error) }, 'unfinished captures not looked for');
        });
    }
  };
  return {
    async start() {
      await forgetDeadProcesses(database);
      await look();
      await wake(parts.isThere);
      looking = lookAgain();
    },
    async stop() {
      stopping.abort();
      await looking;
      await self.leave().catch((error: unknown) => {
        log.warn({ error: describeError(error) }, 'end not told to the other processes');
      });
    },
  };
}
