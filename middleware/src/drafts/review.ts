import { dayIn } from '../captures/day.ts';
import type { CaptureRecord, CaptureStore } from '../captures/store.ts';
import { refuseMissingDraft } from '../captures/erasure.ts';
import { isFinished } from '../captures/state.ts';
import type { Caller } from '../orgs/caller.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Queryable } from '../platform/database.ts';
import { CodedError } from '../platform/errors.ts';
import { foundBesideDeals } from './capture-view.ts';
import { applyChanges } from './changes.ts';
import { emptyContent } from './content.ts';
import { finalCorrections, isEditable, nextState } from './decisions.ts';
import type { DraftChanges, DraftDecision } from './schema.ts';
import { toDraft, type DraftRecord, type DraftStore } from './store.ts';

interface Parts {
  database: Database;
  captures: CaptureStore;
  drafts: DraftStore;
  clock: Clock;
}

export type Review = ReturnType<typeof createReview>;

/** What people do with drafts: change values, decide, add one. */
export function createReview({ database, captures, drafts, clock }: Parts) {
  const hold = async (client: Queryable, caller: Caller, id: string): Promise<DraftRecord> => {
    const draft = await drafts.find(caller, id, client);
    return draft ?? refuseMissingDraft(client, caller.orgId, id);
  };
  return {
    /**
     * @throws CodedError `version-conflict` with the current draft, `draft-decided`, or `change-invalid` with a pointer
     * for each change that cannot be used.
     */
    change: (caller: Caller, id: string, version: number, changes: DraftChanges): Promise<DraftRecord> =>
      database.transaction(async (client) => {
        const draft = await hold(client, caller, id);
        if (draft.version !== version) throw new CodedError('version-conflict', undefined, { draft: toDraft(draft) });
        if (!isEditable(draft.state)) throw new CodedError('draft-decided');
        const capture = await captures.get(draft, client);
        const context = capture && (await captures.content(capture, 'context', client));
        const org = context ?? { picklists: {}, currencies: [] };
        const { content, corrections, errors } = applyChanges(draft.content, changes, org);
        if (errors.length > 0) throw new CodedError('change-invalid', undefined, { errors });
        await drafts.keepCorrections(client, draft, caller.userId, corrections);
        return drafts.save(client, { ...draft, content }, clock());
      }),

    /** Takes a decision once; the same one again changes nothing. @throws CodedError `draft-decided` */
    decide: (caller: Caller, id: string, decision: DraftDecision): Promise<DraftRecord> =>
      database.transaction(async (client) => {
        const draft = await hold(client, caller, id);
        const state = nextState(draft.state, draft.decision, decision);
        if (!state) return draft;
        if (decision.decision === 'created') {
          const corrections = finalCorrections(draft, decision.values);
          await drafts.keepCorrections(client, draft, caller.userId, corrections);
        }
        return drafts.save(client, { ...draft, state, decision }, clock());
      }),

    /** Adds a draft that a person asks for; the same id again is the same draft. @throws CodedError `draft-conflict` */
    async add(caller: Caller, capture: CaptureRecord, id: string): Promise<DraftRecord> {
      if (!isFinished(capture.state)) throw new CodedError('capture-not-ready');
      const found = await foundBesideDeals(captures, capture);
      const context = await captures.content(capture, 'context');
      if (!context) return captures.refuseMissing(capture);
      const today = dayIn(capture.timeZone, capture.capturedAt);
      const content = emptyContent(context, today, found?.account, found?.contacts ?? []);
      return database.transaction(async (client) => {
        await captures.hold(client, capture);
        const siblings = await drafts.ofCapture(capture.orgId, capture.captureId, client);
        const twin = siblings.find((draft) => draft.id === id);
        if (twin) return twin;
        const { orgId, captureId, ownerId, seal } = capture;
        const position = 1 + Math.max(0, ...siblings.map((draft) => draft.position));
        const draft = { orgId, id, captureId, ownerId, position, confidence: 1, content, changedAt: clock(), seal };
        if (!(await drafts.insert(client, draft))) throw new CodedError('draft-conflict');
        return { ...draft, state: 'open', version: 1, decision: null };
      });
    },
  };
}
