import eraseCaptureMethod from '@salesforce/apex/CaptureController.eraseCapture';
import getCaptureMethod from '@salesforce/apex/CaptureController.getCapture';
import startCaptureMethod from '@salesforce/apex/CaptureController.startCapture';
import completeCaptureMethod from '@salesforce/apex/FileController.completeCapture';
import sendPartMethod from '@salesforce/apex/FileController.sendPart';
import { readRecording } from 'c/keptRecordings';
import { WaitingRecordings } from 'c/waitingRecordings';
import { installDatabase, removeDatabase } from '../../../../../test/indexed-database';
import { pass } from '../../../../../test/passing';

jest.mock('@salesforce/apex/CaptureController.eraseCapture', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/CaptureController.getCapture', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/CaptureController.startCapture', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/FileController.completeCapture', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/FileController.sendPart', () => ({ default: jest.fn() }), { virtual: true });

const USER = '005A';
const view = (state) => ({ capture: { id: 'any', state, received: [] }, rows: [], matches: [] });
const OFFLINE = { body: { message: 'Disconnected or Canceled' } };

describe('c-waiting-recordings', () => {
  let contents;
  let waiting;
  let changes;
  let delivered;

  /** What an earlier visit left: a take of two parts, of which the middleware has none. */
  const leave = (captureId, more = {}) => {
    const startedAt = '2026-03-03T11:42:00Z';
    const takes = [{ take: 1, mediaType: 'audio/webm', parts: 2, sent: 0, seconds: 12.5, isEnded: false }];
    const input = { captureId, kind: 'audio', text: null, recordId: null };
    const state = { isOffered: false, isFinished: false, isDiscarded: false, page: null, heartbeat: 0 };
    const recording = { input, startedAt, takes, ...state, ...more };
    localStorage.setItem(`createFromNotes.recording.${USER}.${captureId}`, JSON.stringify(recording));
    for (const part of [1, 2]) contents.set(`recordings/${USER}/${captureId}/1/${part}`, new Blob([`part ${part}`]));
  };
  const start = () => {
    waiting = new WaitingRecordings(USER, {
      onchange: () => (changes += 1),
      ondelivered: (one) => delivered.push(one),
    });
    waiting.start();
  };
  const idsOf = () => waiting.list.map(({ captureId }) => captureId);

  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask'] });
    contents = installDatabase();
    [changes, delivered] = [0, []];
    startCaptureMethod.mockResolvedValue(view('receiving'));
    getCaptureMethod.mockResolvedValue(view('receiving'));
    sendPartMethod.mockResolvedValue(undefined);
    completeCaptureMethod.mockResolvedValue(view('queued'));
    eraseCaptureMethod.mockResolvedValue({ erasedAt: '2026-03-04T08:00:00Z', rows: [] });
  });

  afterEach(async () => {
    waiting.stop();
    await pass(1);
    jest.useRealTimers();
    jest.resetAllMocks();
    localStorage.clear();
    removeDatabase();
  });

  it('offers what was interrupted, and sends of it what is kept, without ending it', async () => {
    leave('one');
    start();
    expect(changes).toBe(1);
    expect(waiting.list).toEqual([
      { captureId: 'one', startedAt: '2026-03-03T11:42:00Z', seconds: 12.5, isFinished: false, error: null },
    ]);
    await pass(2);
    expect(sendPartMethod).toHaveBeenCalledTimes(2);
    expect(contents.size).toBe(0);
    expect(completeCaptureMethod).not.toHaveBeenCalled();
    expect(idsOf()).toEqual(['one']);
  });

  it('brings what was finished to its end by itself', async () => {
    leave('one', { isFinished: true });
    start();
    await pass(2);
    expect(delivered).toEqual([view('queued')]);
    expect(waiting.list).toEqual([]);
    expect(localStorage).toHaveLength(0);
  });

  it('tells what keeps one from being sent, and tries at once when asked', async () => {
    startCaptureMethod.mockRejectedValue(OFFLINE);
    leave('one', { isFinished: true });
    start();
    await pass(20);
    expect(waiting.list[0].error.code).toBe('offline');
    const tries = startCaptureMethod.mock.calls.length;
    startCaptureMethod.mockResolvedValue(view('receiving'));
    waiting.retry('one');
    await pass(2);
    expect(startCaptureMethod).toHaveBeenCalledTimes(tries + 1);
    expect(delivered).toHaveLength(1);
  });

  it('leaves to another page what that page has, and takes it up once the page is gone', async () => {
    leave('one', { page: 'another', heartbeat: Date.now() });
    start();
    expect(waiting.list).toEqual([]);
    await pass(5);
    expect(startCaptureMethod).not.toHaveBeenCalled();
    await pass(8);
    expect(idsOf()).toEqual(['one']);
    expect(startCaptureMethod).toHaveBeenCalled();
  });

  it('leaves alone what this page records', async () => {
    leave('one');
    start();
    waiting.leave('one');
    expect(waiting.list).toEqual([]);
    await pass(9);
    expect(sendPartMethod).not.toHaveBeenCalled();
    waiting.leave(null);
    expect(idsOf()).toEqual(['one']);
  });

  it('erases what was given up before, as soon as that is possible', async () => {
    leave('one', { isDiscarded: true, isOffered: true });
    eraseCaptureMethod.mockRejectedValueOnce(OFFLINE);
    start();
    expect(waiting.list).toEqual([]);
    await pass(2);
    expect(readRecording(USER, 'one')).not.toBeNull();
    await pass(25);
    expect(eraseCaptureMethod).toHaveBeenCalledTimes(1);
    await pass(8);
    expect(eraseCaptureMethod).toHaveBeenCalledTimes(2);
    expect(localStorage).toHaveLength(0);
    expect(startCaptureMethod).not.toHaveBeenCalled();
  });

  it('gives one up, and keeps the others', async () => {
    leave('one');
    leave('two');
    start();
    const given = waiting.discard('one');
    await pass(2);
    await given;
    expect(idsOf()).toEqual(['two']);
    expect(readRecording(USER, 'one')).toBeNull();
  });

  it('removes contents that no list names', async () => {
    contents.set(`recordings/${USER}/gone/1/1`, new Blob(['x']));
    start();
    await pass(1);
    expect(contents.size).toBe(0);
  });
});
