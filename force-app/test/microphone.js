/**
 * Stand-ins for a microphone, for the recorder of browsers, and for what measures its level. jsdom has none. A test says when
 * something is heard: the recorder hands over what it is given, and ends as browsers do, in a task of its own.
 */
export class FakeTrack extends EventTarget {
  stop = jest.fn();
}

export class FakeRecorder {
  static isTypeSupported = (type) => FakeRecorder.types.includes(type);
  static types = ['audio/webm;codecs=opus'];
  /** The last one that was made. */
  static last = null;
  state = 'inactive';

  constructor(stream, { mimeType, audioBitsPerSecond }) {
    if (FakeRecorder.failure) throw FakeRecorder.failure;
    Object.assign(this, { stream, mimeType, audioBitsPerSecond });
    FakeRecorder.last = this;
  }
  start(timeslice) {
    this.timeslice = timeslice;
    this.state = 'recording';
  }
  pause() {
    this.state = 'paused';
  }
  resume() {
    this.state = 'recording';
  }
  /** What was said since the last chunk: here a word. */
  requestData() {
    setTimeout(() => this.hear('…'), 0);
  }
  stop() {
    this.state = 'inactive';
    setTimeout(() => {
      this.hear('end');
      this.onstop();
    }, 0);
  }
  hear(content) {
    this.ondataavailable({ data: new Blob([content], { type: 'audio/webm' }) });
  }
}

class FakeAudioContext {
  close = jest.fn().mockResolvedValue(undefined);
  createMediaStreamSource = () => ({ connect: () => undefined });
  createAnalyser = () => ({
    fftSize: 0,
    getFloatTimeDomainData: (samples) => samples.fill(FakeAudioContext.loudness),
  });
}
FakeAudioContext.loudness = 0;

/** @returns what the test asks of the devices: `refuse` makes them throw, `tracks` are those that were given */
export function installMicrophone() {
  const tracks = [];
  const getUserMedia = jest.fn(async () => {
    const track = new FakeTrack();
    tracks.push(track);
    return { getTracks: () => [track], getAudioTracks: () => [track] };
  });
  Object.defineProperty(navigator, 'mediaDevices', { value: { getUserMedia }, configurable: true });
  FakeRecorder.types = ['audio/webm;codecs=opus'];
  FakeRecorder.failure = null;
  FakeRecorder.last = null;
  FakeAudioContext.loudness = 0;
  globalThis.MediaRecorder = FakeRecorder;
  globalThis.AudioContext = FakeAudioContext;
  // jsdom has no canvas, and says so at each stroke.
  HTMLCanvasElement.prototype.getContext = () => null;
  return {
    tracks,
    getUserMedia,
    refuse: (name, message = '') => getUserMedia.mockRejectedValueOnce(Object.assign(new Error(message), { name })),
    loudness: (value) => {
      FakeAudioContext.loudness = value;
    },
    get recorder() {
      return FakeRecorder.last;
    },
  };
}

export function removeMicrophone() {
  delete navigator.mediaDevices;
  delete globalThis.MediaRecorder;
  delete globalThis.AudioContext;
}
