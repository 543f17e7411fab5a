import { setTimeout as delay } from 'node:timers/promises';

import { Superseded } from '../../captures/progress.ts';
import { MAXIMUM_SOUND_SECONDS, type Language, type Take } from '../../captures/schema.ts';
import type { Failure, WaitingReason } from '../../captures/state.ts';
import type { CaptureRecord, CaptureStore, Contents } from '../../captures/store.ts';
import { isUnavailable } from '../../platform/database.ts';
import { describeError, type Log } from '../../platform/log.ts';
import { createSlots } from '../../platform/slots.ts';
import { FileRefused } from '../file.ts';
import { createCutting, type CutSound, type TakeToCut } from './cutting.ts';
import type { SpeechRecognisers } from './provider.ts';
import { createSliceHearing, type Asker, type SliceEnd, type SliceHearing } from './slice-hearing.ts';
import type { SliceNumber, SoundSlices, StoredSlice } from './slices.ts';
import type { HeardTake } from './transcript.ts';

interface Parts {
  readonly store: Pick<CaptureStore, 'get' | 'content'>;
  readonly parts: Parameters<typeof createCutting>[0]['parts'];
  readonly slices: SoundSlices;
  readonly cut: CutSound;
  readonly mediaTypeOf: (bytes: Uint8Array) => Promise<string | null>;
  readonly recognisers: SpeechRecognisers;
  readonly log: Log;
}

/** A recording that was sent whole. */
export interface Recording {
  readonly takes: readonly Take[];
  readonly context: Contents['context'] | undefined;
  readonly language: Language | null;
}

/** What was heard in a recording; or why nothing was, for now or for ever. */
export type HeardWhole =
  { readonly takes: HeardTake[] } | { readonly waits: WaitingReason } | { readonly problem: Failure };

/** Listens to recordings: to what arrives while they are recorded, and to what is left of them at the end. */
export interface Listening {
  /** Hears what came with a part. It neither waits nor fails: what is not heard now is at the end. */
  onPart(capture: CaptureRecord, take: number): void;
  /** @throws Superseded when the capture was erased meanwhile. */
  hearWhole(capture: CaptureRecord, recording: Recording, signal?: AbortSignal): Promise<HeardWhole>;
  /** What was heard up to now, without asking anybody. */
  heardBefore(capture: CaptureRecord, takes: readonly Pick<Take, 'take'>[]): Promise<HeardTake[]>;
  /** Ends what is under way: whoever takes its captures up does it again. */
  stop(): Promise<void>;
}

/** So many takes are cut at a time while they are recorded: what reads files at the end has its turn between them. */
const MAXIMUM_CUTS = 2;
/** How often to look whether another process has heard its slice. */
const LOOK_AGAIN_MILLISECONDS = 300;

export function createListening(parts: Parts): Listening {
  const { store, slices, log } = parts;
  const stopping = new AbortController();
  const rooms = {
    ...parts,
    stopping: stopping.signal,
    cutting: createCutting(parts),
    hearing: createSliceHearing({ slices, recognisers: parts.recognisers, stopping: stopping.signal }),
    inTurn: createTurns(),
  };
  const inSlot = createSlots(MAXIMUM_CUTS);
  /** The takes that are looked at, and whether a part came meanwhile. */
  const live = new Map<string, { isOutdated: boolean; end: Promise<void> }>();
  const hearLive = async (capture: CaptureRecord, take: number): Promise<void> => {
    if ((await store.get(capture))?.state !== 'receiving') return;
    const found: SliceNumber[] = [];
    const options = { signal: stopping.signal, onSlices: (more: readonly SliceNumber[]) => void found.push(...more) };
    await rooms.inTurn(keyOf(capture, take), () => rooms.cutting.cut(capture, { take, whole: null }, options));
    hearBeside(rooms, capture, found, await askerOf(parts, capture));
  };
  const hearUntilCalm = async (capture: CaptureRecord, take: number, state: { isOutdated: boolean }) => {
    do {
      state.isOutdated = false;
      await inSlot(() => hearLive(capture, take));
    } while (state.isOutdated && !stopping.signal.aborted);
  };
  return {
    onPart(capture, take) {
      const key = keyOf(capture, take);
      const current = live.get(key);
      if (current) current.isOutdated = true;
      if (current || stopping.signal.aborted) return;
      const state = { isOutdated: false, end: Promise.resolve() };
      live.set(key, state);
      state.end = hearUntilCalm(capture, take, state)
        .catch((error: unknown) => tell(log, capture, error, stopping.signal))
        .finally(() => live.delete(key));
    },
    async hearWhole(capture, recording, signal) {
      const ended = signal ? AbortSignal.any([signal, stopping.signal]) : stopping.signal;
      const heard = await hearRecording(rooms, capture, recording, ended);
      // Of what was erased nothing is left, which is not the same as nothing understood.
      if (!(await store.get(capture))) throw new Superseded();
      return heard;
    },
    heardBefore: async (capture, takes) => inTakes(await slices.list(capture), takes),
    async stop() {
      stopping.abort();
      await Promise.allSettled([...live.values()].map(({ end }) => end));
      await rooms.hearing.settled();
    },
  };
}

interface Rooms extends Parts {
  readonly stopping: AbortSignal;
  readonly cutting: ReturnType<typeof createCutting>;
  readonly hearing: SliceHearing;
  readonly inTurn: ReturnType<typeof createTurns>;
}

const keyOf = ({ orgId, captureId }: CaptureRecord, take: number) => `${orgId} ${captureId} ${take}`;

/** Lets work under one key run one piece after the other. */
function createTurns() {
  const last = new Map<string, Promise<unknown>>();
  return <Result>(key: string, work: () => Promise<Result>): Promise<Result> => {
    const before = last.get(key) ?? Promise.resolve();
    const result = before.then(work, work);
    const end = result.catch(() => undefined).finally(() => last.get(key) === end && last.delete(key));
    last.set(key, end);
    return result;
  };
}

function tell(log: Log, { captureId, requestId }: CaptureRecord, error: unknown, stopping: AbortSignal): void {
  if (stopping.aborted || isUnavailable(error) || error instanceof Superseded) return;
  const named = { request: requestId, capture: captureId };
  // What cannot be cut is told to the person when the recording is complete.
  if (error instanceof FileRefused) log.info({ ...named, problem: error.problem }, 'recording not cut');
  else log.warn({ ...named, error: describeError(error) }, 'recording not heard while it comes in');
}

async function askerOf({ store }: Pick<Parts, 'store'>, capture: CaptureRecord): Promise<Asker> {
  return toAsker(await store.content(capture, 'context'), capture.language);
}

const toAsker = (context: Contents['context'] | undefined, language: Language | null): Asker => ({
  allowed: context?.speech,
  language,
  vocabulary: context?.vocabulary ?? [],
});

/** Asks about new slices; and with every part about one that nobody heard before, for when the recognisers are back. */
function hearBeside(rooms: Rooms, capture: CaptureRecord, found: readonly SliceNumber[], asker: Asker): void {
  const { hearing, slices, recognisers, log, stopping } = rooms;
  if (recognisers.usable(asker.allowed).length === 0) return;
  const hear = (number: SliceNumber) => {
    hearing.hear(capture, number, asker).catch((error: unknown) => tell(log, capture, error, stopping));
  };
  found.forEach(hear);
  slices.unheard(capture).then(
    ([first]) => first && hear(first),
    (error: unknown) => tell(log, capture, error, stopping),
  );
}

async function hearRecording(
  rooms: Rooms,
  capture: CaptureRecord,
  recording: Recording,
  signal: AbortSignal,
): Promise<HeardWhole> {
  const { slices, hearing, recognisers } = rooms;
  const asker = toAsker(recording.context, recording.language);
  const canHear = recognisers.usable(asker.allowed).length > 0;
  const asked = new Map<string, Promise<SliceEnd>>();
  const hear = (number: SliceNumber) => {
    const end = hearing.hear(capture, number, asker);
    end.catch(() => undefined);
    return end;
  };
  const onSlices = (found: readonly SliceNumber[]) => {
    if (canHear) for (const one of found) asked.set(nameOf(one), hear(one));
  };
  const problem = await cutAll(rooms, capture, recording.takes, { signal, onSlices });
  if (problem) return { problem };
  for (;;) {
    signal.throwIfAborted();
    const unheard = within(await slices.unheard(capture), recording.takes);
    if (unheard.length === 0) return { takes: inTakes(await slices.list(capture), recording.takes) };
    if (!canHear) return { waits: 'no-speech-provider' };
    const ends = await Promise.all(
      unheard.map(async (number) => ({ number, end: await (asked.get(nameOf(number)) ?? hear(number)) })),
    );
    asked.clear();
    const failed = ends.flatMap(({ number, end }) => (typeof end === 'string' ? [] : [{ number, ...end }]));
    const outcome = await giveUpOn(rooms, capture, failed);
    if (outcome) return outcome;
    if (ends.some(({ end }) => end === 'elsewhere'))
      await delay(LOOK_AGAIN_MILLISECONDS, undefined, { signal, ref: false });
  }
}

const nameOf = ({ take, slice }: SliceNumber) => `${take} ${slice}`;

/** Gives why there is nothing to hear in any of the takes. A take that breaks off is as long as it could be cut. */
async function cutAll(
  { cutting, inTurn, slices }: Rooms,
  capture: CaptureRecord,
  takes: readonly Take[],
  options: { signal: AbortSignal; onSlices: (found: readonly SliceNumber[]) => void },
): Promise<Failure | undefined> {
  let problem: Failure | undefined;
  for (const { take, parts, mediaType } of takes) {
    const whole: TakeToCut = { take, whole: { parts, mediaType } };
    try {
      await inTurn(keyOf(capture, take), () => cutting.cut(capture, whole, options));
    } catch (error) {
      if (!(error instanceof FileRefused)) throw error;
      if (error.problem === 'recording-too-long') return error.problem;
      problem ??= error.problem;
    }
  }
  const found = inTakes(await slices.list(capture), takes);
  const seconds = found.reduce((sum, one) => sum + (one.slices.at(-1)?.to ?? 0), 0);
  if (seconds > MAXIMUM_SOUND_SECONDS) return 'recording-too-long';
  return found.every((one) => one.slices.length === 0) ? (problem ?? 'nothing-understood') : undefined;
}

/** What is left when recognisers were asked about slices in vain; undefined when the others are to be looked at once more. */
async function giveUpOn(
  { slices, hearing }: Rooms,
  capture: CaptureRecord,
  failed: readonly { number: SliceNumber; failures: Exclude<SliceEnd, string>['failures'] }[],
): Promise<HeardWhole | undefined> {
  if (failed.length === 0) return undefined;
  const isTaken = failed.some(({ failures }) => failures.some(({ failure }) => failure !== 'not-taken'));
  if (isTaken || failed.some(({ failures }) => failures.length === 0)) return { waits: 'speech-unavailable' };
  const all = await slices.list(capture);
  if (!all.some(({ heard }) => heard !== null && heard.words.length > 0)) return { problem: 'sound-not-taken' };
  // Nobody takes this slice: the rest of the recording does not end with it.
  for (const { number } of failed) await hearing.keepNothing(capture, number);
  return undefined;
}

function within(numbers: readonly SliceNumber[], takes: readonly Pick<Take, 'take'>[]): SliceNumber[] {
  const named = new Set(takes.map(({ take }) => take));
  return numbers.filter(({ take }) => named.has(take));
}

function inTakes(slices: readonly StoredSlice[], takes: readonly Pick<Take, 'take'>[]): HeardTake[] {
  const byTake = Map.groupBy(slices, ({ take }) => take);
  return takes.map(({ take }) => ({ take, slices: byTake.get(take) ?? [] }));
}
