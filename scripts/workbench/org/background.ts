import type { FailureLog } from './http/failures.ts';

/** Work that outlives the request that asked for it: the org's queue and its schedule. */
export interface Background {
  /** Does the work after the current one; a failure is noted, and is nobody's answer. */
  enqueue(work: () => Promise<void>): void;
  /** Repeats the work every so many seconds, never two at once. */
  schedule(seconds: number, work: () => Promise<void>): void;
  /** Takes no more work and waits for what is under way. */
  close(): Promise<void>;
}

export function startBackground(log: FailureLog): Background {
  const running = new Set<Promise<void>>();
  const timers: NodeJS.Timeout[] = [];
  let closed = false;

  const start = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (failure) {
      log('background work', failure);
    }
  };
  const run = (work: () => Promise<void>): Promise<void> => {
    const job: Promise<void> = start(work).finally(() => running.delete(job));
    running.add(job);
    return job;
  };

  return {
    enqueue: (work) => {
      // After the current turn: a queued job begins when the transaction that asked for it is over.
      if (!closed) setImmediate(() => void run(work));
    },
    schedule: (seconds, work) => {
      let busy = false;
      const timer = setInterval(() => {
        if (busy) return;
        busy = true;
        void run(work).finally(() => (busy = false));
      }, seconds * 1000);
      timers.push(timer);
      timer.unref();
    },
    close: async () => {
      closed = true;
      for (const timer of timers) clearInterval(timer);
      await Promise.all(running);
    },
  };
}
