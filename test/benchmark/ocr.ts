/** Reading pictures: words right, places and seconds, beside the `tesseract` command on the same files in the same run. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createRecogniser } from '../../middleware/src/readings/ocr/recogniser.ts';
import type { Recognise } from '../../middleware/src/readings/ocr/recognised.ts';
import { readPicture } from '../../middleware/src/readings/pictures/read.ts';
import { viewOf } from '../../middleware/src/readings/view.ts';
import { normalisedWords, placesOf } from '../../middleware/src/testing/rendered/places.ts';
import { renderedCases, scannedCases, type OcrCase } from './ocr-cases.ts';
import { reportOcr, type OcrScore } from './ocr-report.ts';
import { wordsRight } from './ocr-scores.ts';
import { measureTwoAtOnce } from './ocr-speed.ts';

/** Measures and prints; 1 when an aim is missed. `data` holds folders of scans, each beside a JSON file with its words. */
export async function benchmarkOcr(data?: string): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'ocr-'));
  const recogniser = createRecogniser();
  const command = spawnSync('tesseract', ['--version']).status === 0;
  if (!command) console.log('SKIPPED: no `tesseract` command here, so nothing is compared; the recorded floors hold.');
  if (data === undefined) console.log('SKIPPED: no scans. Give their folder as --data DIR.');
  try {
    const scores: OcrScore[] = [];
    for await (const page of casesOf(data)) {
      const score = await scoreOf(page, recogniser.recognise, command ? folder : null);
      scores.push(score);
      console.log(progressOf(page, score, scores.length));
    }
    await recogniser.close();
    return reportOcr(scores, { command, twoAtOnce: await measureTwoAtOnce() });
  } finally {
    await recogniser.close();
    await rm(folder, { recursive: true });
  }
}

/** Rendered pages come first: what a first picture takes is then that of the same picture in every run. */
async function* casesOf(data: string | undefined): AsyncGenerator<OcrCase> {
  yield* renderedCases();
  if (data !== undefined) yield* scannedCases(data);
}

function progressOf({ set, name }: OcrCase, { words, right, seconds }: OcrScore, number: number): string {
  return `${number}. ${set}, ${name}: ${right} of ${words} words, ${seconds.toFixed(2)} s`;
}

async function scoreOf(page: OcrCase, recognise: Recognise, folder: string | null): Promise<OcrScore> {
  const start = performance.now();
  const read = await readPicture(page.bytes, { recognise });
  const seconds = (performance.now() - start) / 1000;
  const other = folder === null ? { text: '', seconds: Number.NaN } : await readByCommand(page, folder);
  const seen = normalisedWords(read.text);
  return {
    set: page.set,
    words: page.truth.length,
    right: wordsRight(page.truth, seen),
    commandRight: wordsRight(page.truth, normalisedWords(other.text)),
    read: seen.length,
    unsure: unsureOf(read),
    poor: read.legibility === 'poor',
    places: page.drawn && placesOf(page.drawn, read),
    seconds,
    commandSeconds: other.seconds,
  };
}

/** How many words the page shows as hard to read. */
function unsureOf({ text, words }: Awaited<ReturnType<typeof readPicture>>): number {
  const placed = words.map((word) => ({ ...word, page: 1 }));
  const { unsure } = viewOf({ text, language: 'fr', corrected: false, pages: [], words: placed });
  return words.filter((word) => unsure.some(({ start, end }) => word.start >= start && word.end <= end)).length;
}

async function readByCommand(page: OcrCase, folder: string): Promise<{ text: string; seconds: number }> {
  const path = join(folder, `page${page.ending}`);
  await writeFile(path, page.bytes);
  const start = performance.now();
  const { stdout } = spawnSync('tesseract', [path, 'stdout', '-l', 'fra+eng'], { encoding: 'utf8' });
  return { text: stdout, seconds: (performance.now() - start) / 1000 };
}
