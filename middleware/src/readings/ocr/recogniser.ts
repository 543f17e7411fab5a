import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

import { createWorker, OEM, PSM, type Line, type Page, type Worker } from 'tesseract.js';

import type { GreyPicture, Recognise, RecognisedLine, RecogniseOptions, Segmentation } from './recognised.ts';

const require = createRequire(import.meta.url);
const FRENCH = require.resolve('@tesseract.js-data/fra/4.0.0_best_int/fra.traineddata.gz');
const ENGLISH = require.resolve('@tesseract.js-data/eng/4.0.0_best_int/eng.traineddata.gz');
const MODES: Record<Segmentation, PSM> = { page: PSM.AUTO, block: PSM.SINGLE_BLOCK, sparse: PSM.SPARSE_TEXT };

export interface Recogniser {
  readonly recognise: Recognise;
  close(): Promise<void>;
}

/**
 * Reads French and English print, offline. It starts with the first picture, reads one picture after the other, and starts
 * anew after one that it could not read: what its WebAssembly holds then is not to be trusted.
 */
export function createRecogniser(): Recogniser {
  let worker: Promise<Worker> | null = null;
  let last: Promise<unknown> = Promise.resolve();
  const close = async () => {
    const ending = worker;
    worker = null;
    await (await ending?.catch(() => null))?.terminate();
  };
  const recogniseNow = async (picture: GreyPicture, options: RecogniseOptions) => {
    try {
      worker ??= startWorker();
      return await recogniseBy(await worker, picture, options);
    } catch (error) {
      await close();
      throw error instanceof Error ? error : new Error('the picture was not recognised', { cause: error });
    }
  };
  return {
    recognise(picture, options = {}) {
      const turn = last.then(() => recogniseNow(picture, options));
      last = turn.catch(() => undefined);
      return turn;
    },
    close,
  };
}

/**
 * The library looks for all languages in one folder, and each has a package of its own: French is opened from its folder,
 * English is put beside it into the worker's own file system.
 */
async function startWorker(): Promise<Worker> {
  const options = {
    langPath: dirname(FRENCH),
    cacheMethod: 'none',
    // Errors reject the call as well. Without a handler they would end the process besides.
    errorHandler: () => undefined,
  };
  const [worker, english] = await Promise.all([createWorker('fra', OEM.LSTM_ONLY, options), unpack(ENGLISH)]);
  await worker.FS('writeFile', ['/eng.traineddata', english]);
  await worker.reinitialize('fra', OEM.LSTM_ONLY, SETTINGS);
  return worker;
}

/** Given at the start only: the second language, and silence about lines that are too small to read. */
const SETTINGS = { tessedit_load_sublangs: 'eng', debug_file: '/dev/null' } as unknown as string;

async function unpack(path: string): Promise<Uint8Array> {
  return promisify(gunzip)(await readFile(path));
}

async function recogniseBy(
  worker: Worker,
  picture: GreyPicture,
  { segmentation = 'page' }: RecogniseOptions,
): Promise<RecognisedLine[]> {
  // The resolution is not known and is guessed from the letters; saying one spares a warning.
  const parameters = { tessedit_pageseg_mode: MODES[segmentation] };
  await worker.setParameters(parameters);
  const { data } = await worker.recognize(portableGreyMap(picture), {}, { text: false, blocks: true });
  return linesOf(data);
}

/** The simplest format there is: nothing is compressed, and nothing unpacked again. */
function portableGreyMap({ pixels, width, height }: GreyPicture): Buffer {
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), pixels]);
}

function linesOf(page: Page): RecognisedLine[] {
  const lines = (page.blocks ?? []).flatMap(({ paragraphs }) => paragraphs.flatMap((paragraph) => paragraph.lines));
  return lines.map(lineOf).filter(({ words }) => words.length > 0);
}

function lineOf({ words }: Line): RecognisedLine {
  return {
    words: words.map(({ text, confidence, bbox }) => ({
      text,
      confidence: Math.min(1, Math.max(0, confidence / 100)),
      box: { left: bbox.x0, top: bbox.y0, right: bbox.x1, bottom: bbox.y1 },
    })),
  };
}
