import type { FileProblem } from '../captures/state.ts';
import { createSlots } from '../platform/slots.ts';
import { FileRefused, type Opened, type ReadPage, type SourceFile } from './file.ts';
import type { FoundPage } from './joining.ts';
import type { ReadingProcesses } from './processes/reading-processes.ts';

/** A file of a capture, under the number that it was sent with. */
export interface GivenFile extends SourceFile {
  readonly take: number;
}

interface Options {
  readonly processes: Pick<ReadingProcesses, 'count' | 'open' | 'readPage'>;
  /** Ends the reading: its reason is thrown. */
  readonly signal?: AbortSignal;
  /** Told how many pages were read, from when all files are open. */
  readonly onPage?: (read: number, total: number) => void;
}

/** Files in files in files: more than any mail that was forwarded and answered. */
const DEEPEST = 4;
/** The pages of a capture: those that follow are not read, and say so. */
const MOST_PAGES = 100;

/**
 * Reads files and the files inside them, in their order. What cannot be read is a page that says why, beside those that could:
 * of a file with too many pages the first ones are read.
 * @throws Error when a reader failed where another try may help; or the reason of `signal`.
 */
export async function readFiles(files: readonly GivenFile[], options: Options): Promise<FoundPage[]> {
  const failing = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, failing.signal]) : failing.signal;
  const work = createWork(options, signal);
  try {
    for (const file of files) {
      const { take, fileName } = file;
      await readFile(work, { bytes: file.bytes, fileName, mediaType: file.mediaType }, { take, inside: [], fileName });
    }
    return await work.settle();
  } catch (error) {
    failing.abort(error);
    throw error;
  }
}

type Place = Pick<FoundPage, 'take' | 'inside' | 'fileName'>;
type Work = ReturnType<typeof createWork>;

/** The pages found so far, in reading order, some of which are still being read. */
function createWork({ processes, onPage }: Options, signal: AbortSignal) {
  // Another capture's pages have their turn between these.
  const inTurn = createSlots(processes.count);
  const pages: Promise<FoundPage>[] = [];
  let counted = 0;
  let read = 0;
  let isOpen = false;
  const tell = () => {
    if (isOpen) onPage?.(read, pages.length);
  };
  const add = (place: Place, page: Promise<ReadPage>) => {
    const found = page.then((one) => {
      read += 1;
      tell();
      return { ...place, page: one };
    });
    found.catch(() => undefined);
    pages.push(found);
    counted += 1;
  };
  return {
    signal,
    processes,
    isFull: () => counted >= MOST_PAGES,
    count: () => counted,
    /** Counts a file in which nothing was found: a mail may have thousands. */
    countEmpty: () => (counted += 1),
    add: (place: Place, page: ReadPage) => add(place, Promise.resolve(page)),
    read(place: Place, file: SourceFile, pageOfFile: number): void {
      const page = inTurn(() => processes.readPage(file, pageOfFile, signal));
      add(place, page.catch(orProblem(pageOfFile)));
    },
    settle(): Promise<FoundPage[]> {
      isOpen = true;
      tell();
      return Promise.all(pages);
    },
  };
}

async function readFile(work: Work, file: SourceFile, place: Place): Promise<void> {
  const refuse = (problem: FileProblem, pageOfFile = 1) => work.add(place, problemPage(problem, pageOfFile));
  if (place.inside.length > DEEPEST) return refuse('nested-too-deep');
  if (work.isFull()) return refuse('too-many-pages');
  const before = work.count();
  const opened = await work.processes.open(file, work.signal).catch((error: unknown): FileProblem => {
    if (error instanceof FileRefused) return error.problem;
    throw error;
  });
  if (typeof opened === 'string') return refuse(opened);
  let files = 0;
  let pages = 0;
  for (const one of opened) {
    if (work.isFull()) return refuse('too-many-pages', pages + 1);
    if ('file' in one) {
      files += 1;
      const { fileName } = one.file;
      await readFile(work, one.file, { take: place.take, inside: [...place.inside, files], fileName });
    } else pages = takePage(work, file, place, one);
  }
  if (work.count() === before) work.countEmpty();
}

/** Gives the number of the page in its file. */
function takePage(work: Work, file: SourceFile, place: Place, one: Exclude<Opened, { file: SourceFile }>): number {
  if ('page' in one) {
    work.add(place, one.page);
    return one.page.pageOfFile;
  }
  work.read(place, file, one.unread.pageOfFile);
  return one.unread.pageOfFile;
}

const orProblem =
  (pageOfFile: number) =>
  (error: unknown): ReadPage => {
    if (error instanceof FileRefused) return problemPage(error.problem, pageOfFile);
    throw error;
  };

function problemPage(problem: FileProblem, pageOfFile: number): ReadPage {
  return { kind: 'text', pageOfFile, width: null, height: null, legibility: null, problem, text: '', words: [] };
}
