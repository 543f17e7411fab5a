import { parentPort, Worker } from 'node:worker_threads';

/** Enough for the longest note many times over; work that wants more ends its thread, not the process. */
const MAXIMUM_HEAP_MEGABYTES = 512;

/** Work that a thread was given and did not finish. */
export class ThreadError extends Error {
  override readonly name = 'ThreadError';
}

/** What a thread answers: what its work gave, or what it threw. */
type ThreadAnswer = { result: unknown } | { thrown: unknown };

/** Makes the module that calls it the one of a thread: `work` answers each `run` with what it gives. */
export function answerWork(work: (input: unknown) => unknown): void {
  parentPort?.on('message', (input: unknown) => {
    void attempt(work, input).then((answer) => parentPort?.postMessage(answer));
  });
}

async function attempt(work: (input: unknown) => unknown, input: unknown): Promise<ThreadAnswer> {
  try {
    return { result: await work(input) };
  } catch (thrown) {
    return { thrown };
  }
}

/** A thread beside the event loop, for work that computes for long. One piece at a time, the others in order. */
export interface Thread {
  /**
   * Gives what the work gave; what it throws is thrown here.
   * @throws ThreadError when the work took too long or ended its thread. The next piece gets a new one.
   */
  run(work: unknown): Promise<unknown>;
  stop(): Promise<void>;
}

/**
 * @param file a module that calls `answerWork`.
 * @param limitMilliseconds after which a piece of work is given up and its thread ended.
 */
export function createThread(file: string | URL, limitMilliseconds: number): Thread {
  let worker = startWorker(file);
  let last: Promise<unknown> = Promise.resolve();
  let stopped = false;
  const runNext = async (work: unknown): Promise<unknown> => {
    if (stopped) throw new ThreadError('stopped');
    worker = worker.threadId === -1 ? startWorker(file) : worker;
    try {
      return await ask(worker, work, limitMilliseconds);
    } catch (error) {
      if (error instanceof ThreadError) await worker.terminate();
      throw error;
    }
  };
  return {
    run(work) {
      const result = last.then(() => runNext(work));
      last = result.catch(() => undefined);
      return result;
    },
    async stop() {
      stopped = true;
      await worker.terminate();
    },
  };
}

/** A thread must not keep the process alive, nor end it: who waits for its work is told. */
function startWorker(file: string | URL): Worker {
  const worker = new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: MAXIMUM_HEAP_MEGABYTES } });
  worker.on('error', () => undefined);
  worker.unref();
  return worker;
}

function ask(worker: Worker, work: unknown, limitMilliseconds: number): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(limit);
      worker.off('message', answered).off('exit', ended);
    };
    const answered = (answer: ThreadAnswer) => {
      end();
      if ('thrown' in answer) reject(answer.thrown);
      else resolve(answer.result);
    };
    const fail = (reason: string) => {
      end();
      reject(new ThreadError(reason));
    };
    const ended = () => fail('the thread ended');
    const limit = setTimeout(() => fail('the work took too long'), limitMilliseconds);
    worker.on('message', answered).on('exit', ended);
    worker.postMessage(work);
  });
}
