import { FileRefused } from '../file.ts';
import type { GreyPicture } from '../ocr/recognised.ts';
import { sharp } from './library.ts';

/** Above what phones make; a picture of this size takes 150 MB while it is decoded. */
const MOST_PIXELS = 50_000_000;
/** Small letters are read better when they are larger; more than this adds nothing but work. */
const MOST_ENLARGED = 2;
const WHITE = '#ffffff';

/** A picture in grey that is upright as its EXIF orientation says, and the size of the upright original in pixels. */
export interface DecodedPicture {
  readonly grey: GreyPicture;
  readonly width: number;
  readonly height: number;
}

/** What decodes a picture of ours; the first picture of those that move. Strict about what is cut short, not about metadata. */
export function openPicture(bytes: Uint8Array): ReturnType<typeof sharp> {
  return sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error', pages: 1, animated: false }).autoOrient();
}

/**
 * The picture in grey, with a long side of `longSide` pixels: a larger one is reduced, a smaller one at most doubled.
 * @throws FileRefused
 */
export async function decodePicture(bytes: Uint8Array, longSide: number): Promise<DecodedPicture> {
  const { width, height } = await sizeOf(bytes);
  const side = Math.min(longSide, Math.max(width, height) * MOST_ENLARGED);
  const picture = openPicture(bytes)
    .flatten({ background: WHITE })
    .resize({ width: side, height: side, fit: 'inside', kernel: 'cubic' })
    .toColourspace('b-w')
    .raw({ depth: 'uchar' });
  const { data, info } = await picture.toBuffer({ resolveWithObject: true }).catch(refuse);
  return { grey: { pixels: data, width: info.width, height: info.height }, width, height };
}

async function sizeOf(bytes: Uint8Array): Promise<{ width: number; height: number }> {
  const { autoOrient } = await sharp(bytes, { limitInputPixels: false }).metadata().catch(refuse);
  if (autoOrient.width * autoOrient.height > MOST_PIXELS) throw new FileRefused('picture-too-large');
  return autoOrient;
}

export function refuse(error: unknown): never {
  throw new FileRefused('file-damaged', { cause: error });
}
