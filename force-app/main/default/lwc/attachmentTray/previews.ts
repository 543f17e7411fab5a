import type { ChosenFile } from 'c/keptFiles';
import { previewOf } from 'c/pictureReduction';

/** Small pictures of the chosen files, by the file's id. Their addresses hold memory until they are released. */
export class Previews {
  private addresses: Record<string, string> = {};

  addressOf(id: string): string | undefined {
    return this.addresses[id];
  }

  /** A picture that cannot be shown small goes without. */
  async make({ id, kind, content }: ChosenFile): Promise<void> {
    if (kind !== 'picture') return;
    const small = await previewOf(content).catch(() => null);
    if (!small) return;
    this.release(id);
    this.addresses[id] = URL.createObjectURL(small);
  }

  release(id: string): void {
    const address = this.addresses[id];
    if (address) URL.revokeObjectURL(address);
    delete this.addresses[id];
  }

  releaseAll(): void {
    for (const id of Object.keys(this.addresses)) this.release(id);
  }
}
