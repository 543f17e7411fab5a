/** Sounds that tests make, and takes that they cut. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

import { cutSound } from '../readings/sound/cutter.ts';
import { HEAD_BYTES, type SoundCursor, type SoundSlice } from '../readings/sound/slice.ts';
import { writeWav } from '../readings/sound/wav-writer.ts';

const FIXTURES = new URL('../../../test/fixtures/sound/', import.meta.url);

/** The reason to skip, or false: ffmpeg makes and judges sound for tests, and the product has no need of it. */
export const skipWithoutFfmpeg =
  spawnSync('ffmpeg', ['-version']).status === 0
    ? false
    : 'ffmpeg is missing: install it (Debian: apt-get install ffmpeg)';

export function soundFixture(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(name, FIXTURES)));
}

/** Cuts a take that is whole. */
export async function cutWhole(take: Uint8Array, mediaType: string): Promise<SoundSlice[]> {
  const slices: SoundSlice[] = [];
  let cursor: SoundCursor | null = null;
  for (;;) {
    const bytes: Uint8Array = cursor?.byte ? take.subarray(cursor.byte) : take;
    const cut = await cutSound({ head: take.subarray(0, HEAD_BYTES), bytes, mediaType, cursor, isWhole: true });
    slices.push(...cut.slices);
    // As it comes back from a database, on another day.
    cursor = JSON.parse(JSON.stringify(cut.cursor)) as SoundCursor;
    if (cut.isOver) return slices;
  }
}

/** Cuts a take while it arrives in parts that end where it is said. */
export async function cutInParts(take: Uint8Array, mediaType: string, ends: readonly number[]): Promise<SoundSlice[]> {
  const slices: SoundSlice[] = [];
  let cursor: SoundCursor | null = null;
  for (const end of [...ends, take.length]) {
    const isWhole = end === take.length;
    for (;;) {
      const there = take.subarray(0, end);
      const bytes = there.subarray(cursor?.byte ?? 0);
      const cut = await cutSound({ head: there.subarray(0, HEAD_BYTES), bytes, mediaType, cursor, isWhole });
      slices.push(...cut.slices);
      ({ cursor } = cut);
      if (cut.isOver) return slices;
      if (cut.slices.length === 0) break;
    }
  }
  return slices;
}

/** A tone of so many hertz at a loudness from 0 to 1. */
export function tone(rate: number, seconds: number, hertz: number, loudness: number): Float32Array {
  const step = (2 * Math.PI * hertz) / rate;
  return Float32Array.from({ length: Math.round(rate * seconds) }, (_, index) => loudness * Math.sin(index * step));
}

/** Tones one after the other, as mono WAV of 16 bits: how long each is, and how loud. */
export function toneWav(rate: number, parts: readonly (readonly [seconds: number, loudness: number])[]): Uint8Array {
  const sound = parts.flatMap(([seconds, loudness]) => [...tone(rate, seconds, 440, loudness)]);
  return writeWav(Float32Array.from(sound), rate);
}

/** Makes a sound of another kind. @param wishes as ffmpeg takes them, the format last. @throws Error with what ffmpeg says. */
export function encodeSound(sound: Uint8Array, ...wishes: readonly string[]): Uint8Array {
  return ffmpeg(sound, ['-i', 'pipe:0', ...wishes, 'pipe:1']);
}

/** Decodes a sound with a decoder that is not the product's, and that complains of every fault. @throws Error with its complaint. */
export function decodeSound(sound: Uint8Array, rate: number): Float32Array {
  const pcm = ffmpeg(sound, ['-i', 'pipe:0', '-f', 'f32le', '-ac', '1', '-ar', String(rate), 'pipe:1']);
  return new Float32Array(pcm.slice().buffer);
}

function ffmpeg(input: Uint8Array, options: readonly string[]): Uint8Array {
  const { status, stdout, stderr } = spawnSync('ffmpeg', ['-v', 'error', '-nostdin', ...options], {
    input,
    maxBuffer: 2 ** 28,
  });
  if (status !== 0 || stderr.length > 0) throw new Error(`ffmpeg: ${stderr.toString()}`);
  return stdout;
}
