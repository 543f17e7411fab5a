import fc from 'fast-check';

import type { TestDatabase } from '../../middleware/src/testing/databases.ts';
import { readDocument, type Document } from './document.ts';
import { noteSequences, sequences, type Plan } from './plans.ts';
import { startTarget, type Target } from './target-process.ts';
import { SECRETS } from './values.ts';
import { faultOf } from './verdict.ts';
import { createWire, type WireAnswer } from './wire.ts';
import { World, type Call } from './world.ts';

export interface Campaign {
  readonly database: TestDatabase;
  readonly requests: number;
  readonly seed: number;
  /** Where a failure was, to go on with it: what fast-check calls a path. */
  readonly path?: string;
  /** Texts that are sent as notes before everything else. */
  readonly notes?: readonly string[];
}

export interface CampaignResult {
  /** How often each operation answered with each status. */
  readonly counts: ReadonlyMap<string, ReadonlyMap<number, number>>;
  readonly sent: number;
  /** The smallest sequence that failed, in words and with its calls to copy; nothing when all was as described. */
  readonly failure: string | undefined;
}

/** A sequence has about this many calls. */
const CALLS_A_SEQUENCE = 5;

class Fault extends Error {
  override readonly name = 'Fault';
}

/** Sends sequences of calls until enough were sent or one answer is not as the document says; that one is shrunk. */
export async function runCampaign({ database, requests, seed, path, notes = [] }: Campaign): Promise<CampaignResult> {
  const target = await startTarget(database);
  const wire = createWire(target.url);
  try {
    const document = await readDocument(target.url);
    const counts = new Map<string, Map<number, number>>();
    let sent = 0;
    const property = fc.asyncProperty(sequences(document), async (plans) => {
      if (sent >= requests) return;
      await perform({
        document,
        target,
        plans,
        send: wire.send,
        count: (plan, { status }) => {
          sent += 1;
          const ofOperation = counts.get(plan.operation.id) ?? new Map<number, number>();
          counts.set(plan.operation.id, ofOperation.set(status, (ofOperation.get(status) ?? 0) + 1));
        },
      });
    });
    const numRuns = Math.ceil(requests / CALLS_A_SEQUENCE) * 2;
    const details = await fc.check(property, {
      seed,
      numRuns,
      ...(path === undefined ? {} : { path }),
      examples: noteSequences(document, notes).map((plans): [Plan[]] => [plans]),
    });
    return { counts, sent, failure: details.failed ? describe(details) : leakIn(target.output()) };
  } finally {
    wire.close();
    await target.stop();
  }
}

function leakIn(output: string): string | undefined {
  const told = SECRETS.filter((secret) => output.includes(secret));
  return told.length > 0 ? `the log tells ${told.join(', ')}` : undefined;
}

interface Performance {
  document: Document;
  target: Target;
  plans: readonly Plan[];
  send: (call: Call) => Promise<WireAnswer>;
  count: (plan: Plan, answer: WireAnswer) => void;
}

async function perform({ document, target, plans, send, count }: Performance): Promise<void> {
  const world = new World(target.given);
  const calls: Call[] = [];
  for (const plan of plans) {
    const call = await world.callOf(plan);
    calls.push(call);
    const answer = await send(call).catch((error: unknown) => {
      throw new Fault(`${target.ended() ?? `no answer (${String(error)})`}\n${calls.map(toCommand).join('\n')}`);
    });
    count(plan, answer);
    const body = parse(answer.body);
    const fault = target.ended() ?? faultOf(document, plan, answer, body);
    if (fault)
      throw new Fault(
        `${fault}\n${calls.map(toCommand).join('\n')}\n=> ${answer.status} ${answer.body.toString().slice(0, 600)}`,
      );
    world.learn(body);
  }
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString()) as unknown;
  } catch {
    return undefined;
  }
}

/** A call as a command for a shell. The token is none to share: `$TOKEN` stands for it. */
function toCommand({ method, path, headers, body }: Call): string {
  const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
  const shown = headers.map(
    ([name, value]) => `-H ${quoted(`${name}: ${name === 'Authorization' ? 'Bearer $TOKEN' : value}`)}`,
  );
  const sent = body ? [`--data-binary ${quoted(body.toString().slice(0, 3000))}`] : [];
  return ['curl', '-X', method, ...shown, ...sent, quoted(`$URL${path}`)].join(' ');
}

function describe(details: fc.RunDetails<[Plan[]]>): string {
  const { errorInstance, seed, counterexamplePath, numShrinks } = details;
  const told =
    errorInstance instanceof Error
      ? errorInstance instanceof Fault
        ? errorInstance.message
        : String(errorInstance.stack)
      : 'failed';
  return `${told}\n\nshrunk ${numShrinks} times; again with --seed ${seed} --path ${counterexamplePath}`;
}
