/** A middleware that kills itself where its parent wishes: `node victim.ts <VictimWishes as JSON>`, started with an IPC channel. */
import { setTimeout as delay } from 'node:timers/promises';

import { startApp } from '../../middleware/src/app.ts';
import { extract } from '../../middleware/src/extraction/extract.ts';
import type { Configuration } from '../../middleware/src/platform/configuration.ts';
import { createLog } from '../../middleware/src/platform/log.ts';
import { installKillSwitch } from './kill-switch.ts';
import type { KillPoint } from './statements.ts';

export interface VictimWishes {
  configuration: Configuration;
  takeUpAfterSeconds: number;
  /** Whether extraction obeys orders. Otherwise it is the product's own, in its thread. */
  obeys: boolean;
  /** Where to die while it starts. */
  dieAtStart: KillPoint | null;
}

/** How extraction goes. A slow one is longer than what the pipeline repeats after a crash, so each step is saved by itself. */
export type Extracting = 'as usual' | 'slowly' | 'never';
export type Order = { arm: KillPoint } | { extract: Extracting };
/** What the victim tells: an order was taken, or a statement was sent. */
export type Message = { done: true } | { statement: string };

const wishes = JSON.parse(process.argv[2] ?? '') as VictimWishes;
const tell = (message: Message) => process.send?.(message);

const killSwitch = await installKillSwitch((statement) => tell({ statement }));
if (wishes.dieAtStart) killSwitch.arm(wishes.dieAtStart);

const SLOW_MILLISECONDS = 400;
let extracting: Extracting = 'as usual';
// Without the one who orders, nobody would end it.
process.on('disconnect', () => process.exit());
process.on('message', (order: Order) => {
  if ('arm' in order) killSwitch.arm(order.arm);
  else extracting = order.extract;
  tell({ done: true });
});

const { url } = await startApp({
  configuration: wishes.configuration,
  takeUpAfterSeconds: wishes.takeUpAfterSeconds,
  log: createLog('silent'),
  ...(wishes.obeys ? { extract: extractAsOrdered } : {}),
});
process.stdout.write(`${url}\n`);

async function extractAsOrdered(request: Parameters<typeof extract>[0]): Promise<ReturnType<typeof extract>> {
  if (extracting === 'never') throw new Error('told to fail');
  if (extracting === 'slowly') await delay(SLOW_MILLISECONDS);
  return extract(request);
}
