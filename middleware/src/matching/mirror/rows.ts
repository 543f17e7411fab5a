import type { Queryable } from '../../platform/database.ts';

/** What a mirror holds: the objects of Salesforce by their names. */
export type MirroredObject = 'Account' | 'Contact' | 'Opportunity';

/** Rows that one statement writes or removes: memory stays the same however many come. */
const BATCH = 1_000;

/** A table of the mirror. Its first columns, `org_id` and `record_id`, are its key. */
export interface MirrorTable {
  readonly object: MirroredObject;
  readonly name: string;
  /** Columns beside the key, `modified_at` and `load`, with their types. `words` is an array that comes as one text. */
  readonly columns: Readonly<Record<string, 'text' | 'bytea' | 'words'>>;
}

/** A record as a row: the values of the columns in their order. */
export interface MirrorRow {
  readonly recordId: string;
  readonly modifiedAt: Date;
  readonly values: readonly (string | Buffer | null)[];
}

/** What became of a row: the tokens it had, null for a new one. */
export interface Written {
  readonly row: MirrorRow;
  readonly former: readonly string[] | null;
}

/** Fillings of one org's mirror wait for each other, so that two of them count right and never wait in a circle. */
export async function lockMirror(client: Queryable, orgId: string): Promise<void> {
  await client.query(`select pg_advisory_xact_lock(hashtextextended('mirror:' || $1, 0))`, [orgId]);
}

/** Of records that come twice, the newest; cut into pieces that one statement takes. */
export function* batchesOf<Record extends { recordId: string; modifiedAt: Date }>(
  records: readonly Record[],
): Generator<Record[]> {
  for (let start = 0; start < records.length; start += BATCH) {
    const newest = new Map<string, Record>();
    for (const record of records.slice(start, start + BATCH)) {
      const other = newest.get(record.recordId);
      if (!other || other.modifiedAt <= record.modifiedAt) newest.set(record.recordId, record);
    }
    yield [...newest.values()];
  }
}

/** Writes rows that are not older than what is there. Gives those that were written. */
export async function upsert(
  client: Queryable,
  table: MirrorTable,
  orgId: string,
  rows: readonly MirrorRow[],
  load: string | undefined,
): Promise<Written[]> {
  const ids = rows.map(({ recordId }) => recordId);
  const values = Object.keys(table.columns).map((_, index) => rows.map((row) => row.values[index] ?? null));
  const times = rows.map(({ modifiedAt }) => modifiedAt.toISOString());
  const written = await client.query<{ record_id: string; former: string[] | null; known: boolean }>(
    upsertStatement(table),
    [orgId, ids, times, load ?? null, ...values],
  );
  const formerOf = new Map(
    written.rows.map(({ record_id, known, former }) => [record_id, known ? (former ?? []) : null]),
  );
  const ignored = ids.filter((id) => !formerOf.has(id));
  if (load !== undefined && ignored.length > 0) {
    // What is newer here was brought by this load all the same.
    await client.query(`update ${table.name} set load = $3 where org_id = $1 and record_id = any($2::text[])`, [
      orgId,
      ignored,
      load,
    ]);
  }
  const found = rows.flatMap((row) => {
    const former = formerOf.get(row.recordId);
    return former === undefined ? [] : [{ row, former }];
  });
  await changeCount(client, orgId, table.object, found.filter(({ former }) => former === null).length);
  return found;
}

function upsertStatement({ name, columns }: MirrorTable): string {
  const entries = Object.entries(columns);
  const names = entries.map(([column]) => column);
  const types = entries.map(([, type], index) => `$${index + 5}::${type === 'words' ? 'text' : type}[]`);
  const selected = entries.map(([column, type]) => (type === 'words' ? `string_to_array(${column}, ' ')` : column));
  const former = columns['tokens'] ? 'tokens' : 'null::text[]';
  return `with incoming as (
      select * from unnest($2::text[], $3::timestamptz[], ${types.join(', ')}) as t(record_id, modified_at, ${names.join(', ')})),
    earlier as (select record_id, ${former} as former from ${name} where org_id = $1 and record_id = any($2::text[])),
    written as (
      insert into ${name} as kept (org_id, record_id, modified_at, load, ${names.join(', ')})
      select $1, record_id, modified_at, $4::text, ${selected.join(', ')} from incoming
      on conflict (org_id, record_id) do update set modified_at = excluded.modified_at,
        load = coalesce(excluded.load, kept.load), ${names.map((column) => `${column} = excluded.${column}`).join(', ')}
      where excluded.modified_at >= kept.modified_at
      returning record_id)
    select written.record_id, earlier.former, earlier.record_id is not null as known
    from written left join earlier on earlier.record_id = written.record_id`;
}

/** Takes records out. Gives the tokens that each of them had. */
export async function removeRows(
  client: Queryable,
  table: MirrorTable,
  orgId: string,
  recordIds: readonly string[],
): Promise<string[][]> {
  const removed: string[][] = [];
  for (let start = 0; start < recordIds.length; start += BATCH) {
    const { rows } = await client.query<{ former: string[] | null }>(
      `delete from ${table.name} where org_id = $1 and record_id = any($2::text[])
       returning ${table.columns['tokens'] ? 'tokens' : 'null::text[]'} as former`,
      [orgId, recordIds.slice(start, start + BATCH)],
    );
    for (const { former } of rows) removed.push(former ?? []);
  }
  await changeCount(client, orgId, table.object, -removed.length);
  return removed;
}

/** The next records, by their ids, that a load did not bring. */
export async function unseenAfter(
  client: Queryable,
  table: MirrorTable,
  orgId: string,
  load: string,
  after: string,
): Promise<string[]> {
  const { rows } = await client.query<{ record_id: string }>(
    `select record_id from ${table.name} where org_id = $1 and record_id > $2 and load is distinct from $3
     order by record_id limit ${BATCH}`,
    [orgId, after, load],
  );
  return rows.map(({ record_id }) => record_id);
}

async function changeCount(client: Queryable, orgId: string, object: MirroredObject, by: number): Promise<void> {
  if (by === 0) return;
  await client.query(
    `insert into mirror_counts (org_id, object, records) values ($1, $2, $3)
     on conflict (org_id, object) do update set records = mirror_counts.records + excluded.records`,
    [orgId, object, by],
  );
}
