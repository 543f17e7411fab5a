import type { Records } from '../records/user-mode.ts';
import { listOf, objectOf } from './draft-values.ts';
import type { Json } from './middleware.ts';

/**
 * The middleware's capture as the page may have it, once its matches were read in the person's name: the Apex class ShownDrafts.
 * Ids of records come from a mirror that sees all of the org, so that none stays that the person may not see.
 */
export function shownCapture(records: Records, capture: Json): Json {
  if (capture['drafts'] === undefined) return capture;
  return { ...capture, drafts: listOf(capture['drafts']).map((draft) => shownDraft(records, objectOf(draft))) };
}

/** As above, of one draft. */
export function shownDraft(records: Records, draft: Json): Json {
  const shown: Record<string, unknown> = { ...draft };
  for (const part of ['account', 'opportunity']) {
    if (part in draft) shown[part] = withoutIds(draft[part]);
  }
  if ('contacts' in draft) shown['contacts'] = listOf(draft['contacts']).map(withoutIds);
  if ('duplicates' in draft) {
    shown['duplicates'] = listOf(draft['duplicates']).map((duplicate) => withSeenRecord(records, objectOf(duplicate)));
  }
  return shown;
}

/** The page gets what exists as rows of its own. */
function withoutIds(part: unknown): Json {
  return { ...objectOf(part), matches: [], refused: [] };
}

/** What another draft became is told to whoever may see it. */
function withSeenRecord(records: Records, duplicate: Json): Json {
  const isSeen = records.get(String(duplicate['recordId'] ?? ''))?.object === 'Opportunity';
  return isSeen ? duplicate : { ...duplicate, recordId: null };
}
