import type { MirrorFilling } from '../salesforce/filling/filling.ts';
import type { ObjectFreshness } from '../salesforce/filling/freshness.ts';

/** How fresh the mirror of accounts is: nothing was loaded, unless a test says otherwise. */
export const accountFreshness = (changes: Partial<ObjectFreshness> = {}): ObjectFreshness => ({
  ...{ object: 'Account', state: 'never', records: 0, loading: null, takenOverAt: null, verifiedAt: null },
  ...{ reloadReason: null, hiddenFields: [], failure: null },
  ...changes,
});

/** Mirrors that nobody fills, all as fresh as this. `asked` hears of each org that is to be looked at or forgotten. */
export function standingMirror(
  objects: readonly ObjectFreshness[],
  asked: (what: 'look' | 'forget', orgId: string) => void = () => undefined,
): Pick<MirrorFilling, 'freshness' | 'refresh' | 'lookSoon' | 'forget'> {
  const freshness = async (orgId: string) => ({ orgId, objects });
  return {
    freshness,
    refresh: freshness,
    lookSoon: (orgId) => asked('look', orgId),
    forget: async (orgId) => asked('forget', orgId),
  };
}
