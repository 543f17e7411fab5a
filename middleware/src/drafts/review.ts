import { dayIn } from '../captures/day.ts';
import type { CaptureRecord, CaptureStore } from '../captures/store.ts';
import { isFinished } from '../captures/state.ts';
import type { MatchMemory } from '../matching/memory.ts';
import type { RecordMatching } from '../matching/records.ts';
import type { Caller } from '../orgs/caller.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { CodedError } from '../platform/errors.ts';
import { foundBesideDeals } from './capture-view.ts';
import { applyChanges } from './changes.ts';
import { emptyContent } from './content.ts';
import type { DealMatching } from './deal-matching.ts';
import { finalCorrections, isEditable, nextState, recordsNamed } from './decisions.ts';
import type { DraftView } from './draft-view.ts';
import { withRecords } from './record-matches.ts';
import type { Reworking } from './reworking.ts';
import type { DraftChanges, DraftDecision } from './schema.ts';
import type { DraftRecord, DraftStore } from './store.ts';

interface Parts {
  database: Database;
  captures: CaptureStore;
  drafts: DraftStore;
  draftView: DraftView;
  reworking: Reworking;
  deals: DealMatching;
  records: RecordMatching;
  memory: Pick<MatchMemory, 'remember'>;
  clock: Clock;
}

export type Review = ReturnType<typeof createReview>;

/** What people do with drafts: change values, decide, add one. */
export function createReview(parts: Parts) {
  const { database, captures, drafts, draftView, reworking, deals, records, memory, clock } = parts;
  return {
    /**
     * @throws CodedError `version-conflict` with the current draft, `draft-decided`, or `change-invalid` with a pointer
     * for each change that cannot be used.
     */
    change: (caller: Caller, id: string, version: number, changes: DraftChanges): Promise<DraftRecord> =>
      reworking.inHand(caller, id, async (client, draft) => {
        if (draft.version !== version) {
          const [current] = await draftView.show(draft.orgId, [draft], client);
          throw new CodedError('version-conflict', undefined, { draft: current });
        }
        if (!isEditable(draft.state)) throw new CodedError('draft-decided');
        const capture = await captures.get(draft, client);
        const context = capture && (await captures.content(capture, 'context', client));
        const org = context ?? { picklists: {}, currencies: [] };
        const { content, corrections, errors } = applyChanges(draft.content, changes, org);
        if (errors.length > 0) throw new CodedError('change-invalid', undefined, { errors });
        return reworking.save(client, caller, draft, content, corrections, context?.recordId);
      }),

    /** Takes a decision once; the same one again changes nothing. @throws CodedError `draft-decided` */
    decide: (caller: Caller, id: string, decision: DraftDecision): Promise<DraftRecord> =>
      reworking.inHand(caller, id, async (client, draft) => {
        const state = nextState(draft.state, draft.decision, decision);
        if (!state) return draft;
        if (decision.decision === 'created') {
          const corrections = finalCorrections(draft, decision.values);
          await drafts.keepCorrections(client, draft, caller.userId, corrections);
          const { orgId, captureId } = draft;
          for (const told of recordsNamed(draft.content, decision)) {
            await memory.remember(client, orgId, { ...told, same: true, by: caller.userId, captureId });
          }
        }
        const saved = await drafts.save(client, { ...draft, state, decision }, clock());
        if (state === 'rejected') await deals.index(client, draft.orgId, [saved]);
        return saved;
      }),

    /** Adds a draft that a person asks for; the same id again is the same draft. @throws CodedError `draft-conflict` */
    async add(caller: Caller, capture: CaptureRecord, id: string): Promise<DraftRecord> {
      if (!isFinished(capture.state)) throw new CodedError('capture-not-ready');
      const found = await foundBesideDeals(captures, capture);
      const context = await captures.content(capture, 'context');
      if (!context) return captures.refuseMissing(capture);
      const today = dayIn(capture.timeZone, capture.capturedAt);
      const empty = emptyContent(context, today, found?.account, found?.contacts ?? []);
      return database.transaction(async (client) => {
        await captures.hold(client, capture);
        const siblings = await drafts.ofCapture(capture.orgId, capture.captureId, client);
        const twin = siblings.find((draft) => draft.id === id);
        if (twin) return twin;
        const { orgId, captureId, ownerId, seal } = capture;
        const asker = { orgId, ownerId, openedFrom: context.recordId ?? null };
        const content = await withRecords(records, client, empty, asker);
        const position = 1 + Math.max(0, ...siblings.map((draft) => draft.position));
        const draft = { orgId, id, captureId, ownerId, position, confidence: 1, content, changedAt: clock(), seal };
        if (!(await drafts.insert(client, draft))) throw new CodedError('draft-conflict');
        return { ...draft, state: 'open', version: 1, decision: null };
      });
    },
  };
}
