import { keyOwner, type CaptureRef } from '../captures/store.ts';
import { RULES_ALONE } from '../extraction/schema.ts';
import { visibleTo, type Caller } from '../orgs/caller.ts';
import type { Database, Queryable } from '../platform/database.ts';
import type { KeyWrap, Seal } from '../platform/encryption.ts';
import { duplicateOf, type DraftContent } from './content.ts';
import type { Draft, DraftDecision, DraftState, Duplicate } from './schema.ts';

export interface DraftRecord {
  orgId: string;
  id: string;
  captureId: string;
  ownerId: string;
  position: number;
  state: DraftState;
  version: number;
  confidence: number;
  content: DraftContent;
  decision: DraftDecision | null;
  changedAt: Date;
  seal: Seal;
}

/** One value that a person changed, or wrote at creation. */
export interface Correction {
  path: string;
  former: string | number | boolean | null;
  value: string | number | boolean | null;
  /** In the person's own words, where they gave any. */
  reason?: string;
}

/** A correction as it was kept. */
export interface KeptCorrection extends Correction {
  draftId: string;
  changedAt: Date;
}

export interface DraftFilter {
  state?: DraftState | undefined;
  owner?: string | undefined;
  /** Inclusive. */
  changedSince?: Date | undefined;
  /** The last draft of the page before. */
  after?: { changedAt: Date; id: string } | undefined;
  limit: number;
}

export interface DraftRow {
  org_id: string;
  id: string;
  capture_id: string;
  owner_id: string;
  position: number;
  state: DraftState;
  version: number;
  confidence: number;
  content: Buffer;
  decision: Buffer | null;
  changed_at: Date;
  duplicate_of: string | null;
  wrapped_key: Buffer;
}

interface CorrectionRow {
  draft_id: string;
  path: string;
  change: Buffer;
  changed_at: Date;
}

// The key of a draft is its capture's; the subquery keeps the column names of `visibleTo` unambiguous.
export const SELECT = `select drafts.*, (select wrapped_key from captures c where c.org_id = drafts.org_id and c.id = drafts.capture_id)
  as wrapped_key from drafts`;

export type DraftStore = ReturnType<typeof createDraftStore>;

export function createDraftStore(database: Database, wrap: KeyWrap) {
  return { ...draftReads(database, wrap), ...draftsOfCaptures(database), ...draftWrites() };
}

function draftReads(database: Database, wrap: KeyWrap) {
  return {
    /** The draft if the caller may see it; inside a transaction it is held until that ends. */
    async find(caller: Caller, id: string, client?: Queryable): Promise<DraftRecord | undefined> {
      const { condition, values } = visibleTo(caller, 'capture_id');
      const { rows } = await (client ?? database).query<DraftRow>(
        `${SELECT} where ${condition} and id = $5${client ? ' for update of drafts' : ''}`,
        [...values, id],
      );
      return rows[0] && toRecord(rows[0], wrap);
    },

    /**
     * Keeps the capture of a draft from being erased until the transaction of `client` ends. What is then written of it waits for nobody
     * who waits for the draft.
     */
    async holdCaptureOf(client: Queryable, caller: Caller, id: string): Promise<void> {
      const { condition, values } = visibleTo(caller, 'capture_id');
      await client.query(
        `select 1 from captures where org_id = $1 and id = (select capture_id from drafts where ${condition} and id = $5)
         for key share`,
        [...values, id],
      );
    },

    /** The drafts of a capture in the order of its text. The caller was allowed to see the capture. */
    async ofCapture(orgId: string, captureId: string, client: Queryable = database): Promise<DraftRecord[]> {
      const { rows } = await client.query<DraftRow>(
        `${SELECT} where org_id = $1 and capture_id = $2 order by position`,
        [orgId, captureId],
      );
      return rows.map((row) => toRecord(row, wrap));
    },

    /** The same, held until the transaction of `client` ends: what people change meanwhile waits. */
    async holdOfCapture(client: Queryable, { orgId, captureId }: CaptureRef): Promise<DraftRecord[]> {
      const { rows } = await client.query<DraftRow>(
        `${SELECT} where org_id = $1 and capture_id = $2 order by position for update of drafts`,
        [orgId, captureId],
      );
      return rows.map((row) => toRecord(row, wrap));
    },

    async list(caller: Caller, filter: DraftFilter): Promise<DraftRecord[]> {
      const { condition, values } = visibleTo(caller, 'capture_id');
      const { rows } = await database.query<DraftRow>(
        `${SELECT} where ${condition}
           and ($5::text is null or state = $5) and ($6::text is null or owner_id = $6)
           and ($7::timestamptz is null or changed_at >= $7)
           and ($8::timestamptz is null or (changed_at, id) > ($8, $9::uuid))
         order by changed_at, id limit $10`,
        [
          ...values,
          filter.state ?? null,
          filter.owner ?? null,
          filter.changedSince ?? null,
          filter.after?.changedAt ?? null,
          filter.after?.id ?? null,
          filter.limit,
        ],
      );
      return rows.map((row) => toRecord(row, wrap));
    },
  };
}

/** What belongs to a capture as a whole. */
function draftsOfCaptures(database: Database) {
  return {
    /** The ids of the drafts of a capture; opens none of them. */
    async idsOfCapture(client: Queryable, { orgId, captureId }: CaptureRef): Promise<string[]> {
      const { rows } = await client.query<{ id: string }>(
        'select id from drafts where org_id = $1 and capture_id = $2 order by position',
        [orgId, captureId],
      );
      return rows.map(({ id }) => id);
    },

    /** Every change that people made to the drafts of a capture, in their order. */
    async correctionsOfCapture(capture: CaptureRef & { seal: Seal }): Promise<KeptCorrection[]> {
      const { rows } = await database.query<CorrectionRow>(
        `select draft_id, path, change, changed_at from corrections
         where org_id = $1 and draft_id in (select id from drafts where org_id = $1 and capture_id = $2) order by number`,
        [capture.orgId, capture.captureId],
      );
      return rows.map(({ draft_id: draftId, path, change, changed_at: changedAt }) => {
        const opened = capture.seal.open(change, place({ orgId: capture.orgId, id: draftId }, 'corrections'));
        return { draftId, path, changedAt, ...(opened as Omit<Correction, 'path'>) };
      });
    },
  };
}

/** Writes take the client of the transaction that holds the draft. */
function draftWrites() {
  return {
    /** False when the id, or the position in the capture, is taken. */
    async insert(client: Queryable, draft: Omit<DraftRecord, 'version' | 'state' | 'decision'>): Promise<boolean> {
      const { rowCount } = await client.query(
        `insert into drafts (org_id, id, capture_id, owner_id, position, state, version, confidence, content, changed_at, duplicate_of)
         values ($1, $2, $3, $4, $5, 'open', 1, $6, $7, $8, $9) on conflict do nothing`,
        [
          draft.orgId,
          draft.id,
          draft.captureId,
          draft.ownerId,
          draft.position,
          draft.confidence,
          draft.seal.seal(draft.content, place(draft, 'content')),
          draft.changedAt,
          duplicateOf(draft.content.duplicates),
        ],
      );
      return rowCount === 1;
    },

    /** Writes a draft that the transaction holds, as its next version. */
    async save(client: Queryable, draft: DraftRecord, changedAt: Date): Promise<DraftRecord> {
      const saved = { ...draft, version: draft.version + 1, changedAt };
      await client.query(
        `update drafts set state = $3, version = $4, confidence = $5, content = $6, decision = $7, changed_at = $8,
           duplicate_of = $9, merged_into = $10, record_id = $11
         where org_id = $1 and id = $2`,
        [
          draft.orgId,
          draft.id,
          saved.state,
          saved.version,
          saved.confidence,
          draft.seal.seal(saved.content, place(draft, 'content')),
          saved.decision && draft.seal.seal(saved.decision, place(draft, 'decision')),
          changedAt,
          duplicateOf(saved.content.duplicates),
          ...becameOf(saved.decision),
        ],
      );
      return saved;
    },

    /** Keeps what a person changed, for the day when extraction learns from it. */
    async keepCorrections(client: Queryable, draft: DraftRecord, by: string, corrections: readonly Correction[]) {
      for (const { path, ...change } of corrections) {
        await client.query(
          'insert into corrections (org_id, draft_id, path, change, changed_by) values ($1, $2, $3, $4, $5)',
          [draft.orgId, draft.id, path, draft.seal.seal(change, place(draft, 'corrections')), by],
        );
      }
    },
  };
}

/** The draft it was merged into, and the record it became. */
function becameOf(decision: DraftDecision | null): [string | null, string | null] {
  if (decision?.decision === 'created') return [null, decision.opportunityId];
  return [decision?.decision === 'rejected' ? (decision.mergedInto ?? null) : null, null];
}

export function toRecord(row: DraftRow, wrap: KeyWrap): DraftRecord {
  const ids = { orgId: row.org_id, id: row.id };
  const seal = wrap.unwrap(row.wrapped_key, keyOwner({ orgId: row.org_id, captureId: row.capture_id }));
  return {
    ...ids,
    captureId: row.capture_id,
    ownerId: row.owner_id,
    position: row.position,
    state: row.state,
    version: row.version,
    confidence: row.confidence,
    content: upToDate(seal.open(row.content, place(ids, 'content')) as StoredContent),
    decision: row.decision && (seal.open(row.decision, place(ids, 'decision')) as DraftDecision),
    changedAt: row.changed_at,
    seal,
  };
}

type Former<Part, Added extends keyof Part> = Omit<Part, Added> & Partial<Pick<Part, Added>>;

/**
 * Drafts of before the matching of deals know no opportunity to update and no record that was refused, and of earlier captures only that
 * the text was the same.
 */
interface StoredContent extends Omit<DraftContent, 'opportunity' | 'account' | 'contacts' | 'duplicates'> {
  opportunity: Former<DraftContent['opportunity'], 'recordId' | 'matches' | 'refused'>;
  account: Former<DraftContent['account'], 'refused'>;
  contacts: Former<DraftContent['contacts'][number], 'refused'>[];
  duplicates: (Omit<Duplicate, 'score' | 'verdict'> & Partial<Pick<Duplicate, 'score' | 'verdict'>>)[];
}

function upToDate({ opportunity, account, contacts, duplicates, ...content }: StoredContent): DraftContent {
  const { recordId = null, matches = [], refused = [] } = opportunity;
  return {
    ...content,
    opportunity: { ...opportunity, recordId, matches, refused },
    account: { ...account, refused: account.refused ?? [] },
    contacts: contacts.map((contact) => ({ ...contact, refused: contact.refused ?? [] })),
    duplicates: duplicates.map((one) => ({ ...one, score: one.score ?? 1, verdict: one.verdict ?? 'same' })),
  };
}

/** A draft as its readers see it. */
export function toDraft({ content, ...record }: DraftRecord): Draft {
  const { opportunity, account, contacts, passages, duplicates, warnings = [], extractor = RULES_ALONE } = content;
  const { id, captureId, position, state, version, confidence } = record;
  const updatedAt = record.changedAt.toISOString();
  return {
    id,
    captureId,
    position,
    state,
    version,
    confidence,
    opportunity,
    account,
    contacts,
    passages,
    duplicates,
    duplicateOf: duplicateOf(duplicates),
    warnings,
    extractor,
    updatedAt,
  };
}

const place = ({ orgId, id }: { orgId: string; id: string }, column: string) => `drafts.${column}:${orgId}:${id}`;
