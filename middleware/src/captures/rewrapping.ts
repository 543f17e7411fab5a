import type { Database, Queryable } from '../platform/database.ts';
import { UnsealError, type KeyWrap } from '../platform/encryption.ts';
import type { Keyring } from '../platform/keyring.ts';
import { keyOwner, type CaptureRef } from './store.ts';

/** What became of some captures on the way to the newest master key. */
export interface RewrappedBatch {
  rewrapped: number;
  /** Captures whose key no master key opens: they were damaged, or sealed by one that nobody gave. */
  unreadable: number;
  /** Where the next batch begins; null after the last one. */
  next: CaptureRef | null;
}

export interface Rewrapping {
  /** How many captures each master key wraps, by its id. Reads the whole table. */
  countByMasterKey(): Promise<Map<string, number>>;
  /**
   * Wraps the keys of some captures anew, in one transaction: a process that dies leaves each of them readable. A capture
   * that somebody holds at this moment is left for the next time through the table, so nobody waits for anybody.
   */
  rewrapBatch(after: CaptureRef | null, limit: number): Promise<RewrappedBatch>;
}

// Format and length of the id, then the id: see `wrapKey`.
const MASTER_KEY = 'substring(wrapped_key from 3 for get_byte(wrapped_key, 1))';

interface Row {
  org_id: string;
  id: string;
  wrapped_key: Buffer;
}

export function createRewrapping(database: Database, { wrap, given }: Pick<Keyring, 'wrap' | 'given'>): Rewrapping {
  const [newest] = given;
  return {
    async countByMasterKey() {
      const { rows } = await database.query<{ id: string; captures: number }>(
        `select convert_from(${MASTER_KEY}, 'UTF8') as id, count(*)::integer as captures from captures group by 1`,
      );
      return new Map(rows.map(({ id, captures }) => [id, captures]));
    },
    rewrapBatch: (after, limit) =>
      database.transaction(async (client) => {
        const { rows } = await client.query<Row>(
          `select org_id, id, wrapped_key from captures
           where ${MASTER_KEY} <> $1 and ($2::text is null or (org_id, id) > ($2, $3::uuid))
           order by org_id, id limit $4 for no key update skip locked`,
          [Buffer.from(newest, 'ascii'), after?.orgId ?? null, after?.captureId ?? null, limit],
        );
        const fresh = rows.flatMap((row) => rewrapRow(row, wrap));
        await writeKeys(client, fresh);
        const last = rows.length === limit ? rows.at(-1) : undefined;
        return {
          rewrapped: fresh.length,
          unreadable: rows.length - fresh.length,
          next: last ? { orgId: last.org_id, captureId: last.id } : null,
        };
      }),
  };
}

function rewrapRow(row: Row, wrap: KeyWrap): Row[] {
  try {
    const wrapped = wrap.rewrap(row.wrapped_key, keyOwner({ orgId: row.org_id, captureId: row.id }));
    return wrapped ? [{ ...row, wrapped_key: wrapped }] : [];
  } catch (error) {
    if (error instanceof UnsealError) return [];
    throw error;
  }
}

async function writeKeys(client: Queryable, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  await client.query(
    `update captures c set wrapped_key = fresh.wrapped_key
     from unnest($1::text[], $2::uuid[], $3::bytea[]) as fresh (org_id, id, wrapped_key)
     where c.org_id = fresh.org_id and c.id = fresh.id`,
    [rows.map((row) => row.org_id), rows.map((row) => row.id), rows.map((row) => row.wrapped_key)],
  );
}
