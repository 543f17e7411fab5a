import { Worker } from 'node:worker_threads';

import type { ChildMessage, PieceMessage } from './child-process.ts';

/** What the thread is told that watches over its process. */
export interface Watch {
  readonly megabytes: number;
  readonly parent: number;
}

const WATCH = new URL('child-watch.ts', import.meta.url);

/**
 * Makes the module that calls it the one of a child process: `work` answers each piece with what it gives. It ends with its
 * parent, and when it holds more memory than it may.
 * @param work what a piece asks, and what it is about.
 */
export function answerPieces(work: (input: unknown, material: unknown) => unknown): void {
  const watch: Watch = { megabytes: Number(process.argv[2]), parent: process.ppid };
  new Worker(WATCH, { workerData: watch }).unref();
  let material: unknown;
  process.on('message', (message: PieceMessage) => {
    if (message.material) material = message.material.value;
    void attempt(work, message.input, material).then(send);
  });
  process.on('disconnect', () => process.exit());
  // A terminal sends its signals to this process too: its parent decides when it ends.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
  send({ ready: true });
}

async function attempt(
  work: (input: unknown, material: unknown) => unknown,
  input: unknown,
  material: unknown,
): Promise<ChildMessage> {
  try {
    const result = await work(input, material);
    return { result, megabytes: megabytesHeld() };
  } catch (thrown) {
    return { thrown, megabytes: megabytesHeld() };
  }
}

const megabytesHeld = () => process.memoryUsage.rss() / 2 ** 20;

function send(message: ChildMessage): void {
  process.send?.(message, undefined, undefined, () => undefined);
}
