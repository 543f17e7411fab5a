import eraseCaptureMethod from '@salesforce/apex/CaptureController.eraseCapture';
import getCaptureMethod from '@salesforce/apex/CaptureController.getCapture';
import startCaptureMethod from '@salesforce/apex/CaptureController.startCapture';
import completeCaptureMethod from '@salesforce/apex/FileController.completeCapture';
import sendPartMethod from '@salesforce/apex/FileController.sendPart';
import { readRecording } from 'c/keptRecordings';
import { LONGEST_RECORDING, RecordingSession, eraseRecording } from 'c/recordingSession';
import { openMicrophone } from 'c/soundRecording';
import { installDatabase, removeDatabase } from '../../../../../test/indexed-database';
import { installMicrophone, removeMicrophone } from '../../../../../test/microphone';
import { pass } from '../../../../../test/passing';

jest.mock('@salesforce/apex/CaptureController.eraseCapture', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/CaptureController.getCapture', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/CaptureController.startCapture', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/FileController.completeCapture', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/FileController.sendPart', () => ({ default: jest.fn() }), { virtual: true });

const USER = '005A';
const ID = 'capture-1';
const CONSENT = { notice: 'We record.', givenAt: '2026-03-03T11:41:00Z' };
const INPUT = { captureId: ID, kind: 'audio', text: null, recordId: null, capturedAt: '2026-03-03T11:42:00Z' };
const view = (state) => ({ capture: { id: ID, state, received: [] }, rows: [], matches: [] });
const OFFLINE = { body: { message: 'Disconnected or Canceled' } };
const coded = (code) => ({ body: { message: JSON.stringify({ code, message: `${code}!` }) } });
const sent = () => sendPartMethod.mock.calls.map(([{ part }]) => `${part.take}/${part.part}`);

describe('c-recording-session', () => {
  let microphone;
  let contents;
  let changes;
  let accepted;
  let sessions;
  const listener = { onchange: () => (changes += 1), onaccepted: (...what) => accepted.push(what) };

  const begin = async (input = INPUT) => {
    const session = RecordingSession.begin(USER, input, listener);
    sessions.push(session);
    session.record(await openMicrophone());
    return session;
  };
  const say = async (text, seconds) => {
    await pass(seconds);
    microphone.recorder.hear(text);
    await pass(0.5);
  };

  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask'] });
    microphone = installMicrophone();
    contents = installDatabase();
    [changes, accepted, sessions] = [0, [], []];
    startCaptureMethod.mockResolvedValue(view('receiving'));
    getCaptureMethod.mockResolvedValue(view('receiving'));
    sendPartMethod.mockResolvedValue(undefined);
    completeCaptureMethod.mockResolvedValue(view('queued'));
    eraseCaptureMethod.mockResolvedValue({ erasedAt: '2026-03-04T08:00:00Z', rows: [] });
  });

  afterEach(async () => {
    for (const session of sessions) session.discard();
    await pass(2);
    jest.useRealTimers();
    jest.resetAllMocks();
    localStorage.clear();
    removeDatabase();
    removeMicrophone();
  });

  it('brings what is said to the device, to the middleware and to its end', async () => {
    const session = await begin();
    await say('a'.repeat(30), 10);
    expect(sent()).toEqual(['1/1']);
    expect(session.counts).toEqual({ sent: 1, kept: 0, current: 1 });
    session.finish();
    expect(session.isFinished).toBe(true);
    await pass(1);
    expect(sent()).toEqual(['1/1', '1/2']);
    expect(accepted).toEqual([[view('queued'), '']]);
    expect(session.soundHere.size).toBe(33);
    expect(contents.size).toBe(0);
    expect(localStorage).toHaveLength(0);
  });

  it('goes on recording without a network, and counts what is kept', async () => {
    startCaptureMethod.mockRejectedValue(OFFLINE);
    const session = await begin();
    await say('first', 10);
    await say('second', 10);
    expect(session.isRecording).toBe(true);
    expect(session.counts).toEqual({ sent: 0, kept: 2, current: 1 });
    expect(session.sending.error.code).toBe('offline');
    expect(session.isKept).toBe(true);
    expect(changes).toBeGreaterThan(2);
  });

  it('records on in memory where the device keeps nothing, and says so', async () => {
    installDatabase({ full: true });
    startCaptureMethod.mockRejectedValueOnce(OFFLINE);
    const session = await begin();
    await say('first', 10);
    expect(session.isKept).toBe(false);
    session.finish();
    await pass(3);
    expect(sent()).toEqual(['1/1', '1/2']);
    expect(accepted).toHaveLength(1);
  });

  it('pauses, and counts no pause', async () => {
    const session = await begin();
    await pass(2);
    session.pause();
    expect(session.isPaused).toBe(true);
    await pass(30);
    expect(Math.floor(session.seconds)).toBe(2);
    session.resume();
    expect(session.isPaused).toBe(false);
  });

  it('keeps all of it when the microphone goes away, and goes on in another take', async () => {
    const session = await begin();
    await say('first', 4);
    microphone.tracks[0].onended();
    await pass(1);
    expect(session.ending).toBe('lost');
    expect(session.isRecording).toBe(false);
    expect(sent()).toEqual(['1/1']);
    session.record(await openMicrophone());
    expect(session.ending).toBeNull();
    await say('second', 3);
    expect(Math.floor(session.seconds)).toBe(8);
    session.finish();
    await pass(1);
    expect(completeCaptureMethod.mock.calls[0][0].takes.map(({ take, parts }) => [take, parts])).toEqual([
      [1, 1],
      [2, 1],
    ]);
  });

  it('finishes what has ended before', async () => {
    const session = await begin();
    microphone.tracks[0].onended();
    await pass(1);
    session.finish();
    await pass(1);
    expect(accepted).toHaveLength(1);
  });

  it('warns before the page is left while it records, and only then', async () => {
    const isWarned = () => {
      const event = new CustomEvent('beforeunload', { cancelable: true });
      window.dispatchEvent(event);
      return event.defaultPrevented;
    };
    startCaptureMethod.mockRejectedValue(OFFLINE);
    const session = await begin();
    expect(isWarned()).toBe(true);
    session.finish();
    await pass(1);
    expect(isWarned()).toBe(false);
  });

  it('tells the end five minutes before, and stops itself with all kept', async () => {
    const session = await begin();
    const start = performance.now();
    const now = jest.spyOn(performance, 'now');
    const at = (seconds) => now.mockReturnValue(start + seconds * 1000);
    at(LONGEST_RECORDING - 301);
    expect(session.secondsLeft).toBeNull();
    at(LONGEST_RECORDING - 300);
    expect(Math.round(session.secondsLeft)).toBe(300);
    at(LONGEST_RECORDING);
    microphone.recorder.hear('the last words');
    await pass(1);
    expect(session.ending).toBe('longest');
    expect(session.isFinished).toBe(false);
    expect(session.counts.sent + session.counts.kept).toBe(2);
    now.mockRestore();
  });

  it('is left with its last words, for any page to go on', async () => {
    startCaptureMethod.mockRejectedValue(OFFLINE);
    const session = await begin();
    await say('first', 3);
    const left = session.leave();
    await pass(1);
    await left;
    expect(readRecording(USER, ID)).toMatchObject({ page: null, isFinished: false });
    expect(readRecording(USER, ID).takes[0]).toMatchObject({ parts: 1, isEnded: true });
    expect(microphone.tracks[0].stop).toHaveBeenCalled();

    startCaptureMethod.mockResolvedValue(view('receiving'));
    const resumed = RecordingSession.resume(USER, ID, listener);
    sessions.push(resumed);
    expect(Math.floor(resumed.seconds)).toBe(3);
    resumed.record(await openMicrophone());
    await say('second', 2);
    resumed.finish();
    await pass(1);
    expect(sent()).toEqual(['1/1', '2/1']);
    expect(accepted).toHaveLength(1);
  });

  it('lets go of the recording when the page goes, and takes it up again when it was not left', async () => {
    const session = await begin();
    expect(readRecording(USER, ID).page).not.toBeNull();
    window.dispatchEvent(new CustomEvent('pagehide'));
    expect(readRecording(USER, ID).page).toBeNull();
    await pass(3.5);
    expect(readRecording(USER, ID).page).not.toBeNull();
    expect(session.isRecording).toBe(true);
  });

  it('resumes nothing that another page has, or that is no more', async () => {
    await begin();
    const key = `createFromNotes.recording.${USER}.${ID}`;
    const stored = JSON.parse(localStorage.getItem(key));
    localStorage.setItem(key, JSON.stringify({ ...stored, page: 'another', heartbeat: Date.now() }));
    expect(RecordingSession.resume(USER, ID, listener)).toBeNull();
    expect(RecordingSession.resume(USER, 'no such', listener)).toBeNull();
  });

  it('knows that the others were told', async () => {
    const session = await begin({ ...INPUT, consent: CONSENT });
    expect(session.areOthersTold).toBe(true);
    const other = await begin({ ...INPUT, captureId: 'capture-2' });
    expect(other.areOthersTold).toBe(false);
  });

  describe('given up', () => {
    it('is forgotten here and erased there, after what is on its way', async () => {
      let arrive;
      sendPartMethod.mockReturnValue(new Promise((resolve) => (arrive = resolve)));
      const session = await begin();
      await say('first', 10);
      const discarded = session.discard();
      await pass(1);
      expect(contents.size).toBe(0);
      expect(eraseCaptureMethod).not.toHaveBeenCalled();
      arrive();
      await pass(1);
      await discarded;
      expect(eraseCaptureMethod).toHaveBeenCalledWith({ captureId: ID });
      expect(localStorage).toHaveLength(0);
      expect(contents.size).toBe(0);
    });

    it('is remembered until it can be erased there', async () => {
      eraseCaptureMethod.mockRejectedValueOnce(OFFLINE);
      const session = await begin();
      await say('first', 10);
      const discarded = session.discard();
      await pass(1);
      await discarded;
      expect(contents.size).toBe(0);
      expect(readRecording(USER, ID)).toMatchObject({ isDiscarded: true });
      const erased = eraseRecording(USER, ID);
      await pass(1);
      await erased;
      expect(readRecording(USER, ID)).toBeNull();
    });

    it('is done with when the middleware does not know it', async () => {
      eraseCaptureMethod.mockRejectedValueOnce(coded('capture-not-found'));
      const session = await begin();
      await pass(1);
      const discarded = session.discard();
      await pass(1);
      await discarded;
      expect(readRecording(USER, ID)).toBeNull();
    });
  });
});
