import { setTimeout as delay } from 'node:timers/promises';

import { latestText } from './captures/acceptance.ts';
import type { CaptureChanges } from './captures/changes.ts';
import { dayIn } from './captures/day.ts';
import type { Language } from './captures/schema.ts';
import { isFinished, type Failure } from './captures/state.ts';
import type { CaptureRecord, CaptureRef, CaptureStore } from './captures/store.ts';
import type { Drafting } from './drafts/drafting.ts';
import type { ExtractionRequest } from './extraction/extract.ts';
import { ground } from './extraction/grounding.ts';
import { extraction, type Extraction } from './extraction/schema.ts';
import type { Matching } from './matching/fingerprints.ts';
import type { Database } from './platform/database.ts';
import { describeError, type Log } from './platform/log.ts';
import { createSlots } from './platform/slots.ts';
import { reading, type Reading } from './readings/schema.ts';

/** Turns the text of a source into a reading. */
export type ReadText = (text: string, language?: Language | null) => Reading | Promise<Reading>;
/** Finds the deals of a reading. */
export type Extract = (request: ExtractionRequest) => Extraction | Promise<Extraction>;

interface Parts {
  database: Database;
  captures: CaptureStore;
  changes: CaptureChanges;
  matching: Matching;
  drafting: Drafting;
  readText: ReadText;
  extract: Extract;
  log: Log;
}

/** read -> extract -> match -> draft. Every stage is saved before the next begins, so that a run goes on where one ended. */
export interface Pipeline {
  /** Brings a capture to its end. Called again while it runs here, it is the same run. */
  run(capture: CaptureRef): Promise<void>;
  /** Begins no further stage, and resolves when those that run have ended. */
  stop(): Promise<void>;
}

/** Captures at work at a time; after a long stop there may be thousands that wait. */
const MAXIMUM_RUNS = 8;
/** Runs of one capture before it is given up; a person can still retry it. */
const MAXIMUM_ATTEMPTS = 5;
/** Doubled with every try. */
const FIRST_PAUSE_MILLISECONDS = 100;

const FAILURE_OF: Partial<Record<CaptureRecord['state'], Failure>> = {
  reading: 'reading-failed',
  extracting: 'extraction-failed',
  matching: 'drafting-failed',
};

export function createPipeline(parts: Parts): Pipeline {
  const running = new Map<string, Promise<void>>();
  const again = new Set<string>();
  const stopping = new AbortController();
  const inSlot = createSlots(MAXIMUM_RUNS);
  const runUntilCalm = async (key: string, capture: CaptureRef) => {
    do {
      again.delete(key);
      await bringToEnd(parts, capture, stopping.signal);
    } while (again.has(key));
  };
  return {
    run(capture) {
      const key = `${capture.orgId} ${capture.captureId}`;
      const current = running.get(key);
      if (current) {
        // The run may have seen the end of the capture before the change that this call is about: it looks once more.
        again.add(key);
        return current;
      }
      const run = inSlot(() => runUntilCalm(key, capture)).finally(() => running.delete(key));
      running.set(key, run);
      return run;
    },
    async stop() {
      stopping.abort();
      await Promise.allSettled(running.values());
    },
  };
}

async function bringToEnd(parts: Parts, ref: CaptureRef, stopping: AbortSignal): Promise<void> {
  for (let pause = FIRST_PAUSE_MILLISECONDS; !stopping.aborted; pause *= 2) {
    const capture = await parts.captures.get(ref);
    if (!capture || isFinished(capture.state)) return;
    const attempts = await parts.captures.beginAttempt(ref);
    if (attempts > MAXIMUM_ATTEMPTS) return giveUp(parts, capture, 'gave-up');
    const failure = await runStages(parts, ref, stopping);
    if (!failure) return;
    if (attempts === MAXIMUM_ATTEMPTS) return giveUp(parts, failure.capture, failure.reason);
    await delay(pause, undefined, { signal: stopping }).catch(() => undefined);
  }
}

async function giveUp(parts: Parts, capture: CaptureRecord, reason: Failure): Promise<void> {
  await parts.captures.fail(capture, reason);
  parts.log.error({ capture: capture.captureId, reason }, 'capture failed');
  parts.changes.announce(capture.orgId, capture.captureId);
}

/** Runs stage after stage on the capture as it then stands. Gives the stage that threw, or nothing when all is done. */
async function runStages(
  parts: Parts,
  ref: CaptureRef,
  stopping: AbortSignal,
): Promise<{ capture: CaptureRecord; reason: Failure } | undefined> {
  while (!stopping.aborted) {
    const capture = await parts.captures.get(ref);
    if (!capture || isFinished(capture.state)) return undefined;
    try {
      await runStage(parts, capture);
    } catch (error) {
      const { captureId, state } = capture;
      parts.log.warn({ capture: captureId, stage: state, error: describeError(error) }, 'stage failed');
      return { capture, reason: FAILURE_OF[state] ?? 'gave-up' };
    }
    parts.changes.announce(ref.orgId, ref.captureId);
  }
  return undefined;
}

async function runStage(parts: Parts, capture: CaptureRecord): Promise<void> {
  if (capture.state === 'reading') await read(parts, capture);
  else if (capture.state === 'extracting') await extractFacts(parts, capture);
  else if (capture.state === 'matching') await matchAndDraft(parts, capture);
  else await parts.captures.advance(capture, await nextStage(parts, capture));
}

/** A retried capture goes on at the first stage whose result is missing. */
async function nextStage({ captures }: Parts, capture: CaptureRecord): Promise<CaptureRecord['state']> {
  if (await captures.content(capture, 'extraction')) return 'matching';
  return (await captures.content(capture, 'reading')) ? 'extracting' : 'reading';
}

async function read({ captures, readText }: Parts, capture: CaptureRecord): Promise<void> {
  const source = await captures.content(capture, 'source');
  const text = await latestText(captures, capture);
  const found = await readText(text ?? '', source?.language);
  const value: Reading = { ...found, corrected: capture.revision > 1 };
  await captures.advance(capture, 'extracting', { name: 'reading', value, language: value.language });
}

/** Only facts that stand in the text are kept: a quote that is not there is dropped with its value. */
async function extractFacts({ captures, extract, log }: Parts, capture: CaptureRecord): Promise<void> {
  const context = await captures.content(capture, 'context');
  if (!context) throw new Error('a capture without context');
  const read = reading.parse(await captures.content(capture, 'reading'));
  const found = await extract({
    reading: read,
    kind: capture.kind,
    today: dayIn(capture.timeZone, capture.capturedAt),
    language: capture.language,
    context,
  });
  const { extraction: value, dropped } = ground(extraction.parse(found), read.text);
  if (dropped > 0) log.warn({ capture: capture.captureId, dropped }, 'facts without evidence dropped');
  await captures.advance(capture, 'matching', { name: 'extraction', value });
}

/** Compares and drafts in the transaction that makes the capture ready: all of it happens once, or none of it. */
async function matchAndDraft({ database, captures, matching, drafting }: Parts, capture: CaptureRecord): Promise<void> {
  const { text } = reading.parse(await captures.content(capture, 'reading'));
  const { deals } = extraction.parse(await captures.content(capture, 'extraction'));
  await database.transaction(async (client) => {
    if (!(await captures.advance(capture, 'ready', undefined, client))) return;
    const earlier = await matching.compare(client, capture, text);
    await drafting.draft(client, capture, deals, earlier);
  });
}
