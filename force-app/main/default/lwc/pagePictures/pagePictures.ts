import { getPage } from 'c/captureApi';
import { bytesFrom, createShelves } from 'c/mediaShelf';

/** So many pictures stay at hand: a page of a document is up to 1 MB. */
const KEPT = 12;

/** The pictures of one capture's pages, as addresses that an `img` can show. */
export interface PagePictures {
  /**
   * The picture of a page (from 1); asked for once, and again after a failure.
   * @throws what {@link getPage} throws
   */
  picture(page: number): Promise<string>;
  /** Gives the pictures back to the browser once everybody who opened them has closed them. */
  close(): void;
}

const openShelf = createShelves(async (captureId, page) => {
  const content = await getPage(captureId, page);
  return new Blob([bytesFrom(content)], { type: 'image/jpeg' });
}, KEPT);

/** The pictures of a capture, shared by everything on the page that shows one. */
export function openPictures(captureId: string): PagePictures {
  const { address, close } = openShelf(captureId);
  return { picture: address, close };
}
