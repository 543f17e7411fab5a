import { Agent } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

import { testDatabases, type TestDatabase } from '../../middleware/src/testing/databases.ts';
import { makeOrg } from '../../middleware/src/testing/tokens.ts';
import { createCalls, nothingMeasured, runClients, sendNote, type Calls, type Measured } from './clients.ts';
import { growth, lowest, percentile } from './figures.ts';
import { readContext, type NoteSet } from './notes.ts';
import { startServer, type Server } from './servers.ts';
import { tableOf } from './table.ts';
import type { OnDatabases } from './http.ts';

interface Settings {
  minutes: number;
  /** Captures a second; what the machine can hold is found out when it is absent. */
  rate: number | undefined;
}

/** What one look at `/metrics` showed. */
interface Sample {
  seconds: number;
  residentMegabytes: number;
  heapMegabytes: number;
  /** Captures of the database that are not finished. */
  queue: number;
  accepted: number;
  jobsDone: number;
}

/** Of what clients without a pause get through. The rest is for the safety net's jobs and for whatever else the machine does. */
const SHARE_OF_CAPACITY = 0.4;
const PROBE = { clients: 8, seconds: 10 };
/** At full speed: code is compiled, caches fill, and the process takes the memory that it works with. */
const WARM_UP = { clients: 16, seconds: 60 };
const SAMPLES = 20;
/** The first samples still show the warm-up. */
const WARM_UP_SHARE = 1 / 3;
/** A process of a minute has not settled: its memory says nothing. */
const SHORTEST_MINUTES = 5;
/** Memory is flat when the line through the samples after the warm-up rises by less than this share of their mean. */
const MOST_GROWTH = 0.1;
/** Jobs wait a minute, so that only what was left is worked off; then they come in batches. */
const EMPTY_SECONDS = 150;

const ORG = makeOrg('00D000000000004AAA');

/** Sends at a constant rate and watches memory and queue, on every database there is. Gives the exit code. */
export async function soak(
  { notes, skipped }: NoteSet,
  { databases, ...settings }: Settings & OnDatabases,
): Promise<number> {
  const calls = createCalls(ORG, notes, readContext());
  const failures: string[] = [];
  for (const database of await testDatabases()) {
    if (databases && !databases.includes(database.name)) skipped.push(`${database.name} database: not asked for`);
    else if (database.skip) skipped.push(`${database.name} database: ${database.skip}`);
    else failures.push(...(await soakOn(database, calls, settings)));
    await database.drop();
  }
  for (const reason of skipped) console.log(`SKIPPED ${reason}`);
  for (const failure of failures) console.log(`FAILED ${failure}`);
  return failures.length > 0 ? 1 : 0;
}

async function soakOn(database: TestDatabase, calls: Calls, { minutes, rate }: Settings): Promise<string[]> {
  const server = await startServer('ours', database, ORG);
  try {
    await runClients(server.url, calls, WARM_UP.clients, WARM_UP.seconds, 0);
    const held = rate ?? (await holdableRate(server, calls));
    console.log(`\n${database.name} database: ${held.toFixed(1)} captures a second for ${minutes} minutes\n`);
    const measured = nothingMeasured();
    const before = await look(server);
    const samples = await load(server, calls, { minutes, rate: held }, measured);
    const end = await untilEmpty(server);
    console.log(tableOf(HEADS, [...samples, end].map(rowOf)));
    const [p50, p95] = [0.5, 0.95].map((share) => percentile(measured.latencies, share).toFixed(0));
    console.log(
      `\n${measured.latencies.length} drafts, ${measured.errors.length} errors, p50 ${p50} ms, p95 ${p95} ms`,
    );
    return judge(server, measured, samples, end, end.accepted - before.accepted).map(
      (why) => `${database.name}: ${why}`,
    );
  } finally {
    await server.stop();
  }
}

async function holdableRate(server: Server, calls: Calls): Promise<number> {
  const { latencies, elapsed } = await runClients(server.url, calls, PROBE.clients, PROBE.seconds, 0);
  return (latencies.length / elapsed) * 1000 * SHARE_OF_CAPACITY;
}

/** A call leaves when its time has come, whether or not the ones before are answered. */
async function load(server: Server, calls: Calls, settings: Required<Settings> & { rate: number }, measured: Measured) {
  const agent = new Agent({ keepAlive: true });
  const seconds = settings.minutes * 60;
  const sent: Promise<void>[] = [];
  const samples: Sample[] = [];
  const begin = performance.now();
  const elapsed = () => (performance.now() - begin) / 1000;
  for (let count = 0; elapsed() < seconds;) {
    if (elapsed() >= (samples.length * seconds) / SAMPLES)
      samples.push({ ...(await look(server)), seconds: elapsed() });
    for (; count < elapsed() * settings.rate; count += 1) {
      sent.push(calls.prepare().then((call) => sendNote(server.url, agent, call, measured)));
    }
    await delay(5);
  }
  samples.push({ ...(await look(server)), seconds: elapsed() });
  await Promise.all(sent);
  agent.destroy();
  return samples;
}

/** Waits until nothing is unfinished and the job of every accepted capture was worked off, and gives the last look. */
async function untilEmpty(server: Server): Promise<Sample> {
  const begin = performance.now();
  for (;;) {
    const sample = { ...(await look(server)), seconds: (performance.now() - begin) / 1000 };
    if ((sample.queue === 0 && sample.jobsDone >= sample.accepted) || sample.seconds > EMPTY_SECONDS) return sample;
    await delay(1000);
  }
}

async function look({ metricsUrl }: Server): Promise<Sample> {
  const text = await (await fetch(metricsUrl)).text();
  const figure = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1] ?? 0);
  return {
    seconds: 0,
    residentMegabytes: figure('process_resident_memory_bytes') / 2 ** 20,
    heapMegabytes: figure('nodejs_heap_size_used_bytes') / 2 ** 20,
    queue: figure('create_from_notes_queue_captures'),
    accepted: figure('create_from_notes_captures_accepted_total'),
    jobsDone: figure('create_from_notes_jobs_total\\{outcome="done"\\}'),
  };
}

const HEADS = ['seconds', 'rss MB', 'heap MB', 'queue', 'accepted', 'jobs done'];

const rowOf = ({ seconds, residentMegabytes, heapMegabytes, queue, accepted, jobsDone }: Sample) =>
  [seconds, residentMegabytes, heapMegabytes, queue, accepted, jobsDone].map((value) => value.toFixed(0));

function judge(server: Server, measured: Measured, samples: Sample[], end: Sample, accepted: number): string[] {
  const isSettled = (samples.at(-1)?.seconds ?? 0) >= SHORTEST_MINUTES * 60;
  const settled = samples.slice(Math.ceil(samples.length * WARM_UP_SHARE));
  const resident = growth(settled.map(({ seconds, residentMegabytes }) => ({ x: seconds, y: residentMegabytes })));
  const heap = growth(
    lowest(
      settled.map(({ seconds, heapMegabytes }) => ({ x: seconds, y: heapMegabytes })),
      3,
    ),
  );
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  console.log(
    `after the warm-up memory grew by ${percent(resident)} (RSS) and ${percent(heap)} (lowest heap of every 3 samples)`,
  );
  const failures = [...new Set(measured.errors)];
  if (server.errors.length > 0) failures.push(`${server.errors.length} errors in the log, first ${server.errors[0]}`);
  if (measured.latencies.length !== accepted)
    failures.push(`${accepted} accepted, ${measured.latencies.length} drafted`);
  if (end.queue > 0) failures.push(`${end.queue} captures unfinished`);
  if (end.jobsDone < end.accepted) failures.push(`${end.accepted - end.jobsDone} jobs left`);
  if (!isSettled) console.log(`too short to judge memory: that takes ${SHORTEST_MINUTES} minutes`);
  if (isSettled && resident > MOST_GROWTH) failures.push(`memory is not flat: RSS grew by ${percent(resident)}`);
  if (isSettled && heap > MOST_GROWTH) failures.push(`memory is not flat: the heap grew by ${percent(heap)}`);
  return failures;
}
