import { createHash } from 'node:crypto';
import getCaptureMethod from '@salesforce/apex/CaptureController.getCapture';
import startCaptureMethod from '@salesforce/apex/CaptureController.startCapture';
import completeCaptureMethod from '@salesforce/apex/FileController.completeCapture';
import sendPartMethod from '@salesforce/apex/FileController.sendPart';
import {
  beginTake,
  discardRecording,
  dropRecording,
  finishRecording,
  keepPart,
  keepRecording,
  markSent,
  readRecording,
} from 'c/keptRecordings';
import { RecordingSending } from 'c/recordingSending';
import { installDatabase, removeDatabase } from '../../../../../test/indexed-database';
import { pass } from '../../../../../test/passing';

jest.mock('@salesforce/apex/CaptureController.getCapture', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/CaptureController.startCapture', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/FileController.completeCapture', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/FileController.sendPart', () => ({ default: jest.fn() }), { virtual: true });

const USER = '005A';
const ID = 'capture-1';
const INPUT = { captureId: ID, kind: 'audio', text: 'typed beside', recordId: '001A', capturedAt: '2026-03-03T11:42:00Z' };
const view = (state, more = {}) => ({ capture: { id: ID, state, received: [], ...more }, rows: [], matches: [] });
const coded = (code, more = {}) => ({ body: { message: JSON.stringify({ code, message: `${code}!`, ...more }) } });
const OFFLINE = { body: { message: 'Disconnected or Canceled' } };
const SIGNED_OUT = { status: 401 };
const sent = () => sendPartMethod.mock.calls.map(([{ part }]) => `${part.take}/${part.part}`);
const takesTold = () => completeCaptureMethod.mock.calls.at(-1)[0].takes;

describe('c-recording-sending', () => {
  let contents;
  let states;
  let accepted;
  let sendings;

  const start = () => {
    const sending = new RecordingSending(USER, ID, {
      onstate: (state) => states.push(state),
      onaccepted: (...what) => accepted.push(what),
    });
    sendings.push(sending);
    sending.run();
    return sending;
  };
  const say = async (part, take = 1, content = `part ${take}/${part}`) => {
    const kept = keepPart(USER, ID, { take, part }, new Blob([content]), part * 10);
    await pass(0.5);
    return kept;
  };

  beforeEach(async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask'] });
    contents = installDatabase();
    [states, accepted, sendings] = [[], [], []];
    startCaptureMethod.mockResolvedValue(view('receiving'));
    getCaptureMethod.mockResolvedValue(view('receiving'));
    sendPartMethod.mockResolvedValue(undefined);
    completeCaptureMethod.mockResolvedValue(view('queued'));
    keepRecording(USER, INPUT);
    beginTake(USER, ID, 'audio/webm');
  });

  afterEach(async () => {
    for (const sending of sendings) sending.stop();
    const dropped = dropRecording(USER, ID);
    await pass(1);
    await dropped;
    jest.useRealTimers();
    jest.resetAllMocks();
    localStorage.clear();
    removeDatabase();
  });

  it('sends while it is recorded, part after part with what proves it, and forgets each', async () => {
    const sending = start();
    await pass(1);
    expect(startCaptureMethod).toHaveBeenCalledWith({ input: INPUT });
    expect(readRecording(USER, ID).isOffered).toBe(true);
    await say(1);
    sending.wake();
    await pass(1);
    expect(sent()).toEqual(['1/1']);
    const [{ captureId, part }] = sendPartMethod.mock.calls[0];
    expect(captureId).toBe(ID);
    expect(Buffer.from(part.content, 'base64').toString()).toBe('part 1/1');
    expect(part.digest).toBe(createHash('sha256').update('part 1/1').digest('base64'));
    expect(contents.size).toBe(0);
    await say(2);
    sending.wake();
    await pass(1);
    expect(sent()).toEqual(['1/1', '1/2']);
    expect(completeCaptureMethod).not.toHaveBeenCalled();
  });

  it('completes when the person is done, and leaves nothing on the device', async () => {
    await say(1);
    beginTake(USER, ID, 'audio/webm');
    await say(1, 2);
    beginTake(USER, ID, 'audio/webm');
    finishRecording(USER, ID);
    start();
    await pass(1);
    expect(sent()).toEqual(['1/1', '2/1']);
    expect(completeCaptureMethod).toHaveBeenCalledWith({
      captureId: ID,
      recordId: '001A',
      takes: [
        { take: 1, parts: 1, fileName: null, mediaType: 'audio/webm' },
        { take: 2, parts: 1, fileName: null, mediaType: 'audio/webm' },
      ],
    });
    expect(accepted).toEqual([[view('queued'), 'typed beside']]);
    expect(states.at(-1).phase).toBe('accepted');
    expect(contents.size).toBe(0);
    expect(localStorage).toHaveLength(0);
  });

  it('goes on for ever through what passes, with growing pauses, and loses nothing', async () => {
    startCaptureMethod.mockRejectedValue(OFFLINE);
    start();
    await say(1);
    await pass(70);
    const tries = startCaptureMethod.mock.calls.length;
    expect(tries).toBe(7);
    expect(states.at(-1)).toMatchObject({ phase: 'resting', error: { code: 'offline' } });
    expect(states.at(-1).since).toBe(states.find(({ error }) => error).since);
    startCaptureMethod.mockResolvedValue(view('receiving'));
    await pass(31);
    expect(sent()).toEqual(['1/1']);
    expect(states.at(-1)).toMatchObject({ phase: 'sending', error: null, since: null });
  });

  it('goes on as soon as the network is back, or the person asks', async () => {
    startCaptureMethod.mockRejectedValue(OFFLINE);
    const sending = start();
    await pass(16);
    const tries = startCaptureMethod.mock.calls.length;
    sending.wake();
    await pass(1);
    expect(startCaptureMethod).toHaveBeenCalledTimes(tries);
    window.dispatchEvent(new CustomEvent('online'));
    await pass(0.5);
    expect(startCaptureMethod).toHaveBeenCalledTimes(tries + 1);
    sending.retry();
    await pass(0.5);
    expect(startCaptureMethod).toHaveBeenCalledTimes(tries + 2);
  });

  it('waits as long as the server asks', async () => {
    startCaptureMethod.mockRejectedValueOnce(coded('too-many-requests', { retryAfter: 20 }));
    start();
    await pass(19);
    expect(startCaptureMethod).toHaveBeenCalledTimes(1);
    await pass(2);
    expect(startCaptureMethod).toHaveBeenCalledTimes(2);
  });

  it('tries every 30 s once the session has ended: the person signs in elsewhere', async () => {
    sendPartMethod.mockRejectedValueOnce(SIGNED_OUT);
    await say(1);
    start();
    await pass(29);
    expect(sendPartMethod).toHaveBeenCalledTimes(1);
    expect(states.at(-1)).toMatchObject({ phase: 'resting', error: { code: 'session-expired' } });
    await pass(2);
    expect(sent()).toEqual(['1/1', '1/1']);
    expect(readRecording(USER, ID).takes[0].sent).toBe(1);
  });

  it.each(['part-conflict', 'capture-erased', 'part-too-large', 'kind-not-supported', 'too-many-captures'])(
    'tells %s, keeps everything, and tries again only when it is asked to',
    async (code) => {
      startCaptureMethod.mockRejectedValue(coded(code));
      const sending = start();
      await say(1);
      sending.wake();
      await pass(40);
      expect(startCaptureMethod).toHaveBeenCalledTimes(1);
      expect(states.at(-1)).toMatchObject({ phase: 'refused', error: { code, message: `${code}!` } });
      expect(contents.size).toBe(1);
      startCaptureMethod.mockResolvedValue(view('receiving'));
      sending.retry();
      await pass(1);
      expect(sent()).toEqual(['1/1']);
    },
  );

  it('sends again what is said to be missing and is still kept', async () => {
    await say(1);
    await say(2);
    finishRecording(USER, ID);
    completeCaptureMethod.mockRejectedValueOnce(coded('part-missing'));
    const whole = new Map(contents);
    start();
    await pass(0.8);
    for (const [key, content] of whole) contents.set(key, content);
    startCaptureMethod.mockResolvedValue(view('receiving', { received: [{ take: 1, parts: [1] }] }));
    await pass(3);
    expect(sent()).toEqual(['1/1', '1/2', '1/2']);
    expect(accepted).toHaveLength(1);
  });

  it('does not send what arrived before this visit', async () => {
    await say(1);
    await say(2);
    startCaptureMethod.mockResolvedValue(view('receiving', { received: [{ take: 1, parts: [1] }] }));
    start();
    await pass(1);
    expect(sent()).toEqual(['1/2']);
  });

  it('lets a take end before the part that the device has lost', async () => {
    await say(1);
    await say(2);
    await say(3);
    contents.delete(`recordings/${USER}/${ID}/1/2`);
    finishRecording(USER, ID);
    start();
    await pass(2);
    expect(sent()).toEqual(['1/1']);
    expect(takesTold()).toEqual([{ take: 1, parts: 1, fileName: null, mediaType: 'audio/webm' }]);
    expect(contents.size).toBe(0);
  });

  it('takes no part for lost that another page has just sent', async () => {
    await say(1);
    await say(2);
    contents.delete(`recordings/${USER}/${ID}/1/1`);
    getCaptureMethod.mockResolvedValue(view('receiving', { received: [{ take: 1, parts: [1] }] }));
    finishRecording(USER, ID);
    start();
    await pass(2);
    expect(sent()).toEqual(['1/2']);
    expect(takesTold()[0].parts).toBe(2);
  });

  it('says so when nothing is left to send', async () => {
    finishRecording(USER, ID);
    start();
    await pass(1);
    expect(states.at(-1)).toMatchObject({ phase: 'refused', error: { message: 'c.Voice_Nothing_Left' } });
    expect(completeCaptureMethod).not.toHaveBeenCalled();
  });

  it('takes a recording for accepted whose answer was lost', async () => {
    await say(1);
    finishRecording(USER, ID);
    completeCaptureMethod.mockRejectedValueOnce(coded('capture-complete'));
    getCaptureMethod.mockResolvedValue(view('reading'));
    start();
    await pass(1);
    expect(accepted).toEqual([[view('reading'), 'typed beside']]);
  });

  it('takes one for accepted that the server already reads', async () => {
    startCaptureMethod.mockRejectedValueOnce(coded('capture-conflict'));
    getCaptureMethod.mockResolvedValue(view('ready'));
    start();
    await pass(1);
    expect(accepted).toEqual([[view('ready'), 'typed beside']]);
    expect(localStorage).toHaveLength(0);
  });

  it('asks at most every ten seconds what was understood', async () => {
    const heard = { text: 'deux sites', seconds: 21 };
    getCaptureMethod.mockResolvedValue(view('receiving', { heard }));
    const sending = start();
    await pass(9);
    sending.wake();
    await pass(0.5);
    expect(getCaptureMethod).not.toHaveBeenCalled();
    await pass(15);
    expect(getCaptureMethod).toHaveBeenCalledTimes(1);
    expect(states.at(-1).heard).toEqual(heard);
    getCaptureMethod.mockResolvedValue(view('receiving', { heard: null }));
    await pass(11);
    expect(states.at(-1).heard).toEqual(heard);
  });

  it('tells when the recording was erased elsewhere meanwhile', async () => {
    getCaptureMethod.mockResolvedValue({ rows: [], matches: [], erasedAt: '2026-03-04T08:00:00Z' });
    start();
    await pass(12);
    expect(states.at(-1)).toMatchObject({ phase: 'refused', error: { code: 'capture-erased' } });
  });

  it('stops where it is: nothing is told nor forgotten any more', async () => {
    await say(1);
    finishRecording(USER, ID);
    let answer;
    completeCaptureMethod.mockReturnValue(new Promise((resolve) => (answer = resolve)));
    const sending = start();
    await pass(1);
    sending.stop();
    const told = states.length;
    answer(view('queued'));
    await pass(1);
    expect(accepted).toEqual([]);
    expect(states).toHaveLength(told);
    expect(readRecording(USER, ID)).not.toBeNull();
  });

  it('sends nothing of what was given up', async () => {
    await say(1);
    const given = discardRecording(USER, ID);
    await pass(0.5);
    await given;
    start();
    await pass(5);
    expect(startCaptureMethod).not.toHaveBeenCalled();
  });

  it('knows by itself what was sent at the last visit', async () => {
    await say(1);
    const marked = markSent(USER, ID, 1, 1);
    await pass(0.5);
    await marked;
    startCaptureMethod.mockResolvedValue(view('receiving', { received: [{ take: 1, parts: [1] }] }));
    finishRecording(USER, ID);
    start();
    await pass(1);
    expect(sent()).toEqual([]);
    expect(accepted).toHaveLength(1);
  });
});
