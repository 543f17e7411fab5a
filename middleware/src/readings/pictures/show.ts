import { openPicture, refuse } from './decode.ts';

const LONG_SIDE = 2048;
const MOST_BYTES = 1024 * 1024;
const WHITE = '#ffffff';
/** From what nobody sees to what is still clear; the last is small enough for any picture of this size. */
const ATTEMPTS = [
  { quality: 85, share: 1 },
  { quality: 70, share: 1 },
  { quality: 55, share: 0.8 },
  { quality: 45, share: 0.5 },
] as const;

/**
 * The picture as it is seen: upright, a JPEG of at most 2048 pixels on its long side and of at most a megabyte.
 * @throws FileRefused
 */
export async function showPicture(bytes: Uint8Array): Promise<Uint8Array> {
  let jpeg = new Uint8Array();
  for (const { quality, share } of ATTEMPTS) {
    const side = Math.round(LONG_SIDE * share);
    jpeg = await openPicture(bytes)
      .flatten({ background: WHITE })
      .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .jpeg({ quality })
      .toBuffer()
      .catch(refuse);
    if (jpeg.length <= MOST_BYTES) break;
  }
  return jpeg;
}
