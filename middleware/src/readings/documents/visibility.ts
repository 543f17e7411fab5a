import type { DrawnWord } from './words.ts';

/** The pixels of a page as a person sees it: red, green, blue and opacity of each. */
export interface SeenPage {
  readonly pixels: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** How far the brightest and the darkest pixel of a word must be from each other, of 255: below it nobody reads. */
const LEAST_CONTRAST = 40;
/** In points: below it nobody reads. */
export const LEAST_SIZE = 2;

/**
 * Whether ink stands where a word should be. Text that only programs find (white on white, behind a picture, in a layer that is
 * off) is no evidence that a person could have seen, and is where orders to programs hide.
 */
export function isSeen({ pixels, width, height }: SeenPage, word: DrawnWord): boolean {
  if (word.right <= 0 || word.bottom <= 0 || word.left >= width || word.top >= height) return false;
  const least = [255, 255, 255];
  const most = [0, 0, 0];
  const from = { x: Math.max(0, Math.floor(word.left)), y: Math.max(0, Math.floor(word.top)) };
  const to = { x: Math.min(width, Math.ceil(word.right)), y: Math.min(height, Math.ceil(word.bottom)) };
  for (let y = from.y; y < to.y; y += 1) {
    for (let at = (y * width + from.x) * 4; at < (y * width + to.x) * 4; at += 4) {
      for (const channel of [0, 1, 2]) {
        const value = pixels[at + channel] ?? 0;
        least[channel] = Math.min(least[channel] ?? 0, value);
        most[channel] = Math.max(most[channel] ?? 0, value);
      }
    }
  }
  return most.some((value, channel) => value - (least[channel] ?? 0) >= LEAST_CONTRAST);
}
