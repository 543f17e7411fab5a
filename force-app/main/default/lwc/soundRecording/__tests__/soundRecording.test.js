import { MicrophoneRefused, SoundRecording, openMicrophone } from 'c/soundRecording';
import { FakeRecorder, installMicrophone, removeMicrophone } from '../../../../../test/microphone';

const MIB = 1_048_576;
const LONGEST = 10_800;

describe('c-sound-recording', () => {
  let microphone;
  let parts;
  let growing;
  let ends;
  let recordings;
  const listener = {
    onpart: (content, seconds) => parts.push([content.size, Math.round(seconds)]),
    ongrowing: (content, seconds) => growing.push([content.size, Math.round(seconds)]),
    onend: (reason) => ends.push(reason),
  };
  const record = async (longest = LONGEST) => {
    const recording = new SoundRecording(await openMicrophone(), listener, longest);
    recording.start();
    recordings.push(recording);
    return recording;
  };
  /** Time goes by, and the recorder hands over what was said in it. */
  const say = (text, seconds = 1) => {
    jest.advanceTimersByTime(seconds * 1000);
    microphone.recorder.hear(text);
  };
  const hide = (state) => {
    jest.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
    document.dispatchEvent(new CustomEvent('visibilitychange'));
  };

  beforeEach(() => {
    jest.useFakeTimers();
    microphone = installMicrophone();
    parts = [];
    growing = [];
    ends = [];
    recordings = [];
  });

  afterEach(() => {
    for (const recording of recordings) recording.stop();
    jest.runOnlyPendingTimers();
    jest.restoreAllMocks();
    jest.useRealTimers();
    removeMicrophone();
    delete navigator.wakeLock;
    delete document.featurePolicy;
  });

  it('asks for one channel that is made fit for speech, and records it small, a second at a time', async () => {
    await record();
    expect(microphone.getUserMedia).toHaveBeenCalledWith({
      audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true },
    });
    expect(microphone.recorder).toMatchObject({
      mimeType: 'audio/webm;codecs=opus',
      audioBitsPerSecond: 32_000,
      timeslice: 1000,
    });
  });

  it('takes what the browser records, and names it without its codec', async () => {
    FakeRecorder.types = ['audio/mp4'];
    expect((await record()).mediaType).toBe('audio/mp4');
    FakeRecorder.types = ['audio/webm;codecs=opus', 'audio/mp4'];
    expect((await record()).mediaType).toBe('audio/webm');
  });

  it('hands over each second what there is of the part that is under way', async () => {
    await record();
    say('aa');
    say('bbb');
    expect(growing).toEqual([
      [2, 1],
      [5, 2],
    ]);
    for (let second = 3; second <= 10; second += 1) say('c');
    expect(parts).toEqual([[13, 10]]);
    say('d');
    expect(growing.at(-1)).toEqual([1, 11]);
  });

  it('cuts a part every ten seconds, and the last one at the stop', async () => {
    const recording = await record();
    for (let second = 1; second <= 12; second += 1) say('12345');
    expect(parts).toEqual([[50, 10]]);
    recording.stop();
    expect(ends).toEqual([]);
    jest.runOnlyPendingTimers();
    expect(parts).toEqual([
      [50, 10],
      [13, 12],
    ]);
    expect(ends).toEqual(['stopped']);
    expect(microphone.tracks[0].stop).toHaveBeenCalled();
  });

  it('cuts before a part grows over what travels, and cuts what came too long', async () => {
    await record();
    say(new Uint8Array(MIB - 2));
    say('12345');
    expect(parts).toEqual([[MIB - 2, 2]]);
    say(new Uint8Array(2 * MIB + 1), 8);
    expect(parts.slice(1)).toEqual([
      [5, 10],
      [MIB, 10],
      [MIB, 10],
      [1, 10],
    ]);
  });

  it('hands over what there is at a pause: the page may be closed in it', async () => {
    const recording = await record();
    say('abc', 2);
    recording.pause();
    jest.advanceTimersByTime(0);
    expect(parts).toEqual([
      [3, 2],
      [3, 2],
    ]);
  });

  it('counts no pause', async () => {
    const recording = await record();
    jest.advanceTimersByTime(4000);
    recording.pause();
    expect(recording.isPaused).toBe(true);
    jest.advanceTimersByTime(60_000);
    expect(recording.seconds).toBe(4);
    recording.resume();
    jest.advanceTimersByTime(2000);
    expect(recording.seconds).toBe(6);
  });

  it('counts by a clock that nobody sets', async () => {
    const recording = await record();
    jest.advanceTimersByTime(3000);
    jest.setSystemTime(new Date('2001-01-01'));
    expect(recording.seconds).toBe(3);
  });

  it('hands over what there is when the page is put aside', async () => {
    await record();
    say('abc');
    hide('hidden');
    expect(parts).toEqual([[3, 1]]);
    jest.advanceTimersByTime(0);
    expect(parts).toEqual([
      [3, 1],
      [3, 1],
    ]);
    hide('visible');
    say('abc');
    expect(parts).toHaveLength(2);
  });

  it.each([
    ['is unplugged', () => microphone.tracks[0].onended()],
    [
      'is taken by a call',
      () => {
        microphone.tracks[0].onmute();
        jest.advanceTimersByTime(3000);
      },
    ],
  ])('ends the take, all kept, when the microphone %s', async (_case, lose) => {
    await record();
    say('abc');
    lose();
    jest.runOnlyPendingTimers();
    expect(parts.map(([size]) => size)).toEqual([6]);
    expect(ends).toEqual(['lost']);
  });

  it('tells when a browser ends the take by itself, before the track says so', async () => {
    await record();
    microphone.recorder.state = 'inactive';
    microphone.recorder.onstop();
    expect(ends).toEqual(['lost']);
  });

  it('goes on when the microphone comes back at once', async () => {
    await record();
    microphone.tracks[0].onmute();
    jest.advanceTimersByTime(1000);
    microphone.tracks[0].onunmute();
    jest.advanceTimersByTime(10_000);
    expect(ends).toEqual([]);
  });

  it('says so when the recorder fails', async () => {
    await record();
    microphone.recorder.onerror();
    jest.runOnlyPendingTimers();
    expect(ends).toEqual(['failed']);
  });

  it('stops itself when it is as long as it may be', async () => {
    await record(20);
    say('a', 19);
    expect(microphone.recorder.state).toBe('recording');
    say('b', 1);
    jest.runOnlyPendingTimers();
    expect(ends).toEqual(['longest']);
  });

  it('measures how loud it is, and lives without', async () => {
    const recording = await record();
    expect(recording.level).toBe(0);
    microphone.loudness(1);
    expect(recording.level).toBe(1);
    microphone.loudness(0.02);
    expect(recording.level).toBeGreaterThan(0.2);
    expect(recording.level).toBeLessThan(0.8);
    recording.pause();
    expect(recording.level).toBe(0);
    globalThis.AudioContext = class {
      constructor() {
        throw new Error('no more of them');
      }
    };
    const other = await record();
    say('abc', 10);
    expect(other.level).toBeNull();
    expect(parts).toContainEqual([3, 10]);
  });

  it('counts how long nothing at all was heard, pauses left out', async () => {
    const recording = await record();
    say('a', 4);
    expect(recording.silentSeconds).toBe(4);
    microphone.loudness(0.02);
    expect(recording.silentSeconds).toBe(0);
    microphone.loudness(0);
    say('a', 3);
    expect(recording.silentSeconds).toBe(3);
    recording.pause();
    expect(recording.silentSeconds).toBe(0);
    recording.resume();
    expect(recording.silentSeconds).toBe(0);
  });

  it('keeps the screen on while it records, again whenever the page is seen again, and no longer', async () => {
    const release = jest.fn().mockResolvedValue(undefined);
    const request = jest.fn().mockResolvedValue({ release });
    Object.defineProperty(navigator, 'wakeLock', { value: { request }, configurable: true });
    jest.spyOn(document, 'visibilityState', 'get').mockReturnValue('visible');
    const recording = await record();
    hide('hidden');
    expect(request).toHaveBeenCalledTimes(1);
    hide('visible');
    expect(request).toHaveBeenCalledTimes(2);
    await jest.advanceTimersByTimeAsync(0);
    recording.stop();
    await jest.advanceTimersByTimeAsync(0);
    expect(release).toHaveBeenCalled();
    hide('visible');
    expect(request).toHaveBeenCalledTimes(2);
  });

  it.each([
    ['NotAllowedError', '', 'denied'],
    ['NotAllowedError', 'Permission denied by system', 'system'],
    ['NotFoundError', '', 'missing'],
    ['NotReadableError', '', 'busy'],
    ['SecurityError', '', 'policy'],
    ['SomethingElse', '', 'denied'],
  ])('tells %s %p as %s', async (name, message, reason) => {
    microphone.refuse(name, message);
    await expect(openMicrophone()).rejects.toMatchObject({ reason });
  });

  it('tells a refusal of the organisation from one of the person', async () => {
    document.featurePolicy = { allowsFeature: (feature) => feature !== 'microphone' };
    microphone.refuse('NotAllowedError');
    await expect(openMicrophone()).rejects.toMatchObject({ reason: 'policy' });
  });

  it.each([
    ['a page that is not secure', false, 'insecure'],
    ['a browser that cannot', true, 'unsupported'],
  ])('tells %s', async (_case, isSecureContext, reason) => {
    removeMicrophone();
    window.isSecureContext = isSecureContext;
    await expect(openMicrophone()).rejects.toEqual(new MicrophoneRefused(reason));
    await expect(openMicrophone()).rejects.toMatchObject({ reason });
    delete window.isSecureContext;
  });

  it('tells a browser that records nothing that is read', async () => {
    FakeRecorder.types = ['audio/x-own'];
    await expect(openMicrophone()).rejects.toMatchObject({ reason: 'unsupported' });
  });
});
