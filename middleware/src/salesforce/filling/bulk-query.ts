import { z } from 'zod';

import { orgMoment } from '../calls/moments.ts';
import type { OrgCalls } from '../calls/org-calls.ts';
import { OrgRefusal } from '../calls/refusals.ts';

/** Where a query job of Bulk API 2.0 stands. */
const jobState = z.enum(['UploadComplete', 'InProgress', 'Aborted', 'JobComplete', 'Failed']);

const job = z.object({
  id: z.string().min(1),
  state: jobState,
  createdDate: orgMoment,
  numberRecordsProcessed: z.number().nullish(),
});

/** A query job: `madeAt` by the org's clock. */
export interface QueryJob {
  readonly id: string;
  readonly state: z.output<typeof jobState>;
  readonly madeAt: Date;
  /** How many records there are; null while it is at work. */
  readonly records: number | null;
}

const JOBS = '/jobs/query';
const pathOf = (id: string) => `${JOBS}/${encodeURIComponent(id)}`;

/** Has the org prepare the results of a query. It keeps them for seven days. */
export async function openQueryJob(calls: OrgCalls, query: string): Promise<QueryJob> {
  return readJob(await calls.json({ method: 'POST', path: JOBS, body: { operation: 'query', query } }, job));
}

/** @throws OrgRefusal `job-lost` when the org does not know the job any more. */
export async function lookAtQueryJob(calls: OrgCalls, id: string): Promise<QueryJob> {
  return readJob(await asLost(() => calls.json({ path: pathOf(id) }, job)));
}

/** Lets the org forget a job. One that is gone already is no matter. */
export async function dropQueryJob(calls: OrgCalls, id: string): Promise<void> {
  try {
    await calls.json({ method: 'DELETE', path: pathOf(id) }, z.unknown());
  } catch (error) {
    if (!(error instanceof OrgRefusal)) throw error;
  }
}

/**
 * A page of results, and where the next one begins; null: it was the last.
 * @param locator null for the first page.
 * @throws OrgRefusal `job-lost` when the org keeps these results no longer.
 */
export async function readResults(
  calls: OrgCalls,
  { id, locator, most }: { id: string; locator: string | null; most: number },
): Promise<{ text: string; locator: string | null }> {
  const query = new URLSearchParams({ maxRecords: String(most), ...(locator ? { locator } : {}) });
  return asLost(() => calls.csv(`${pathOf(id)}/results?${query.toString()}`));
}

/** What is refused for the job itself is refused again, however often it is asked. */
async function asLost<Result>(call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof OrgRefusal && error.code === 'refused') throw new OrgRefusal('job-lost', error.orgCode);
    throw error;
  }
}

function readJob({ id, state, createdDate, numberRecordsProcessed }: z.output<typeof job>): QueryJob {
  return { id, state, madeAt: createdDate, records: state === 'JobComplete' ? (numberRecordsProcessed ?? null) : null };
}
