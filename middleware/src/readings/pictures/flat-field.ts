import type { GreyPicture } from '../ocr/recognised.ts';
import { sharp } from './library.ts';

/** The background is looked at this many times smaller: letters are gone, the edge of a shadow is not. */
const SMALLER = 16;
const MEDIAN = 9;
const BLUR = 3;
/** Where it is darker than this, grain would be taken for ink. */
const DIMMEST = 90;
/** What paper becomes. */
const PAPER = 240;
/** Light is even when the darkest of the background has this share of its brightest; letters darken it a little themselves. */
const EVEN = 0.92;
/** Of the background, from the darkest: less than this at either end is a stain or a lamp. */
const OUTLIERS = 0.05;
/** A background darker than this is no paper. */
const BRIGHT = 180;

/**
 * The picture as if light fell on it evenly: each pixel compared with what is around it. What is darker than its surroundings
 * is dark, and so is what is lighter than them: light letters on a dark card are then read as others are. A bright page in even
 * light stays as it is: there is nothing to mend, and thin strokes and rules would suffer.
 */
export async function flattenLight(picture: GreyPicture): Promise<GreyPicture> {
  const background = await backgroundOf(picture);
  if (isEvenlyLit(background)) return picture;
  const pixels = new Uint8Array(picture.pixels.length);
  for (let at = 0; at < pixels.length; at += 1) {
    const [value, around] = [picture.pixels[at] ?? 0, background[at] ?? 0];
    pixels[at] = Math.max(0, PAPER * (1 - Math.abs(value - around) / Math.max(around, DIMMEST)));
  }
  return { ...picture, pixels };
}

function isEvenlyLit(background: Uint8Array): boolean {
  const sorted = background.toSorted();
  const dark = sorted[Math.floor(sorted.length * OUTLIERS)] ?? 0;
  const bright = sorted[Math.floor(sorted.length * (1 - OUTLIERS))] ?? 0;
  return dark >= BRIGHT && dark >= EVEN * bright;
}

async function backgroundOf({ pixels, width, height }: GreyPicture): Promise<Uint8Array> {
  const small = { width: Math.ceil(width / SMALLER), height: Math.ceil(height / SMALLER), channels: 1 } as const;
  const window = Math.min(MEDIAN, small.width, small.height);
  const mean = await sharp(pixels, { raw: { width, height, channels: 1 } })
    .resize(small.width, small.height, { fit: 'fill', kernel: 'linear' })
    .toColourspace('b-w')
    .raw()
    .toBuffer();
  const smooth = await sharp(mean, { raw: small }).median(window).blur(BLUR).toColourspace('b-w').raw().toBuffer();
  return sharp(smooth, { raw: small })
    .resize(width, height, { fit: 'fill', kernel: 'linear' })
    .toColourspace('b-w')
    .raw()
    .toBuffer();
}
