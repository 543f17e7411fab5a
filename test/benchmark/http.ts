import { makeOrg } from '../../middleware/src/testing/tokens.ts';
import { testDatabases, type TestDatabase } from '../../middleware/src/testing/databases.ts';
import { createCalls, nothingMeasured, runClients, type Calls, type Measured } from './clients.ts';
import { percentile, ratio } from './figures.ts';
import { readContext, type NoteSet } from './notes.ts';
import { startServer, type Server, type Side } from './servers.ts';
import { tableOf } from './table.ts';

/** The most that ours may take of the floor's time, at the 95th percentile. */
const MOST = 2;
/** Ours and the floor take turns this often, so that a busy moment of the machine falls on both. */
const ROUND_SECONDS = 2.5;
const WARM_UP = { clients: 8, seconds: 4 };
const SIDES = ['ours', 'floor'] as const satisfies Side[];

export interface OnDatabases {
  /** The names of those to run on; all there are when absent. */
  databases: readonly string[] | undefined;
}

interface Settings extends OnDatabases {
  /** Of each side, for each number of clients. */
  seconds: number;
  clients: readonly number[];
}

/** What one row of the table compares. */
interface Comparison {
  database: string;
  clients: number;
  ours: Measured;
  floor: Measured;
}

/** Measures text to draft over HTTP beside the floor, on every database there is, and prints the table. Gives the exit code. */
export async function benchmarkHttp({ notes, skipped }: NoteSet, settings: Settings): Promise<number> {
  const calls = createCalls(ORG, notes, readContext());
  const comparisons: Comparison[] = [];
  const names = new Set<string>();
  const [own, others] = [await testDatabases(), await testDatabases()];
  for (const [index, database] of own.entries()) {
    const other = others[index] ?? database;
    if (settings.databases && !settings.databases.includes(database.name))
      skipped.push(`${database.name} database: not asked for`);
    else if (database.skip) skipped.push(`${database.name} database: ${database.skip}`);
    else comparisons.push(...(await compareOn({ ours: database, floor: other }, calls, settings)));
    names.add(database.name);
    await Promise.all([database.drop(), other.drop()]);
  }
  console.log(`\n${notes.length} notes, ${settings.seconds} s a row and side\n`);
  console.log(tableOf(HEADS, comparisons.map(rowOf)));
  for (const reason of skipped) console.log(`SKIPPED ${reason}`);
  return judge(comparisons);
}

const ORG = makeOrg('00D000000000003AAA');

async function compareOn(databases: Record<Side, TestDatabase>, calls: Calls, settings: Settings) {
  const servers = {
    ours: await startServer('ours', databases.ours, ORG),
    floor: await startServer('floor', databases.floor, ORG),
  };
  try {
    for (const side of SIDES) await runClients(servers[side].url, calls, WARM_UP.clients, WARM_UP.seconds, 0);
    const comparisons: Comparison[] = [];
    for (const clients of settings.clients) {
      comparisons.push({
        database: databases.ours.name,
        clients,
        ...(await takeTurns(servers, calls, clients, settings.seconds)),
      });
    }
    return comparisons;
  } finally {
    await Promise.all(SIDES.map((side) => servers[side].stop()));
  }
}

async function takeTurns(servers: Record<Side, Server>, calls: Calls, clients: number, seconds: number) {
  const measured = { ours: nothingMeasured(), floor: nothingMeasured() };
  const rounds = Math.max(2, Math.round(seconds / ROUND_SECONDS));
  for (let round = 0; round < rounds; round += 1) {
    // Whoever goes first meets the processor as the other left it: each goes first as often as the other.
    for (const side of round % 2 === 0 ? SIDES : SIDES.toReversed()) {
      const expected = expectedCalls(measured[side], clients, seconds / rounds);
      const found = await runClients(servers[side].url, calls, clients, seconds / rounds, expected);
      add(measured[side], found);
    }
  }
  return measured;
}

function add(to: Measured, found: Measured): void {
  to.latencies.push(...found.latencies);
  to.errors.push(...found.errors);
  to.elapsed += found.elapsed;
}

/** A little more than the last rounds suggest; too few are made up for by signing while the round runs. */
function expectedCalls({ latencies, elapsed }: Measured, clients: number, seconds: number): number {
  const aSecond = elapsed > 0 ? (latencies.length / elapsed) * 1000 : Math.min(100 * clients, 300);
  return Math.ceil(aSecond * seconds * 1.2) + clients;
}

const HEADS = ['database', 'clients', 'ours/s', 'p50 ms', 'p95 ms', 'floor/s', 'p50 ms', 'p95 ms', 'p95 ratio'];

const rowOf = ({ database, clients, ours, floor }: Comparison): string[] => [
  database,
  String(clients),
  ...figuresOf(ours),
  ...figuresOf(floor),
  `${ratioOf({ ours, floor }).toFixed(2)}${isSlow({ ours, floor }) ? ' !' : ''}`,
];

function figuresOf({ latencies, elapsed }: Measured): string[] {
  const perSecond = (latencies.length / elapsed) * 1000;
  return [perSecond, percentile(latencies, 0.5), percentile(latencies, 0.95)].map((value) => value.toFixed(1));
}

function ratioOf({ ours, floor }: Pick<Comparison, Side>): number {
  return ratio(percentile(ours.latencies, 0.95), percentile(floor.latencies, 0.95));
}

/** Also when there is no ratio: what was not measured has not passed. */
const isSlow = (comparison: Pick<Comparison, Side>) => !(ratioOf(comparison) <= MOST);

/** Only ratios and errors fail: how fast a machine is says nothing of the program. */
function judge(comparisons: readonly Comparison[]): number {
  const errors = comparisons.flatMap(({ ours, floor }) => [...ours.errors, ...floor.errors]);
  for (const error of new Set(errors)) console.log(`ERROR ${error}`);
  const slow = comparisons.filter(isSlow);
  if (comparisons.length > 0) {
    console.log(
      slow.length > 0
        ? `p95 above ${MOST} times the floor's: ${slow.length} rows`
        : `p95 at most ${MOST} times the floor's in every row`,
    );
  }
  return errors.length > 0 || slow.length > 0 || comparisons.length === 0 ? 1 : 0;
}
