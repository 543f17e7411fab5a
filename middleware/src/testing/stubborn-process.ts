/** A child process whose work a test can break, hold or kill. */
import { answerPieces } from '../platform/child-work.ts';

export type StubbornPiece =
  | { echo: unknown }
  | { throw: string }
  | { exit: number }
  | { spin: true }
  | { hang: true }
  | { allocate: true }
  | { allocateNumbers: true }
  | { pid: true }
  | { environment: true };

const kept: unknown[] = [];

answerPieces((input, material) => {
  const piece = input as StubbornPiece;
  if ('throw' in piece) throw new RangeError(piece.throw);
  if ('exit' in piece) process.exit(piece.exit);
  if ('hang' in piece) return new Promise(() => undefined);
  while ('spin' in piece);
  // Beside the heap of JavaScript, which has a limit of its own.
  while ('allocate' in piece) kept.push(Buffer.alloc(2 ** 22, 1));
  while ('allocateNumbers' in piece) kept.push(Array.from({ length: 1000 }, Math.random));
  if ('pid' in piece) return process.pid;
  if ('environment' in piece) return { ...process.env };
  return { echo: 'echo' in piece ? piece.echo : null, material };
});
