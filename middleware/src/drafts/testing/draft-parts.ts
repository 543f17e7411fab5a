import { createCaptureParts } from '../../captures/parts.ts';
import { createCaptureStore } from '../../captures/store.ts';
import type { MatchDecision, MatchMemory } from '../../matching/memory.ts';
import type { RecordFacts, RecordMatches, RecordMatching } from '../../matching/records.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Store } from '../../platform/store.ts';
import { createDraftParts, type DraftParts } from '../parts.ts';

/** Records that a test says to be there, and what people said of them. */
export interface KnownRecords {
  records: RecordMatching;
  memory: MatchMemory;
  remembered: MatchDecision[];
}

/** @param find what is found for facts; nothing when absent. */
export function knownRecords(find: (facts: RecordFacts) => Partial<RecordMatches> = () => ({})): KnownRecords {
  const remembered: MatchDecision[] = [];
  return {
    remembered,
    records: {
      find: async (_client, _orgId, facts) => ({
        account: [],
        contacts: facts.contacts.map(() => []),
        opportunities: [],
        refused: { account: [], contacts: facts.contacts.map(() => []), opportunities: [] },
        ...find(facts),
      }),
    },
    memory: {
      remember: async (_client, _orgId, decision) => void remembered.push(decision),
      recall: async () => ({ same: new Set(), other: new Set() }),
    },
  };
}

/** The parts of this room on a store, in an org of which no records are known unless a test says some. */
export function draftPartsOf(
  { database, keyring }: Store,
  { records, memory }: KnownRecords = knownRecords(),
  clock: Clock = () => new Date(),
): DraftParts {
  const captures = createCaptureStore(database, keyring.wrap);
  const parts = createCaptureParts(database);
  return createDraftParts({ database, keyring, captures, parts, records, memory, clock });
}
