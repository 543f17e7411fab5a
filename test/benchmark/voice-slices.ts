/** Cutting: every slice decodes alone, by a real decoder, and together they are as long as the recording. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { FileRefused } from '../../middleware/src/readings/file.ts';
import { mediaTypeOf } from '../../middleware/src/readings/media-types.ts';
import {
  createReadingProcesses,
  type ReadingProcesses,
} from '../../middleware/src/readings/processes/reading-processes.ts';
import { HEAD_BYTES, type SoundCursor, type SoundSlice } from '../../middleware/src/readings/sound/slice.ts';
import { decodedSeconds, encode } from '../end-to-end/decoding.ts';
import { skipWithoutSpeech } from '../end-to-end/spoken.ts';
import { recordingOf } from './recording.ts';
import { tableOf } from './table.ts';

interface SoundFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** How far the slices together may be from the recording, in seconds. */
const MOST_DIFFERENCE = 0.1;
const LIMITS = { processes: 1, megabytes: 512, seconds: 60 };
/** What a recording of the folder is also made into, so that every format that is read is cut, and more than once. */
const ALSO = ['opus.webm', 'opus.ogg', 'vorbis.ogg', 'aac.m4a', 'mp3.mp3', 'flac.flac', 'pcm.wav'];
const LEAST_SECONDS = 70;

/** Cuts the recordings of a folder, and those made from one of them, and prints what came of it. Gives what is wrong. */
export async function cutFiles(data: string): Promise<string[]> {
  if (skipWithoutSpeech) {
    console.log(`SKIPPED cutting: ${skipWithoutSpeech}`);
    return [];
  }
  const processes = createReadingProcesses(LIMITS);
  const failures: string[] = [];
  const rows: string[][] = [];
  try {
    for (const file of filesOf(data)) {
      const row = await cutFile(processes, file);
      if ('refused' in row) console.log(`SKIPPED ${file.name}: ${row.refused}`);
      else {
        rows.push([file.name, row.mediaType, String(row.slices), row.seconds.toFixed(2), row.difference.toFixed(3)]);
        if (row.silent > 0) failures.push(`${file.name}: ${row.silent} slices do not decode alone`);
        if (!(Math.abs(row.difference) <= MOST_DIFFERENCE))
          failures.push(`${file.name}: the slices differ from it by ${row.difference.toFixed(3)} s`);
      }
    }
  } finally {
    await processes.stop();
  }
  console.log(`\n${tableOf(['file', 'slices as', 'slices', 'seconds', 'difference, s'], rows)}`);
  return rows.length > 0 ? failures : [`${data}: no recording that is read`];
}

function* filesOf(data: string): Generator<SoundFile> {
  yield { name: 'Chromium, 2 minutes (webm)', bytes: recordingOf(2).bytes };
  const names = readdirSync(data, { recursive: true, encoding: 'utf8' }).filter((name) => /\.\w{3,4}$/.test(name));
  for (const name of names.toSorted()) {
    if (!name.endsWith('.json')) yield { name, bytes: readFileSync(path.join(data, name)) };
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'voice-'));
  try {
    for (const name of ALSO) yield { name: `made: ${name}`, bytes: madeAs(name, folder) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const CODECS: Readonly<Record<string, string>> = {
  opus: 'libopus',
  vorbis: 'libvorbis',
  aac: 'aac',
  mp3: 'libmp3lame',
};

function madeAs(name: string, folder: string): Buffer {
  const file = path.join(folder, name);
  const codec = CODECS[path.parse(name).name];
  encode(recordingOf(LEAST_SECONDS / 60).bytes, file, codec === undefined ? [] : ['-c:a', codec]);
  return readFileSync(file);
}

type CutFile =
  | { readonly refused: string }
  | {
      readonly mediaType: string;
      readonly slices: number;
      readonly seconds: number;
      readonly difference: number;
      /** Slices of which nothing could be decoded. */
      readonly silent: number;
    };

async function cutFile(processes: ReadingProcesses, { name, bytes }: SoundFile): Promise<CutFile> {
  const mediaType = await mediaTypeOf(bytes, name);
  if (mediaType === null) return { refused: 'no type that is read' };
  try {
    const slices = await slicesOf(processes, bytes, mediaType);
    const lengths = await Promise.all(slices.map((slice) => decodedSeconds(slice.bytes)));
    const seconds = await decodedSeconds(bytes);
    const difference = lengths.reduce((sum, one) => sum + one, 0) - seconds;
    const silent = lengths.filter((length) => length === 0).length;
    return { mediaType: slices[0]?.mediaType ?? 'none', slices: slices.length, seconds, difference, silent };
  } catch (error) {
    if (error instanceof FileRefused) return { refused: error.problem };
    throw error;
  }
}

async function slicesOf(processes: ReadingProcesses, bytes: Buffer, mediaType: string): Promise<SoundSlice[]> {
  const slices: SoundSlice[] = [];
  let cursor: SoundCursor | null = null;
  for (let isOver = false; !isOver;) {
    const rest = bytes.subarray(cursor?.byte ?? 0);
    const stretch = { head: bytes.subarray(0, HEAD_BYTES), bytes: rest, mediaType, cursor, isWhole: true };
    const cut = await processes.cut(stretch);
    slices.push(...cut.slices);
    ({ cursor, isOver } = cut);
  }
  return slices;
}
