/** A thread whose work a test can hold, break or kill. */
import { answerWork } from '../platform/threads.ts';

export type StubbornWork =
  { echo: unknown } | { throw: string } | { exit: number } | { waitFor: SharedArrayBuffer } | { spin: true };

answerWork((input) => {
  const work = input as StubbornWork;
  if ('throw' in work) throw new RangeError(work.throw);
  if ('exit' in work) process.exit(work.exit);
  if ('waitFor' in work) return Atomics.wait(new Int32Array(work.waitFor), 0, 0);
  while ('spin' in work);
  return work.echo;
});
