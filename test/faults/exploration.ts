import { untilFinished } from './client.ts';
import { comparableDrafts } from './notes.ts';
import { killsAt, type PlannedKill } from './plan.ts';
import { makeTrial, SCENARIOS, type Expected, type Scenario } from './scenarios.ts';
import type { Stage } from './stage.ts';
import type { References } from './verdict.ts';

/** What the queue does after every capture. It comes when it comes, so the kills at it wait for it. */
const OF_THE_QUEUE = ['fetch job', 'complete job'];

/** Runs every scenario undisturbed: what it then sends is where it can be killed, and what comes of it is what must come of it. */
export async function explore(stage: Stage): Promise<{ plan: PlannedKill[]; references: References }> {
  const plan: PlannedKill[] = [];
  const references: References = { note: [], corrected: [] };
  for (const scenario of SCENARIOS) {
    const { statements, drafts } = await undisturbed(stage, scenario);
    plan.push(...killsAt(scenario, scenario.name === 'capture' ? [...statements, ...OF_THE_QUEUE] : statements));
    keep(references, scenario.expected, drafts);
  }
  return { plan, references };
}

function keep(references: References, expected: Expected, drafts: string[]): void {
  if (expected === 'erased' || references[expected].length > 0) return;
  if (drafts.length !== 2) throw new Error(`a note with two deals gave ${drafts.length} drafts`);
  references[expected] = drafts;
}

/** A step that is saved by itself only when the machine was slow cannot be planned for, but where every step is slow. */
function isCertain(statement: string, { savesSteps = false }: Scenario): boolean {
  const uncertain = savesSteps ? /\(reading\)$/ : /\((reading|extracting|matching)\)$/;
  return !OF_THE_QUEUE.includes(statement) && !uncertain.test(statement);
}

async function undisturbed(stage: Stage, scenario: Scenario): Promise<{ statements: string[]; drafts: string[] }> {
  const trial = makeTrial();
  const victim = await stage.victim(scenario.obeys);
  await scenario.prepare(victim, trial);
  victim.statements();
  await scenario.act(victim, trial);
  const found = await untilFinished(victim.url, trial.note.body.id);
  await victim.order({ extract: 'as usual' });
  const statements = victim.statements().filter((statement) => isCertain(statement, scenario));
  return { statements, drafts: comparableDrafts(found?.drafts ?? [], trial.note) };
}
