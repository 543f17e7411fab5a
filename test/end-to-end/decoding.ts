/** A real decoder, which the product does not have: ffmpeg, for what the tests must know of a sound. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const QUIET = ['-hide_banner', '-loglevel', 'error', '-nostdin'];

/** Decodes a sound to mono PCM of 16 bits. Empty for what cannot be decoded. */
export async function decode(bytes: Uint8Array, rate: number): Promise<Int16Array> {
  // Not by a pipe: some formats say at their end how they begin.
  const folder = await mkdtemp(path.join(tmpdir(), 'sound-'));
  try {
    const file = path.join(folder, 'sound');
    await writeFile(file, bytes);
    const output = ['-f', 's16le', '-ac', '1', '-ar', String(rate), 'pipe:1'];
    const child = spawn('ffmpeg', [...QUIET, '-i', file, ...output], { stdio: ['ignore', 'pipe', 'ignore'] });
    const pcm = Buffer.concat(await child.stdout.toArray());
    return Int16Array.from({ length: Math.floor(pcm.length / 2) }, (_, index) => pcm.readInt16LE(2 * index));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** How long a sound is when it is decoded. */
export async function decodedSeconds(bytes: Uint8Array): Promise<number> {
  const rate = 16_000;
  return (await decode(bytes, rate)).length / rate;
}

/** Makes a file of another kind of a sound: by its ending, as ffmpeg knows it. @throws Error with what ffmpeg says. */
export function encode(sound: Buffer, file: string, wishes: readonly string[] = []): void {
  const { status, stderr } = spawnSync('ffmpeg', [...QUIET, '-y', '-i', 'pipe:0', ...wishes, file], { input: sound });
  if (status !== 0) throw new Error(`ffmpeg: ${stderr.toString()}`);
}
