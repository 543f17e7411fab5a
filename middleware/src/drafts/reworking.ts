import { refuseMissingDraft } from '../captures/erasure.ts';
import type { RecordMatching } from '../matching/records.ts';
import type { Caller } from '../orgs/caller.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Queryable } from '../platform/database.ts';
import type { DraftContent } from './content.ts';
import type { DraftPairStore } from './deal-index.ts';
import type { DealMatching } from './deal-matching.ts';
import { factsKey, recordMeant } from './facts.ts';
import { withRecords } from './record-matches.ts';
import type { Duplicate } from './schema.ts';
import type { Correction, DraftRecord, DraftStore } from './store.ts';

interface Parts {
  database: Database;
  drafts: DraftStore;
  pairs: DraftPairStore;
  deals: DealMatching;
  records: RecordMatching;
  clock: Clock;
}

/** Holds a draft while a person changes it, and compares it again where the change touches what it is compared by. */
export interface Reworking {
  /** Runs `work` with the draft, which nobody else changes meanwhile. @throws CodedError `draft-not-found` or `capture-erased` */
  inHand(
    caller: Caller,
    id: string,
    work: (client: Queryable, draft: DraftRecord) => Promise<DraftRecord>,
  ): Promise<DraftRecord>;
  /**
   * Saves new contents of a draft with the corrections that led there. Other facts look up records and drafts again. Nothing is saved
   * when nothing changed.
   */
  save(
    client: Queryable,
    caller: Caller,
    draft: DraftRecord,
    content: DraftContent,
    corrections: readonly Correction[],
    openedFrom?: string | null,
  ): Promise<DraftRecord>;
}

export function createReworking(parts: Parts): Reworking {
  const { database, drafts, clock } = parts;
  return {
    inHand: (caller, id, work) =>
      database.transaction(async (client) => {
        await drafts.holdCaptureOf(client, caller, id);
        const draft = await drafts.find(caller, id, client);
        return work(client, draft ?? (await refuseMissingDraft(client, caller.orgId, id)));
      }),

    async save(client, caller, draft, content, corrections, openedFrom = null) {
      if (content === draft.content && corrections.length === 0) return draft;
      await drafts.keepCorrections(client, draft, caller.userId, corrections);
      const compared = await compareAgain(parts, client, draft, content, openedFrom);
      const saved = await drafts.save(client, { ...draft, content: compared }, clock());
      if (compared !== content || duplicatesDiffer(draft.content, content)) {
        await parts.deals.index(client, draft.orgId, [saved]);
      }
      return saved;
    },
  };
}

async function compareAgain(
  { records, deals, pairs }: Parts,
  client: Queryable,
  draft: DraftRecord,
  content: DraftContent,
  openedFrom: string | null,
): Promise<DraftContent> {
  const { orgId, id, captureId, ownerId } = draft;
  const hasOtherFacts = factsKey(content) !== factsKey(draft.content);
  if (!hasOtherFacts && recordsOf(content) === recordsOf(draft.content)) return content;
  const found = hasOtherFacts ? await withRecords(records, client, content, { orgId, ownerId, openedFrom }) : content;
  await deals.begin(client, orgId, [found]);
  const own = { id, captureId, ownerId, content: found, pairs: await pairs.of(orgId, id, client) };
  const [duplicates = []] = await deals.duplicates(client, orgId, [own], []);
  const ofSource = content.duplicates.filter(({ kind }) => kind === 'capture');
  return { ...found, duplicates: [...ofSource, ...duplicates] };
}

const recordsOf = ({ account, opportunity }: DraftContent) =>
  JSON.stringify([recordMeant(account), recordMeant(opportunity)]);

function duplicatesDiffer({ duplicates: former }: DraftContent, { duplicates }: DraftContent): boolean {
  const ids = (all: readonly Duplicate[]) => all.map(({ draftId, verdict }) => `${draftId} ${verdict}`).join();
  return ids(former) !== ids(duplicates);
}
