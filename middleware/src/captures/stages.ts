import type { Database, Queryable } from '../platform/database.ts';
import { isAbandoned } from '../platform/processes.ts';
import type { KeyWrap } from '../platform/encryption.ts';
import type { CaptureState, Language } from './schema.ts';
import { AT_WORK, type Failure, type WaitingReason } from './state.ts';
import {
  COLUMNS,
  place,
  toRecord,
  type CaptureRecord,
  type CaptureRef,
  type CaptureRow,
  type Contents,
} from './store.ts';

/** What the stages found that is saved with the next step. */
export interface Found {
  reading?: { language: Language };
  /** What was read in the files, kept beside a reading that people correct. */
  filesReading?: object;
  extraction?: object;
}

/** A capture with all that a run needs, read at once. */
export interface TakenUp {
  capture: CaptureRecord;
  contents: Partial<Contents>;
  /** Runs that were begun, this one included. */
  attempts: number;
  /** How often it was put off since it was given, or a person tried it again. */
  putOff: number;
}

const CONTENT_NAMES = [
  'source',
  'context',
  'corrected_text',
  'takes',
  'files_reading',
  'reading',
  'extraction',
] as const satisfies (keyof Contents)[];
const CONTENTS = CONTENT_NAMES.join(', ');

type TakenUpRow = CaptureRow & { attempts: number; put_off: number } & Record<keyof Contents, Buffer | null>;

/** A capture that nobody works on. */
export interface LeftBehind extends CaptureRef {
  /** Whether it was this process that let go of it. */
  isOwn: boolean;
}

/** A capture that was begun so often and cannot be opened has failed; a person can retry it when its master key is back. */
const MAXIMUM_OPENINGS = 5;
/** A capture that was begun so often can neither be run nor given up: it ends the process that opens it. */
const HOPELESS_ATTEMPTS = 10;
/** The next look finds the others. */
const LEFT_BEHIND_AT_ONCE = 200;

/** A capture on one of its texts. */
type CaptureText = Pick<CaptureRecord, 'orgId' | 'captureId' | 'revision'>;

export type CaptureStages = ReturnType<typeof createCaptureStages>;

/** Captures on their way through the pipeline. */
export function createCaptureStages(database: Database, wrap: KeyWrap) {
  return { ...capturesLeft(database), ...capturesAtWork(database, wrap), ...capturesOnTheirWay(database) };
}

function capturesLeft(database: Database) {
  return {
    /**
     * Captures at work, oldest first, that no process works on: those that this one let go of, and with `all` those of processes
     * that are dead. The ones that `running` names are at work here.
     */
    async leftBehind(running: readonly CaptureRef[], whose: 'own' | 'all'): Promise<LeftBehind[]> {
      const { rows } = await database.query<{ org_id: string; id: string; own: boolean }>(
        `select org_id, id, coalesce(process_id = $1, false) as own from captures
         where ${AT_WORK} and attempts < $2 and id <> all($3::uuid[])
           and (process_id = $1 or ($4 and ${isAbandoned('process_id')}))
         order by created_at limit $5`,
        [
          database.processId,
          HOPELESS_ATTEMPTS,
          running.map(({ captureId }) => captureId),
          whose === 'all',
          LEFT_BEHIND_AT_ONCE,
        ],
      );
      return rows.map(({ org_id: orgId, id: captureId, own: isOwn }) => ({ orgId, captureId, isOwn }));
    },

    /**
     * Queues waiting captures whose time has come, for this process, and gives them: each to one process only.
     * @param also those that wait for this, whatever the time.
     */
    async wake(also: WaitingReason | null): Promise<CaptureRef[]> {
      const { rows } = await database.query<{ org_id: string; id: string }>(
        `update captures set state = 'queued', reason = null, attempts = 0, process_id = $1, wake_at = null
         where (org_id, id) in (
           select org_id, id from captures where state = 'waiting' and (wake_at <= clock_timestamp() or reason = $2)
           order by created_at limit $3 for update skip locked)
           and state = 'waiting'
         returning org_id, id`,
        [database.processId, also, LEFT_BEHIND_AT_ONCE],
      );
      return rows.map(({ org_id: orgId, id: captureId }) => ({ orgId, captureId }));
    },
  };
}

function capturesAtWork(database: Database, wrap: KeyWrap) {
  return {
    /**
     * Moves a capture on and keeps what its stages found. False when another run was faster or the text was corrected
     * meanwhile: what was found is then of no use.
     */
    async advance(
      capture: CaptureRecord,
      to: CaptureState,
      found: Found = {},
      client: Queryable = database,
    ): Promise<boolean> {
      const sealed = (value: object | undefined, name: keyof Contents) =>
        value === undefined ? null : capture.seal.seal(value, place(capture, name));
      const { rowCount } = await client.query(
        `update captures set state = $5, updated_at = now(),
           reading = coalesce($6, reading), extraction = coalesce($7, extraction), language = coalesce($8, language),
           files_reading = coalesce($9, files_reading)
         where org_id = $1 and id = $2 and revision = $3 and state = $4`,
        [
          capture.orgId,
          capture.captureId,
          capture.revision,
          capture.state,
          to,
          sealed(found.reading, 'reading'),
          sealed(found.extraction, 'extraction'),
          found.reading?.language ?? null,
          sealed(found.filesReading, 'files_reading'),
        ],
      );
      return rowCount === 1;
    },

    /**
     * A capture that is at work, for a run, unless another living process works on it. With `count` the run is counted and
     * the capture taken in hand before it begins, so that a capture that ends the process is noticed; without, both were done
     * by whoever asked for it.
     * @throws UnsealError when its key cannot be opened; the capture has failed when that was so several times.
     */
    async takeUp({ orgId, captureId }: CaptureRef, count: boolean): Promise<TakenUp | undefined> {
      const unfinished = `where org_id = $1 and id = $2 and ${AT_WORK}`;
      const { rows } = await database.query<TakenUpRow>(
        count
          ? `update captures set attempts = attempts + 1, process_id = $3
             ${unfinished} and (process_id = $3 or ${isAbandoned('process_id')}) returning ${COLUMNS}, ${CONTENTS}, attempts, put_off`
          : `select ${COLUMNS}, ${CONTENTS}, attempts, put_off from captures ${unfinished} and process_id = $3`,
        [orgId, captureId, database.processId],
      );
      const [row] = rows;
      if (!row) return undefined;
      try {
        return toTakenUp(row, wrap);
      } catch (error) {
        if (row.attempts >= MAXIMUM_OPENINGS) {
          await fail(database, { orgId, captureId, revision: row.revision }, 'gave-up');
        }
        throw error;
      }
    },
  };
}

function capturesOnTheirWay(database: Database) {
  return {
    /** False when the capture was finished or corrected meanwhile. */
    fail: (capture: CaptureText, reason: Failure) => fail(database, capture, reason),

    /**
     * Lets a capture wait: for so many seconds, or until something changes. False when it was finished, corrected or erased
     * meanwhile.
     */
    async putOff(
      { orgId, captureId, revision }: CaptureText,
      reason: WaitingReason,
      seconds: number | null,
    ): Promise<boolean> {
      const { rowCount } = await database.query(
        `update captures set state = 'waiting', reason = $4, process_id = null, updated_at = now(),
           wake_at = clock_timestamp() + make_interval(secs => $5::double precision),
           put_off = put_off + case when $5::double precision is null then 0 else 1 end
         where org_id = $1 and id = $2 and revision = $3 and ${AT_WORK}`,
        [orgId, captureId, revision, reason, seconds],
      );
      return rowCount === 1;
    },

    /** Tells how many of the pages of its files were read. False when the capture was finished, corrected or erased meanwhile. */
    async countPages({ orgId, captureId, revision }: CaptureText, read: number, total: number): Promise<boolean> {
      const { rowCount } = await database.query(
        `update captures set pages_read = $4, pages_total = $5, updated_at = now()
         where org_id = $1 and id = $2 and revision = $3 and ${AT_WORK}`,
        [orgId, captureId, revision, read, total],
      );
      return rowCount === 1;
    },
  };
}

async function fail(
  database: Database,
  { orgId, captureId, revision }: CaptureText,
  reason: Failure,
): Promise<boolean> {
  const { rowCount } = await database.query(
    `update captures set state = 'failed', reason = $4, updated_at = now()
     where org_id = $1 and id = $2 and revision = $3 and ${AT_WORK}`,
    [orgId, captureId, revision, reason],
  );
  return rowCount === 1;
}

function toTakenUp(row: TakenUpRow, wrap: KeyWrap): TakenUp {
  const capture = toRecord(row, wrap);
  const opened = CONTENT_NAMES.flatMap((name) => {
    const sealed = row[name];
    return sealed ? [[name, capture.seal.open(sealed, place(capture, name))] as const] : [];
  });
  return {
    capture,
    contents: Object.fromEntries(opened) as Partial<Contents>,
    attempts: row.attempts,
    putOff: row.put_off,
  };
}
