/** What was fetched of one capture, as addresses that an element of the page can show or play. */
export interface MediaShelf {
  /** The address of one thing, by its number; fetched once, and again after a failure, whose error is thrown. */
  address(number: number): Promise<string>;
  /** Gives everything back to the browser once everybody who opened the shelf has closed it. */
  close(): void;
}

type Fetch = (captureId: string, number: number) => Promise<Blob>;

class Shelf {
  users = 0;
  private readonly fetch: (number: number) => Promise<Blob>;
  private readonly kept: number;
  private readonly addresses = new Map<number, Promise<string>>();

  constructor(fetch: (number: number) => Promise<Blob>, kept: number) {
    this.fetch = fetch;
    this.kept = kept;
  }

  address(number: number): Promise<string> {
    const known = this.addresses.get(number);
    const address = known ?? this.fetch(number).then((blob) => URL.createObjectURL(blob));
    this.addresses.delete(number);
    this.addresses.set(number, address);
    if (!known) {
      address.catch(() => this.addresses.delete(number));
      this.trim();
    }
    return address;
  }

  empty(): void {
    for (const address of this.addresses.values()) release(address);
    this.addresses.clear();
  }

  private trim(): void {
    const [oldest] = this.addresses;
    if (!oldest || this.addresses.size <= this.kept) return;
    this.addresses.delete(oldest[0]);
    release(oldest[1]);
  }
}

/**
 * Shelves by capture, shared by everything on the page that shows the same.
 * @param kept so much of a capture stays at hand; what was not asked for for longest goes first
 */
export function createShelves(fetch: Fetch, kept: number): (captureId: string) => MediaShelf {
  const shelves = new Map<string, Shelf>();
  return (captureId) => {
    const shelf = shelves.get(captureId) ?? new Shelf((number) => fetch(captureId, number), kept);
    shelves.set(captureId, shelf);
    shelf.users += 1;
    let isOpen = true;
    return {
      address: (number) => shelf.address(number),
      close: () => {
        if (!isOpen) return;
        isOpen = false;
        shelf.users -= 1;
        if (shelf.users > 0) return;
        shelves.delete(captureId);
        shelf.empty();
      },
    };
  };
}

/** The bytes that a base64 text stands for. */
export function bytesFrom(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
}

function release(address: Promise<string>): void {
  address.then(
    (known) => URL.revokeObjectURL(known),
    () => undefined,
  );
}
