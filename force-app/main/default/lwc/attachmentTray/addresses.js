/** Addresses of contents that the page shows or plays, by the file's id. They hold memory until they are released. */
export class Addresses {
    known = new Map();
    of(id) {
        return this.known.get(id);
    }
    give(id, content) {
        this.release(id);
        this.known.set(id, URL.createObjectURL(content));
    }
    release(id) {
        const address = this.known.get(id);
        if (address)
            URL.revokeObjectURL(address);
        this.known.delete(id);
    }
    releaseAll() {
        for (const id of [...this.known.keys()])
            this.release(id);
    }
}
