import type { Database } from '../platform/database.ts';
import { describeError, type Log } from '../platform/log.ts';

/** Where rows of an erased capture stood. */
const TABLES = ['captures', 'drafts', 'corrections', 'sources', 'source_keys', 'deal_keys', 'draft_pairs'] as const;
/**
 * Where the files of an erased capture stood. Nothing opens them without the key that stood in its row, and there may be so many
 * of them that writing the others anew would hold up everything for minutes.
 */
const TABLES_OF_FILES = ['capture_parts', 'sound_slices'] as const;
const INTERVAL_MILLISECONDS = 60_000;

/**
 * Clears what deleted rows leave behind: PostgreSQL only marks them, and the embedded one never cleans up by itself.
 */
export interface Cleaning {
  /** Says that something was erased: within a minute, once however many say it, its space is used again, beside other work. */
  request(): void;
  /** The same for what a process erased that ended before it cleaned up. */
  requestAfterStart(): void;
  /** Whether this process erased something since the last `run`. */
  isWanted(): boolean;
  /**
   * Does at once what can be done. In the embedded database the tables and its log are written anew, so that no byte of what
   * was erased is left in its files, but for sealed parts of files whose key is gone; other work waits meanwhile, about a second
   * for 20 MB. The files of a server are its operator's.
   */
  run(): Promise<void>;
  stop(): void;
}

export function createCleaning(database: Database, log: Log): Cleaning {
  let timer: NodeJS.Timeout | undefined;
  let isWanted = false;
  const stop = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  const clean = async (vacuum: string, afterwards: readonly string[]) => {
    stop();
    try {
      for (const table of TABLES) await database.query(`${vacuum} ${table}`);
      for (const table of TABLES_OF_FILES) await database.query(`vacuum ${table}`);
      for (const statement of afterwards) await database.query(statement);
    } catch (error) {
      log.warn({ error: describeError(error) }, 'erased rows not cleaned up');
    }
  };
  const cleanLater = () => {
    timer ??= setTimeout(() => void clean('vacuum', []), INTERVAL_MILLISECONDS).unref();
  };
  return {
    request() {
      isWanted = true;
      cleanLater();
    },
    requestAfterStart: cleanLater,
    isWanted: () => isWanted,
    async run() {
      isWanted = false;
      await (database.kind === 'embedded' ? clean('vacuum full', FORGET_LOG) : clean('vacuum', []));
    },
    stop,
  };
}

/** Begins a new file of the write-ahead log, and removes the old ones where they would be kept to be written over. */
const FORGET_LOG = ['set wal_recycle = off', 'select pg_switch_wal()', 'checkpoint'];
