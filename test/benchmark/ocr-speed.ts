/** Whether two pages are read at the same time, as two people who wait at the same time expect. */
import { availableParallelism } from 'node:os';

import type { SourceFile } from '../../middleware/src/readings/file.ts';
import { createReadingProcesses } from '../../middleware/src/readings/processes/reading-processes.ts';
import { renderDocument } from '../../middleware/src/testing/rendered/documents.ts';

const ROUNDS = 3;
const LIMITS = { processes: 2, megabytes: 512, seconds: 60 };

export interface TwoAtOnce {
  /** Seconds for two pages, each the best of some rounds: what else the machine does is then least in them. */
  readonly oneAfterTheOther: number;
  readonly atOnce: number;
}

/** Reads a page twice through two real reading processes; null where there is one core. */
export async function measureTwoAtOnce(): Promise<TwoAtOnce | null> {
  if (availableParallelism() < 2) return null;
  const processes = createReadingProcesses(LIMITS);
  const file: SourceFile = { bytes: renderDocument('letter').jpeg, fileName: null, mediaType: 'image/jpeg' };
  const read = () => processes.readPage({ ...file }, 1);
  try {
    await Promise.all([read(), read()]);
    let [oneAfterTheOther, atOnce] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (let round = 0; round < ROUNDS; round += 1) {
      oneAfterTheOther = Math.min(oneAfterTheOther, await secondsOf(async () => [await read(), await read()]));
      atOnce = Math.min(atOnce, await secondsOf(() => Promise.all([read(), read()])));
    }
    return { oneAfterTheOther, atOnce };
  } finally {
    await processes.stop();
  }
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}
