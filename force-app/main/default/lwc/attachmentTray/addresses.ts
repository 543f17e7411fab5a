/** Addresses of contents that the page shows or plays, by the file's id. They hold memory until they are released. */
export class Addresses {
  private readonly known = new Map<string, string>();

  of(id: string): string | undefined {
    return this.known.get(id);
  }

  give(id: string, content: Blob): void {
    this.release(id);
    this.known.set(id, URL.createObjectURL(content));
  }

  release(id: string): void {
    const address = this.known.get(id);
    if (address) URL.revokeObjectURL(address);
    this.known.delete(id);
  }

  releaseAll(): void {
    for (const id of [...this.known.keys()]) this.release(id);
  }
}
