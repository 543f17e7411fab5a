import addDraftMethod from '@salesforce/apex/CaptureController.addDraft';
import captureOfMethod from '@salesforce/apex/CaptureController.captureOf';
import correctSourceMethod from '@salesforce/apex/CaptureController.correctSource';
import getCaptureMethod from '@salesforce/apex/CaptureController.getCapture';
import getConfigurationMethod from '@salesforce/apex/CaptureController.getConfiguration';
import getSourceMethod from '@salesforce/apex/CaptureController.getSource';
import listUnfinishedMethod from '@salesforce/apex/CaptureController.listUnfinished';
import retryCaptureMethod from '@salesforce/apex/CaptureController.retryCapture';
import startCaptureMethod from '@salesforce/apex/CaptureController.startCapture';
import createRecordsMethod from '@salesforce/apex/DraftController.createRecords';
import rejectDraftMethod from '@salesforce/apex/DraftController.rejectDraft';
import saveChangesMethod from '@salesforce/apex/DraftController.saveChanges';
import noAccessSentence from '@salesforce/label/c.Capture_Error_No_Access';
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
  SaveResult,
  SourceView,
  UnfinishedCapture,
  ValueChange,
} from 'c/captureTypes';

/** A failed call, with a stable code to branch on and a sentence for the user that tells the next step. */
export class CaptureError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'CaptureError';
    this.code = code;
  }
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

/** Hands a note over. Idempotent by `captureId`: the same input again gives the same capture. */
export const startCapture = (input: CaptureInput): Promise<CaptureView> => call(startCaptureMethod, { input });

/** Waits up to 4 s on the server for the capture to be ready, then tells where it stands. */
export const getCapture = (captureId: string): Promise<CaptureView> => call(getCaptureMethod, { captureId });

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
    return new CaptureError(coded.code, coded.message);
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

/** Our Apex throws `{"code", "message"}` as JSON in the message; anything else is the platform's own words. */
function codedMessage(message: string): { code: string; message: string } | null {
  try {
    const parsed = asRecord(JSON.parse(message));
    const code = asText(parsed.code);
    const sentence = asText(parsed.message);
    return code && sentence ? { code, message: sentence } : null;
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

function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
