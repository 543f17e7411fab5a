/** Stand-ins for sound: jsdom has the elements and plays nothing. */

const states = new WeakMap();

function stateOf(element) {
  if (!states.has(element)) states.set(element, { paused: true, currentTime: 0, readyState: 0, refusal: null });
  return states.get(element);
}

function setting(name) {
  return {
    configurable: true,
    get() {
      return stateOf(this)[name];
    },
    set(value) {
      stateOf(this)[name] = value;
    },
  };
}

/** Every audio element loads what it is given at once, and plays when `play` is called: no time goes by unless a test says so. */
export function standInForAudio() {
  const media = HTMLMediaElement.prototype;
  for (const name of ['paused', 'currentTime', 'readyState']) Object.defineProperty(media, name, setting(name));
  Object.defineProperty(media, 'src', {
    configurable: true,
    get() {
      return this.getAttribute('src') ?? '';
    },
    set(address) {
      this.setAttribute('src', address);
      stateOf(this).readyState = 1;
      Promise.resolve().then(() => this.dispatchEvent(new Event('loadedmetadata')));
    },
  });
  media.play = jest.fn(function play() {
    const { refusal } = stateOf(this);
    if (refusal) return Promise.reject(refusal);
    stateOf(this).paused = false;
    return Promise.resolve();
  });
  media.pause = jest.fn(function pause() {
    stateOf(this).paused = true;
  });
}

/** From now on the element refuses to play; with null it plays again. */
export function refuse(audio, name) {
  stateOf(audio).refusal = name ? Object.assign(new Error(name), { name }) : null;
}

/** The element has come to this second of what it plays. */
export function comesTo(audio, seconds) {
  stateOf(audio).currentTime = seconds;
  audio.dispatchEvent(new Event('timeupdate'));
}

/** A recording of 40 seconds in two stretches. */
export const RECORDING = {
  seconds: 40,
  takes: [{ take: 1, from: 0, to: 40 }],
  stretches: [
    { number: 1, from: 0, to: 18 },
    { number: 2, from: 18, to: 40 },
  ],
  levels: [0, 0.5, 1],
  providers: ['whisper'],
  words: [],
  others: [],
};
