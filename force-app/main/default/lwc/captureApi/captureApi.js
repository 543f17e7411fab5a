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
const ERASED = 'capture-erased';
/** A failed call, with a stable code to branch on and a sentence for the user that tells the next step. */
export class CaptureError extends Error {
    code;
    /** What an operator finds the call by; null where it never came to Apex. */
    requestId;
    /** After how many seconds the same call may succeed; null where nobody knows. */
    retryAfter;
    /** The file of the capture that it is about; null where it is about none. */
    take;
    constructor(code, message, requestId = null, retryAfter = null, take = null) {
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
    note;
    constructor(note) {
        super(ERASED, erasedSentence);
        this.note = note;
    }
}
/** True for a failure that says that the note was erased, whether or not it says when. */
export function saysErased(error) {
    return error instanceof CaptureError && error.code === ERASED;
}
/** The row of a capture without a draft carries no UUID where the draft's would stand. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Calls one Apex method; every failure is thrown as a {@link CaptureError}. */
async function call(method, parameters) {
    try {
        return (await method(parameters));
    }
    catch (error) {
        throw toCaptureError(error);
    }
}
/** @returns what the page needs to know about the org and the user */
export const getConfiguration = () => call(getConfigurationMethod);
/** @returns what in the settings does not fit the org, the worst first; for administrators */
export const checkSettings = () => call(checkSettingsMethod);
/**
 * Hands a note over. Idempotent by `captureId`: the same input again gives the same capture. A note with files answers with the
 * state `receiving` and what of them arrived: its parts are sent next, and then {@link completeCapture}.
 */
export const startCapture = (input) => call(startCaptureMethod, { input });
/** Sends a part of a file. The same part again changes nothing. */
export const sendPart = ({ captureId, ...part }) => call(sendPartMethod, { captureId, part });
/** Says that all files were sent, in the order of reading: from here they are read without the page. Idempotent. */
export const completeCapture = (captureId, recordId, takes) => call(completeCaptureMethod, { captureId, recordId, takes });
/** @returns the picture of a page, upright: a JPEG in base64 */
export const getPage = (captureId, page) => call(getPageMethod, { captureId, page });
/** @returns a part of a file as it was sent, in base64 */
export const getPart = (captureId, take, part) => call(getPartMethod, { captureId, take, part });
/** @returns a stretch of the recording, from 1, as a small file that can be played alone */
export const getSound = (captureId, stretch) => call(getSoundMethod, { captureId, stretch });
/**
 * Waits up to 4 s on the server for the capture to be ready, then tells where it stands.
 * @throws NoteErased when it was erased
 */
export async function getCapture(captureId) {
    const view = await call(getCaptureMethod, { captureId });
    if (view.erasedAt) {
        throw new NoteErased({ captureId, erasedAt: view.erasedAt, rows: view.rows });
    }
    return view;
}
/** Erases a note with all that was read in it; records created from it stay. Idempotent. */
export async function eraseCapture(captureId) {
    const { erasedAt, rows } = await call(eraseCaptureMethod, { captureId });
    return { captureId, erasedAt: erasedAt ?? new Date().toISOString(), rows };
}
export const getSource = (captureId) => call(getSourceMethod, { captureId });
/** Replaces the source text; it is read anew, and values that a person set are kept. */
export const correctSource = (captureId, text) => call(correctSourceMethod, { captureId, text });
/** Tries a failed or waiting capture again. */
export const retryCapture = (captureId) => call(retryCaptureMethod, { captureId });
/** Adds an empty draft to a capture. Idempotent by `draftId`, a UUID chosen by the page. */
export const addDraft = (captureId, draftId) => call(addDraftMethod, { captureId, draftId });
/** @returns the user's captures that still need something, newest first, at most 20 */
export const listUnfinished = () => call(listUnfinishedMethod);
/** Tells which capture and draft an `Opportunity_Draft__c` record stands for. */
export async function captureOf(recordId) {
    const [captureId = '', draftId = ''] = (await call(captureOfMethod, { recordId })).split(':');
    return { captureId, draftId: UUID.test(draftId) ? draftId : null };
}
/** Saves edits. Someone else's newer version is no error: `conflict` is true and `draft` is theirs. */
export const saveChanges = (draftId, version, changes) => call(saveChangesMethod, { draftId, version, changes });
/** Creates Account, Contacts and Opportunity in one transaction. Idempotent by draft. */
export const createRecords = (request) => call(createRecordsMethod, { request });
/** @returns the draft after the decision */
export const rejectDraft = (draftId, reason) => call(rejectDraftMethod, { draftId, reason });
/** Says of matches whether they are the same: it is not asked again. @returns the draft after it */
export const decideMatches = (draftId, decisions) => call(decideMatchesMethod, { draftId, decisions });
/** Drops a draft because another one says the same. @returns the dropped draft */
export const mergeDraft = (draftId, intoDraftId) => call(mergeDraftMethod, { draftId, intoDraftId });
/**
 * Gives any failure of a call the one shape that the page knows: Apex's own coded errors as they are, and the platform's
 * (no connection, ended session, no right) as codes `offline`, `session-expired`, `no-access`, `unexpected`.
 */
export function toCaptureError(error) {
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
function platformError(error) {
    const outer = asRecord(error);
    const body = asRecord(Array.isArray(outer.body) ? outer.body[0] : outer.body);
    return {
        status: typeof outer.status === 'number' ? outer.status : null,
        code: asText(body.errorCode) || asText(body.exceptionType),
        message: asText(body.message) || asText(outer.message),
    };
}
/** Our Apex throws `{code, message, requestId, retryAfter, take}` as JSON in the message; all else is the platform's own words. */
function codedMessage(message) {
    try {
        const parsed = asRecord(JSON.parse(message));
        const code = asText(parsed.code);
        const sentence = asText(parsed.message);
        const requestId = asText(parsed.requestId) || null;
        const [retryAfter, take] = [asNumber(parsed.retryAfter), asNumber(parsed.take)];
        return code && sentence ? new CaptureError(code, sentence, requestId, retryAfter, take) : null;
    }
    catch {
        return null;
    }
}
function isOffline(message) {
    return !navigator.onLine || /disconnected or canceled|failed to fetch|networkerror|load failed/i.test(message);
}
function asRecord(value) {
    return typeof value === 'object' && value !== null ? value : {};
}
function asNumber(value) {
    return typeof value === 'number' ? value : null;
}
function asText(value) {
    return typeof value === 'string' ? value : '';
}
