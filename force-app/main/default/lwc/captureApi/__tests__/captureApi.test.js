import captureOfMethod from '@salesforce/apex/CaptureController.captureOf';
import getCaptureMethod from '@salesforce/apex/CaptureController.getCapture';
import startCaptureMethod from '@salesforce/apex/CaptureController.startCapture';
import decideMatchesMethod from '@salesforce/apex/DraftController.decideMatches';
import mergeDraftMethod from '@salesforce/apex/DraftController.mergeDraft';
import completeCaptureMethod from '@salesforce/apex/FileController.completeCapture';
import getPageMethod from '@salesforce/apex/FileController.getPage';
import getPartMethod from '@salesforce/apex/FileController.getPart';
import sendPartMethod from '@salesforce/apex/FileController.sendPart';
import {
  captureOf,
  CaptureError,
  completeCapture,
  decideMatches,
  getCapture,
  getPage,
  getPart,
  mergeDraft,
  NoteErased,
  saysErased,
  sendPart,
  startCapture,
} from 'c/captureApi';

jest.mock('@salesforce/apex/CaptureController.captureOf', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/CaptureController.getCapture', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/CaptureController.startCapture', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/DraftController.decideMatches', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/DraftController.mergeDraft', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/FileController.completeCapture', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/FileController.getPage', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/FileController.getPart', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/FileController.sendPart', () => ({ default: jest.fn() }), { virtual: true });

const CAPTURE_ID = '0a8b4f0e-3c1d-4e5f-9a6b-7c8d9e0f1a2b';
const DRAFT_ID = '1b9c5a1f-4d2e-4f6a-8b7c-8d9e0f1a2b3c';

const failureOf = async (rejection) => {
  getCaptureMethod.mockRejectedValueOnce(rejection);
  return getCapture('id').catch((error) => error);
};

describe('c-capture-api', () => {
  afterEach(() => {
    jest.restoreAllMocks();
    jest.clearAllMocks();
  });

  it('passes the parameters by the names that Apex knows and gives its answer back', async () => {
    startCaptureMethod.mockResolvedValueOnce({ capture: { id: CAPTURE_ID } });
    const input = { captureId: CAPTURE_ID, text: 'note' };
    await expect(startCapture(input)).resolves.toEqual({ capture: { id: CAPTURE_ID } });
    expect(startCaptureMethod).toHaveBeenCalledWith({ input });
  });

  it('tells what a person said of matches, and that two drafts are one', async () => {
    decideMatchesMethod.mockResolvedValueOnce({ id: DRAFT_ID });
    const decisions = [{ target: 'account', recordId: '001A', same: true }];
    await expect(decideMatches(DRAFT_ID, decisions)).resolves.toEqual({ id: DRAFT_ID });
    expect(decideMatchesMethod).toHaveBeenCalledWith({ draftId: DRAFT_ID, decisions });
    mergeDraftMethod.mockRejectedValueOnce(new Error('Failed to fetch'));
    await expect(mergeDraft(DRAFT_ID, CAPTURE_ID)).rejects.toMatchObject({ code: 'offline' });
    expect(mergeDraftMethod).toHaveBeenCalledWith({ draftId: DRAFT_ID, intoDraftId: CAPTURE_ID });
  });

  it('sends files in parts and asks for pages by the names that Apex knows', async () => {
    sendPartMethod.mockResolvedValueOnce(null);
    await sendPart({ captureId: CAPTURE_ID, take: 1, part: 2, content: 'QQ==', digest: 'd' });
    const part = { take: 1, part: 2, content: 'QQ==', digest: 'd' };
    expect(sendPartMethod).toHaveBeenCalledWith({ captureId: CAPTURE_ID, part });
    const takes = [{ take: 1, parts: 2, fileName: 'card.jpg', mediaType: 'image/jpeg' }];
    completeCaptureMethod.mockResolvedValueOnce({ capture: { id: CAPTURE_ID } });
    await expect(completeCapture(CAPTURE_ID, null, takes)).resolves.toEqual({ capture: { id: CAPTURE_ID } });
    expect(completeCaptureMethod).toHaveBeenCalledWith({ captureId: CAPTURE_ID, recordId: null, takes });
    getPageMethod.mockResolvedValueOnce('QQ==');
    await expect(getPage(CAPTURE_ID, 3)).resolves.toBe('QQ==');
    expect(getPageMethod).toHaveBeenCalledWith({ captureId: CAPTURE_ID, page: 3 });
    getPartMethod.mockResolvedValueOnce('QQ==');
    await expect(getPart(CAPTURE_ID, 1, 2)).resolves.toBe('QQ==');
    expect(getPartMethod).toHaveBeenCalledWith({ captureId: CAPTURE_ID, take: 1, part: 2 });
  });

  it('tells which file a refusal is about', async () => {
    const message = '{"code":"file-empty","message":"Empty.","take":3}';
    expect(await failureOf({ body: { message } })).toMatchObject({ code: 'file-empty', take: 3 });
    expect(await failureOf({ body: { message: '{"code":"x","message":"y"}' } })).toMatchObject({ take: null });
  });

  it("keeps Apex's own code and sentence", async () => {
    const error = await failureOf({ body: { message: '{"code":"capture-conflict","message":"Already sent."}' } });
    expect(error).toBeInstanceOf(CaptureError);
    expect(error).toMatchObject({ code: 'capture-conflict', message: 'Already sent.' });
  });

  it('keeps what an operator finds the call by, and after how long to try again', async () => {
    const message = '{"code":"too-many-requests","message":"Later.","requestId":"request-1","retryAfter":20}';
    expect(await failureOf({ body: { message } })).toMatchObject({ requestId: 'request-1', retryAfter: 20 });
    const without = await failureOf({ body: { message: '{"code":"unavailable","message":"Later."}' } });
    expect(without).toMatchObject({ requestId: null, retryAfter: null });
  });

  it('gives a note that was erased as a failure that holds what is left of it', async () => {
    const rows = [{ recordId: 'a01' }];
    getCaptureMethod.mockResolvedValueOnce({ rows, matches: [], erasedAt: '2026-03-04T08:00:00Z' });
    const error = await getCapture(CAPTURE_ID).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(NoteErased);
    expect(error.note).toEqual({ captureId: CAPTURE_ID, erasedAt: '2026-03-04T08:00:00Z', rows });
    expect(saysErased(error)).toBe(true);
    expect(saysErased(new CaptureError('unexpected', 'x'))).toBe(false);
  });

  it.each([
    [{ status: 401, body: { message: 'x' } }, 'session-expired'],
    [{ body: [{ errorCode: 'INVALID_SESSION_ID', message: 'Session expired or invalid' }] }, 'session-expired'],
    [new TypeError('Failed to fetch'), 'offline'],
    [{ body: { message: 'Disconnected or Canceled' } }, 'offline'],
    [{ body: { message: "You do not have access to the Apex class named 'CaptureController'." } }, 'no-access'],
    [{ status: 403, body: {} }, 'no-access'],
    [{ status: 500, body: { message: 'System.NullPointerException' } }, 'unexpected'],
    [{ body: { message: '{"code":1}' } }, 'unexpected'],
    [undefined, 'unexpected'],
  ])('names %p %s', async (rejection, code) => {
    const error = await failureOf(rejection);
    expect(error.code).toBe(code);
    expect(error.message).toMatch(/^c\.Capture_Error_/);
  });

  it('takes any failure without a connection for being offline', async () => {
    jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    expect((await failureOf({ body: {} })).code).toBe('offline');
  });

  it.each([
    [`${CAPTURE_ID}:${DRAFT_ID}`, DRAFT_ID],
    [`${CAPTURE_ID}:capture:${CAPTURE_ID}`, null],
    [`${CAPTURE_ID}:null`, null],
    [CAPTURE_ID, null],
  ])('reads the address %s', async (answer, draftId) => {
    captureOfMethod.mockResolvedValueOnce(answer);
    await expect(captureOf('a0X')).resolves.toEqual({ captureId: CAPTURE_ID, draftId });
  });
});
