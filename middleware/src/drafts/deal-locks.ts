import type { Database, Queryable } from '../platform/database.ts';

/** Enough that two deals seldom wait for each other needlessly, and so few that a bucket says nothing of a key. */
const BUCKETS = 65_536;

/** Makes transactions that draft or change the same deal wait for each other. */
export interface DealLocks {
  /**
   * Holds the rows of these keys until the transaction of `client` ends. Always in the order of their numbers, and after the rows of the
   * caller's own capture and drafts: nobody waits for somebody who waits for them. Called once in a transaction.
   * @param keys keyed hashes
   */
  hold(client: Queryable, orgId: string, keys: readonly Buffer[]): Promise<void>;
}

/** The embedded database has one connection: its transactions come one after the other by themselves. */
export function createDealLocks({ kind }: Pick<Database, 'kind'>): DealLocks {
  return {
    async hold(client, orgId, keys) {
      if (kind === 'embedded' || keys.length === 0) return;
      const buckets = [...new Set(keys.map((key) => key.readUInt32BE() % BUCKETS))];
      await client.query(
        `insert into deal_locks (org_id, bucket) select $1, bucket from unnest($2::integer[]) as wanted (bucket) order by bucket
         on conflict (org_id, bucket) do update set bucket = excluded.bucket`,
        [orgId, buckets],
      );
    },
  };
}
