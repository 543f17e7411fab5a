import { setTimeout as delay } from 'node:timers/promises';

import type { CaptureChanges } from './captures/changes.ts';
import { dayIn } from './captures/day.ts';
import { createPageCount } from './captures/page-count.ts';
import type { CaptureContext } from './captures/schema.ts';
import { createProgress, Superseded, type Progress, type Stage } from './captures/progress.ts';
import type { CaptureStages, TakenUp } from './captures/stages.ts';
import type { Failure, WaitingReason } from './captures/state.ts';
import type { CaptureRecord, CaptureRef } from './captures/store.ts';
import type { Drafting } from './drafts/drafting.ts';
import type { ExtractionRequest } from './extraction/extract.ts';
import { ground } from './extraction/grounding.ts';
import { extraction, type Extraction } from './extraction/schema.ts';
import { FAILURE_OF, PutOff, Refused, secondsToWait } from './pipeline-ends.ts';
import { isUnavailable, type Database } from './platform/database.ts';
import { describeError, type Log } from './platform/log.ts';
import { createSlots } from './platform/slots.ts';
import { reading, type Reading } from './readings/schema.ts';
import type { SourceReading } from './readings/source-reading.ts';

/** Finds the deals of a reading, on behalf of an org. What it answers is checked here. */
export type Extract = (request: ExtractionRequest, asker: { orgId: string }) => unknown;

/** Told of what the pipeline does, as it does it: figures are made of this. */
export interface PipelineObserver {
  /** One run of a stage. `superseded`: another run was faster, or the text was corrected meanwhile. */
  onStage(stage: Stage, milliseconds: number, outcome: 'done' | 'superseded' | 'failed'): void;
  onReady(): void;
  onFailed(reason: Failure): void;
}

interface Parts {
  database: Database;
  stages: CaptureStages;
  changes: CaptureChanges;
  drafting: Drafting;
  sources: SourceReading;
  extract: Extract;
  /** Captures about which a model is asked wait for seconds, and so have places of their own: `runs` of them. */
  asking: { readonly runs: number; isFor(context: CaptureContext): boolean };
  observer: PipelineObserver;
  log: Log;
}

/**
 * read -> extract -> match -> draft. What took long is saved before the next stage begins, so that a run goes on where one
 * ended; what took milliseconds is saved with it (decision 13).
 */
export interface Pipeline {
  /**
   * Brings a capture to its end. Called again while it runs here, it is the same run.
   * @throws CodedError `unavailable` when the database was away: the capture stays as it is, and the run is not counted again.
   * @param isCounted whether the row counts this run already.
   */
  run(capture: CaptureRef, isCounted?: boolean): Promise<void>;
  /** The captures that run here, or wait to. */
  running(): CaptureRef[];
  /** Begins no further stage, and resolves when those that run have ended, or after some seconds. */
  stop(): Promise<void>;
  /** Resolves when nothing runs any more. */
  settled(): Promise<void>;
}

/**
 * Where runs work, each place for so many at a time; after a long stop there may be thousands that wait. Files, recordings and
 * models take seconds or minutes, and have places of their own: what takes milliseconds never waits for them.
 */
type Place = 'quick' | 'files' | 'recordings' | 'asking';
const MAXIMUM_RUNS = 8;
/** As much of a capture's files as there may be is in memory while they are read. */
const MAXIMUM_FILE_RUNS = 4;
/** They wait for the network; how many slices are in memory is the recognisers' to say. */
const MAXIMUM_RECORDING_RUNS = 16;
/** Runs of one capture before it is given up; a person can still retry it. */
const MAXIMUM_ATTEMPTS = 5;
/** How long stages that run may take to end when the process stops. */
const PATIENCE_MILLISECONDS = 5_000;
/** Doubled with every try. */
const FIRST_PAUSE_MILLISECONDS = 100;

export function createPipeline(parts: Parts): Pipeline {
  const running = new Map<string, Promise<void>>();
  const again = new Set<string>();
  /** Runs that ended because the database was away: that was no failure of theirs, and the run after it is the same one. */
  const interrupted = new Set<string>();
  const stopping = new AbortController();
  const inPlace = {
    quick: createSlots(MAXIMUM_RUNS),
    files: createSlots(MAXIMUM_FILE_RUNS),
    recordings: createSlots(MAXIMUM_RECORDING_RUNS),
    asking: createSlots(parts.asking.runs),
  } satisfies Record<Place, unknown>;
  const settled = async () => {
    await Promise.allSettled(running.values());
  };
  const runUntilCalm = async (key: string, capture: CaptureRef, isCounted: boolean) => {
    const { signal } = stopping;
    for (let counted = isCounted; ; counted = false) {
      let next: Place | 'over' = 'quick';
      // Nothing of it is kept while it waits for its place: it is taken up again, as the same run.
      for (let isSameRun = counted; next !== 'over'; isSameRun = true) {
        const run: Run = { capture, isCounted: isSameRun, place: next, stopping: signal };
        next = await inPlace[next](() => bringToEnd(parts, run));
      }
      if (!again.delete(key)) return;
    }
  };
  return {
    run(capture, isCounted = false) {
      const key = keyOf(capture);
      const current = running.get(key);
      if (current) {
        // The run may have seen the end of the capture before the change that this call is about: it looks once more.
        again.add(key);
        return current;
      }
      const run = runUntilCalm(key, capture, interrupted.delete(key) || isCounted)
        .catch((error: unknown) => {
          if (isUnavailable(error)) interrupted.add(key);
          throw error;
        })
        .finally(() => running.delete(key));
      running.set(key, run);
      return run;
    },
    running: () => running.keys().map(refOf).toArray(),
    async stop() {
      stopping.abort();
      await Promise.race([settled(), delay(PATIENCE_MILLISECONDS, undefined, { ref: false })]);
    },
    settled,
  };
}

const keyOf = ({ orgId, captureId }: CaptureRef) => `${orgId} ${captureId}`;

function refOf(key: string): CaptureRef {
  const [orgId = '', captureId = ''] = key.split(' ');
  return { orgId, captureId };
}

interface Run {
  readonly capture: CaptureRef;
  readonly isCounted: boolean;
  readonly place: Place;
  readonly stopping: AbortSignal;
}

/** Gives the place where the capture is to be worked on, when that is another one. */
async function bringToEnd(parts: Parts, { capture, isCounted, place, stopping }: Run): Promise<Place | 'over'> {
  let pause = FIRST_PAUSE_MILLISECONDS;
  for (let count = !isCounted; !stopping.aborted;) {
    const taken = await parts.stages.takeUp(capture, count);
    if (!taken) return 'over';
    if (taken.attempts > MAXIMUM_ATTEMPTS) return giveUp(parts, taken.capture, 'gave-up');
    const needed = placeFor(parts, taken);
    if (needed !== 'quick' && needed !== place) return needed;
    const end = await runStages(parts, taken, place, stopping);
    if (end === 'ready' || end === 'stopped') return 'over';
    count = true;
    if (end === 'superseded' || end === 'read') {
      // The capture is looked at anew, as it now is: this run has not failed.
      count = false;
      continue;
    }
    if ('refused' in end) return giveUp(parts, taken.capture, end.refused);
    if ('waits' in end) return putOff(parts, taken, end.waits);
    if (taken.attempts === MAXIMUM_ATTEMPTS) return giveUp(parts, taken.capture, FAILURE_OF[end.failed]);
    await delay(pause, undefined, { signal: stopping }).catch(() => undefined);
    pause *= 2;
  }
  return 'over';
}

function placeFor(parts: Parts, { capture, contents }: TakenUp): Place {
  const place = reading.safeParse(contents.reading).success ? null : parts.sources.takesLong(capture, contents);
  if (place !== null) return place;
  return asksModel(parts, contents) ? 'asking' : 'quick';
}

const asksModel = ({ asking }: Parts, { context, extraction: found }: TakenUp['contents']): boolean =>
  context !== undefined && !extraction.safeParse(found).success && asking.isFor(context);

async function giveUp(parts: Parts, capture: CaptureRecord, reason: Failure): Promise<'over'> {
  if (!(await parts.stages.fail(capture, reason))) return 'over';
  parts.observer.onFailed(reason);
  parts.log.error({ ...named(capture), reason }, 'capture failed');
  parts.changes.announce(capture.orgId, capture.captureId, { ...capture, state: 'failed', reason });
  return 'over';
}

/** Lets a capture wait, which is no failure: nothing of it is lost. */
async function putOff(parts: Parts, { capture, putOff: times }: TakenUp, reason: WaitingReason): Promise<'over'> {
  const seconds = secondsToWait(reason, times);
  if (seconds === 'too-long') return giveUp(parts, capture, 'gave-up');
  if (!(await parts.stages.putOff(capture, reason, seconds))) return 'over';
  parts.log.info({ ...named(capture), reason, seconds }, 'capture waits');
  parts.changes.announce(capture.orgId, capture.captureId, { ...capture, state: 'waiting', reason });
  return 'over';
}

/** `read`: the files were read, and the capture is to be worked on in another place. */
type End =
  'ready' | 'superseded' | 'stopped' | 'read' | { failed: Stage } | { refused: Failure } | { waits: WaitingReason };

/** Runs the stages whose results are missing, until the capture is ready, one throws, or the process stops. */
async function runStages(parts: Parts, taken: TakenUp, place: Place, stopping: AbortSignal): Promise<End> {
  const { capture, contents } = taken;
  const { orgId, captureId } = capture;
  const progress = createProgress(parts.stages, capture, () => parts.changes.announce(orgId, captureId));
  let current: Stage = 'reading';
  const inStage = <Result>(stage: Stage, work: () => Promise<Result>): Promise<Result> => {
    stopping.throwIfAborted();
    current = stage;
    return attempt(parts, progress, capture, stage, work);
  };
  try {
    // A saved result that does not fit its shape, of another version perhaps, is as good as none.
    const read =
      reading.safeParse(contents.reading).data ??
      (await inStage('reading', () => readSource(parts, progress, taken, stopping)));
    if ((place === 'files' || place === 'recordings') && asksModel(parts, contents)) {
      await progress.save('extracting');
      return 'read';
    }
    const found =
      extraction.safeParse(contents.extraction).data ??
      (await inStage('extracting', () => extractFacts(parts, progress, capture, contents, read)));
    await inStage('matching', () => matchAndDraft(parts, progress, taken, read.text, found));
    parts.observer.onReady();
    parts.changes.announce(orgId, captureId, { ...capture, state: 'ready', language: read.language });
    return 'ready';
  } catch (error) {
    if (error instanceof Superseded) return 'superseded';
    if (isUnavailable(error)) throw error;
    // What is broken off is no failure.
    if (stopping.aborted) return 'stopped';
    if (error instanceof PutOff) return { waits: error.reason };
    return error instanceof Refused ? { refused: error.reason } : { failed: current };
  }
}

/** Runs a stage and tells of it. When it throws, what was found before it is saved, so that a later run begins with it. */
async function attempt<Result>(
  { observer, log }: Parts,
  progress: Progress,
  capture: CaptureRecord,
  stage: Stage,
  work: () => Promise<Result>,
): Promise<Result> {
  const begin = performance.now();
  const tell = (outcome: 'done' | 'superseded' | 'failed') => {
    const milliseconds = performance.now() - begin;
    observer.onStage(stage, milliseconds, outcome);
    log.info({ ...named(capture), stage, outcome, milliseconds: Math.round(milliseconds) }, 'stage ended');
  };
  try {
    const result = await work();
    tell('done');
    return result;
  } catch (error) {
    if (error instanceof PutOff) {
      tell('done');
      throw error;
    }
    const isFinal = error instanceof Superseded || isUnavailable(error);
    const cause = isFinal ? error : await progress.save(stage).then(() => error, orSuperseded(error));
    tell(cause instanceof Superseded ? 'superseded' : 'failed');
    if (!isFinal && cause === error)
      log.warn({ ...named(capture), stage, error: describeError(error) }, 'stage failed');
    throw cause;
  }
}

/** What a stage met is no failure of it when the capture was erased, corrected or moved on meanwhile. */
const orSuperseded = (error: unknown) => (meanwhile: unknown) => (meanwhile instanceof Superseded ? meanwhile : error);

/** What every log line of a capture carries: one search by the request shows its whole way. */
const named = ({ requestId, captureId }: CaptureRecord) => ({ request: requestId, capture: captureId });

/** Reads what is not read yet, and tells how far it is. Ends when the capture is corrected or erased meanwhile. */
async function readSource(
  parts: Parts,
  progress: Progress,
  { capture, contents }: TakenUp,
  stopping: AbortSignal,
): Promise<Reading> {
  const counting = createPageCount(parts.stages, capture, (error) => {
    parts.log.warn({ ...named(capture), error: describeError(error) }, 'pages not counted');
  });
  const signal = AbortSignal.any([stopping, counting.superseded]);
  const found = await progress.during('reading', 'extracting', async () => {
    const read = await parts.sources.read(capture, contents, { signal, onPage: counting.onPage });
    await counting.settled();
    if ('waits' in read) throw new PutOff(read.waits);
    return read;
  });
  if ('problem' in found) throw new Refused(found.problem);
  return found.reading;
}

/** Only facts that stand in the text are kept: a quote that is not there is dropped with its value. */
async function extractFacts(
  { extract, log }: Parts,
  progress: Progress,
  capture: CaptureRecord,
  { context }: TakenUp['contents'],
  read: Reading,
): Promise<Extraction> {
  if (!context) throw new Error('a capture without context');
  const found = await progress.during('extracting', 'matching', async () => {
    const request = {
      reading: read,
      kind: capture.kind,
      today: dayIn(capture.timeZone, capture.capturedAt),
      language: read.language,
      context,
    };
    const answered = await extract(request, { orgId: capture.orgId });
    const { extraction: value, dropped } = ground(extraction.parse(answered), read.text);
    if (dropped > 0) log.warn({ ...named(capture), dropped }, 'facts without evidence dropped');
    return { extraction: value };
  });
  return found.extraction;
}

/** Compares and drafts in the transaction that makes the capture ready: all of it happens once, or none of it. */
async function matchAndDraft(
  { database, drafting }: Parts,
  progress: Progress,
  { capture, contents }: TakenUp,
  text: string,
  found: Extraction,
): Promise<void> {
  const prepared = await drafting.prepare(capture, text, found, contents.context);
  await database.transaction(async (client) => {
    await progress.finish(client);
    await drafting.draft(client, capture, prepared);
  });
}
