/** A pause that can be ended before its time. */
export class Rest {
  private endNow: (() => void) | null = null;

  /** @param seconds null: until it is ended */
  take(seconds: number | null): Promise<void> {
    return new Promise((resolve) => {
      const timer = seconds === null ? undefined : setTimeout(() => this.end(), seconds * 1000);
      this.endNow = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  end(): void {
    this.endNow?.();
    this.endNow = null;
  }
}
