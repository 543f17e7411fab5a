/** A process with two children, one idle and one that computes for ever: `node parent-process.ts <entry of the children>`. */
import { createChildProcesses } from '../platform/child-processes.ts';
import type { StubbornPiece } from './stubborn-process.ts';

const processes = createChildProcesses({
  entry: new URL(process.argv[2] ?? ''),
  count: 2,
  megabytes: 400,
  milliseconds: 2 ** 30,
});
const run = (piece: StubbornPiece) => processes.run(piece);

const pids = await Promise.all([run({ pid: true }), run({ pid: true })]);
void run({ spin: true });
process.stdout.write(`${pids.join(' ')}\n`);
