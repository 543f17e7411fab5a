class Shelf {
    users = 0;
    fetch;
    kept;
    addresses = new Map();
    constructor(fetch, kept) {
        this.fetch = fetch;
        this.kept = kept;
    }
    address(number) {
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
    empty() {
        for (const address of this.addresses.values())
            release(address);
        this.addresses.clear();
    }
    trim() {
        const [oldest] = this.addresses;
        if (!oldest || this.addresses.size <= this.kept)
            return;
        this.addresses.delete(oldest[0]);
        release(oldest[1]);
    }
}
/**
 * Shelves by capture, shared by everything on the page that shows the same.
 * @param kept so much of a capture stays at hand; what was not asked for for longest goes first
 */
export function createShelves(fetch, kept) {
    const shelves = new Map();
    return (captureId) => {
        const shelf = shelves.get(captureId) ?? new Shelf((number) => fetch(captureId, number), kept);
        shelves.set(captureId, shelf);
        shelf.users += 1;
        let isOpen = true;
        return {
            address: (number) => shelf.address(number),
            close: () => {
                if (!isOpen)
                    return;
                isOpen = false;
                shelf.users -= 1;
                if (shelf.users > 0)
                    return;
                shelves.delete(captureId);
                shelf.empty();
            },
        };
    };
}
/** The bytes that a base64 text stands for. */
export function bytesFrom(base64) {
    return Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
}
function release(address) {
    address.then((known) => URL.revokeObjectURL(known), () => undefined);
}
