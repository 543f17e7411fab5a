import type { CaptureInput } from 'c/captureTypes';
import { deleteContents, deleteUnknown, getContent, putContent } from 'c/deviceContents';
import { isRecording } from './recordings';
import type { KeptRecording, KeptTake } from './recordings';
import { listKeys, readStored, removeStored, writeStored } from './storage';

export type { KeptRecording, KeptTake } from './recordings';

/** A part of a take, both counted from 1. */
export interface PartAddress {
  take: number;
  part: number;
}

/** Two pages of one browser: only the one that records goes on with a recording. */
const PAGE = crypto.randomUUID();
/** A page says that often that it is there; without a word for so long it is gone. Milliseconds. */
export const HEARTBEAT_EVERY = 3000;
const HEARTBEAT_HOLDS = 12_000;

/** @returns the recordings of this user that this device keeps, the oldest first */
export function readRecordings(userId: string): KeptRecording[] {
  return listKeys(prefixOf(userId))
    .flatMap((key) => parse(readStored(key)))
    .toSorted((one, other) => one.startedAt.localeCompare(other.startedAt));
}

export function readRecording(userId: string, captureId: string): KeptRecording | null {
  return parse(readStored(keyOf(userId, captureId)))[0] ?? null;
}

/**
 * Keeps a recording from its first second on; this page has it.
 * @returns false when the device keeps nothing beyond this page, so that the page can say so
 */
export function keepRecording(userId: string, input: CaptureInput): boolean {
  return write(userId, {
    input,
    startedAt: input.capturedAt,
    takes: [],
    isOffered: false,
    isFinished: false,
    isDiscarded: false,
    page: PAGE,
    heartbeat: Date.now(),
  });
}

/** Begins a take. @returns its number, from 1: never used again within the recording */
export function beginTake(userId: string, captureId: string, mediaType: string): number {
  const take = Math.max(0, ...(readRecording(userId, captureId)?.takes ?? []).map((one) => one.take)) + 1;
  change(userId, captureId, ({ takes, ...recording }) => ({
    ...recording,
    takes: [...takes, { take, mediaType, parts: 0, sent: 0, seconds: 0, isEnded: false }],
  }));
  return take;
}

/**
 * Keeps the next part of a take.
 * @returns false when the device keeps nothing beyond this page
 */
export async function keepPart(
  userId: string,
  captureId: string,
  { take, part }: PartAddress,
  content: Blob,
  seconds: number,
): Promise<boolean> {
  // The content stands before the record names it: who sends it takes a part without content for a lost one.
  const isStored = await putContent(contentKeyOf(userId, captureId, { take, part }), content);
  const isListed = changeTake(userId, captureId, take, (one) => ({
    ...one,
    parts: Math.max(one.parts, part),
    seconds,
  }));
  return isStored && isListed;
}

/**
 * Keeps what there is of the part that is being recorded, in place of what there was of it: a page that dies loses a second. It
 * says as well that this page is there: timers of pages that nobody sees are held up, and sound is not.
 * @returns false when the device keeps nothing beyond this page
 */
export async function keepGrowing(
  userId: string,
  captureId: string,
  { take, part }: PartAddress,
  content: Blob,
  seconds: number,
): Promise<boolean> {
  const isStored = await putContent(contentKeyOf(userId, captureId, { take, part }), content);
  const isNoted = change(userId, captureId, (recording) => ({
    ...recording,
    takes: recording.takes.map((one) => (one.take === take ? { ...one, seconds } : one)),
    heartbeat: recording.page === PAGE ? Date.now() : recording.heartbeat,
  }));
  return isStored && isNoted;
}

/** Makes what a page was recording when it died the last part of its take. Only for takes that nobody records any more. */
export async function adoptGrowing(userId: string, captureId: string): Promise<void> {
  const takes = readRecording(userId, captureId)?.takes.filter(({ isEnded }) => !isEnded) ?? [];
  for (const { take, parts } of takes) {
    // eslint-disable-next-line no-await-in-loop -- There is one such take.
    const content = await getPart(userId, captureId, { take, part: parts + 1 });
    changeTake(userId, captureId, take, (one) => ({ ...one, parts: content ? parts + 1 : one.parts, isEnded: true }));
  }
}

/** @returns the part, or null when the device has lost it */
export function getPart(userId: string, captureId: string, part: PartAddress): Promise<Blob | null> {
  return getContent(contentKeyOf(userId, captureId, part));
}

export function endTake(userId: string, captureId: string, take: number): void {
  changeTake(userId, captureId, take, (one) => ({ ...one, isEnded: true }));
}

/** Notes that the middleware has the first parts of a take, and forgets their contents. */
export async function markSent(userId: string, captureId: string, take: number, sent: number): Promise<void> {
  const before = readRecording(userId, captureId)?.takes.find((one) => one.take === take)?.sent ?? 0;
  changeTake(userId, captureId, take, (one) => ({ ...one, sent }));
  await deleteContents(contentKeys(userId, captureId, take, before, sent));
}

/** Lets a take end before a part that the device has lost. */
export async function cutTake(userId: string, captureId: string, take: number, parts: number): Promise<void> {
  const before = readRecording(userId, captureId)?.takes.find((one) => one.take === take)?.parts ?? 0;
  changeTake(userId, captureId, take, (one) => ({
    ...one,
    parts,
    sent: Math.min(one.sent, parts),
    seconds: (one.seconds * parts) / Math.max(1, before),
    isEnded: true,
  }));
  await deleteContents(contentKeys(userId, captureId, take, parts, before));
}

/** Notes that the middleware may know of the recording from here on. */
export function markOffered(userId: string, captureId: string): void {
  change(userId, captureId, (recording) => ({ ...recording, isOffered: true }));
}

/** Notes that the person is done: it is completed as soon as all of it was sent. */
export function finishRecording(userId: string, captureId: string): void {
  change(userId, captureId, (recording) => ({ ...recording, isFinished: true }));
}

/** Notes that the person gave the recording up, and forgets what was said. */
export async function discardRecording(userId: string, captureId: string): Promise<void> {
  change(userId, captureId, (recording) => ({ ...recording, isDiscarded: true }));
  await deleteContents(allKeys(userId, captureId));
}

/** Forgets a recording: the middleware has it, or it was erased. */
export async function dropRecording(userId: string, captureId: string): Promise<void> {
  const keys = allKeys(userId, captureId);
  removeStored(keyOf(userId, captureId));
  await deleteContents(keys);
}

/** Says that this page has the recording. @returns false when another page has it */
export function holdRecording(userId: string, captureId: string): boolean {
  const recording = readRecording(userId, captureId);
  if (!recording || isHeldElsewhere(recording)) return false;
  change(userId, captureId, (one) => ({ ...one, page: PAGE, heartbeat: Date.now() }));
  return true;
}

/** Lets any page go on with the recording. */
export function releaseRecording(userId: string, captureId: string): void {
  change(userId, captureId, (one) => (one.page === PAGE ? { ...one, page: null } : one));
}

/** True while another page has the recording. One that speaks from the future has seen its clock set: it is not believed. */
export function isHeldElsewhere({ page, heartbeat }: KeptRecording): boolean {
  const age = Date.now() - heartbeat;
  return page !== null && page !== PAGE && age >= 0 && age < HEARTBEAT_HOLDS;
}

/** Removes the contents of recordings that are no more: a page that was closed in the middle leaves such. */
export async function tidyRecordings(userId: string): Promise<void> {
  await deleteUnknown(`recordings/${userId}/`, (key) => readRecording(userId, key.split('/')[2] ?? '') !== null);
}

function changeTake(userId: string, captureId: string, take: number, act: (take: KeptTake) => KeptTake): boolean {
  return change(userId, captureId, (recording) => ({
    ...recording,
    takes: recording.takes.map((one) => (one.take === take ? act(one) : one)),
  }));
}

/** @returns false when there is no such recording any more, or the device keeps it no longer than this page */
function change(userId: string, captureId: string, act: (recording: KeptRecording) => KeptRecording): boolean {
  const recording = readRecording(userId, captureId);
  return recording !== null && write(userId, act(recording));
}

function write(userId: string, recording: KeptRecording): boolean {
  return writeStored(keyOf(userId, recording.input.captureId), JSON.stringify(recording));
}

function parse(stored: string | null): KeptRecording[] {
  try {
    const value: unknown = JSON.parse(stored ?? 'null');
    return isRecording(value) ? [value] : [];
  } catch {
    return [];
  }
}

function allKeys(userId: string, captureId: string): string[] {
  const takes = readRecording(userId, captureId)?.takes ?? [];
  // One more than is known: a part may have been written and not yet noted.
  return takes.flatMap(({ take, parts }) => contentKeys(userId, captureId, take, 0, parts + 1));
}

/** The keys of the parts after `after`, up to `last`. */
function contentKeys(userId: string, captureId: string, take: number, after: number, last: number): string[] {
  return Array.from({ length: Math.max(0, last - after) }, (_, index) =>
    contentKeyOf(userId, captureId, { take, part: after + index + 1 }),
  );
}

function contentKeyOf(userId: string, captureId: string, { take, part }: PartAddress): string {
  return `recordings/${userId}/${captureId}/${take}/${part}`;
}

function keyOf(userId: string, captureId: string): string {
  return `${prefixOf(userId)}${captureId}`;
}

function prefixOf(userId: string): string {
  return `createFromNotes.recording.${userId}.`;
}
