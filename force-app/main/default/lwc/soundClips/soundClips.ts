import { getSound } from 'c/captureApi';
import { bytesFrom, createShelves } from 'c/mediaShelf';
import type { MediaShelf } from 'c/mediaShelf';

/** So many stretches stay at hand: one of 30 seconds is up to 1 MB. */
const KEPT = 6;

/**
 * The stretches of a capture's recording (from 1), as addresses that an `audio` can play. Each is asked for once, and again
 * after a failure.
 * @throws (its `address`) what {@link getSound} throws
 */
export const openClips: (captureId: string) => MediaShelf = createShelves(async (captureId, stretch) => {
  const { mediaType, content } = await getSound(captureId, stretch);
  return new Blob([bytesFrom(content)], { type: mediaType });
}, KEPT);
