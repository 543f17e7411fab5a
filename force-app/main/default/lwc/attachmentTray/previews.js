import { previewOf } from 'c/pictureReduction';
import { Addresses } from './addresses';
/** Small pictures of the chosen files, by the file's id. */
export class Previews {
    addresses = new Addresses();
    addressOf(id) {
        return this.addresses.of(id);
    }
    /** A picture that cannot be shown small goes without. */
    async make({ id, kind, content }) {
        if (kind !== 'picture')
            return;
        const small = await previewOf(content).catch(() => null);
        if (small)
            this.addresses.give(id, small);
    }
    release(id) {
        this.addresses.release(id);
    }
    releaseAll() {
        this.addresses.releaseAll();
    }
}
