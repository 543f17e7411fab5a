import type { Queryable } from '../../platform/database.ts';
import type { MirroredObject } from './objects.ts';

/** How far the mirror of one object is. */
export interface MirrorLoad {
  readonly object: MirroredObject;
  readonly fields: readonly string[];
  readonly hiddenFields: readonly string[];
  /** The full load under way; null: there is none. */
  readonly load: string | null;
  readonly jobId: string | null;
  readonly jobMadeAt: Date | null;
  readonly locator: string | null;
  readonly loaded: number;
  readonly expected: number | null;
  readonly wholeAt: Date | null;
  readonly reloadReason: string | null;
  readonly changedUntil: Date | null;
  readonly deletedUntil: Date | null;
  readonly takenOverAt: Date | null;
  readonly verifiedAt: Date | null;
  readonly verifiedTo: string | null;
  readonly failure: string | null;
  readonly orgCode: string | null;
  readonly failures: number;
  readonly notBefore: Date | null;
}

/** What may be written of it. */
export type LoadChange = Partial<Omit<MirrorLoad, 'object'>>;

/** Another process went on with the same load: whoever is late leaves it. */
export class Overtaken extends Error {
  override readonly name = 'Overtaken';
}

const COLUMNS = {
  fields: 'fields',
  hiddenFields: 'hidden_fields',
  load: 'load',
  jobId: 'job_id',
  jobMadeAt: 'job_made_at',
  locator: 'locator',
  loaded: 'loaded',
  expected: 'expected',
  wholeAt: 'whole_at',
  reloadReason: 'reload_reason',
  changedUntil: 'changed_until',
  deletedUntil: 'deleted_until',
  takenOverAt: 'taken_over_at',
  verifiedAt: 'verified_at',
  verifiedTo: 'verified_to',
  failure: 'failure',
  orgCode: 'org_code',
  failures: 'failures',
  notBefore: 'not_before',
} as const satisfies Record<keyof LoadChange, string>;

type Row = Omit<MirrorLoad, 'loaded' | 'expected'> & { loaded: string; expected: string | null };

const SELECTED = Object.entries(COLUMNS).map(([name, column]) => `${column} as "${name}"`);

/** The loads of an org as far as they were ever begun. */
export async function readLoads(client: Queryable, orgId: string): Promise<MirrorLoad[]> {
  const { rows } = await client.query<Row>(
    `select object, ${SELECTED.join(', ')} from mirror_loads where org_id = $1 order by object`,
    [orgId],
  );
  // Counts come as text: they could be larger than a number.
  return rows.map((row) => ({
    ...row,
    loaded: Number(row.loaded),
    expected: row.expected === null ? null : Number(row.expected),
  }));
}

/** The load of one object; begun with this call where there is none. */
export async function readLoad(client: Queryable, orgId: string, object: MirroredObject): Promise<MirrorLoad> {
  await client.query('insert into mirror_loads (org_id, object) values ($1, $2) on conflict do nothing', [
    orgId,
    object,
  ]);
  const found = (await readLoads(client, orgId)).find((load) => load.object === object);
  if (!found) throw new Error(`no mirror load of ${object}`);
  return found;
}

/**
 * Writes what changed of a load.
 * @param before the load as the caller knows it: another one has written since when its page or its job is another.
 * @throws Overtaken then. The transaction of `client` is to be given up.
 */
export async function writeLoad(
  client: Queryable,
  orgId: string,
  before: MirrorLoad,
  change: LoadChange,
): Promise<MirrorLoad> {
  const names = Object.keys(change) as (keyof LoadChange)[];
  const set = names.map((name, at) => `${COLUMNS[name]} = $${at + 6}`);
  const { rows } = await client.query(
    `update mirror_loads set ${set.join(', ')}
     where org_id = $1 and object = $2
       and load is not distinct from $3 and job_id is not distinct from $4 and locator is not distinct from $5
     returning object`,
    [orgId, before.object, before.load, before.jobId, before.locator, ...names.map((name) => change[name])],
  );
  if (rows.length === 0) throw new Overtaken('another process went on with this load');
  return { ...before, ...change };
}

/** Forgets how far the mirror of an org is: the next look is a first load. */
export async function forgetLoads(client: Queryable, orgId: string): Promise<void> {
  await client.query('delete from mirror_loads where org_id = $1', [orgId]);
}
