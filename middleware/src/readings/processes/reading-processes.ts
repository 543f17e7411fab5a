import { createHash } from 'node:crypto';

import type { z } from 'zod';

import { ProcessError, type Material } from '../../platform/child-process.ts';
import { createChildProcesses, type ProcessEnd } from '../../platform/child-processes.ts';
import type { ReadingLimits } from '../../platform/configuration.ts';
import { FileRefused, type Opened, type ReadPage, type SourceFile } from '../file.ts';
import type { SoundCut, SoundStretch } from '../sound/slice.ts';
import { cutAnswer, openAnswer, readPageAnswer, showPageAnswer, type ReadingWork } from './messages.ts';

export type ReadingOutcome = 'done' | 'refused' | 'failed';

/** Told of what the processes do: figures are made of this. */
export interface ReadingObserver {
  onWork(work: 'open' | 'read' | 'show' | 'cut', milliseconds: number, outcome: ReadingOutcome): void;
  onProcessEnd(end: ProcessEnd): void;
}

/** Reads files in processes of their own, a few at a time. Every function throws FileRefused where no other try would help. */
export interface ReadingProcesses {
  /** How many pages are read at the same time. */
  readonly count: number;
  open(file: SourceFile, signal?: AbortSignal): Promise<Opened[]>;
  readPage(file: SourceFile, pageOfFile: number, signal?: AbortSignal): Promise<ReadPage>;
  /**
   * A page as it is seen, upright, as a JPEG of at most a megabyte; null when it has no picture. It goes before all reading.
   * @param inside which file inside the file, and inside that one, from 1; empty for the file itself.
   */
  showPage(file: SourceFile, inside: readonly number[], pageOfFile: number): Promise<Uint8Array | null>;
  /**
   * Cuts a recording: a few slices at a time, and the cursor says where to go on. A take that is whole is sent to a process
   * once, as long as `bytes` is the same array or has the same bytes.
   */
  cut(stretch: SoundStretch, signal?: AbortSignal): Promise<SoundCut>;
  stop(): Promise<void>;
}

const ENTRY = new URL('reading-process.ts', import.meta.url);
/** A person waits for a page to be shown, or speaks and sees what was heard; no page can be read before its file is open. */
const TURN = { show: 0, cut: 1, open: 2, read: 3 } as const;

/** @param entry another module in place of the one that reads. */
export function createReadingProcesses(
  limits: ReadingLimits,
  observer?: ReadingObserver,
  entry: URL = ENTRY,
): ReadingProcesses {
  const { processes: count, megabytes, seconds } = limits;
  const onEnd = (end: ProcessEnd) => observer?.onProcessEnd(end);
  const processes = createChildProcesses({ entry, count, megabytes, milliseconds: seconds * 1000, onEnd });
  const run = async <Answer extends object>(
    kind: keyof typeof TURN,
    work: ReadingWork,
    { material, signal }: { material: Material; signal?: AbortSignal | undefined },
    shape: z.ZodType<Answer | { refused: FileRefused['problem'] }>,
  ): Promise<Answer> => {
    const begin = performance.now();
    const tell = (outcome: ReadingOutcome) => observer?.onWork(kind, performance.now() - begin, outcome);
    try {
      const options = { turn: TURN[kind], material, signal };
      const answer = shape.parse(await processes.run(work, options).catch(refuseDemanding));
      if ('refused' in answer) throw new FileRefused(answer.refused);
      tell('done');
      return answer;
    } catch (error) {
      if (!signal?.aborted) tell(error instanceof FileRefused ? 'refused' : 'failed');
      throw error;
    }
  };
  return {
    count,
    async open(file, signal) {
      return (await run('open', { open: true }, { material: materialOf(file), signal }, openAnswer)).opened;
    },
    async readPage(file, pageOfFile, signal) {
      return (await run('read', { readPage: { pageOfFile } }, { material: materialOf(file), signal }, readPageAnswer))
        .page;
    },
    async showPage(file, inside, pageOfFile) {
      return (await run('show', { showPage: { inside, pageOfFile } }, { material: materialOf(file) }, showPageAnswer))
        .picture;
    },
    async cut(stretch, signal) {
      const work = { cut: { cursor: stretch.cursor } };
      return (await run('cut', work, { material: takeOf(stretch), signal }, cutAnswer)).cut;
    },
    stop: () => processes.stop(),
  };
}

/** A file that ended two processes would end a third one. A process that cannot start, or was stopped, is no fault of a file. */
function refuseDemanding(error: unknown): never {
  if (!(error instanceof ProcessError) || error.code === 'not-started' || error.code === 'stopped') throw error;
  throw new FileRefused('file-too-demanding', { cause: error });
}

const keys = new WeakMap<object, string>();

/** The same bytes are the same material, whoever read them from the database: a process that has them keeps what it made of them. */
function materialOf(file: SourceFile): Material {
  const key = keys.get(file) ?? digestOf(file);
  keys.set(file, key);
  return { key, value: file };
}

function digestOf({ bytes, fileName, mediaType }: SourceFile): string {
  const named = createHash('sha256').update(JSON.stringify([fileName, mediaType]));
  return named.update(bytes).digest('base64');
}

/** The bytes of a take without the place in it, which is another in every question. */
function takeOf({ head, bytes, mediaType, isWhole }: SoundStretch): Material {
  const digest = keys.get(bytes) ?? createHash('sha256').update(bytes).digest('base64');
  keys.set(bytes, digest);
  return { key: JSON.stringify(['sound', mediaType, isWhole, digest]), value: { head, bytes, mediaType, isWhole } };
}
