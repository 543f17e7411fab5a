import type { RefusalCode } from '../calls/refusals.ts';
import type { MirrorLoad } from './load-store.ts';
import { MIRRORED_OBJECTS, type MirroredObject } from './objects.ts';

/** Why the next look reads everything anew. */
export type ReloadReason = 'differs-from-org' | 'too-long-ago';

/**
 * How far the mirror of an object can be believed: `never`: nothing was loaded; `loading`: not everything is there yet; `fresh`;
 * `stale`: whole, but older than it should be; `broken`: a person has to see to it.
 */
export type FreshnessState = 'never' | 'loading' | 'fresh' | 'stale' | 'broken';

export interface ObjectFreshness {
  readonly object: MirroredObject;
  readonly state: FreshnessState;
  /** Records in the mirror. */
  readonly records: number;
  /** Of a full load under way: how many of how many are written; `of` is null while the org prepares them. */
  readonly loading: { readonly written: number; readonly of: number | null } | null;
  /** When everything was taken over last; null: never. */
  readonly takenOverAt: Date | null;
  /** When it was last held against the org; null: never. */
  readonly verifiedAt: Date | null;
  /** Why the next look reads everything anew; null: it does not. */
  readonly reloadReason: string | null;
  /** Fields that the user of the connection cannot see: the mirror has none of their values. */
  readonly hiddenFields: readonly string[];
  /** What hindered the last look, in our code and the org's, and when it is tried again; null: nothing did. */
  readonly failure: { readonly code: string; readonly orgCode: string | null; readonly tryAgainAt: Date | null } | null;
}

export interface Freshness {
  readonly orgId: string;
  readonly objects: readonly ObjectFreshness[];
}

/** What does not pass by itself. */
const BROKEN: ReadonlySet<string> = new Set<RefusalCode>([
  'answer-unexpected',
  'field-hidden',
  'forbidden',
  'login-refused',
  'object-hidden',
  'refused',
]);

/** Looks that may be missed before what is there counts as stale. */
const MISSED_LOOKS = 3;

/** @param everyMilliseconds how often the org is looked at. */
export function freshnessOf(
  orgId: string,
  loads: readonly MirrorLoad[],
  counts: Readonly<Record<MirroredObject, number>>,
  { now, everyMilliseconds }: { now: Date; everyMilliseconds: number },
): Freshness {
  const oldest = now.getTime() - MISSED_LOOKS * everyMilliseconds;
  const objects = MIRRORED_OBJECTS.map((object) => {
    const load = loads.find((each) => each.object === object);
    return {
      object,
      state: load ? stateOf(load, oldest) : 'never',
      records: counts[object],
      loading: load?.load ? { written: load.loaded, of: load.expected } : null,
      takenOverAt: load?.takenOverAt ?? null,
      verifiedAt: load?.verifiedAt ?? null,
      reloadReason: load?.reloadReason ?? null,
      hiddenFields: load?.hiddenFields ?? [],
      failure: load?.failure ? { code: load.failure, orgCode: load.orgCode, tryAgainAt: load.notBefore } : null,
    } satisfies ObjectFreshness;
  });
  return { orgId, objects };
}

function stateOf(load: MirrorLoad, oldest: number): FreshnessState {
  if (load.failure !== null && BROKEN.has(load.failure)) return 'broken';
  if (load.load !== null) return 'loading';
  if (load.wholeAt === null || load.takenOverAt === null) return load.wholeAt === null ? 'never' : 'loading';
  return load.takenOverAt.getTime() < oldest || load.reloadReason !== null ? 'stale' : 'fresh';
}
