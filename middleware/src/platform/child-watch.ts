/** The thread that ends its process when that holds too much memory, or has lost its parent, also while it computes. */
import { workerData } from 'node:worker_threads';

import { OVER_MEMORY } from './child-process.ts';
import type { Watch } from './child-work.ts';

const LOOK_MILLISECONDS = 100;

const { megabytes, parent } = workerData as Watch;
setInterval(() => {
  if (process.memoryUsage.rss() > megabytes * 2 ** 20) process.kill(process.pid, OVER_MEMORY);
  if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
}, LOOK_MILLISECONDS);
