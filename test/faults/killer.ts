/**
 * A thread that kills its process the moment it is told to. The main thread cannot: while the embedded database works, it does not
 * come to anything else.
 */
import { workerData } from 'node:worker_threads';

const signal = workerData as Int32Array<SharedArrayBuffer>;
Atomics.wait(signal, 0, 0);
process.kill(process.pid, 'SIGKILL');
