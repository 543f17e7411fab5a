import type { CaptureParts } from '../captures/parts.ts';
import { hasFiles, type Language } from '../captures/schema.ts';
import type { Failure } from '../captures/state.ts';
import type { CaptureRecord, Contents } from '../captures/store.ts';
import { joinPages, problemOf, typedPage } from './joining.ts';
import type { ReadingProcesses } from './processes/reading-processes.ts';
import { readFiles } from './reading-files.ts';
import { reading, type Reading } from './schema.ts';

/** Turns text that was typed or pasted into a reading. */
export type ReadText = (text: string, language?: Language | null) => Reading | Promise<Reading>;
/** Gives a corrected text the places of what was read in files. See `carryOver`. */
export type CarryOver = (read: Reading, corrected: Reading) => Reading | Promise<Reading>;

interface Parts {
  readonly parts: Pick<CaptureParts, 'files'>;
  readonly processes: ReadingProcesses;
  readonly readText: ReadText;
  readonly carryOver: CarryOver;
}

/** What was read of a source. Without a `reading`, the problem says why: no other try would help. */
export type ReadSource =
  | { readonly reading: Reading; readonly filesReading?: Reading }
  | { readonly problem: Failure; readonly filesReading: Reading };

export interface ReadingOptions {
  readonly signal?: AbortSignal;
  readonly onPage?: (read: number, total: number) => void;
}

type SourceContents = Partial<Pick<Contents, 'source' | 'corrected_text' | 'files_reading'>>;

/** Reads the source of a capture: what was typed, and what stands in its files. */
export interface SourceReading {
  /** Whether files are to be read, which takes seconds or minutes. */
  readsFiles(capture: CaptureRecord, contents: SourceContents): boolean;
  read(capture: CaptureRecord, contents: SourceContents, options?: ReadingOptions): Promise<ReadSource>;
}

export function createSourceReading({ parts, processes, readText, carryOver }: Parts): SourceReading {
  const readAll = async (capture: CaptureRecord, { source }: SourceContents, options: ReadingOptions) => {
    const typed = await readText(source?.text ?? '', source?.language);
    const pages = await readFiles(await parts.files(capture), { processes, ...options });
    return joinPages([...typedPage(typed.text), ...pages], source?.language);
  };
  const readSource = async (capture: CaptureRecord, contents: SourceContents, options: ReadingOptions) => {
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
    readsFiles: (capture, contents) => hasFiles(capture.kind) && knownReading(contents) === null,
    async read(capture, contents, options = {}) {
      const read: ReadSource = await readSource(capture, contents, options);
      return 'reading' in read ? { ...read, reading: { ...read.reading, corrected: capture.revision > 1 } } : read;
    },
  };
}

/** What was read in the files before; null when it does not fit its shape, or a person wants them read once more. */
function knownReading({ files_reading: stored, corrected_text: corrected }: SourceContents): Reading | null {
  const read = reading.safeParse(stored).data;
  return read && (corrected !== undefined || problemOf(read) === null) ? read : null;
}
