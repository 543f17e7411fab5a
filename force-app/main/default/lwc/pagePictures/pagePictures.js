import { getPage } from 'c/captureApi';
import { bytesFrom, createShelves } from 'c/mediaShelf';
/** So many pictures stay at hand: a page of a document is up to 1 MB. */
const KEPT = 12;
const openShelf = createShelves(async (captureId, page) => {
    const content = await getPage(captureId, page);
    return new Blob([bytesFrom(content)], { type: 'image/jpeg' });
}, KEPT);
/** The pictures of a capture, shared by everything on the page that shows one. */
export function openPictures(captureId) {
    const { address, close } = openShelf(captureId);
    return { picture: address, close };
}
