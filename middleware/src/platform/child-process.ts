import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** What a process ends itself with when it holds more memory than it may: a signal that nothing else here sends. */
export const OVER_MEMORY = 'SIGUSR2';

/** Why a process did not finish a piece of work: of itself, or because it was ended. */
export type ProcessFault = 'not-started' | 'too-slow' | 'too-large' | 'crashed' | 'stopped';

/** Work that a process was given and did not finish. */
export class ProcessError extends Error {
  override readonly name = 'ProcessError';
  readonly code: ProcessFault;

  constructor(fault: ProcessFault, detail = '') {
    super(detail ? `${fault}: ${detail}` : fault);
    this.code = fault;
  }
}

/** What several pieces of work are about, such as the bytes of a file: a process is sent it once, and keeps the last one. */
export interface Material {
  readonly key: string;
  readonly value: unknown;
}

/** What a process is sent. `material` is left out when it is the one that it keeps. */
export interface PieceMessage {
  readonly input: unknown;
  readonly material?: { readonly value: unknown };
}

/** What a process sends: that it can begin, and then one answer for each piece. */
export type ChildMessage =
  | { readonly ready: true }
  | ({ readonly megabytes: number } & ({ readonly result: unknown } | { readonly thrown: unknown }));

export interface Child {
  /** The key of the material that it keeps. */
  readonly holds: string | null;
  /** What it held after its last piece of work, its threads included. */
  readonly megabytes: number;
  readonly isOver: boolean;
  /**
   * One piece at a time. Gives what the work gave; what it threw is thrown here.
   * @throws ProcessError, or the reason of `signal`: the process is over then.
   */
  run(input: unknown, options: { material?: Material; milliseconds: number; signal?: AbortSignal }): Promise<unknown>;
  /** Ends it at once. Resolves when it is gone. */
  end(): Promise<void>;
}

/** Long enough for a machine that does much else, short enough to tell that it will never start. */
const START_MILLISECONDS = 60_000;
/** What a process says of why it cannot start. */
const LONGEST_COMPLAINT = 2_000;
/** A process that opens files of strangers is told nothing that its parent knows, keys least of all. */
const TOLD = ['PATH', 'TMPDIR', 'TZ', 'LANG', 'SystemRoot'];

/** Each thread of a C library keeps memory of its own, and gives little of it back: a third of what a process held was that. */
const FRUGAL = { MALLOC_ARENA_MAX: '1' };

/** Starts a process of a module that calls `answerPieces`. It keeps this process alive only while it works. */
export function startChild(entry: URL, megabytes: number): Child {
  const env = Object.fromEntries(TOLD.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
  const child = fork(entry, [String(megabytes)], {
    env: { ...env, ...FRUGAL },
    execArgv: [`--max-old-space-size=${megabytes}`, '--max-semi-space-size=1', '--optimize-for-size'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const exit = once(child, 'exit').catch(() => undefined);
  let holds: string | null = null;
  let held = 0;
  const started = startOf(child);
  started.catch(() => undefined);
  holdParent(child, false);
  const isOver = () => child.exitCode !== null || child.signalCode !== null || !child.connected;
  return {
    get holds() {
      return holds;
    },
    get megabytes() {
      return held;
    },
    get isOver() {
      return isOver();
    },
    async run(input, { material, milliseconds, signal }) {
      holdParent(child, true);
      try {
        await orAborted(child, started, signal);
        const sent = material && material.key !== holds ? { material: { value: material.value } } : {};
        holds = material?.key ?? holds;
        const answer = await ask(child, { input, ...sent }, milliseconds, signal);
        held = answer.megabytes;
        if ('thrown' in answer) throw answer.thrown;
        return answer.result;
      } finally {
        holdParent(child, false);
      }
    },
    async end() {
      child.kill('SIGKILL');
      if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
      child.ref();
      await exit;
    },
  };
}

function holdParent(child: ChildProcess, isHeld: boolean): void {
  for (const handle of [child, child.channel]) {
    if (isHeld) handle?.ref();
    else handle?.unref();
  }
}

function startOf(child: ChildProcess): Promise<undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  let complaint = '';
  const stderr = child.stderr;
  if (stderr && 'unref' in stderr && typeof stderr.unref === 'function') stderr.unref();
  stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(0, LONGEST_COMPLAINT);
  });
  const limit = setTimeout(() => child.kill('SIGKILL'), START_MILLISECONDS).unref();
  const fail = () => reject(new ProcessError('not-started', complaint.trim()));
  child.on('error', fail).once('close', fail);
  child.once('message', () => {
    clearTimeout(limit);
    // What libraries say about files from here on is nobody's to read.
    stderr?.removeAllListeners('data').resume();
    resolve(undefined);
  });
  return promise;
}

/** Waits for a process to start, no longer than anybody wants it. */
async function orAborted(child: ChildProcess, started: Promise<undefined>, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  const aborted = Promise.withResolvers<never>();
  const abort = () => {
    child.kill('SIGKILL');
    aborted.reject(signal?.reason);
  };
  signal?.addEventListener('abort', abort);
  try {
    await Promise.race([started, aborted.promise]);
    signal?.throwIfAborted();
  } finally {
    signal?.removeEventListener('abort', abort);
  }
}

type Answer = Exclude<ChildMessage, { ready: true }>;

function ask(
  child: ChildProcess,
  message: PieceMessage,
  milliseconds: number,
  signal: AbortSignal | undefined,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(limit);
      child.off('message', answered).off('exit', exited);
      signal?.removeEventListener('abort', abort);
    };
    const giveUp = (reason: unknown) => {
      end();
      child.kill('SIGKILL');
      reject(reason);
    };
    const answered = (answer: unknown) => {
      end();
      resolve(answer as Answer);
    };
    const exited = (_code: number | null, by: NodeJS.Signals | null) =>
      giveUp(new ProcessError(by === OVER_MEMORY ? 'too-large' : 'crashed'));
    const abort = () => giveUp(signal?.reason);
    const limit = setTimeout(() => giveUp(new ProcessError('too-slow')), milliseconds);
    child.on('message', answered).on('exit', exited);
    signal?.addEventListener('abort', abort);
    // A process that is gone has no channel: its exit may have been told before anybody listened here.
    child.send(message, (error) => {
      if (error) giveUp(new ProcessError('crashed'));
    });
  });
}
