import { visibleTo, type Caller } from '../orgs/caller.ts';
import type { Database, Queryable } from '../platform/database.ts';
import { CodedError } from '../platform/errors.ts';
import type { CaptureRef } from './store.ts';

/** A capture that is no more: its id, and when it went. */
export interface Erasure {
  captureId: string;
  erasedAt: Date;
}

export interface ErasureFilter {
  /** Inclusive. */
  since?: Date | undefined;
  /** The last erasure of the page before. */
  after?: Erasure | undefined;
  limit: number;
}

interface Row {
  capture_id: string;
  erased_at: Date;
}

export type ErasureStore = ReturnType<typeof createErasureStore>;

/** Deletes captures, and remembers their ids so that nothing brings one back. */
export function createErasureStore(database: Database) {
  return {
    /**
     * Holds a capture until the transaction of `client` ends: the stage that saves at this moment is waited for, later ones
     * find nothing. False when there is none, or the caller may not see it. Opens nothing, so that a capture whose key is
     * lost can be erased too.
     */
    async hold(client: Queryable, ref: CaptureRef, caller = anyoneIn(ref.orgId)): Promise<boolean> {
      const { condition, values } = visibleTo(caller, 'id');
      const { rowCount } = await client.query(`select 1 from captures where ${condition} and id = $5 for update`, [
        ...values,
        ref.captureId,
      ]);
      return rowCount === 1;
    },

    /** Deletes a held capture with its key; drafts, corrections and what later captures are compared with go with the row. */
    async erase(client: Queryable, ref: CaptureRef, draftIds: readonly string[], erasedAt: Date): Promise<Erasure> {
      await client.query(
        'insert into erasures (org_id, capture_id, draft_ids, erased_at) values ($1, $2, $3, $4) on conflict do nothing',
        [ref.orgId, ref.captureId, draftIds, erasedAt],
      );
      await client.query('delete from captures where org_id = $1 and id = $2', [ref.orgId, ref.captureId]);
      return { captureId: ref.captureId, erasedAt };
    },

    find: (client: Queryable, ref: CaptureRef) => findErasure(client, ref),

    /** Erasures of an org, oldest first. */
    async list(orgId: string, { since, after, limit }: ErasureFilter): Promise<Erasure[]> {
      const { rows } = await database.query<Row>(
        `select capture_id, erased_at from erasures
         where org_id = $1 and ($2::timestamptz is null or erased_at >= $2)
           and ($3::timestamptz is null or (erased_at, capture_id) > ($3, $4::uuid))
         order by erased_at, capture_id limit $5`,
        [orgId, since ?? null, after?.erasedAt ?? null, after?.captureId ?? null, limit],
      );
      return rows.map(toErasure);
    },
  };
}

/** Who erases where no person does: retention, and the owner of the data. */
const anyoneIn = (orgId: string): Caller => ({ orgId, userId: '', scope: { kind: 'org' } });

/** @throws CodedError `capture-erased` when the id stands for a capture that was erased. */
export async function refuseErased(client: Queryable, ref: CaptureRef): Promise<void> {
  const erasure = await findErasure(client, ref);
  if (erasure) throw new CodedError('capture-erased', undefined, { erasedAt: erasure.erasedAt.toISOString() });
}

/** Says why there is no capture: @throws CodedError `capture-erased`, else `capture-not-found`. */
export async function refuseMissing(client: Queryable, ref: CaptureRef): Promise<never> {
  await refuseErased(client, ref);
  throw new CodedError('capture-not-found');
}

/** Says why there is no draft: @throws CodedError `capture-erased` when it went with its capture, else `draft-not-found`. */
export async function refuseMissingDraft(client: Queryable, orgId: string, draftId: string): Promise<never> {
  const { rowCount } = await client.query('select 1 from erasures where org_id = $1 and draft_ids @> array[$2::uuid]', [
    orgId,
    draftId,
  ]);
  throw new CodedError(rowCount ? 'capture-erased' : 'draft-not-found');
}

/** Which of these captures were erased. */
export async function erasedAmong(
  client: Queryable,
  orgId: string,
  captureIds: readonly string[],
): Promise<Set<string>> {
  const { rows } = await client.query<Pick<Row, 'capture_id'>>(
    'select capture_id from erasures where org_id = $1 and capture_id = any ($2::uuid[])',
    [orgId, captureIds],
  );
  return new Set(rows.map((row) => row.capture_id));
}

async function findErasure(client: Queryable, { orgId, captureId }: CaptureRef): Promise<Erasure | undefined> {
  const { rows } = await client.query<Row>(
    'select capture_id, erased_at from erasures where org_id = $1 and capture_id = $2',
    [orgId, captureId],
  );
  return rows[0] && toErasure(rows[0]);
}

const toErasure = (row: Row): Erasure => ({ captureId: row.capture_id, erasedAt: row.erased_at });
