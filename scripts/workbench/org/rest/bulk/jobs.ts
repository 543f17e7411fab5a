import { recordId } from '../../records/ids.ts';
import { notFound, RestProblem } from '../problem.ts';
import type { RecordAnswer } from '../soql/query.ts';
import { restDateTime } from '../values.ts';
import { csvOf, DELIMITERS } from './csv.ts';

export type JobState = 'UploadComplete' | 'InProgress' | 'JobComplete' | 'Failed' | 'Aborted';

/** What a caller asks of a query job. */
export interface JobRequest {
  readonly operation: 'query' | 'queryAll';
  readonly object: string;
  readonly columnDelimiter: string;
  readonly lineEnding: string;
  readonly userId: string;
  readonly apiVersion: string;
}

interface Job extends JobRequest {
  readonly id: string;
  readonly createdDate: string;
  state: JobState;
  readonly run: () => RecordAnswer;
  answer: RecordAnswer | null;
  errorMessage: string | null;
}

export interface ResultPage {
  readonly csv: string;
  readonly rows: number;
  /** Where the next page begins; null at the end. */
  readonly locator: string | null;
}

/** The query jobs of Bulk API 2.0. A job belongs to the user who made it. */
export interface Jobs {
  /** Takes the job in; `run` finds the records when it is next looked at. */
  create(request: JobRequest, run: () => RecordAnswer): unknown;
  info(id: string, userId: string): unknown;
  list(userId: string): unknown;
  abort(id: string, userId: string): unknown;
  remove(id: string, userId: string): void;
  results(
    id: string,
    userId: string,
    page: { readonly locator: string | null; readonly maxRecords: number | null },
  ): ResultPage;
  /** What becomes of the next jobs, for tests. */
  fail(times: number): void;
  /** Throws away the results of all jobs, as Salesforce does after seven days. */
  expire(): void;
}

/** A caller that names no maximum is given so many rows at once; in Salesforce the server chooses. */
const PAGE_ROWS = 100_000;

/** Results are held in memory: of finished jobs, only the latest ones are kept. */
const KEPT_JOBS = 20;

export function createJobs(now: () => Date, pageRows = PAGE_ROWS): Jobs {
  const jobs = new Map<string, Job>();
  let serial = 0;
  let failures = 0;
  const jobOf = (id: string, userId: string): Job => {
    const job = jobs.get(id);
    if (job?.userId !== userId) throw notFound();
    return job;
  };
  return {
    create(request, run) {
      const job: Job = {
        ...request,
        id: recordId('750', ++serial),
        createdDate: now().toISOString(),
        state: 'UploadComplete',
        run,
        answer: null,
        errorMessage: null,
      };
      jobs.set(job.id, job);
      const finished = [...jobs.values()].filter((each) => !isUnderWay(each));
      for (const { id } of finished.slice(0, -KEPT_JOBS)) jobs.delete(id);
      return bodyOf(job);
    },
    info(id, userId) {
      const job = jobOf(id, userId);
      // Each look at a job moves it on: taken in, in progress, complete.
      if (job.state === 'UploadComplete') job.state = 'InProgress';
      else if (job.state === 'InProgress') finish(job, failures > 0 && failures-- > 0);
      return bodyOf(job);
    },
    list: (userId) => {
      const own = [...jobs.values()].filter((job) => job.userId === userId);
      return { done: true, records: own.map(bodyOf), nextRecordsUrl: null };
    },
    abort(id, userId) {
      const job = jobOf(id, userId);
      if (!isUnderWay(job)) throw wrongState(job, 'aborted');
      job.state = 'Aborted';
      return bodyOf(job);
    },
    remove(id, userId) {
      const job = jobOf(id, userId);
      if (isUnderWay(job)) throw wrongState(job, 'deleted');
      jobs.delete(id);
    },
    results(id, userId, { locator, maxRecords }) {
      const job = jobOf(id, userId);
      if (job.state !== 'JobComplete' || !job.answer) throw wrongState(job, 'read');
      return resultPage(job, job.answer, locator, Math.min(maxRecords ?? pageRows, pageRows));
    },
    fail: (times) => void (failures += times),
    expire: () => jobs.clear(),
  };
}

function isUnderWay({ state }: Job): boolean {
  return state === 'UploadComplete' || state === 'InProgress';
}

function finish(job: Job, fails: boolean): void {
  try {
    if (fails) throw new RestProblem(500, 'InternalServerError', 'The job could not be processed');
    job.answer = job.run();
    job.state = 'JobComplete';
  } catch (failure) {
    if (!(failure instanceof RestProblem)) throw failure;
    job.state = 'Failed';
    job.errorMessage = `${failure.errorCode} : ${failure.message}`;
  }
}

function resultPage(job: Job, answer: RecordAnswer, locator: string | null, maxRecords: number): ResultPage {
  const from = locator === null ? 0 : placeOf(locator);
  const until = Math.min(from + maxRecords, answer.records.length);
  const lineEnd = job.lineEnding === 'CRLF' ? '\r\n' : '\n';
  const csv = csvOf(answer, from, until, DELIMITERS[job.columnDelimiter] ?? ',', lineEnd);
  const isLast = until >= answer.records.length;
  return { csv, rows: Math.max(0, until - from), locator: isLast ? null : locatorOf(until) };
}

function locatorOf(place: number): string {
  return Buffer.from(String(place)).toString('base64url');
}

function placeOf(locator: string): number {
  const place = Buffer.from(locator, 'base64url').toString('utf8');
  if (!/^\d{1,9}$/.test(place)) throw new RestProblem(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
  return Number(place);
}

function wrongState(job: Job, done: string): RestProblem {
  return new RestProblem(400, 'INVALIDJOBSTATE', `The job cannot be ${done} in its state: ${job.state}`);
}

function bodyOf(job: Job): Readonly<Record<string, unknown>> {
  const ended = job.state === 'JobComplete' || job.state === 'Failed';
  return {
    id: job.id,
    operation: job.operation,
    object: job.object,
    createdById: job.userId,
    createdDate: restDateTime(job.createdDate),
    systemModstamp: restDateTime(job.createdDate),
    state: job.state,
    concurrencyMode: 'Parallel',
    contentType: 'CSV',
    apiVersion: Number(job.apiVersion),
    lineEnding: job.lineEnding,
    columnDelimiter: job.columnDelimiter,
    ...(ended ? { jobType: 'V2Query', retries: 0, totalProcessingTime: 0 } : {}),
    ...(ended ? { numberRecordsProcessed: job.answer?.records.length ?? 0 } : {}),
    ...(job.errorMessage === null ? {} : { errorMessage: job.errorMessage }),
  };
}
