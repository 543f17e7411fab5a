import type { GreyPicture } from '../ocr/recognised.ts';
import { sharp } from './library.ts';

const LONG_SIDE = 800;
/** Darker than this is ink, once the light is even. */
const INK = 150;
/** The edge of a picture is table, or a border. */
const MARGIN = 0.05;
const FEWEST_INK = 400;
const MOST_DEGREES = 15;
const STEPS = [1, 0.2, 0.05] as const;
/** Less than this the reader does not mind. */
const LEAST_DEGREES = 0.2;

/** How the lines of a page run. */
export interface Skew {
  /** How many degrees clockwise they are turned; 0 when nothing says so. */
  readonly degrees: number;
  /** How clearly, to compare with lines that run another way on the same page. */
  readonly clearness: number;
}

/**
 * How the lines of an evenly lit picture run if they run across it, and if they run down it. Ink that is gathered along the
 * lines makes full and empty rows: the angle at which neighbouring rows differ most is theirs.
 */
export async function skewsOf(picture: GreyPicture): Promise<{ across: Skew; down: Skew }> {
  const ink = await inkOf(picture);
  return { across: skewOf(ink), down: skewOf(onItsSide(ink)) };
}

function skewOf(ink: Ink): Skew {
  let best = { degrees: 0, clearness: contrast(ink, 0) };
  if (ink.xs.length < FEWEST_INK) return best;
  let [from, to] = [-MOST_DEGREES, MOST_DEGREES];
  for (const step of STEPS) {
    for (let degrees = from; degrees <= to + step / 2; degrees += step) {
      const clearness = contrast(ink, degrees);
      if (clearness > best.clearness) best = { degrees, clearness };
    }
    [from, to] = [best.degrees - step, best.degrees + step];
  }
  return Math.abs(best.degrees) < LEAST_DEGREES ? { ...best, degrees: 0 } : best;
}

/** The ink turned by 90 degrees clockwise. */
function onItsSide({ xs, ys, width, height }: Ink): Ink {
  return { xs: ys.map((y) => height - 1 - y), ys: xs, width: height, height: width };
}

interface Ink {
  readonly xs: Int16Array;
  readonly ys: Int16Array;
  readonly width: number;
  readonly height: number;
}

async function inkOf({ pixels, width, height }: GreyPicture): Promise<Ink> {
  const { data, info } = await sharp(pixels, { raw: { width, height, channels: 1 } })
    .resize({ width: LONG_SIDE, height: LONG_SIDE, fit: 'inside', withoutEnlargement: true })
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const [left, top] = [Math.round(info.width * MARGIN), Math.round(info.height * MARGIN)];
  const places: number[] = [];
  for (let y = top; y < info.height - top; y += 1) {
    for (let x = left; x < info.width - left; x += 1) {
      if ((data[y * info.width + x] ?? 0) < INK) places.push(y * info.width + x);
    }
  }
  return {
    xs: Int16Array.from(places, (place) => place % info.width),
    ys: Int16Array.from(places, (place) => Math.floor(place / info.width)),
    width: info.width,
    height: info.height,
  };
}

/** How much neighbouring rows differ once the ink is moved back along the angle. */
function contrast({ xs, ys, width, height }: Ink, degrees: number): number {
  const fall = Math.tan((degrees * Math.PI) / 180);
  const rows = new Float64Array(height + 2 * width);
  for (let index = 0; index < xs.length; index += 1) {
    const row = Math.round((ys[index] ?? 0) - (xs[index] ?? 0) * fall) + width;
    rows[row] = (rows[row] ?? 0) + 1;
  }
  let sum = 0;
  for (let row = 1; row < rows.length; row += 1) sum += ((rows[row] ?? 0) - (rows[row - 1] ?? 0)) ** 2;
  return sum;
}
