/** A file that cannot be taken. */
export class FileNotTaken extends Error {
    reason;
    constructor(reason) {
        super(reason);
        this.name = 'FileNotTaken';
        this.reason = reason;
    }
}
