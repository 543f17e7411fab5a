import { createElement } from '@lwc/engine-dom';
import getSound from '@salesforce/apex/FileController.getSound';
import SoundPlayer from 'c/soundPlayer';
import { comesTo, RECORDING, refuse, standInForAudio } from '../../../../../test/audio';
import { settled, show } from '../../../../../test/review';

jest.mock('@salesforce/apex/FileController.getSound', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/label/c.Sound_Position_Of', () => ({ default: '{0} of {1}' }), { virtual: true });

const mount = (changes = {}) =>
  show(
    createElement('c-sound-player', { is: SoundPlayer }),
    { captureId: 'capture', sound: RECORDING, ...changes },
    ['listening'],
  );
const press = (find, key) => {
  const event = new KeyboardEvent('keydown', { key, cancelable: true });
  find('.wave').dispatchEvent(event);
  return event;
};
const point = (find, type, clientX) => find('.wave').dispatchEvent(new MouseEvent(type, { clientX }));

beforeEach(() => {
  standInForAudio();
  getSound.mockResolvedValue({ mediaType: 'audio/webm', content: btoa('sound') });
  URL.createObjectURL = jest.fn(() => 'blob:sound');
  URL.revokeObjectURL = jest.fn();
});
afterEach(() => {
  document.body.replaceChildren();
  jest.resetAllMocks();
});

it('asks for nothing before it is played', async () => {
  const { find } = mount();
  await settled();
  expect(getSound).not.toHaveBeenCalled();
  expect(find('.time').textContent).toBe('0:00 / 0:40');
  expect(find('.play').getAttribute('aria-label')).toBe('c.Sound_Play');
});

it('plays and pauses, and tells where it stands', async () => {
  const { find, fired } = mount();
  find('.play').click();
  await settled(16);
  expect(find('.play').getAttribute('aria-label')).toBe('c.Sound_Pause');
  comesTo(find('audio'), 10);
  await settled();
  expect(find('.time').textContent).toBe('0:10 / 0:40');
  expect(find('.bars_played').getAttribute('style')).toContain('inset(0 75% 0 0)');
  expect(fired.listening).toHaveBeenLastCalledWith({ status: 'playing', seconds: 10, passage: null });
  find('.play').click();
  await settled();
  expect(find('audio').paused).toBe(true);
});

it('plays a passage with a breath around it', async () => {
  const { element, find, fired } = mount();
  element.playPassage(20, 22);
  await settled(16);
  expect(find('audio').currentTime).toBeCloseTo(1.9);
  comesTo(find('audio'), 4.3);
  expect(fired.listening.mock.calls.at(-1)[0]).toMatchObject({ status: 'idle', seconds: 22.2 });
});

it('draws as many bars whatever is known of its loudness, and frames the lit passages', () => {
  const bars = (changes) => mount(changes).find('.bars path').getAttribute('d').split('M').length - 1;
  expect(bars({ sound: { ...RECORDING, levels: [] } })).toBe(80);
  expect(bars({ sound: { ...RECORDING, levels: Array.from({ length: 1000 }, () => 2) } })).toBe(80);
  const { find } = mount({ passages: [{ from: 10, to: 12 }] });
  expect(find('.frame').getAttribute('style')).toBe('left: 25%; width: 5%');
});

it('is a slider for the keyboard: arrows, pages, both ends, and the space bar plays', async () => {
  const { find } = mount();
  const now = async (key) => {
    expect(press(find, key).defaultPrevented).toBe(true);
    await settled();
    return find('.wave').getAttribute('aria-valuenow');
  };
  expect(await now('ArrowRight')).toBe('5');
  expect(await now('PageUp')).toBe('35');
  expect(await now('ArrowLeft')).toBe('30');
  expect(find('.wave').getAttribute('aria-valuetext')).toBe('30 seconds of 40 seconds');
  expect(await now('End')).toBe('40');
  expect(await now('Home')).toBe('0');
  press(find, ' ');
  await settled(16);
  expect(find('audio').paused).toBe(false);
  expect(press(find, 'a').defaultPrevented).toBe(false);
});

it('goes where the pointer lets go', async () => {
  const { find } = mount();
  find('.wave').getBoundingClientRect = () => ({ left: 100, width: 200 });
  point(find, 'pointermove', 250);
  await settled();
  expect(find('.time').textContent).toBe('0:00 / 0:40');
  point(find, 'pointerdown', 150);
  point(find, 'pointermove', 200);
  await settled();
  expect(find('.time').textContent).toBe('0:20 / 0:40');
  point(find, 'pointerup', 200);
  await settled();
  expect(find('.wave').getAttribute('aria-valuenow')).toBe('20');
  point(find, 'pointerdown', 300);
  point(find, 'pointercancel', 300);
  await settled();
  expect(find('.time').textContent).toBe('0:20 / 0:40');
});

it('has three speeds', async () => {
  const { find } = mount();
  const speeds = [];
  for (let click = 0; click < 3; click += 1) {
    find('.speed').click();
    // eslint-disable-next-line no-await-in-loop
    await settled();
    speeds.push(find('.speed').textContent);
  }
  expect(speeds).toEqual(['1.5×', '2×', '1×']);
  expect(find('audio').playbackRate).toBe(1);
});

it('says that the sound did not come, and tries again', async () => {
  getSound.mockRejectedValueOnce(new Error('offline'));
  const { find } = mount();
  find('.play').click();
  await settled(16);
  expect(find('.trouble').getAttribute('role')).toBe('alert');
  expect(find('.trouble__text').textContent).toBe('c.Sound_Failed');
  find('.trouble lightning-button').click();
  await settled(16);
  expect(find('.trouble__text')).toBeNull();
  expect(find('audio').paused).toBe(false);
});

it('says that the browser cannot play it', async () => {
  const { find } = mount();
  refuse(find('audio'), 'NotSupportedError');
  find('.play').click();
  await settled(16);
  expect(find('.trouble__text').textContent).toBe('c.Sound_Unplayable');
});

it('gives the sound back to the browser when it goes', async () => {
  const { element, find } = mount();
  find('.play').click();
  await settled(16);
  element.remove();
  await settled();
  expect(URL.revokeObjectURL).toHaveBeenCalledWith('blob:sound');
});

it('plays again once it is put back', async () => {
  const { element, find } = mount();
  element.pause();
  element.playFrom(1);
  await settled(16);
  element.remove();
  document.body.appendChild(element);
  element.playFrom(2);
  await settled(16);
  expect(find('audio').paused).toBe(false);
  expect(find('audio').currentTime).toBe(2);
});
