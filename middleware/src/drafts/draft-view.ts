import type { CaptureStore } from '../captures/store.ts';
import type { Database, Queryable } from '../platform/database.ts';
import type { Draft, Duplicate } from './schema.ts';
import { duplicateOf } from './content.ts';
import { findHeads, type HeadDraft } from './standing.ts';
import { toDraft, type DraftRecord } from './store.ts';

/** Drafts as their readers see them. */
export interface DraftView {
  /**
   * What drafts repeat is told as it stands now: by the draft that stands for their deal today, and nothing of what was rejected or erased
   * meanwhile. One or two statements, none where nothing is repeated.
   */
  show(orgId: string, records: readonly DraftRecord[], client?: Queryable): Promise<Draft[]>;
}

export function createDraftView(database: Database, captures: Pick<CaptureStore, 'erasedAmong'>): DraftView {
  return {
    async show(orgId, records, client = database) {
      const drafts = records.map(toDraft);
      const all = drafts.flatMap(({ duplicates }) => duplicates);
      if (all.length === 0) return drafts;
      const ofCaptures = all.filter(({ kind }) => kind === 'capture').flatMap(({ captureId }) => captureId ?? []);
      const erased = ofCaptures.length > 0 ? await captures.erasedAmong(orgId, ofCaptures, client) : new Set<string>();
      const heads = await findHeads(
        client,
        orgId,
        all.flatMap(({ draftId }) => draftId ?? []),
      );
      return drafts.map((draft) => {
        const duplicates = standingNow(draft, { erased, heads });
        return { ...draft, duplicates, duplicateOf: duplicateOf(duplicates) };
      });
    },
  };
}

interface Now {
  erased: ReadonlySet<string>;
  heads: ReadonlyMap<string, HeadDraft>;
}

function standingNow({ id, duplicates }: Draft, { erased, heads }: Now): Duplicate[] {
  const seen = new Set<string>();
  return duplicates.flatMap((duplicate) => {
    const head = duplicate.draftId === null ? undefined : heads.get(duplicate.draftId);
    if (duplicate.kind === 'capture') {
      if (duplicate.captureId !== null && erased.has(duplicate.captureId)) return [];
      // Only its own draft stands beside a capture: one that took its place may be another person's.
      return [head ? { ...duplicate, recordId: head.recordId } : { ...duplicate, draftId: null }];
    }
    if (!head || head.id === id || seen.has(head.id)) return [];
    seen.add(head.id);
    return [{ ...duplicate, draftId: head.id, captureId: head.captureId, recordId: head.recordId }];
  });
}
