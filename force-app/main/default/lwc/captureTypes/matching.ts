/** What exists already and may be the one meant, and what a person says of it. Types only. */

export type MatchReason =
  | 'same-name'
  | 'legal-form-differs'
  | 'word-order'
  | 'similar-name'
  | 'part-of-name'
  | 'acronym'
  | 'other-spelling-known'
  | 'parent-or-subsidiary'
  | 'same-domain'
  | 'same-phone'
  | 'same-city'
  | 'same-country'
  | 'same-email'
  | 'same-person-name'
  | 'initials'
  | 'same-account'
  | 'same-title'
  | 'same-subject'
  | 'similar-subject'
  | 'same-amount'
  | 'close-amount'
  | 'same-close-date'
  | 'near-close-date'
  | 'same-owner'
  | 'opened-from'
  | 'same-text'
  | 'same-file'
  | 'same-message'
  | 'nearly-same-text'
  | 'confirmed-before'
  | 'other-domain'
  | 'other-phone'
  | 'other-city'
  | 'other-country'
  | 'other-email'
  | 'other-amount'
  | 'other-subject';

/** `same` is proposed at once, `ask` is asked of the person. */
export type MatchVerdict = 'same' | 'ask';

/** A match as the middleware scores it. Apex hands none on: the page gets each {@link Match} that it read in user mode. */
export interface ScoredMatch {
  recordId: string;
  /** 0 to 1. */
  score: number;
  verdict: MatchVerdict;
  reasons: MatchReason[];
}

/** Something of before that a draft may repeat: a capture of the same source, or a draft that proposes the same deal. */
export interface Duplicate {
  kind: 'capture' | 'draft';
  captureId: string | null;
  draftId: string | null;
  /** The opportunity that the draft became. */
  recordId: string | null;
  score: number;
  verdict: MatchVerdict;
  reasons: MatchReason[];
}

interface Found {
  draftId: string | null;
  /** Absent where it is hidden. */
  name: string;
  detail: string | null;
  score?: number | null;
  verdict: MatchVerdict;
  /** The weightiest first. */
  reasons: MatchReason[];
  /** It exists, and the user may not see it: nothing of it is told. */
  hidden?: boolean | null;
  ownerName?: string | null;
  mine?: boolean | null;
}

/** An existing record that may be the one meant. */
export interface RecordMatch extends Found {
  target: 'account' | 'contact' | 'opportunity';
  /** The draft contact's id when `target` is `contact`. */
  contactId: string | null;
  recordId: string;
  /** Today's values by draft key (`opportunity.amount`), of the fields that the user may read; an empty one is ''. */
  values?: Readonly<Record<string, string | null>> | null;
}

/** Another draft that proposes the same deal. */
export interface DraftMatch extends Found {
  target: 'draft';
  otherDraftId: string;
  captureId: string | null;
}

export type Match = RecordMatch | DraftMatch;

/** What a person says of a match. It is remembered and not asked again. */
export interface MatchDecision {
  target: 'account' | 'contact' | 'opportunity' | 'draft' | 'capture';
  contactId: string | null;
  recordId: string | null;
  /** The other draft, or the other capture. */
  draftId: string | null;
  captureId: string | null;
  same: boolean;
  reason: string | null;
}
