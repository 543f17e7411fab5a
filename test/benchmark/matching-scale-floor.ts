import type { Store } from '../../middleware/src/platform/store.ts';

/**
 * What ours is held against: one table of names with one trigram index, asked one question, `name % asked`, best five first. At 0.6 it
 * reads least; at the usual 0.3 it would be slower.
 */
const THRESHOLD = '0.6';
const SCANNED_AT = 0.45;

export async function makePlainIndex({ database }: Store, orgId: string): Promise<void> {
  // Longer than a statement of the product may take.
  await database.transaction(async (client) => {
    await client.query(`select set_config('statement_timeout', '0', true)`);
    await client.query(
      'create table plain_names as select record_id, lower(name) as name from mirror_accounts where org_id = $1',
      [orgId],
    );
  });
  await database.transaction(async (client) => {
    await client.query(`select set_config('statement_timeout', '0', true)`);
    await client.query('create index on plain_names using gin (name gin_trgm_ops)');
    await client.query('analyze plain_names');
  });
}

export async function dropPlainIndex({ database }: Store): Promise<void> {
  await database.query('drop table plain_names');
}

/** Milliseconds of each question by the index. */
export async function timePlain({ database }: Store, names: readonly string[]): Promise<number[]> {
  return database.transaction(async (client) => {
    await client.query(`select set_config('pg_trgm.similarity_threshold', $1, true)`, [THRESHOLD]);
    const times: number[] = [];
    for (const name of names) {
      const begin = performance.now();
      await client.query(
        'select record_id from plain_names where name % $1 order by similarity(name, $1) desc limit 5',
        [name.toLowerCase()],
      );
      times.push(performance.now() - begin);
    }
    return times;
  });
}

/** Milliseconds of each question without an index. */
export async function timeScan({ database }: Store, names: readonly string[]): Promise<number[]> {
  const times: number[] = [];
  for (const name of names) {
    const begin = performance.now();
    await database.query(
      `select record_id from plain_names where similarity(name, $1) > ${SCANNED_AT} order by similarity(name, $1) desc limit 5`,
      [name.toLowerCase()],
    );
    times.push(performance.now() - begin);
  }
  return times;
}
