import type { CaptureParts } from '../captures/parts.ts';
import { hasFiles, MAXIMUM_TEXT_LENGTH, type Language } from '../captures/schema.ts';
import type { Failure, WaitingReason } from '../captures/state.ts';
import type { CaptureRecord, Contents } from '../captures/store.ts';
import { joinPages, problemOf, typedPage } from './joining.ts';
import type { ReadingProcesses } from './processes/reading-processes.ts';
import { readFiles } from './reading-files.ts';
import { reading, type Reading } from './schema.ts';
import type { Listening } from './speech/listening.ts';
import { saysSomething, transcriptOf } from './speech/transcript.ts';

/** Turns text that was typed or pasted into a reading. */
export type ReadText = (text: string, language?: Language | null) => Reading | Promise<Reading>;
/** Gives a corrected text the places of what was read in files. See `carryOver`. */
export type CarryOver = (read: Reading, corrected: Reading) => Reading | Promise<Reading>;

interface Parts {
  readonly parts: Pick<CaptureParts, 'files'>;
  readonly processes: ReadingProcesses;
  readonly listening: Pick<Listening, 'hearWhole' | 'heardBefore'>;
  readonly readText: ReadText;
  readonly carryOver: CarryOver;
}

/** What was read of a source. Without a `reading`, `problem` says why no other try would help, or `waits` what is waited for. */
export type ReadSource =
  | { readonly reading: Reading; readonly filesReading?: Reading }
  | { readonly problem: Failure; readonly filesReading?: Reading }
  | { readonly waits: WaitingReason };

export interface ReadingOptions {
  readonly signal?: AbortSignal;
  readonly onPage?: (read: number, total: number) => void;
}

type SourceContents = Partial<Pick<Contents, 'source' | 'context' | 'corrected_text' | 'takes' | 'files_reading'>>;

/** Reads the source of a capture: what was typed, what stands in its files, and what was said. */
export interface SourceReading {
  /** Whether files are to be read or a recording to be heard, which takes seconds or minutes. */
  takesLong(capture: CaptureRecord, contents: SourceContents): 'files' | 'recordings' | null;
  read(capture: CaptureRecord, contents: SourceContents, options?: ReadingOptions): Promise<ReadSource>;
}

export function createSourceReading(rooms: Parts): SourceReading {
  const { parts, processes, readText, carryOver } = rooms;
  const readAll = async (capture: CaptureRecord, { source }: SourceContents, options: ReadingOptions) => {
    const typed = await readText(source?.text ?? '', source?.language);
    const pages = await readFiles(await parts.files(capture), { processes, ...options });
    return joinPages([...typedPage(typed.text), ...pages], source?.language);
  };
  const readSource = async (
    capture: CaptureRecord,
    contents: SourceContents,
    options: ReadingOptions,
  ): Promise<ReadSource> => {
    const { source, corrected_text: corrected } = contents;
    const known = hasFiles(capture.kind) ? knownReading(contents) : null;
    const filesReading = hasFiles(capture.kind) ? (known ?? (await readAll(capture, contents, options))) : null;
    if (filesReading === null) return { reading: await readText(corrected ?? source?.text ?? '', source?.language) };
    if (corrected !== undefined) {
      const text = await readText(corrected, source?.language);
      return { filesReading, reading: await carryOver(filesReading, text) };
    }
    const problem = problemOf(filesReading);
    return problem ? { filesReading, problem } : { filesReading, reading: filesReading };
  };
  return {
    takesLong(capture, contents) {
      if (!hasFiles(capture.kind) || knownReading(contents) !== null) return null;
      if (capture.kind !== 'audio') return 'files';
      return contents.corrected_text === undefined ? 'recordings' : null;
    },
    async read(capture, contents, options = {}) {
      const isSound = capture.kind === 'audio';
      const read = await (isSound
        ? readRecording(rooms, capture, contents, options)
        : readSource(capture, contents, options));
      return 'reading' in read ? { ...read, reading: { ...read.reading, corrected: capture.revision > 1 } } : read;
    },
  };
}

/**
 * Hears a recording. What a person typed or corrected in its place needs no recogniser: it takes the times of the words that were
 * heard up to then.
 */
async function readRecording(
  { listening, readText, carryOver }: Parts,
  capture: CaptureRecord,
  contents: SourceContents,
  { signal }: ReadingOptions,
): Promise<ReadSource> {
  const { source, context, corrected_text: corrected, takes = [] } = contents;
  const { language = null } = source ?? {};
  const typed = (await readText(source?.text ?? '', language)).text;
  const known = knownReading(contents);
  if (corrected !== undefined) {
    const heard = known ?? transcriptOf(await listening.heardBefore(capture, takes), typed, language);
    return { reading: await carryOver(heard, await readText(corrected, language)) };
  }
  if (known) return { reading: known };
  const heard = await listening.hearWhole(capture, { takes, context, language }, signal);
  if (!('takes' in heard)) return heard;
  const read = transcriptOf(heard.takes, typed, language);
  if (!saysSomething(read.text)) return { problem: 'nothing-understood' };
  if (read.text.length > MAXIMUM_TEXT_LENGTH) return { problem: 'too-much-text' };
  return { filesReading: read, reading: read };
}

/** What was read in the files before; null when it does not fit its shape, or a person wants them read once more. */
function knownReading({ files_reading: stored, corrected_text: corrected }: SourceContents): Reading | null {
  const read = reading.safeParse(stored).data;
  return read && (corrected !== undefined || problemOf(read) === null) ? read : null;
}
