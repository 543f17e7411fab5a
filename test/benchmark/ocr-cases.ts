/** The pictures of the benchmark, and what truly stands in them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, parse } from 'node:path';

import { z } from 'zod';

import { distort, type Distortion } from '../../middleware/src/testing/rendered/distortions.ts';
import {
  DOCUMENT_NAMES,
  renderDocument,
  WITH_HANDWRITING,
  type DocumentName,
  type RenderedPage,
} from '../../middleware/src/testing/rendered/documents.ts';
import { normalisedWords } from '../../middleware/src/testing/rendered/places.ts';

/** Pages that lie straight in even light. */
export const STRAIGHT = 'straight';
export const HANDWRITING = 'handwriting';

/** A picture and its true words; `drawn` says where they are, and is null for a scan. */
export interface OcrCase {
  readonly set: string;
  readonly name: string;
  readonly bytes: Buffer;
  /** How the file ends, with the dot. */
  readonly ending: string;
  readonly truth: readonly string[];
  readonly drawn: RenderedPage | null;
}

const PHOTO: readonly Distortion[] = [{ perspective: 0.05 }, { tilt: 3 }, { shadow: 0.6 }, { noise: 12 }, { exif: 6 }];

/** What is done to rendered documents. */
export const DISTORTIONS: Readonly<Record<string, readonly Distortion[]>> = {
  'tilt 3°': [{ tilt: 3 }],
  'tilt -8°': [{ tilt: -8 }],
  shadow: [{ shadow: 0.65 }],
  noise: [{ noise: 16 }],
  perspective: [{ perspective: 0.07 }],
  'EXIF turned': [{ exif: 8 }],
  'turned 90°': [{ turned: 90 }],
  'turned 180°': [{ turned: 180 }],
  'all at once': PHOTO,
};

async function renderedCase(set: string, name: DocumentName, distortions: readonly Distortion[]): Promise<OcrCase> {
  const page = await distort(renderDocument(name), ...distortions);
  return { set, name, bytes: page.jpeg, ending: '.jpg', truth: normalisedWords(page.lines.join('\n')), drawn: page };
}

/**
 * One after the other, because all photos need not be in memory at once. Under each distortion is every third document, in turn,
 * so that all of them take minutes.
 */
export async function* renderedCases(): AsyncGenerator<OcrCase> {
  const printed = DOCUMENT_NAMES.filter((name) => !WITH_HANDWRITING.has(name));
  for (const name of printed) yield await renderedCase(STRAIGHT, name, []);
  for (const name of WITH_HANDWRITING) yield await renderedCase(HANDWRITING, name, []);
  for (const [number, [set, distortions]] of Object.entries(DISTORTIONS).entries()) {
    for (const name of printed.filter((_, index) => (index + number) % 3 === 0))
      yield await renderedCase(set, name, distortions);
  }
}

const words = z.object({ words: z.array(z.object({ text: z.string() })) });
const scan = z.union([
  z
    .object({ form: z.array(words) })
    .transform(({ form }) => form.flatMap((part) => part.words.map(({ text }) => text))),
  z.object({ lines: z.array(z.object({ text: z.string() })) }).transform(({ lines }) => lines.map(({ text }) => text)),
]);

/** Scans in the folders of `data`, each beside a JSON file that says what stands in it. */
export function* scannedCases(data: string): Generator<OcrCase> {
  for (const set of readdirSync(data, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    const folder = join(data, set.name);
    for (const file of readdirSync(folder).toSorted()) {
      const { name, ext } = parse(file);
      const gold = join(folder, `${name}.json`);
      if (!['.png', '.jpg'].includes(ext) || !existsSync(gold)) continue;
      const truth = normalisedWords(scan.parse(JSON.parse(readFileSync(gold, 'utf8'))).join('\n'));
      const bytes = readFileSync(join(folder, file));
      yield { set: set.name, name, bytes, ending: ext, truth, drawn: null };
    }
  }
}
