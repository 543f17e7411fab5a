import addDraftMethod from '@salesforce/apex/CaptureController.addDraft';
import captureOfMethod from '@salesforce/apex/CaptureController.captureOf';
import correctSourceMethod from '@salesforce/apex/CaptureController.correctSource';
import eraseCaptureMethod from '@salesforce/apex/CaptureController.eraseCapture';
import getCaptureMethod from '@salesforce/apex/CaptureController.getCapture';
import getConfigurationMethod from '@salesforce/apex/CaptureController.getConfiguration';
import getSourceMethod from '@salesforce/apex/CaptureController.getSource';
import listUnfinishedMethod from '@salesforce/apex/CaptureController.listUnfinished';
import retryCaptureMethod from '@salesforce/apex/CaptureController.retryCapture';
import startCaptureMethod from '@salesforce/apex/CaptureController.startCapture';
import createRecordsMethod from '@salesforce/apex/DraftController.createRecords';
import decideMatchesMethod from '@salesforce/apex/DraftController.decideMatches';
import mergeDraftMethod from '@salesforce/apex/DraftController.mergeDraft';
import rejectDraftMethod from '@salesforce/apex/DraftController.rejectDraft';
import saveChangesMethod from '@salesforce/apex/DraftController.saveChanges';
import completeCaptureMethod from '@salesforce/apex/FileController.completeCapture';
import getPageMethod from '@salesforce/apex/FileController.getPage';
import getPartMethod from '@salesforce/apex/FileController.getPart';
import getSoundMethod from '@salesforce/apex/FileController.getSound';
import sendPartMethod from '@salesforce/apex/FileController.sendPart';
import checkSettingsMethod from '@salesforce/apex/SettingsController.checkSettings';
import noAccessSentence from '@salesforce/label/c.Capture_Error_No_Access';
import erasedSentence from '@salesforce/label/c.Capture_Erased_Gone';
import offlineSentence from '@salesforce/label/c.Capture_Error_Offline';
import sessionExpiredSentence from '@salesforce/label/c.Capture_Error_Session_Expired';
import unexpectedSentence from '@salesforce/label/c.Capture_Error_Unexpected';
import type {
  CaptureInput,
  CaptureView,
  Configuration,
  CreateRequest,
  CreateResult,
  Draft,
  MatchDecision,
  SaveResult,
  SettingsProblem,
  SoundClip,
  SourceView,
  TakeInput,
  UnfinishedCapture,
  ValueChange,
} from 'c/captureTypes';
import type { ErasedNote } from 'c/noteErasure';

const ERASED = 'capture-erased';

/** A failed call, with a stable code to branch on and a sentence for the user that tells the next step. */
export class CaptureError extends Error {
  readonly code: string;
  /** What an operator finds the call by; null where it never came to Apex. */
  readonly requestId: string | null;
  /** After how many seconds the same call may succeed; null where nobody knows. */
  readonly retryAfter: number | null;
  /** The file of the capture that it is about; null where it is about none. */
  readonly take: number | null;

  constructor(
    code: string,
    message: string,
    requestId: string | null = null,
    retryAfter: number | null = null,
    take: number | null = null,
  ) {
    super(message);
    this.name = 'CaptureError';
    this.code = code;
    this.requestId = requestId;
    this.retryAfter = retryAfter;
    this.take = take;
  }
}

/** The note that was asked for has been erased. */
export class NoteErased extends CaptureError {
  readonly note: ErasedNote;

  constructor(note: ErasedNote) {
    super(ERASED, erasedSentence);
    this.note = note;
  }
}

/** True for a failure that says that the note was erased, whether or not it says when. */
export function saysErased(error: unknown): boolean {
  return error instanceof CaptureError && error.code === ERASED;
}

/** The row of a capture without a draft carries no UUID where the draft's would stand. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

type ApexMethod = (parameters?: Record<string, unknown>) => Promise<unknown>;

/** Calls one Apex method; every failure is thrown as a {@link CaptureError}. */
async function call<Result>(method: ApexMethod, parameters?: Record<string, unknown>): Promise<Result> {
  try {
    return (await method(parameters)) as Result;
  } catch (error) {
    throw toCaptureError(error);
  }
}

/** @returns what the page needs to know about the org and the user */
export const getConfiguration = (): Promise<Configuration> => call(getConfigurationMethod);

/** @returns what in the settings does not fit the org, the worst first; for administrators */
export const checkSettings = (): Promise<SettingsProblem[]> => call(checkSettingsMethod);

/**
 * Hands a note over. Idempotent by `captureId`: the same input again gives the same capture. A note with files answers with the
 * state `receiving` and what of them arrived: its parts are sent next, and then {@link completeCapture}.
 */
export const startCapture = (input: CaptureInput): Promise<CaptureView> => call(startCaptureMethod, { input });

/** One part of a file, at most 1 MiB. `content` and `digest`, its SHA-256, are in base64; `take` and `part` count from 1. */
export interface SentPart {
  captureId: string;
  take: number;
  part: number;
  content: string;
  digest: string;
}

/** Sends a part of a file. The same part again changes nothing. */
export const sendPart = ({ captureId, ...part }: SentPart): Promise<void> => call(sendPartMethod, { captureId, part });

/** Says that all files were sent, in the order of reading: from here they are read without the page. Idempotent. */
export const completeCapture = (captureId: string, recordId: string | null, takes: TakeInput[]): Promise<CaptureView> =>
  call(completeCaptureMethod, { captureId, recordId, takes });

/** @returns the picture of a page, upright: a JPEG in base64 */
export const getPage = (captureId: string, page: number): Promise<string> => call(getPageMethod, { captureId, page });

/** @returns a part of a file as it was sent, in base64 */
export const getPart = (captureId: string, take: number, part: number): Promise<string> =>
  call(getPartMethod, { captureId, take, part });

/** @returns a stretch of the recording, from 1, as a small file that can be played alone */
export const getSound = (captureId: string, stretch: number): Promise<SoundClip> =>
  call(getSoundMethod, { captureId, stretch });

/**
 * Waits up to 4 s on the server for the capture to be ready, then tells where it stands.
 * @throws NoteErased when it was erased
 */
export async function getCapture(captureId: string): Promise<CaptureView> {
  const view = await call<CaptureView>(getCaptureMethod, { captureId });
  if (view.erasedAt) {
    throw new NoteErased({ captureId, erasedAt: view.erasedAt, rows: view.rows });
  }
  return view;
}

/** Erases a note with all that was read in it; records created from it stay. Idempotent. */
export async function eraseCapture(captureId: string): Promise<ErasedNote> {
  const { erasedAt, rows } = await call<CaptureView>(eraseCaptureMethod, { captureId });
  return { captureId, erasedAt: erasedAt ?? new Date().toISOString(), rows };
}

export const getSource = (captureId: string): Promise<SourceView> => call(getSourceMethod, { captureId });

/** Replaces the source text; it is read anew, and values that a person set are kept. */
export const correctSource = (captureId: string, text: string): Promise<CaptureView> =>
  call(correctSourceMethod, { captureId, text });

/** Tries a failed or waiting capture again. */
export const retryCapture = (captureId: string): Promise<CaptureView> => call(retryCaptureMethod, { captureId });

/** Adds an empty draft to a capture. Idempotent by `draftId`, a UUID chosen by the page. */
export const addDraft = (captureId: string, draftId: string): Promise<CaptureView> =>
  call(addDraftMethod, { captureId, draftId });

/** @returns the user's captures that still need something, newest first, at most 20 */
export const listUnfinished = (): Promise<UnfinishedCapture[]> => call(listUnfinishedMethod);

export interface DraftAddress {
  captureId: string;
  /** Null while the capture is still being read, or when it holds no deal. */
  draftId: string | null;
}

/** Tells which capture and draft an `Opportunity_Draft__c` record stands for. */
export async function captureOf(recordId: string): Promise<DraftAddress> {
  const [captureId = '', draftId = ''] = (await call<string>(captureOfMethod, { recordId })).split(':');
  return { captureId, draftId: UUID.test(draftId) ? draftId : null };
}

/** Saves edits. Someone else's newer version is no error: `conflict` is true and `draft` is theirs. */
export const saveChanges = (draftId: string, version: number, changes: ValueChange[]): Promise<SaveResult> =>
  call(saveChangesMethod, { draftId, version, changes });

/** Creates Account, Contacts and Opportunity in one transaction. Idempotent by draft. */
export const createRecords = (request: CreateRequest): Promise<CreateResult> => call(createRecordsMethod, { request });

/** @returns the draft after the decision */
export const rejectDraft = (draftId: string, reason: string | null): Promise<Draft> =>
  call(rejectDraftMethod, { draftId, reason });

/** Says of matches whether they are the same: it is not asked again. @returns the draft after it */
export const decideMatches = (draftId: string, decisions: readonly MatchDecision[]): Promise<Draft> =>
  call(decideMatchesMethod, { draftId, decisions });

/** Drops a draft because another one says the same. @returns the dropped draft */
export const mergeDraft = (draftId: string, intoDraftId: string): Promise<Draft> =>
  call(mergeDraftMethod, { draftId, intoDraftId });

/**
 * Gives any failure of a call the one shape that the page knows: Apex's own coded errors as they are, and the platform's
 * (no connection, ended session, no right) as codes `offline`, `session-expired`, `no-access`, `unexpected`.
 */
export function toCaptureError(error: unknown): CaptureError {
  if (error instanceof CaptureError) {
    return error;
  }
  const { status, code, message } = platformError(error);
  const coded = codedMessage(message);
  if (coded) {
    return coded;
  }
  if (status === 401 || code === 'INVALID_SESSION_ID' || /session (has )?(expired|invalid)/i.test(message)) {
    return new CaptureError('session-expired', sessionExpiredSentence);
  }
  if (isOffline(message)) {
    return new CaptureError('offline', offlineSentence);
  }
  if (status === 403 || /do not have access|insufficient/i.test(message)) {
    return new CaptureError('no-access', noAccessSentence);
  }
  return new CaptureError('unexpected', unexpectedSentence);
}

interface PlatformError {
  status: number | null;
  code: string;
  message: string;
}

function platformError(error: unknown): PlatformError {
  const outer = asRecord(error);
  const body = asRecord(Array.isArray(outer.body) ? outer.body[0] : outer.body);
  return {
    status: typeof outer.status === 'number' ? outer.status : null,
    code: asText(body.errorCode) || asText(body.exceptionType),
    message: asText(body.message) || asText(outer.message),
  };
}

/** Our Apex throws `{code, message, requestId, retryAfter, take}` as JSON in the message; all else is the platform's own words. */
function codedMessage(message: string): CaptureError | null {
  try {
    const parsed = asRecord(JSON.parse(message));
    const code = asText(parsed.code);
    const sentence = asText(parsed.message);
    const requestId = asText(parsed.requestId) || null;
    const [retryAfter, take] = [asNumber(parsed.retryAfter), asNumber(parsed.take)];
    return code && sentence ? new CaptureError(code, sentence, requestId, retryAfter, take) : null;
  } catch {
    return null;
  }
}

function isOffline(message: string): boolean {
  return !navigator.onLine || /disconnected or canceled|failed to fetch|networkerror|load failed/i.test(message);
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function asNumber(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
