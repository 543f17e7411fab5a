import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';

import {
  cutInParts,
  cutWhole,
  decodeSound,
  encodeSound,
  skipWithoutFfmpeg,
  soundFixture,
  toneWav,
} from '../../testing/sounds.ts';
import { FileRefused } from '../file.ts';
import { cutSound } from './cutter.ts';
import { isSilent, powerOf } from './levels.ts';
import type { SoundSlice } from './slice.ts';

const RATE = 16_000;
const LARGEST_SLICE = 2 ** 20;

const refusal = (problem: string) => (error: unknown) => error instanceof FileRefused && error.problem === problem;

/** Slices follow each other, and each is as long, as large and as loud as it says. */
function judge(slices: readonly SoundSlice[], seconds: number): void {
  assert.equal(slices[0]?.from, 0);
  for (const [index, { from, to, bytes, levels }] of slices.entries()) {
    assert.equal(from, slices[index - 1]?.to ?? 0);
    assert.ok(to - from <= 30.001 && bytes.length <= LARGEST_SLICE, `${to - from} s, ${bytes.length} bytes`);
    if (levels) assert.ok(Math.abs(levels.length - (to - from) * 10) <= 1, `${levels.length} levels of ${to - from} s`);
  }
  const end = slices.at(-1)?.to ?? 0;
  assert.ok(Math.abs(end - seconds) < 0.1, `they end at ${end} of ${seconds} s`);
}

/** Each slice is decoded alone, by another decoder, without a complaint, and is as long as it says. */
function decodeAll(slices: readonly SoundSlice[]): Float32Array[] {
  return slices.map(({ from, to, bytes }) => {
    const decoded = decodeSound(bytes, RATE);
    const seconds = decoded.length / RATE;
    assert.ok(Math.abs(seconds - (to - from)) < 0.06, `${seconds} s are decoded of ${to - from}`);
    return decoded;
  });
}

describe('a recording of a browser', () => {
  const take = soundFixture('chromium.webm');

  it('is cut where nobody speaks', async () => {
    const slices = await cutWhole(take, 'audio/webm');
    judge(slices, 33.96);
    assert.equal(slices.length, 2);
    assert.ok(slices.every(({ mediaType }) => mediaType === 'audio/webm'));
    const [first, second] = slices;
    assert.ok((first?.levels?.at(-1) ?? 0) < -60 && (second?.levels?.[0] ?? 0) < -60);
  });

  it('gives the same slices in whatever parts it arrives', async () => {
    const whole = await cutWhole(take, 'audio/webm');
    const evenly = (step: number) => Array.from({ length: Math.floor(take.length / step) }, (_, index) => index * step);
    for (const ends of [[], [0, 1, 40, 200], evenly(5_003), evenly(32_768), [take.length - 1]])
      assert.deepEqual(await cutInParts(take, 'audio/webm', ends), whole);
  });

  it('is cut before it is over', async () => {
    const head = take.subarray(0, 65_536);
    const there = { head, bytes: take.subarray(0, 105_000), mediaType: 'audio/webm', cursor: null, isWhole: false };
    const cut = await cutSound(there);
    assert.equal(cut.slices.length, 1);
    assert.ok(cut.cursor.byte > 60_000 && !cut.isOver);
    const none = await cutSound({ ...there, bytes: take.subarray(0, 90_000) });
    assert.deepEqual(none, { slices: [], cursor: { byte: none.cursor.byte, state: none.cursor.state }, isOver: false });
  });

  it('has no hole where it paused', async () => {
    judge(await cutWhole(soundFixture('chromium-pause.webm'), 'audio/webm'), 13.98);
  });

  it('cut short gives what there is of it', async () => {
    judge(await cutWhole(take.subarray(0, 60_000), 'audio/webm'), 18.9);
    assert.deepEqual(await cutWhole(take.subarray(0, 150), 'audio/webm'), []);
    assert.deepEqual(await cutWhole(new Uint8Array(), 'audio/webm'), []);
  });
});

describe('files of sound', () => {
  it('of every kind of samples are as long as they are', async () => {
    for (const [name, type, seconds] of [
      ['english.wav', 'audio/wav', 2.74],
      ['english-8.wav', 'audio/wav', 2.74],
      ['english-stereo-24.flac', 'audio/flac', 2.74],
      ['chinese.flac', 'audio/flac', 0.96],
    ] as const) {
      const slices = await cutWhole(soundFixture(name), type);
      judge(slices, seconds);
      assert.ok(
        slices.some(({ levels }) => levels && !isSilent(levels)),
        name,
      );
    }
  });

  it('are cut in the pause between two who speak', async () => {
    const wav = toneWav(22_050, [
      [18, 0.3],
      [0.6, 0],
      [20, 0.3],
    ]);
    const [first, ...others] = await cutWhole(wav, 'audio/wav');
    assert.equal(others.length, 1);
    assert.ok(first && first.to > 18.1 && first.to < 18.6, `${first?.to}`);
  });

  it('may be shorter than a word', async () => {
    judge(await cutWhole(toneWav(16_000, [[0.2, 0.5]]), 'audio/wav'), 0.2);
  });

  it('that hold nothing are refused, or nothing', async () => {
    assert.deepEqual(await cutWhole(toneWav(16_000, []), 'audio/wav'), []);
    for (const [type, bytes] of [
      ['audio/mp4', Buffer.from('\0\0\0\x18ftypM4A \0\0\0\0M4A mp42', 'latin1')],
      ['audio/ogg', Buffer.from('OggS')],
      ['audio/flac', Buffer.from('fLaC')],
      ['audio/mpeg', Buffer.from('ID3')],
    ] as const)
      await assert.rejects(cutWhole(bytes, type), refusal('file-damaged'));
  });

  it('longer than a recording may be are refused before any of it is recognised', async () => {
    const long = Buffer.from(toneWav(8_000, []));
    const bytes = Buffer.concat([long, Buffer.alloc(8_000 * 2 * 60)]);
    // A rate that makes five hours of it.
    bytes.writeUInt32LE(26, 24);
    bytes.writeUInt32LE(52, 28);
    bytes.writeUInt32LE(bytes.length - 8, 4);
    bytes.writeUInt32LE(bytes.length - 44, 40);
    await assert.rejects(cutWhole(bytes, 'audio/wav'), refusal('recording-too-long'));
  });
});

describe('slices, to another decoder', { skip: skipWithoutFfmpeg }, () => {
  const speech = soundFixture('chromium.webm');
  let spoken: Float32Array = new Float32Array();
  before(() => {
    spoken = decodeSound(speech, RATE);
  });

  const FORMATS: [name: string, type: string, slice: string, wishes: string[]][] = [
    ['AAC in MP4', 'audio/mp4', 'audio/mp4', ['-c:a', 'aac', '-b:a', '64k', '-movflags', '+empty_moov', '-f', 'mp4']],
    ['Opus in Ogg', 'audio/ogg', 'audio/webm', ['-c:a', 'libopus', '-f', 'ogg']],
    ['Opus in Matroska', 'audio/webm', 'audio/webm', ['-c:a', 'libopus', '-f', 'matroska']],
    ['Vorbis in Ogg', 'audio/ogg', 'audio/ogg', ['-c:a', 'libvorbis', '-f', 'ogg']],
    ['MP3', 'audio/mpeg', 'audio/wav', ['-c:a', 'libmp3lame', '-f', 'mp3']],
    ['FLAC', 'audio/flac', 'audio/wav', ['-c:a', 'flac', '-f', 'flac']],
    ['WAV in stereo at 44.1 kHz', 'audio/wav', 'audio/wav', ['-ac', '2', '-ar', '44100', '-f', 'wav']],
    ['WAV of floats', 'audio/wav', 'audio/wav', ['-c:a', 'pcm_f32le', '-f', 'wav']],
    ['WAV of 24 bits', 'audio/wav', 'audio/wav', ['-c:a', 'pcm_s24le', '-f', 'wav']],
    ['WAV of a telephone', 'audio/wav', 'audio/wav', ['-ar', '8000', '-c:a', 'pcm_alaw', '-f', 'wav']],
  ];

  it('are the recording that a browser made', async () => {
    const slices = await cutWhole(speech, 'audio/webm');
    const together = decodeAll(slices).flatMap((samples) => [...samples]);
    assert.ok(Math.abs(together.length - spoken.length) < RATE / 100);
    const difference = spoken.map((sample, index) => sample - (together[index] ?? 0));
    assert.ok(powerOf(difference) < powerOf(spoken) / 100);
  });

  for (const [name, type, slice, wishes] of FORMATS)
    it(`decode alone when they are of ${name}`, async () => {
      const slices = await cutWhole(encodeSound(speech, ...wishes), type);
      judge(slices, 33.96);
      assert.equal(slices.length, 2);
      assert.ok(slices.every(({ mediaType }) => mediaType === slice));
      const powers = decodeAll(slices).map((samples) => powerOf(samples));
      for (const power of powers) assert.ok(power > powerOf(spoken) / 3 && power < powerOf(spoken) * 3, `${power}`);
    });

  it('are not made of codecs that nothing takes', async () => {
    const ac3 = encodeSound(speech, '-c:a', 'ac3', '-f', 'matroska');
    await assert.rejects(cutWhole(ac3, 'audio/webm'), refusal('sound-not-taken'));
  });

  it('are not made of video without sound', async () => {
    const silent = encodeSound(speech, '-f', 'lavfi', '-i', 'color=s=64x64:d=1', '-map', '1:v', '-f', 'webm');
    await assert.rejects(cutWhole(silent, 'audio/webm'), refusal('file-damaged'));
  });
});
