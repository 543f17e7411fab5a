import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import fc from 'fast-check';

import { cutInParts, cutWhole, encodeSound, skipWithoutFfmpeg, soundFixture, tone } from '../../testing/sounds.ts';
import { FileRefused } from '../file.ts';
import { cutSound } from './cutter.ts';
import { element, unsigned } from './ebml.ts';
import { soundSlice } from './slice.ts';
import { writeWav } from './wav-writer.ts';
import { writeWebm } from './webm-writer.ts';
import { readOpusHead } from './opus.ts';

/** What happens to a file on its way from somebody who means harm. */
type Harm =
  | { readonly kind: 'cut'; readonly at: number }
  | { readonly kind: 'flip'; readonly at: number; readonly byte: number }
  | { readonly kind: 'remove' | 'repeat' | 'zero' | 'fill'; readonly at: number; readonly length: number };

/** A place as a share of the file, most of them near its head. */
const at = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 0.01, noNaN: true }));
const harms: fc.Arbitrary<Harm[]> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('cut' as const), at }),
    fc.record({ kind: fc.constant('flip' as const), at, byte: fc.integer({ min: 1, max: 255 }) }),
    fc.record({
      kind: fc.constantFrom('remove' as const, 'repeat' as const, 'zero' as const, 'fill' as const),
      at,
      length: fc.integer({ min: 1, max: 3000 }),
    }),
  ),
  { minLength: 1, maxLength: 6 },
);

function harmed(bytes: Uint8Array, all: readonly Harm[]): Uint8Array {
  return all.reduce<Uint8Array>((done, harm) => {
    const place = Math.floor(harm.at * done.length);
    if (harm.kind === 'cut') return done.slice(0, place);
    if (harm.kind === 'flip') return done.map((byte, index) => (index === place ? byte ^ harm.byte : byte));
    const end = Math.min(done.length, place + harm.length);
    if (harm.kind === 'remove') return Buffer.concat([done.subarray(0, place), done.subarray(end)]);
    if (harm.kind === 'repeat') return Buffer.concat([done.subarray(0, end), done.subarray(place)]);
    return Uint8Array.from(done).fill(harm.kind === 'zero' ? 0 : 255, place, end);
  }, bytes);
}

async function cutOrRefused(take: Uint8Array, mediaType: string): Promise<void> {
  try {
    for (const slice of await cutWhole(take, mediaType)) soundSlice.parse(slice);
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
  }
}

const english = soundFixture('english.wav');
const chromium = soundFixture('chromium-pause.webm');

type File = [name: string, type: string, bytesOf: () => Uint8Array];

describe('harmed files of sound give what can be had of them, or are refused', () => {
  const kept: File[] = [
    ['WebM', 'audio/webm', () => chromium],
    ['WAV', 'audio/wav', () => english],
    ['FLAC', 'audio/flac', () => soundFixture('chinese.flac')],
  ];
  const made: File[] = [
    ['MP4', 'audio/mp4', () => encodeSound(english, '-c:a', 'aac', '-movflags', '+empty_moov', '-f', 'mp4')],
    ['Ogg with Opus', 'audio/ogg', () => encodeSound(english, '-c:a', 'libopus', '-f', 'ogg')],
    ['Ogg with Vorbis', 'audio/ogg', () => encodeSound(english, '-c:a', 'libvorbis', '-f', 'ogg')],
    ['MP3', 'audio/mpeg', () => encodeSound(english, '-f', 'mp3')],
    ['Matroska', 'audio/webm', () => encodeSound(english, '-c:a', 'aac', '-f', 'matroska')],
  ];
  const harm = ([name, type, bytesOf]: File, skip: string | false) =>
    it(name, { skip }, async () => {
      const bytes = bytesOf();
      const property = fc.asyncProperty(harms, (all) => cutOrRefused(harmed(bytes, all), type));
      await fc.assert(property, { numRuns: 40, seed: 20_261_121 });
    });
  for (const file of kept) harm(file, false);
  for (const file of made) harm(file, skipWithoutFfmpeg);

  it('whatever they say they are', async () => {
    for (const [, , bytesOf] of kept) for (const [, type] of [...kept, ...made]) await cutOrRefused(bytesOf(), type);
  });
});

it('a harmed recording gives the same slices in whatever parts it arrives', async () => {
  const ends = fc.array(fc.integer({ min: 0, max: chromium.length }), { maxLength: 8 });
  const property = fc.asyncProperty(harms, ends, async (all, chosen) => {
    const take = harmed(chromium, all);
    const parts = chosen.filter((end) => end < take.length).sort((a, b) => a - b);
    const [whole, inParts] = await Promise.allSettled([
      cutWhole(take, 'audio/webm'),
      cutInParts(take, 'audio/webm', parts),
    ]);
    assert.deepEqual(inParts, whole);
  });
  await fc.assert(property, { numRuns: 40, seed: 20_261_122 });
});

describe('sizes that no recording has', () => {
  const head = readOpusHead(Buffer.from('OpusHead\x01\x01\0\0\x80\xbb\0\0\0\0\0', 'latin1'));
  /** The longest packets that there are: 120 ms. */
  const minute = Array.from({ length: 500 }, () => ({ bytes: Uint8Array.of(0x19, 0, 0), samples: 5760 }));
  const webmOf = (minutes: number) =>
    head ? writeWebm(head, Array.from({ length: minutes }, () => minute).flat()) : new Uint8Array();

  it('half an hour is cut to its end', async () => {
    const slices = await cutWhole(webmOf(30), 'audio/webm');
    assert.equal(slices.at(-1)?.to, 1800);
    assert.ok(slices.length >= 60 && slices.length < 120);
  });

  it('three hours are cut a few slices at a time', async () => {
    const take = webmOf(180);
    const stretch = { head: take.subarray(0, 65_536), bytes: take, mediaType: 'audio/webm', isWhole: true };
    const { slices, cursor, isOver } = await cutSound({ ...stretch, cursor: null });
    assert.deepEqual([slices.length, cursor.byte, isOver], [8, 0, false]);
    const next = await cutSound({ ...stretch, cursor });
    assert.equal(next.slices[0]?.from, slices.at(-1)?.to);
  });

  it('more than four hours are refused, also while they are recorded', async () => {
    const take = webmOf(241);
    await assert.rejects(cutWhole(take, 'audio/webm'), { problem: 'recording-too-long' });
    const nearEnd = { byte: 0, state: { at: 0, frame: 0, seconds: 4 * 3600 - 10 } };
    const recorded = { head: take.subarray(0, 65_536), bytes: take, mediaType: 'audio/webm', isWhole: false };
    await assert.rejects(cutSound({ ...recorded, cursor: nearEnd }), { problem: 'recording-too-long' });
  });

  it('packets of nearly no time cost what their bytes cost', async () => {
    const block = element(0xa3, Buffer.of(0x81, 0, 0, 0x80, 0x80, 1));
    const blocks = element(0x1f43b675, element(0xe7, unsigned(0)), ...Array.from({ length: 30_000 }, () => block));
    const slices = await cutWhole(Buffer.concat([webmOf(0), blocks]), 'audio/webm');
    assert.equal(slices.at(-1)?.to, 75);
  });

  it('a WAV of a rate that nothing records at, or of too many channels', async () => {
    for (const [place, value] of [
      [24, 1],
      [24, 4_000_000_000],
      [22, 65_535],
      [22, 0],
    ] as const) {
      const wav = Buffer.from(writeWav(tone(16_000, 1, 440, 0.5), 16_000));
      if (place === 24) wav.writeUInt32LE(value, place);
      else wav.writeUInt16LE(value, place);
      await cutOrRefused(wav, 'audio/wav');
    }
  });
});

describe('a WAV whose recorder did not come to write how long it is', () => {
  const [riff, data, head] = [4, 40, 44];
  const wavWith = (sizes: readonly (readonly [place: number, bytes: number])[]) => {
    const wav = Buffer.from(writeWav(tone(16_000, 3, 440, 0.5), 16_000));
    for (const [place, bytes] of sizes) wav.writeUInt32LE(bytes, place);
    return wav;
  };

  it('is heard to its end, and stays as it is', async () => {
    const none = 0xff_ff_ff_ff;
    for (const sizes of [
      [[data, 0]],
      [[riff, 0]],
      [
        [riff, 0],
        [data, 0],
      ],
      [
        [riff, head - 8],
        [data, 0],
      ],
      [
        [riff, none],
        [data, none],
      ],
    ] as const) {
      const wav = wavWith(sizes);
      const ends = (await cutWhole(wav, 'audio/wav')).map(({ to }) => to);
      assert.deepEqual(ends, [3], JSON.stringify(sizes));
      assert.deepEqual(wav, wavWith(sizes));
    }
  });

  it('is empty when nothing was recorded', async () => {
    const empty = wavWith([[data, 0]]).subarray(0, head);
    assert.deepEqual(await cutWhole(empty, 'audio/wav'), []);
  });
});
