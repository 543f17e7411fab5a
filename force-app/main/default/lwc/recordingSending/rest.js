/** A pause that can be ended before its time. */
export class Rest {
    endNow = null;
    /** @param seconds null: until it is ended */
    take(seconds) {
        return new Promise((resolve) => {
            const timer = seconds === null ? undefined : setTimeout(() => this.end(), seconds * 1000);
            this.endNow = () => {
                clearTimeout(timer);
                resolve();
            };
        });
    }
    end() {
        this.endNow?.();
        this.endNow = null;
    }
}
