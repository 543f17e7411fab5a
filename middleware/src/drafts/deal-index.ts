import type { Database, Queryable } from '../platform/database.ts';
import { UnsealError, type KeyWrap } from '../platform/encryption.ts';
import type { HashedKeys } from './deal-keys.ts';
import { LIVE_STATES } from './standing.ts';
import { SELECT, toRecord, type DraftRecord, type DraftRow } from './store.ts';

/** A draft as it is looked up by; without keys it is not found any more. */
export interface IndexedDraft {
  id: string;
  keys: readonly Buffer[];
  isDuplicate: boolean;
}

/** A draft that may propose the same deal. */
export interface DealCandidate {
  record: DraftRecord;
  /** The draft that it points to itself. */
  duplicateOf: string | null;
}

/** What people said of a draft and others, or other captures: by the id of the other, whether they are the same. */
export type DraftPairs = ReadonlyMap<string, boolean>;

export type DealIndex = ReturnType<typeof createDealIndex>;

/** How many drafts one look-up compares at most: for one deal, and for each further one of its capture. */
const CANDIDATES = 16;
const CANDIDATES_MORE = 4;
const MOST_CANDIDATES = 200;

/**
 * Of each key the last hundred drafts that are to be created and the last twenty that point to others: however many captures there are of
 * one deal, a look-up reads as many rows. Of those found, the ones that are about the same come first.
 */
const FIND = `
with given as (select * from unnest($2::bytea[], $3::integer[]) as g (key, weight)),
found as (
  select held.draft_id, held.number, held.is_duplicate, sum(given.weight) as weight from given, lateral (
    (select draft_id, number, is_duplicate from deal_keys where org_id = $1 and key = given.key and not is_duplicate order by number desc limit 100)
    union all
    (select draft_id, number, is_duplicate from deal_keys where org_id = $1 and key = given.key and is_duplicate order by number desc limit 20)) held
  group by held.draft_id, held.number, held.is_duplicate),
ranked as (
  select found.draft_id, found.number, found.is_duplicate, found.weight + coalesce((
    select sum(about.weight) from unnest($8::bytea[], $9::integer[]) as about (key, weight)
    join deal_keys k on k.org_id = $1 and k.draft_id = found.draft_id and k.key = about.key), 0) as weight
  from found),
best as (
  (select draft_id from ranked where draft_id <> all ($4::uuid[]) order by weight desc, is_duplicate, number desc limit $5)
  union
  (select id from drafts where org_id = $1 and capture_id = any ($6::uuid[]) and state = any ($7) order by position limit $5))
${SELECT} where org_id = $1 and id in (select draft_id from best) and id <> all ($4::uuid[]) order by number`;

/** By what drafts of one deal find each other. Call it while `DealLocks` holds the keys. */
export function createDealIndex(wrap: KeyWrap) {
  return {
    /**
     * Drafts that share a key, and those of captures of the same source; the first ones first.
     * @param deals how many deals are asked about.
     */
    async candidates(
      client: Queryable,
      orgId: string,
      wanted: {
        keys: HashedKeys;
        about: HashedKeys;
        without: readonly string[];
        captureIds: readonly string[];
        deals: number;
      },
    ): Promise<DealCandidate[]> {
      const { keys, about, without, captureIds, deals } = wanted;
      if (keys.size === 0 && captureIds.length === 0) return [];
      const given = [...keys.values()];
      const { rows } = await client.query<DraftRow>(FIND, [
        orgId,
        given.map(({ hash }) => hash),
        given.map(({ weight }) => weight),
        without,
        Math.min(CANDIDATES + CANDIDATES_MORE * (deals - 1), MOST_CANDIDATES),
        captureIds,
        LIVE_STATES,
        [...about.values()].map(({ hash }) => hash),
        [...about.values()].map(({ weight }) => weight),
      ]);
      return rows.flatMap((row) => openedOrNone(row, wrap));
    },

    /** Makes drafts that were just made found by these keys. */
    async add(client: Queryable, orgId: string, drafts: readonly IndexedDraft[]): Promise<void> {
      if (drafts.every(({ keys }) => keys.length === 0)) return;
      await client.query(
        `insert into deal_keys (org_id, key, draft_id, is_duplicate, number)
         select d.org_id, given.key, d.id, given.is_duplicate, d.number
         from unnest($2::uuid[], $3::bytea[], $4::boolean[]) as given (draft_id, key, is_duplicate)
         join drafts d on d.org_id = $1 and d.id = given.draft_id`,
        [orgId, ...columnsOf(drafts)],
      );
    },

    /** Makes drafts found by these keys, and by no others. */
    async put(client: Queryable, orgId: string, drafts: readonly IndexedDraft[]): Promise<void> {
      if (drafts.length === 0) return;
      await client.query(
        `with given as (select * from unnest($2::uuid[], $3::bytea[], $4::boolean[]) as g (draft_id, key, is_duplicate)),
         gone as (
           delete from deal_keys k where org_id = $1 and draft_id = any ($5::uuid[])
             and not exists (select 1 from given where given.draft_id = k.draft_id and given.key = k.key))
         insert into deal_keys (org_id, key, draft_id, is_duplicate, number)
         select d.org_id, given.key, d.id, given.is_duplicate, d.number from given
         join drafts d on d.org_id = $1 and d.id = given.draft_id
         on conflict (org_id, draft_id, key) do update set is_duplicate = excluded.is_duplicate
         where deal_keys.is_duplicate <> excluded.is_duplicate`,
        [orgId, ...columnsOf(drafts), drafts.map(({ id }) => id)],
      );
    },
  };
}

/** One member of each list for each key. */
function columnsOf(drafts: readonly IndexedDraft[]): [string[], Buffer[], boolean[]] {
  const given = drafts.flatMap(({ id, keys, isDuplicate }) => keys.map((key) => ({ id, key, isDuplicate })));
  return [given.map(({ id }) => id), given.map(({ key }) => key), given.map(({ isDuplicate }) => isDuplicate)];
}

/** A draft whose key is lost cannot be compared, and is no reason to refuse another one. */
function openedOrNone(row: DraftRow, wrap: KeyWrap): DealCandidate[] {
  try {
    return [{ record: toRecord(row, wrap), duplicateOf: row.duplicate_of }];
  } catch (error) {
    if (error instanceof UnsealError) return [];
    throw error;
  }
}

export type DraftPairStore = ReturnType<typeof createDraftPairs>;

/** What people said of two drafts, or of a draft and a capture. It goes with the draft. */
export function createDraftPairs(database: Database) {
  return {
    async of(orgId: string, draftId: string, client: Queryable = database): Promise<DraftPairs> {
      const { rows } = await client.query<{ other: string; same: boolean }>(
        `select case when draft_id = $2 then other_id else draft_id end as other, same from draft_pairs
         where org_id = $1 and (draft_id = $2 or other_id = $2)`,
        [orgId, draftId],
      );
      return new Map(rows.map(({ other, same }) => [other, same]));
    },

    async put(client: Queryable, orgId: string, draftId: string, otherId: string, same: boolean): Promise<void> {
      await client.query(
        `insert into draft_pairs (org_id, draft_id, other_id, same) values ($1, $2, $3, $4)
         on conflict (org_id, draft_id, other_id) do update set same = excluded.same`,
        [orgId, draftId, otherId, same],
      );
    },
  };
}
