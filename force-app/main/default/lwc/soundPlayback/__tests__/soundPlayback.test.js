import { Playback } from 'c/soundPlayback';
import { comesTo, RECORDING, refuse, standInForAudio } from '../../../../../test/audio';
import { settled } from '../../../../../test/review';

let clips;
let told;
const open = (sound = RECORDING) => {
  const audio = document.createElement('audio');
  const playback = new Playback({ audio, clips, sound: () => sound, changed: (listening) => (told = listening) });
  return { audio, playback };
};

beforeEach(() => {
  standInForAudio();
  told = null;
  clips = { address: jest.fn((number) => Promise.resolve(`blob:${number}`)), close: jest.fn() };
});

it('plays from where it stands and asks for the next stretch meanwhile', async () => {
  const { audio, playback } = open();
  playback.play();
  expect(told).toEqual({ status: 'loading', seconds: 0, passage: null });
  await settled(12);
  expect(told.status).toBe('playing');
  expect(audio.src).toBe('blob:1');
  expect(clips.address.mock.calls).toEqual([[1], [2]]);
  comesTo(audio, 3.5);
  expect(told.seconds).toBe(3.5);
  playback.pause();
  expect(told).toMatchObject({ status: 'idle', seconds: 3.5 });
  expect(audio.paused).toBe(true);
});

it('goes on in the next stretch, stops at the end and begins anew', async () => {
  const { audio, playback } = open();
  playback.playFrom(17);
  await settled(12);
  expect(audio.currentTime).toBe(17);
  audio.dispatchEvent(new CustomEvent('ended'));
  await settled(12);
  expect(audio.src).toBe('blob:2');
  expect(audio.currentTime).toBe(0);
  comesTo(audio, 4);
  expect(told.seconds).toBe(22);
  audio.dispatchEvent(new CustomEvent('ended'));
  expect(told).toMatchObject({ status: 'idle', seconds: 40 });
  playback.play();
  await settled(12);
  expect(audio.src).toBe('blob:1');
});

it('plays a passage that crosses two stretches, and no more', async () => {
  const { audio, playback } = open();
  playback.playPassage({ from: 17, to: 19 });
  await settled(12);
  expect(told.passage).toEqual({ from: 17, to: 19 });
  audio.dispatchEvent(new CustomEvent('ended'));
  await settled(12);
  comesTo(audio, 0.5);
  expect(told).toMatchObject({ status: 'playing', seconds: 18.5 });
  comesTo(audio, 1.01);
  expect(told).toMatchObject({ status: 'idle', seconds: 19 });
  expect(audio.paused).toBe(true);
});

it('asks for nothing beyond a passage', async () => {
  const { playback } = open();
  playback.playPassage({ from: 1, to: 3 });
  await settled(12);
  expect(clips.address.mock.calls).toEqual([[1]]);
});

it('plays what was asked for last, however late the answers come', async () => {
  const answers = {};
  clips.address.mockImplementation((number) => new Promise((resolve) => (answers[number] = resolve)));
  const { audio, playback } = open();
  playback.playFrom(20);
  playback.playFrom(1);
  answers[1]('blob:1');
  await settled(12);
  answers[2]('blob:2');
  await settled(12);
  expect(audio.src).toBe('blob:1');
  expect(told).toMatchObject({ status: 'playing', seconds: 1 });
});

it('stays silent when it was paused before the sound came', async () => {
  const { audio, playback } = open();
  playback.play();
  playback.pause();
  await settled(12);
  expect(audio.play).not.toHaveBeenCalled();
  expect(told.status).toBe('idle');
});

it('says that the sound did not come, and plays the same once more', async () => {
  clips.address.mockRejectedValueOnce(new Error('offline'));
  const { audio, playback } = open();
  playback.playPassage({ from: 20, to: 22 });
  await settled(12);
  expect(told).toMatchObject({ status: 'failed', seconds: 20 });
  playback.again();
  await settled(12);
  expect(told).toMatchObject({ status: 'playing', passage: { from: 20, to: 22 } });
  comesTo(audio, 4);
  expect(told).toMatchObject({ status: 'idle', seconds: 22 });
});

it('tells a sound that cannot be decoded from one that waits for a click', async () => {
  const { audio, playback } = open();
  refuse(audio, 'NotSupportedError');
  playback.play();
  await settled(12);
  expect(told.status).toBe('unplayable');
  refuse(audio, 'NotAllowedError');
  playback.play();
  await settled(12);
  expect(told.status).toBe('idle');
  refuse(audio, null);
  playback.play();
  await settled(12);
  audio.dispatchEvent(new CustomEvent('error'));
  expect(told.status).toBe('unplayable');
});

it('says so where a recording has nothing to play', async () => {
  const { playback } = open({ ...RECORDING, stretches: [] });
  playback.play();
  await settled();
  expect(told.status).toBe('failed');
});

it('stands elsewhere when asked, and goes on from there while it plays', async () => {
  const { audio, playback } = open();
  playback.seek(99);
  expect(told).toMatchObject({ status: 'idle', seconds: 40 });
  playback.seek(-5);
  expect(told.seconds).toBe(0);
  playback.play();
  await settled(12);
  playback.seek(30);
  await settled(12);
  expect(audio.src).toBe('blob:2');
  expect(audio.currentTime).toBe(12);
});

it('keeps its speed from stretch to stretch', async () => {
  const { audio, playback } = open();
  playback.speed(1.5);
  playback.playFrom(20);
  await settled(12);
  expect(audio.playbackRate).toBe(1.5);
});

it('gives everything back when it is closed', async () => {
  const { audio, playback } = open();
  playback.play();
  await settled(12);
  playback.close();
  expect(audio.paused).toBe(true);
  expect(audio.getAttribute('src')).toBeNull();
  expect(clips.close).toHaveBeenCalledTimes(1);
});
