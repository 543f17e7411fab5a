import { rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

import type { TestDatabase } from '../../middleware/src/testing/databases.ts';
import { folderWithDatabase, temporaryFolder } from '../../middleware/src/testing/folders.ts';
import { configurationFor, ORG, registerTestOrg } from '../../middleware/src/testing/middleware.ts';
import { explore } from './exploration.ts';
import { nameOfPoint, randomPoint, spread, type PlannedKill } from './plan.ts';
import { capture, makeTrial, type Trial } from './scenarios.ts';
import { createStage, type Stage } from './stage.ts';
import { checkStore } from './store-check.ts';
import { judge, type References, type Verdict } from './verdict.ts';
import type { Victim } from './victim-process.ts';

/** What one kill did to one capture, or to the worst off of several. */
export interface Outcome {
  database: string;
  point: string;
  verdict: Verdict | 'not killed';
}

export interface CampaignWishes {
  database: TestDatabase;
  /** How many kills; the points take turns when they are more. */
  kills: number;
  told: (outcome: Outcome) => void;
}

interface Campaign {
  stage: Stage;
  references: References;
  tell(point: string, verdict: Outcome['verdict']): void;
}

/** How long the middlewares leave a capture to a process that says nothing. */
const TAKE_UP_AFTER_SECONDS = 1;
const AT_ONCE = 12;
/** About as many statements as the captures at once cause, and a start that takes some of them up. */
const STATEMENTS_UNDER_LOAD = 110;
const STATEMENTS_AT_START = 40;
/** A planned kill that has not come by then will not come. */
const KILL_LIMIT_MILLISECONDS = 60_000;
/** So many of all kills, and those for which there is no point left, meet captures under load or the start after it. */
const LOAD_SHARE = 1 / 5;

/**
 * Kills middlewares on one store, one after the other: each process that takes up what the last one left is the next to be killed.
 * @throws Error when the rows of the store in the end are not those of the captures, each once.
 */
export async function runCampaign({ database, kills, told }: CampaignWishes): Promise<void> {
  const folder = database.url ? await temporaryFolder() : await folderWithDatabase();
  const configuration = configurationFor(folder, database);
  const stage = createStage({ configuration, takeUpAfterSeconds: TAKE_UP_AFTER_SECONDS });
  try {
    await stage.victim();
    await registerTestOrg(configuration, ORG);
    const { plan, references } = await explore(stage);
    const tell: Campaign['tell'] = (point, verdict) => told({ database: database.name, point, verdict });
    const campaign = { stage, references, tell };
    const points = spread(plan, Math.floor(kills * (1 - LOAD_SHARE)));
    for (const planned of points) await killAt(campaign, planned);
    for (let done = points.length; done < kills; done += 2) await killUnderLoad(campaign);
    await stage.clear();
    await checkStore(configuration);
  } finally {
    await stage.clear();
    await rm(folder, { recursive: true, force: true });
  }
}

async function killAt({ stage, references, tell }: Campaign, { scenario, point }: PlannedKill): Promise<void> {
  const name = `${scenario.name}: ${nameOfPoint(point)}`;
  const trial = makeTrial();
  const victim = await stage.victim(scenario.obeys);
  await scenario.prepare(victim, trial);
  await victim.order({ arm: point });
  await Promise.race([scenario.act(victim, trial), victim.died]);
  const killed = await diesSoon(victim);
  // A process that was not killed would still wait for its point.
  if (!killed) await stage.clear();
  const next = await stage.victim(scenario.obeys);
  const found = await scenario.recover(next, trial);
  const verdict = await judge(next.url, trial, found, scenario.expected, references);
  tell(name, killed ? verdict : 'not killed');
}

async function diesSoon(victim: Victim): Promise<boolean> {
  const over = new AbortController();
  const limit = delay(KILL_LIMIT_MILLISECONDS, undefined, { signal: over.signal }).catch(() => undefined);
  await Promise.race([victim.died, limit]);
  over.abort();
  return victim.isDead();
}

/** Several captures at once, a kill among them, and another one while the next process takes up what was left. */
async function killUnderLoad(campaign: Campaign): Promise<void> {
  const { stage, tell } = campaign;
  const trials = Array.from({ length: AT_ONCE }, makeTrial);
  const victim = await stage.victim();
  await victim.order({ arm: randomPoint(STATEMENTS_UNDER_LOAD) });
  const sending = trials.map((trial) => capture.act(victim, trial));
  const killed = await diesSoon(victim);
  if (!killed) await stage.clear();
  await Promise.all(sending);
  const dying = await stage.startDying(randomPoint(STATEMENTS_AT_START));
  const killedAgain = !dying || (await diesSoon(dying));
  if (!killedAgain) await stage.clear();
  const verdict = await worstOf(campaign, trials);
  tell('load: any statement', killed ? verdict : 'not killed');
  tell('load: start after it', killedAgain ? verdict : 'not killed');
}

async function worstOf({ stage, references }: Campaign, trials: readonly Trial[]): Promise<Verdict> {
  const victim = await stage.victim();
  const verdicts = await Promise.all(
    trials.map(async (trial) => {
      const found = await capture.recover(victim, trial);
      return judge(victim.url, trial, found, capture.expected, references);
    }),
  );
  return verdicts.find((verdict) => verdict !== 'kept') ?? 'kept';
}
