import { randomUUID } from 'node:crypto';

import { keepReserve } from '../calls/limits.ts';
import { OrgRefusal } from '../calls/refusals.ts';
import { dropQueryJob, lookAtQueryJob, openQueryJob, readResults, type QueryJob } from './bulk-query.ts';
import { recordsOf } from './csv.ts';
import { writeLoad, type MirrorLoad } from './load-store.ts';
import { putRecords, type FillingParts } from './mirror-writing.ts';
import { loadQuery, type OrgRecord, type VisibleFields } from './objects.ts';

const FIRST_POLL_MILLISECONDS = 100;
const LONGEST_POLL_MILLISECONDS = 15_000;
/** A quarter of an hour in all. A job that needs longer is looked at again later. */
const MOST_POLLS = 64;

/** Whether a full load is under way or has to be begun. */
export function needsFullLoad(load: MirrorLoad, { fields }: VisibleFields): boolean {
  const isWhole = load.wholeAt !== null && load.load === null && load.reloadReason === null;
  // A field that became visible changed no record: only a full load brings its values, or takes them away.
  return !isWhole || fields.join() !== load.fields.join();
}

/**
 * Brings every record of an object into the mirror and takes out what the org no longer has. Goes on where the last look
 * stopped: each page is one transaction with the place where the next one begins. Until the last page is written, nothing says
 * that the mirror is whole.
 * @throws OrgRefusal `job-lost` when the results were lost on the way: with the next call it begins again.
 */
export async function loadAll(parts: FillingParts, begun: MirrorLoad, visible: VisibleFields): Promise<MirrorLoad> {
  let load = await withJob(parts, begun, visible);
  const job = load.jobId ?? '';
  try {
    load = await untilPrepared(parts, load, job);
    while (load.load !== null) load = await takePage(parts, load, load.load, job);
  } catch (error) {
    if (error instanceof OrgRefusal && error.code === 'job-lost') await forgetJob(parts, load);
    throw error;
  }
  await dropQueryJob(parts.calls, job);
  return load;
}

/** The load as it is when its job asks for the same fields; else a new one. */
async function withJob(
  { database, orgId, calls }: FillingParts,
  load: MirrorLoad,
  { fields, hidden }: VisibleFields,
): Promise<MirrorLoad> {
  const goesOn = load.load !== null && load.jobId !== null && fields.join() === load.fields.join();
  if (goesOn) return load;
  const { id, madeAt } = await openQueryJob(calls, loadQuery(load.object, fields));
  return writeLoad(database, orgId, load, {
    load: randomUUID(),
    jobId: id,
    jobMadeAt: madeAt,
    locator: null,
    loaded: 0,
    expected: null,
    fields,
    hiddenFields: hidden,
  });
}

async function untilPrepared({ database, orgId, calls }: FillingParts, load: MirrorLoad, id: string) {
  if (load.expected !== null) return load;
  for (let polls = 0; polls < MOST_POLLS; polls += 1) {
    const job = await lookAtQueryJob(calls, id);
    if (job.state === 'JobComplete') return writeLoad(database, orgId, load, { expected: job.records ?? 0 });
    if (hasEnded(job)) throw new OrgRefusal('job-lost', job.state);
    keepReserve(calls);
    await calls.wait(Math.min(LONGEST_POLL_MILLISECONDS, FIRST_POLL_MILLISECONDS * 2 ** polls));
  }
  throw new OrgRefusal('job-slow');
}

const hasEnded = ({ state }: QueryJob) => state === 'Failed' || state === 'Aborted';

async function takePage(parts: FillingParts, load: MirrorLoad, name: string, id: string): Promise<MirrorLoad> {
  const { database, orgId, calls, pageSize, mirror } = parts;
  keepReserve(calls);
  const { text, locator } = await readResults(calls, { id, locator: load.locator, most: pageSize });
  const records = readPage(text, load.fields);
  const loaded = load.loaded + records.length;
  if (locator === null && loaded !== load.expected) throw new OrgRefusal('job-lost', 'records-missing');
  return database.transaction(async (client) => {
    await putRecords(parts, client, load.object, records, name);
    if (locator !== null) return writeLoad(client, orgId, load, { locator, loaded });
    await mirror.removeUnseen(client, orgId, load.object, name);
    return writeLoad(client, orgId, load, {
      ...NO_JOB,
      loaded,
      wholeAt: new Date(),
      reloadReason: null,
      // What changed while it was read comes with the changes after it.
      changedUntil: load.jobMadeAt,
      deletedUntil: load.jobMadeAt,
    });
  });
}

function readPage(text: string, fields: readonly string[]): OrgRecord[] {
  try {
    return recordsOf(text, fields);
  } catch {
    // Cut off or not what was asked for; the error would repeat what it holds.
    throw new OrgRefusal('answer-unexpected');
  }
}

const NO_JOB = { load: null, jobId: null, jobMadeAt: null, locator: null } as const;

async function forgetJob({ database, orgId }: FillingParts, load: MirrorLoad): Promise<void> {
  await writeLoad(database, orgId, load, { ...NO_JOB, loaded: 0, expected: null });
}
