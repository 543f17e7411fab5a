/**
 * The shapes that pass between the page, Apex and the middleware. Types only: nothing of this module runs.
 * Lightning leaves members without a value out of an answer: in what Apex gives, read `null` as null or absent.
 */

import type { ReceivedTake, Region, SourcePage, Take, UnsureWords } from './files';
import type { Duplicate, Match, ScoredMatch } from './matching';
import type { DraftWarning, Extractor, Origin, Reason } from './reading';
import type { Doubt, HeardSoFar, RecordingConsent, Sound } from './sound';

export type {
  AccountInput,
  AdditionalField,
  ContactInput,
  CreateRequest,
  CreateResult,
  CreationProblem,
  OpportunityInput,
} from './creation';
export type { FileProblem, ReceivedTake, Region, SourcePage, Take, TakeInput, UnsureWords } from './files';
export type {
  DraftMatch,
  Duplicate,
  Match,
  MatchDecision,
  MatchReason,
  MatchVerdict,
  RecordMatch,
  ScoredMatch,
} from './matching';
export type { DraftWarning, Extractor, ModelFailure, ModelProvider, Origin, Reason } from './reading';
export type {
  Doubt,
  HeardSoFar,
  OtherHearing,
  RecordingConsent,
  Sound,
  SoundClip,
  SpeechProvider,
  SpokenWord,
} from './sound';

export type CaptureKind = 'text' | 'photo' | 'audio' | 'document' | 'email' | 'tender';
export type CaptureState =
  'receiving' | 'waiting' | 'queued' | 'reading' | 'extracting' | 'matching' | 'ready' | 'failed';
export type Language = 'fr' | 'en';
/** Where in the source a value stands: `text.slice(start, end) === quote`, offsets in UTF-16 code units. */
export interface Evidence {
  quote: string;
  start: number;
  end: number;
  /** Absent where the text has no picture. */
  regions?: Region[];
  /** Where it is heard, in seconds of the whole recording; absent where nothing was recorded. */
  from?: number;
  to?: number;
}

export interface Alternative<Value> {
  value: Value;
  confidence: number;
  evidence: Evidence[];
}

/** A sign that was read wrongly, and what it was taken for. */
export interface Mend {
  read: string;
  meant: string;
}

/** A value with where it comes from. `confidence` is 0 to 1. */
export interface Fact<Value> {
  value: Value | null;
  origin: Origin;
  confidence: number;
  reason: Reason | null;
  evidence: Evidence[];
  /** Absent where the value stands as it was read. */
  mends?: Mend[];
  /** Absent where nothing was heard with doubt. */
  doubts?: Doubt[];
  alternatives: Alternative<Value>[];
}

/** Text, a picklist's API value, an ISO date `YYYY-MM-DD`, an E.164 phone number or an ISO 4217 currency. */
export type TextValue = Fact<string>;
/** An amount in units of the draft's currency (not cents). */
export type AmountValue = Fact<number>;

export interface OpportunityFacts {
  name: TextValue;
  closeDate: TextValue;
  stage: TextValue;
  country: TextValue;
  leadSource: TextValue;
  type: TextValue;
  amount: AmountValue;
  currency: TextValue;
  nextStep: TextValue;
  description: TextValue;
}

export interface AccountFacts {
  name: TextValue;
  website: TextValue;
  phone: TextValue;
  country: TextValue;
}

export interface ContactFacts {
  firstName: TextValue;
  lastName: TextValue;
  title: TextValue;
  email: TextValue;
  phone: TextValue;
  mobile: TextValue;
}

export interface DraftOpportunity extends OpportunityFacts {
  /** The open opportunity that the person chose to update, or null; absent in what an older middleware gives. */
  recordId?: string | null;
  matches?: ScoredMatch[];
  /** Absent, here and below, in what an older middleware gives. */
  refused?: string[];
}

export interface DraftAccount extends AccountFacts {
  /** The existing account the person chose, or null. */
  recordId: string | null;
  matches: ScoredMatch[];
  refused?: string[];
}

export interface DraftContact extends ContactFacts {
  id: string;
  /** False when the person unticked the contact: it stays shown, and is not created. */
  included: boolean;
  recordId: string | null;
  matches: ScoredMatch[];
  refused?: string[];
}

export type DraftState = 'open' | 'approved' | 'rejected' | 'created' | 'expired';

export interface Draft {
  id: string;
  captureId: string;
  /** The order of the deal in the source, from 1. */
  position: number;
  state: DraftState;
  version: number;
  confidence: number;
  opportunity: DraftOpportunity;
  account: DraftAccount;
  contacts: DraftContact[];
  /** The parts of the source that speak of this deal alone. */
  passages: Evidence[];
  duplicates: Duplicate[];
  /** The draft that proposes the same deal and was there before; null or absent: this one is to be created. */
  duplicateOf?: string | null;
  /** Absent in what an older middleware gives, and so is `extractor`. */
  warnings?: DraftWarning[];
  /** Null when a person added the draft. */
  extractor?: Extractor | null;
  updatedAt: string;
}

export interface Capture {
  id: string;
  kind: CaptureKind;
  state: CaptureState;
  /** An error code when `waiting` or `failed`, else null. */
  reason: string | null;
  /** 0 to 1 over the stages. */
  progress: number;
  language: Language | null;
  /** ISO date and time with its offset. */
  capturedAt: string;
  /** While it is `receiving`: the parts that arrived. Absent, and so are `takes` and `pages`, in what an older middleware gives. */
  received?: ReceivedTake[];
  /** Its files once it is complete, in reading order. */
  takes?: Take[];
  /** How many pages were read so far; null before their number is known, and for a typed note. */
  pages?: { read: number; total: number } | null;
  /** Of a recording: what was understood so far; absent in what an older middleware gives. */
  heard?: HeardSoFar | null;
  /** Of a recording where the others were told that it is one. */
  consent?: RecordingConsent | null;
  drafts: Draft[];
  /** What was found in a source that holds no deal. */
  account: AccountFacts | null;
  contacts: ContactFacts[];
  /** Null while nobody has read the source. */
  extractor?: Extractor | null;
}

/** One field of the form as the org's administrator set it. `key` is `opportunity.closeDate`, or `additional.<ApiName>`. */
export interface FieldSetting {
  key: string;
  objectName: string;
  field: string;
  required: boolean;
  position: number;
}

export interface Configuration {
  fields: FieldSetting[];
  currencies: string[];
  defaultCurrency: string;
  /** A value with a lower confidence is one to check (0 to 1). */
  toCheckBelow: number;
  maximumTextLength: number;
  /** What the others are told before they are recorded, in the words of the org; null: nothing is asked. */
  recordingNotice: string | null;
  /** Whether the org names somebody who puts recordings into writing. Without, recordings are kept and wait. */
  transcribes: boolean;
  /** Nothing can be created until an administrator has changed a setting. */
  blocked: boolean;
  canAdminister: boolean;
  canCreate: boolean;
  canReviewTeam: boolean;
  userName: string;
}

/** A setting that does not fit the org. `blocks`: nothing can be created. `blank`: a value is left out. `hint`: the rest. */
export interface SettingsProblem {
  code: string;
  severity: 'blocks' | 'blank' | 'hint';
  /** The custom metadata record, or the field, that it is about. */
  settingRecord: string;
  wrong: string;
  remedy: string;
}

export interface CaptureInput {
  /** A UUID chosen by the page: the same id and body sent again give the same capture. */
  captureId: string;
  kind: CaptureKind;
  /** Null where files come without a typed note. */
  text: string | null;
  capturedAt: string;
  timeZone: string;
  language: Language | null;
  recordId: string | null;
  /** Null where nothing is recorded, or nobody had to be told. */
  consent?: RecordingConsent | null;
}

/** The row of `Opportunity_Draft__c` that stands for a draft in lists. */
export interface DraftRow {
  recordId: string;
  draftId: string;
  status: string;
  ownerId: string;
  ownerName: string;
  mine: boolean;
  opportunityId?: string | null;
  opportunityName?: string | null;
  accountId?: string | null;
  contactIds?: string[] | null;
  /** Of the call that sent the note: what an operator looks for. */
  requestId?: string | null;
}

export interface CaptureView {
  /** Absent when the note was erased; `captureApi` never hands such a view on. */
  capture: Capture;
  rows: DraftRow[];
  matches: Match[];
  /** ISO 8601 in UTC. */
  erasedAt?: string | null;
}

export interface SourceView {
  text: string;
  language: Language;
  corrected: boolean;
  /** Absent in what an older middleware gives, and so is `unsure`; empty for a typed note. */
  pages?: SourcePage[];
  unsure?: UnsureWords[];
  /** Null where nothing was recorded. */
  sound?: Sound | null;
}

/** `path` as in the HTTP contract: `opportunity.amount`, `contacts.<uuid>.email`. Values travel as text. */
export interface ValueChange {
  path: string;
  value: string | null;
}

export interface SaveResult {
  conflict: boolean;
  /** The draft as it stands now, also on conflict. */
  draft: Draft;
}

export type DraftStatus =
  'Processing' | 'Open' | 'Approved' | 'Rejected' | 'Created' | 'Expired' | 'No deal' | 'Failed' | 'Erased';

export interface UnfinishedCapture {
  captureId: string;
  draftId: string | null;
  recordId: string;
  title: string | null;
  kind: CaptureKind;
  status: DraftStatus;
  /** Why it waits or failed; else null. */
  reason: string | null;
  deals: number;
  toCheck: number;
  capturedAt: string;
}

/** A file of a sample, which is fetched from its address when the sample is chosen. */
export interface SampleFile {
  address: string;
  fileName: string;
  mediaType: string;
}

/** A note to try with one click, for demonstrations. */
export interface Sample {
  title: string;
  language: string;
  text: string;
  files?: readonly SampleFile[];
}

/** How far the review of a capture is. */
export interface ReviewProgress {
  created: number;
  deals: number;
}

/** What the form tells when a note was accepted. */
export interface StartedCapture {
  view: CaptureView;
  text: string;
}
