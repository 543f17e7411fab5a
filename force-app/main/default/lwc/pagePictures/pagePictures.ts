import { getPage } from 'c/captureApi';

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

class Shelf {
  users = 0;
  private readonly captureId: string;
  private readonly pictures = new Map<number, Promise<string>>();

  constructor(captureId: string) {
    this.captureId = captureId;
  }

  picture(page: number): Promise<string> {
    const known = this.pictures.get(page);
    const picture = known ?? getPage(this.captureId, page).then(pictureAddress);
    this.pictures.delete(page);
    this.pictures.set(page, picture);
    if (!known) {
      picture.catch(() => this.pictures.delete(page));
      this.trim();
    }
    return picture;
  }

  empty(): void {
    for (const picture of this.pictures.values()) release(picture);
    this.pictures.clear();
  }

  private trim(): void {
    const [oldest] = this.pictures;
    if (!oldest || this.pictures.size <= KEPT) return;
    this.pictures.delete(oldest[0]);
    release(oldest[1]);
  }
}

const shelves = new Map<string, Shelf>();

/** The pictures of a capture, shared by everything on the page that shows one. */
export function openPictures(captureId: string): PagePictures {
  const shelf = shelves.get(captureId) ?? new Shelf(captureId);
  shelves.set(captureId, shelf);
  shelf.users += 1;
  let isOpen = true;
  return {
    picture: (page) => shelf.picture(page),
    close: () => {
      if (!isOpen) return;
      isOpen = false;
      shelf.users -= 1;
      if (shelf.users > 0) return;
      shelves.delete(captureId);
      shelf.empty();
    },
  };
}

/** The bytes that a base64 text stands for. */
export function bytesFrom(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
}

function pictureAddress(base64: string): string {
  return URL.createObjectURL(new Blob([bytesFrom(base64)], { type: 'image/jpeg' }));
}

function release(picture: Promise<string>): void {
  picture.then(
    (address) => URL.revokeObjectURL(address),
    () => undefined,
  );
}
