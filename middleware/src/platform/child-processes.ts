import { ProcessError, startChild, type Child, type Material, type ProcessFault } from './child-process.ts';

/** Why a process is no more: what went wrong, that it had grown, or that nobody needed it. */
export type ProcessEnd = Exclude<ProcessFault, 'stopped'> | 'grown' | 'idle';

interface Options {
  /** A module that calls `answerPieces`. */
  readonly entry: URL;
  /** The most processes at a time. None runs before there is work. */
  readonly count: number;
  /** What a process may hold, its threads included. */
  readonly megabytes: number;
  /** How long a piece of work may take. */
  readonly milliseconds: number;
  readonly idleMilliseconds?: number;
  readonly onEnd?: (end: ProcessEnd) => void;
}

export interface PieceOptions {
  /** Pieces of a lower number are begun before those of a higher one, and those of the same number in their order. */
  readonly turn?: number;
  readonly material?: Material;
  /** Ends the work, and its process with it. */
  readonly signal?: AbortSignal | undefined;
}

/** Processes for work that may end the process that does it. Each does one piece at a time. */
export interface ChildProcesses {
  /** The most processes at a time. */
  readonly count: number;
  /**
   * Gives what the work gave; what it threw is thrown here.
   * @throws ProcessError when the work ended its process, took too long or held too much, twice: it is tried once more in a
   * process that has done nothing else; or the reason of `signal`.
   */
  run(input: unknown, options?: PieceOptions): Promise<unknown>;
  stop(): Promise<void>;
}

interface Piece {
  readonly input: unknown;
  readonly options: PieceOptions;
  wasTried: boolean;
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

const IDLE_MILLISECONDS = 60_000;
/** A process that has grown so far is replaced between two pieces, rather than in the middle of the next one. */
const GROWN = 0.7;

export function createChildProcesses(options: Options): ChildProcesses {
  const { count, milliseconds } = options;
  const queue: Piece[] = [];
  const { take, release, discard, endAll } = createCrew(options);
  let isStopped = false;
  const begin = () => {
    for (;;) {
      const [piece] = queue;
      const child = piece && take(piece);
      if (!child) return;
      queue.shift();
      void work(child, piece);
    }
  };
  const work = async (child: Child, piece: Piece) => {
    const { material, signal } = piece.options;
    try {
      piece.resolve(
        await child.run(piece.input, { milliseconds, ...(material && { material }), ...(signal && { signal }) }),
      );
      release(child);
    } catch (error) {
      if (!child.isOver && !(error instanceof ProcessError) && !signal?.aborted) release(child);
      else discard(child, error instanceof ProcessError && !isStopped ? error.code : undefined);
      if (error instanceof ProcessError && !piece.wasTried && !isStopped) {
        piece.wasTried = true;
        queue.unshift(piece);
      } else piece.reject(error);
    }
    begin();
  };
  return {
    count,
    run(input, piece = {}) {
      if (isStopped) return Promise.reject(new ProcessError('stopped'));
      if (piece.signal?.aborted) return Promise.reject(piece.signal.reason);
      const { promise, resolve, reject } = Promise.withResolvers<unknown>();
      const queued = { input, options: piece, wasTried: false, resolve, reject };
      const place = queue.findIndex(({ options: { turn = 0 } }) => turn > (piece.turn ?? 0));
      queue.splice(place === -1 ? queue.length : place, 0, queued);
      const leave = () => {
        const index = queue.indexOf(queued);
        if (index === -1) return;
        queue.splice(index, 1);
        reject(piece.signal?.reason);
      };
      piece.signal?.addEventListener('abort', leave);
      begin();
      return promise.finally(() => piece.signal?.removeEventListener('abort', leave));
    },
    async stop() {
      isStopped = true;
      for (const piece of queue.splice(0)) piece.reject(new ProcessError('stopped'));
      await endAll();
    },
  };
}

/** The processes that run, and which of them are free. */
function createCrew({ entry, count, megabytes, idleMilliseconds = IDLE_MILLISECONDS, onEnd }: Options) {
  const all = new Set<Child>();
  const idle = new Map<Child, NodeJS.Timeout>();
  const discard = (child: Child, end?: ProcessEnd | 'stopped') => {
    clearTimeout(idle.get(child));
    idle.delete(child);
    all.delete(child);
    if (end && end !== 'stopped') onEnd?.(end);
    return child.end();
  };
  const start = () => {
    const child = startChild(entry, megabytes);
    all.add(child);
    return child;
  };
  const takeIdle = (material?: Material) => {
    const child =
      idle.keys().find(({ holds }) => holds !== null && holds === material?.key) ?? idle.keys().next().value;
    if (!child) return undefined;
    clearTimeout(idle.get(child));
    idle.delete(child);
    return child;
  };
  return {
    /** A process for a piece of work: one that knows its material, any other, or a new one. */
    take({ wasTried, options: { material } }: Piece): Child | undefined {
      for (const child of idle.keys()) if (child.isOver) void discard(child, 'crashed');
      if (!wasTried) return takeIdle(material) ?? (all.size < count ? start() : undefined);
      const used = all.size < count ? undefined : takeIdle();
      if (used) void discard(used);
      return all.size < count ? start() : undefined;
    },
    release(child: Child): void {
      if (child.megabytes > megabytes * GROWN || child.isOver) void discard(child, child.isOver ? 'crashed' : 'grown');
      else idle.set(child, setTimeout(() => void discard(child, 'idle'), idleMilliseconds).unref());
    },
    discard: (child: Child, end?: ProcessEnd | 'stopped') => void discard(child, end),
    async endAll() {
      await Promise.all([...all].map((child) => discard(child)));
    },
  };
}
