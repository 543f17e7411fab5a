import type { ReadPage } from '../file.ts';
import type { Recognise, RecognisedLine } from '../ocr/recognised.ts';
import { pageText } from '../page-text.ts';
import { decodePicture } from './decode.ts';
import { certainty, legibilityOf, standsOnItsSide, sureLetters, withDoubt, withoutJunk } from './legibility.ts';
import { withMissedLines } from './missed-lines.ts';
import { wordsOnPage } from './page-words.ts';
import { prepare, turned, type Prepared, type PreparedPicture } from './prepare.ts';

const LONG_SIDE = 2000;
/** No line of words is lower than so many pixels. */
const LOWEST_LINE = 8;
/** With less of its letters sure, a page may lie on its side or on its head. */
const LEAST_CERTAINTY = 0.7;
const FEW_WORDS = 90;

export interface PictureTools {
  readonly recognise: Recognise;
}

/**
 * The words of a picture of a page, with their places.
 * @throws FileRefused when it is no picture, damaged or too large.
 */
export async function readPicture(
  bytes: Uint8Array,
  { recognise }: PictureTools,
): Promise<Pick<ReadPage, 'text' | 'words' | 'width' | 'height' | 'legibility'>> {
  const { grey, width, height } = await decodePicture(bytes, LONG_SIDE);
  if (Math.min(grey.width, grey.height) < LOWEST_LINE) return { text: '', words: [], width, height, legibility: null };
  const { picture, lines } = await readUpright(await prepare(grey), recognise);
  const kept = withDoubt(withoutJunk(await lookAgain(picture, lines, recognise)));
  return { ...pageText(wordsOnPage(kept, picture.back)), width, height, legibility: legibilityOf(kept) };
}

/** Pages with few words are looked at twice: cards and posters have logos, and each of their lines counts. */
async function lookAgain(
  { grey }: PreparedPicture,
  lines: readonly RecognisedLine[],
  recognise: Recognise,
): Promise<readonly RecognisedLine[]> {
  const words = lines.reduce((sum, line) => sum + line.words.length, 0);
  return words > FEW_WORDS ? lines : withMissedLines(lines, await recognise(grey, { segmentation: 'sparse' }));
}

interface Attempt {
  readonly picture: PreparedPicture;
  readonly lines: readonly RecognisedLine[];
}

/** Reads the page as its lines run, and turned where that told little: cameras do not always say how they were held. */
async function readUpright({ even, turns, degrees }: Prepared, recognise: Recognise): Promise<Attempt> {
  let best = await attempt(even, degrees[turns[0]], recognise);
  for (const turn of turns.slice(1)) {
    if (!standsOnItsSide(best.lines) && certainty(best.lines) >= LEAST_CERTAINTY) break;
    const next = await attempt(even, degrees[turn], recognise);
    if (uprightLetters(next) > uprightLetters(best)) best = next;
  }
  return best;
}

async function attempt(even: PreparedPicture, degrees: number, recognise: Recognise): Promise<Attempt> {
  const picture = await turned(even, degrees);
  return { picture, lines: await recognise(picture.grey) };
}

/** The recogniser makes out some lines that run down: what it reads so is no sign that the page is upright. */
function uprightLetters({ lines }: Attempt): number {
  return standsOnItsSide(lines) ? 0 : sureLetters(lines);
}
