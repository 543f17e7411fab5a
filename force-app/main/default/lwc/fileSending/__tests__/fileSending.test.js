import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers';
import getCaptureMethod from '@salesforce/apex/CaptureController.getCapture';
import startCaptureMethod from '@salesforce/apex/CaptureController.startCapture';
import completeCaptureMethod from '@salesforce/apex/FileController.completeCapture';
import sendPartMethod from '@salesforce/apex/FileController.sendPart';
import { FileSending, SendingStopped } from 'c/fileSending';

jest.mock('@salesforce/apex/CaptureController.getCapture', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/CaptureController.startCapture', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/FileController.completeCapture', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/FileController.sendPart', () => ({ default: jest.fn() }), { virtual: true });

const MIB = 1_048_576;
const INPUT = { captureId: 'capture-1', kind: 'photo', text: null, recordId: '001A' };
const view = (state, received) => ({ capture: { id: 'capture-1', state, received }, rows: [], matches: [] });
const ACCEPTED = view('queued');
const coded = (code, more = {}) => ({ body: { message: JSON.stringify({ code, message: `${code}!`, ...more }) } });
const fileOf = (take, content, more = {}) => ({
  id: `file-${take}`,
  take,
  name: `${take}.jpg`,
  kind: 'picture',
  mediaType: 'image/jpeg',
  content: new Blob([content]),
  quarters: 0,
  ...more,
});
const sentParts = () => sendPartMethod.mock.calls.map(([{ part }]) => [part.take, part.part]);

/** Lets the sending go on through its pauses; reading a blob takes tasks of its own. */
async function finish(promise) {
  let outcome = null;
  promise.then(
    (value) => (outcome = { value }),
    (error) => (outcome = { error }),
  );
  const goOn = async () => {
    if (outcome) return;
    await jest.advanceTimersByTimeAsync(500);
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    await goOn();
  };
  await goOn();
  return outcome;
}

describe('c-file-sending', () => {
  let progress;
  const send = (files) => new FileSending(INPUT, files, (one) => progress.push(one));

  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask'] });
    progress = [];
    startCaptureMethod.mockResolvedValue(view('receiving', []));
    sendPartMethod.mockResolvedValue(undefined);
    completeCaptureMethod.mockResolvedValue(ACCEPTED);
  });

  afterEach(() => {
    jest.useRealTimers();
    jest.resetAllMocks();
  });

  it('sends part after part with what proves it, and completes in the order of reading', async () => {
    const bytes = new Uint8Array(MIB + 3).map((_, index) => index % 251);
    const { value } = await finish(send([fileOf(2, 'first'), fileOf(1, bytes, { name: '' })]).run());
    expect(value).toBe(ACCEPTED);
    expect(sentParts()).toEqual([
      [2, 1],
      [1, 1],
      [1, 2],
    ]);
    const [, , [{ captureId, part }]] = sendPartMethod.mock.calls;
    const last = Buffer.from(bytes.subarray(MIB));
    expect(captureId).toBe('capture-1');
    expect(part.content).toBe(last.toString('base64'));
    expect(part.digest).toBe(createHash('sha256').update(last).digest('base64'));
    expect(completeCaptureMethod).toHaveBeenCalledWith({
      captureId: 'capture-1',
      recordId: '001A',
      takes: [
        { take: 2, parts: 1, fileName: '2.jpg', mediaType: 'image/jpeg' },
        { take: 1, parts: 2, fileName: null, mediaType: 'image/jpeg' },
      ],
    });
    expect(progress.at(-1)).toEqual({ file: 2, files: 2, sentBytes: MIB + 8, bytes: MIB + 8 });
  });

  it('does not send again what arrived before', async () => {
    startCaptureMethod.mockResolvedValue(view('receiving', [{ take: 1, parts: [1] }]));
    await finish(send([fileOf(1, new Uint8Array(MIB + 1))]).run());
    expect(sentParts()).toEqual([[1, 2]]);
  });

  it.each([
    ['was accepted although the answer was lost', () => startCaptureMethod.mockResolvedValue(ACCEPTED)],
    [
      'was accepted under settings that changed since',
      () => {
        startCaptureMethod.mockRejectedValue(coded('capture-conflict'));
        getCaptureMethod.mockResolvedValue(ACCEPTED);
      },
    ],
    [
      'was completed by another tab',
      () => {
        sendPartMethod.mockRejectedValue(coded('capture-complete'));
        getCaptureMethod.mockResolvedValue(ACCEPTED);
      },
    ],
  ])('opens a capture that %s', async (_case, arrange) => {
    arrange();
    const { value } = await finish(send([fileOf(1, 'x')]).run());
    expect(value).toBe(ACCEPTED);
    expect(completeCaptureMethod).not.toHaveBeenCalled();
  });

  it('goes on with what arrived before settings of the org changed', async () => {
    startCaptureMethod.mockRejectedValue(coded('capture-conflict'));
    getCaptureMethod.mockResolvedValue(view('receiving', [{ take: 1, parts: [1] }]));
    await finish(send([fileOf(1, 'x'), fileOf(2, 'y')]).run());
    expect(sentParts()).toEqual([[2, 1]]);
  });

  it.each(['unreachable', 'digest-mismatch', 'too-many-requests'])(
    'tries a part again after %s, twice',
    async (code) => {
      sendPartMethod.mockRejectedValueOnce(coded(code)).mockRejectedValueOnce(coded(code));
      const { value } = await finish(send([fileOf(1, 'x')]).run());
      expect(value).toBe(ACCEPTED);
      expect(sentParts()).toHaveLength(3);
    },
  );

  it('leaves it to the person after the third failure', async () => {
    sendPartMethod.mockRejectedValue({ body: { message: 'Disconnected or Canceled' } });
    const { error } = await finish(send([fileOf(1, 'x')]).run());
    expect(error).toMatchObject({ code: 'offline', take: null });
    expect(sentParts()).toHaveLength(3);
  });

  it.each([
    ['session-expired', coded('session-expired')],
    ['capture-erased', coded('capture-erased')],
    ['unavailable', coded('unavailable', { retryAfter: 600 })],
  ])('does not insist after %s', async (code, refusal) => {
    sendPartMethod.mockRejectedValue(refusal);
    const { error } = await finish(send([fileOf(1, 'x')]).run());
    expect(error.code).toBe(code);
    expect(sentParts()).toHaveLength(1);
  });

  it.each(['file-too-large', 'part-conflict'])('says which file %s is about', async (code) => {
    sendPartMethod.mockResolvedValueOnce(undefined).mockRejectedValueOnce(coded(code));
    const { error } = await finish(send([fileOf(1, 'x'), fileOf(7, 'y')]).run());
    expect(error).toMatchObject({ code, message: `${code}!`, take: 7 });
  });

  it('says which file cannot be read from the device any more', async () => {
    const gone = { size: 3, slice: () => ({ arrayBuffer: () => Promise.reject(new Error('gone')) }) };
    const { error } = await finish(send([fileOf(4, 'x', { content: gone })]).run());
    expect(error).toMatchObject({ code: 'file-unreadable', message: 'c.Files_Refused_Unreadable', take: 4 });
  });

  it('hands on what the server says of a file at the end', async () => {
    completeCaptureMethod.mockRejectedValue(coded('file-type-unsupported', { take: 2 }));
    const { error } = await finish(send([fileOf(1, 'x'), fileOf(2, 'y')]).run());
    expect(error).toMatchObject({ code: 'file-type-unsupported', take: 2 });
    expect(completeCaptureMethod).toHaveBeenCalledTimes(1);
  });

  it('sends what is missing at the end, once', async () => {
    startCaptureMethod.mockResolvedValueOnce(view('receiving', [{ take: 1, parts: [1] }]));
    completeCaptureMethod.mockRejectedValueOnce(coded('part-missing'));
    const { value } = await finish(send([fileOf(1, 'x')]).run());
    expect(value).toBe(ACCEPTED);
    expect(sentParts()).toEqual([[1, 1]]);

    completeCaptureMethod.mockRejectedValue(coded('part-missing'));
    const { error } = await finish(send([fileOf(1, 'x')]).run());
    expect(error.code).toBe('part-missing');
    expect(completeCaptureMethod).toHaveBeenCalledTimes(4);
  });

  it('stops before the next part, and in a pause at once', async () => {
    let sending = send([fileOf(1, 'x'), fileOf(2, 'y')]);
    sendPartMethod.mockImplementation(async () => sending.stop());
    expect((await finish(sending.run())).error).toBeInstanceOf(SendingStopped);
    expect(sentParts()).toEqual([[1, 1]]);
    expect(completeCaptureMethod).not.toHaveBeenCalled();

    sending = send([fileOf(1, 'x')]);
    startCaptureMethod.mockImplementation(() => {
      setImmediate(() => sending.stop());
      return Promise.reject(coded('unreachable'));
    });
    expect((await finish(sending.run())).error).toBeInstanceOf(SendingStopped);
  });

  it('sends a recording of 100 MB part by part, with one part at hand at a time', async () => {
    let held = 0;
    let most = 0;
    const slice = (start, end) => ({
      arrayBuffer: async () => {
        held += 1;
        most = Math.max(most, held);
        return Uint8Array.of(start / MIB, end - start === MIB ? 1 : 0).buffer;
      },
    });
    sendPartMethod.mockImplementation(async () => {
      held -= 1;
    });
    const memo = fileOf(1, '', { kind: 'sound', name: 'memo.wav', mediaType: 'audio/wav' });
    const { value } = await finish(send([{ ...memo, content: { size: 100 * MIB, slice } }]).run());
    expect(value).toEqual(ACCEPTED);
    expect(sentParts()).toEqual(Array.from({ length: 100 }, (_, index) => [1, index + 1]));
    expect(most).toBe(1);
    expect(progress.at(-1)).toEqual({ file: 1, files: 1, sentBytes: 100 * MIB, bytes: 100 * MIB });
    expect(completeCaptureMethod.mock.calls[0][0].takes).toEqual([
      { take: 1, parts: 100, fileName: 'memo.wav', mediaType: 'audio/wav' },
    ]);
  });
});
