import { rm } from 'node:fs/promises';

import { createMirror, type MirroredContact } from '../../middleware/src/matching/mirror/mirror.ts';
import { createRecordMatching, type RecordMatching } from '../../middleware/src/matching/records.ts';
import { registerOrg } from '../../middleware/src/orgs/registration.ts';
import { createOrgStore } from '../../middleware/src/orgs/store.ts';
import { createLog } from '../../middleware/src/platform/log.ts';
import { openStore, type Store } from '../../middleware/src/platform/store.ts';
import { testDatabases, type TestDatabase } from '../../middleware/src/testing/databases.ts';
import { folderWithDatabase, temporaryFolder } from '../../middleware/src/testing/folders.ts';
import { configurationFor, ORG } from '../../middleware/src/testing/middleware.ts';
import { percentile, ratio } from './figures.ts';
import type { OnDatabases } from './http.ts';
import { madeAccounts, type MadeAccount } from './matching-scale-names.ts';
import { faultsOfPlans } from './matching-scale-plans.ts';
import { dropPlainIndex, makePlainIndex, timePlain, timeScan } from './matching-scale-floor.ts';
import { lookUp, scaleQueries, type ScaleQuery } from './matching-scale-queries.ts';
import { tableOf } from './table.ts';

interface Settings {
  /** Accounts of the mirror, ascending. */
  sizes: readonly number[];
}

/** Questions of each sort at each size. */
const QUERIES = 520;
const BATCH = 5_000;
/** Accounts that questions are asked about; of all there are, evenly. */
const ASKED_ABOUT = 10_000;
const LEAST_WITH_SECOND_KEY = 0.97;
const LEAST_BY_NAME = 0.9;
/** One look-up against one plain indexed look-up of the same words. Small tables are quick to look up however it is done. */
const MOST_TIMES_PLAIN = 3;
const JUDGED_FROM = 1_000_000;
const ORG_ID = ORG.orgId;

/** Recall and speed of the mirror at growing sizes. Gives what failed. */
export async function benchmarkScale({ databases, sizes }: Settings & OnDatabases): Promise<string[]> {
  const failures: string[] = [];
  for (const place of await testDatabases()) {
    const isWanted = databases ? databases.includes(place.name) : place.name === 'server';
    if (isWanted && place.skip) failures.push(`${place.name} database: ${place.skip}`);
    try {
      if (isWanted && !place.skip) await scaleOn(place, sizes, failures);
    } finally {
      await place.drop();
    }
  }
  return failures;
}

async function scaleOn(place: TestDatabase, sizes: readonly number[], failures: string[]): Promise<void> {
  const folder = place.url ? await temporaryFolder() : await folderWithDatabase();
  const store = await openStore(configurationFor(folder, place), createLog('silent'));
  try {
    await registerOrg(createOrgStore(store.database), { orgId: ORG_ID, name: 'Benchmark', key: ORG.publicKey });
    const source = madeAccounts();
    const asked: MadeAccount[] = [];
    let loaded = 0;
    let seconds = 0;
    for (const size of sizes.toSorted((one, other) => one - other)) {
      const load = await fill(store, source, { from: loaded, to: size, largest: Math.max(...sizes) }, asked);
      seconds += load.seconds;
      loaded = size;
      console.log(
        `\n${place.name} database, ${size.toLocaleString('en')} accounts: loaded in ${seconds.toFixed(0)} s in all ` +
          `(${Math.round(load.perSecond).toLocaleString('en')}/s), peak ${load.peakMegabytes.toFixed(0)} MB of this process with all the names it made up, ` +
          `${await megabytesOf(store)} MB of tables and indexes`,
      );
      await measure(place.name, store, size, asked, failures);
    }
  } finally {
    await store.close();
    await rm(folder, { recursive: true });
  }
}

/** Loads through the mirror, as a first load of an org does. */
async function fill(
  { database, keyring }: Store,
  source: Generator<MadeAccount, never>,
  { from, to, largest }: { from: number; to: number; largest: number },
  asked: MadeAccount[],
) {
  const mirror = createMirror(database, keyring);
  const every = Math.max(1, Math.floor(largest / ASKED_ABOUT));
  let making = 0;
  let peak = 0;
  const begin = performance.now();
  for (let count = from; count < to; count += BATCH) {
    const start = performance.now();
    const batch = takeOf(source, Math.min(BATCH, to - count));
    making += performance.now() - start;
    await database.transaction(async (client) => {
      await mirror.putAccounts(client, ORG_ID, batch, 'benchmark');
      await mirror.putContacts(client, ORG_ID, batch.flatMap(contactOf), 'benchmark');
    });
    for (const [index, account] of batch.entries())
      if ((count + index) % every === 0 || to <= ASKED_ABOUT) asked.push(account);
    peak = Math.max(peak, process.memoryUsage.rss() / 2 ** 20);
  }
  for (const object of ['Account', 'Contact'] as const) {
    await database.transaction((client) => mirror.removeUnseen(client, ORG_ID, object, 'benchmark'));
  }
  const seconds = (performance.now() - begin - making) / 1000;
  return { seconds, perSecond: (to - from) / seconds, peakMegabytes: peak };
}

function takeOf(source: Generator<MadeAccount, never>, count: number): MadeAccount[] {
  return Array.from({ length: count }, () => source.next().value);
}

/** Somebody of an account whose website nobody wrote down. */
function contactOf({ recordId, email, website, modifiedAt }: MadeAccount): MirroredContact[] {
  if (email === null || website !== null) return [];
  const [firstName = '', lastName = ''] = (email.split('@')[0] ?? '').split('.');
  const person = { firstName, lastName, title: null, email, phones: [], modifiedAt };
  return [{ ...person, recordId: recordId.replace('001', '003'), accountId: recordId }];
}

async function megabytesOf({ database }: Store): Promise<string> {
  const { rows } = await database.query<{ bytes: string }>(
    `select sum(pg_total_relation_size(oid)) as bytes from pg_class where relkind = 'r' and relname like 'mirror_%'`,
  );
  return (Number(rows[0]?.bytes ?? 0) / 2 ** 20).toFixed(0);
}

interface Answer {
  readonly query: ScaleQuery;
  /** Where the right account stands, 1 for the first; undefined where it is missing. */
  readonly rank: number | undefined;
  readonly milliseconds: number;
}

async function measure(
  name: string,
  store: Store,
  size: number,
  asked: readonly MadeAccount[],
  failures: string[],
): Promise<void> {
  const matching = createRecordMatching(store.keyring);
  const byName = scaleQueries(asked, { beside: false, count: QUERIES });
  const withSecond = scaleQueries(asked, { beside: true, count: QUERIES });
  for (const query of byName.slice(0, 50)) await answer(store, matching, query);
  const alone = await answersOf(store, matching, byName);
  const second = await answersOf(store, matching, withSecond);
  printRecall(alone, second);
  const where = `${name}, ${size} accounts`;
  const misses = [
    { share: recallOf(alone), least: LEAST_BY_NAME, what: 'by name alone' },
    { share: recallOf(second), least: LEAST_WITH_SECOND_KEY, what: 'with a second key' },
  ];
  for (const { share, least, what } of misses) {
    if (!(share >= least))
      failures.push(`${where}: recall ${what} ${percent(share)}, at least ${percent(least)} is asked`);
  }
  const times = await compareSpeed(store, [...alone, ...second]);
  if (size >= JUDGED_FROM && !(times <= MOST_TIMES_PLAIN)) {
    failures.push(
      `${where}: p95 is ${times.toFixed(2)} times the plain look-up, at most ${MOST_TIMES_PLAIN} is allowed`,
    );
  }
  for (const fault of await faultsOfPlans(
    store,
    ORG_ID,
    [...byName, ...withSecond].filter((_, index) => index % 8 === 0),
  )) {
    failures.push(`${where}: ${fault}`);
  }
}

async function answersOf(store: Store, matching: RecordMatching, queries: readonly ScaleQuery[]): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const query of queries) answers.push(await answer(store, matching, query));
  return answers;
}

async function answer({ database }: Store, matching: RecordMatching, query: ScaleQuery): Promise<Answer> {
  return database.transaction(async (client) => {
    const begin = performance.now();
    const { account } = await lookUp(matching, client, ORG_ID, query);
    const milliseconds = performance.now() - begin;
    const index = account.findIndex(({ recordId }) => recordId === query.recordId);
    return { query, rank: index < 0 ? undefined : index + 1, milliseconds };
  });
}

const recallOf = (answers: readonly Answer[]) =>
  answers.filter(({ rank }) => rank !== undefined).length / answers.length;
const firstOf = (answers: readonly Answer[]) => answers.filter(({ rank }) => rank === 1).length / answers.length;
const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

function printRecall(alone: readonly Answer[], second: readonly Answer[]): void {
  const kinds = [...new Set([...alone, ...second].map(({ query }) => query.kind))];
  const row = (kind: string, ofKind: (answer: Answer) => boolean) => {
    const [one, other] = [alone.filter(ofKind), second.filter(ofKind)];
    return [kind, percent(recallOf(one)), percent(firstOf(one)), percent(recallOf(other)), percent(firstOf(other))];
  };
  console.log(
    tableOf(
      ['name as asked', 'name alone, top 5', 'first', 'with a second key, top 5', 'first'],
      [...kinds.map((kind) => row(kind, ({ query }) => query.kind === kind)), row('all', () => true)],
    ),
  );
}

/** Prints how long look-ups take. Gives how many times the p95 of the plain one ours is. */
async function compareSpeed(store: Store, answers: readonly Answer[]): Promise<number> {
  await makePlainIndex(store, ORG_ID);
  const names = answers.map(({ query }) => query.facts.name ?? '');
  const plain = await timePlain(store, names);
  const scan = await timeScan(store, names.slice(0, 5));
  await dropPlainIndex(store);
  const ours = answers.map(({ milliseconds }) => milliseconds);
  const row = (what: string, times: readonly number[]) => [
    what,
    ...[0.5, 0.95, 0.99].map((share) => percentile(times, share).toFixed(1)),
  ];
  console.log(
    tableOf(
      ['one look-up, ms', 'p50', 'p95', 'p99'],
      [row('ours', ours), row('plain: one trigram question of the index', plain), row('sequential scan', scan)],
    ),
  );
  const times = ratio(percentile(ours, 0.95), percentile(plain, 0.95));
  console.log(`p95 is ${times.toFixed(2)} times that of the plain look-up`);
  return times;
}
