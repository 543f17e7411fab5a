import type { Database, Queryable } from '../../platform/database.ts';
import type { Seal } from '../../platform/encryption.ts';
import type { Keyring } from '../../platform/keyring.ts';
import { draftColumns, type DraftColumns } from './columns.ts';

/** A row on its way. */
export interface Delivery {
  readonly draftId: string;
  readonly columns: DraftColumns;
  readonly edition: number;
  /** Tries, this one included. */
  readonly attempts: number;
  /** The row in the org; null where none is known of. */
  readonly recordId: string | null;
}

/** How the deliveries of an org stand. Ids and codes only. */
export interface DeliveryState {
  readonly waiting: number;
  readonly sent: number;
  /** What a person has to see to, the oldest first; at most a hundred. */
  readonly refused: readonly { readonly draftId: string; readonly code: string; readonly field: string | null }[];
  /** Since when the oldest of those that wait was given; null: none waits. */
  readonly waitingSince: Date | null;
}

export interface DeliveryStore {
  put(client: Queryable, orgId: string, draftId: string, columns: DraftColumns): Promise<void>;
  /** Takes rows that are due for a process: nobody else does until their next time, which comes even if this process dies. */
  claim(orgId: string, most: number): Promise<Delivery[]>;
  /** The row is in the org. What was given for the draft since then is still to be sent. */
  sent(orgId: string, delivery: Delivery, recordId: string): Promise<void>;
  refused(
    orgId: string,
    delivery: Delivery,
    refusal: { code: string; field: string | null; passes: boolean },
  ): Promise<void>;
  /** The org gave no answer: whether it took them is not known. */
  putBack(orgId: string, deliveries: readonly Delivery[], seconds: number): Promise<void>;
  /** Has what was refused sent again. @returns how many. */
  again(orgId: string): Promise<number>;
  state(orgId: string): Promise<DeliveryState>;
}

const FIRST_PAUSE_SECONDS = 60;
const LONGEST_PAUSE_SECONDS = 6 * 3600;

interface Row {
  draft_id: string;
  columns: Buffer;
  edition: number;
  attempts: number;
  record_id: string | null;
}

/** @param keyring seals the columns: they name accounts and deals. They go with their draft. */
export function createDeliveryStore(database: Database, keyring: Pick<Keyring, 'sealFor'>): DeliveryStore {
  const sealOf = (orgId: string) => keyring.sealFor(`delivery:${orgId}`);
  return {
    async put(client, orgId, draftId, columns) {
      const sealed = sealOf(orgId).seal(draftColumns.parse(columns), place(draftId));
      await client.query(
        `insert into deliveries (org_id, draft_id, state, columns) values ($1, $2, 'waiting', $3)
         on conflict (org_id, draft_id) do update set state = 'waiting', columns = excluded.columns,
           edition = deliveries.edition + 1, attempts = 0, next_at = clock_timestamp(),
           error_code = null, error_field = null, changed_at = clock_timestamp()`,
        [orgId, draftId, sealed],
      );
    },
    claim: (orgId, most) => claim(database, sealOf(orgId), orgId, most),
    async sent(orgId, { draftId, edition }, recordId) {
      await database.query(
        `update deliveries set record_id = $4, changed_at = clock_timestamp(),
           state = case when edition = $3 then 'sent' else state end,
           columns = case when edition = $3 then null else columns end,
           error_code = null, error_field = null
         where org_id = $1 and draft_id = $2`,
        [orgId, draftId, edition, recordId],
      );
    },
    async refused(orgId, { draftId, edition }, { code, field, passes }) {
      await database.query(
        `update deliveries set state = $4, error_code = $5, error_field = $6, changed_at = clock_timestamp()
         where org_id = $1 and draft_id = $2 and edition = $3`,
        [orgId, draftId, edition, passes ? 'waiting' : 'refused', code, field],
      );
    },
    async putBack(orgId, deliveries, seconds) {
      await database.query(
        `update deliveries set next_at = clock_timestamp() + make_interval(secs => $3)
         where org_id = $1 and draft_id = any($2::uuid[]) and state = 'waiting'`,
        [orgId, deliveries.map(({ draftId }) => draftId), seconds],
      );
    },
    async again(orgId) {
      const { rowCount } = await database.query(
        `update deliveries set state = 'waiting', attempts = 0, next_at = clock_timestamp()
         where org_id = $1 and state = 'refused'`,
        [orgId],
      );
      return rowCount ?? 0;
    },
    state: (orgId) => readState(database, orgId),
  };
}

async function claim(database: Database, seal: Seal, orgId: string, most: number): Promise<Delivery[]> {
  const { rows } = await database.query<Row>(
    `update deliveries set attempts = attempts + 1, next_at = clock_timestamp() + make_interval(
         secs => least($3, $4 * power(2, least(attempts, 20)))::double precision)
     where org_id = $1 and draft_id in (
       select draft_id from deliveries where org_id = $1 and state = 'waiting' and next_at <= clock_timestamp()
       order by next_at limit $2 for update skip locked)
     returning draft_id, columns, edition, attempts, record_id`,
    [orgId, most, LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS],
  );
  return rows.map(({ draft_id, columns, edition, attempts, record_id }) => ({
    draftId: draft_id,
    columns: draftColumns.parse(seal.open(columns, place(draft_id))),
    edition,
    attempts,
    recordId: record_id,
  }));
}

const place = (draftId: string) => `deliveries:${draftId}`;

async function readState(database: Database, orgId: string): Promise<DeliveryState> {
  const [counted, listed] = await Promise.all([
    database.query<{ waiting: number; sent: number; since: Date | null }>(
      `select count(*) filter (where state = 'waiting')::float8 as waiting,
         count(*) filter (where state = 'sent')::float8 as sent,
         min(changed_at) filter (where state = 'waiting') as since
       from deliveries where org_id = $1`,
      [orgId],
    ),
    database.query<{ draft_id: string; error_code: string; error_field: string | null }>(
      `select draft_id, error_code, error_field from deliveries
       where org_id = $1 and state = 'refused' order by changed_at, draft_id limit 100`,
      [orgId],
    ),
  ]);
  const [counts] = counted.rows;
  return {
    waiting: counts?.waiting ?? 0,
    sent: counts?.sent ?? 0,
    waitingSince: counts?.since ?? null,
    refused: listed.rows.map(({ draft_id, error_code, error_field }) => ({
      draftId: draft_id,
      code: error_code,
      field: error_field,
    })),
  };
}
