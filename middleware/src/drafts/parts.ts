import type { CaptureParts } from '../captures/parts.ts';
import type { CaptureStore } from '../captures/store.ts';
import type { MatchMemory } from '../matching/memory.ts';
import type { RecordMatching } from '../matching/records.ts';
import { createSourceMatching } from '../matching/sources/source-matching.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Keyring } from '../platform/keyring.ts';
import { createDealIndex, createDraftPairs } from './deal-index.ts';
import { createDealLocks } from './deal-locks.ts';
import { createDealMatching } from './deal-matching.ts';
import { createDraftView } from './draft-view.ts';
import { createDrafting } from './drafting.ts';
import { createMatchDecisions } from './match-decisions.ts';
import { createReview } from './review.ts';
import { createReworking } from './reworking.ts';
import { createDraftStore } from './store.ts';

interface Rooms {
  readonly database: Database;
  readonly keyring: Keyring;
  readonly captures: CaptureStore;
  readonly parts: Pick<CaptureParts, 'takes' | 'part'>;
  /** Existing records, and what people said of them. */
  readonly records: RecordMatching;
  readonly memory: MatchMemory;
  readonly clock: Clock;
}

export type DraftParts = ReturnType<typeof createDraftParts>;

/** Builds what makes drafts, and what people do with them. */
export function createDraftParts({ database, keyring, captures, parts, records, memory, clock }: Rooms) {
  const drafts = createDraftStore(database, keyring.wrap);
  const pairs = createDraftPairs(database);
  const index = createDealIndex(keyring.wrap);
  const deals = createDealMatching({ keyring, index, locks: createDealLocks(database) });
  const draftView = createDraftView(database, captures);
  const reworking = createReworking({ database, drafts, pairs, deals, records, clock });
  const sources = createSourceMatching(keyring, parts);
  return {
    drafts,
    draftView,
    drafting: createDrafting({ drafts, pairs, sources, deals, records, clock }),
    review: createReview({ database, captures, drafts, draftView, reworking, deals, records, memory, clock }),
    matchDecisions: createMatchDecisions({ reworking, pairs, memory }),
  };
}
