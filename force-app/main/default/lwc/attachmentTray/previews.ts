import type { ChosenFile } from 'c/keptFiles';
import { previewOf } from 'c/pictureReduction';
import { Addresses } from './addresses';

/** Small pictures of the chosen files, by the file's id. */
export class Previews {
  private readonly addresses = new Addresses();

  addressOf(id: string): string | undefined {
    return this.addresses.of(id);
  }

  /** A picture that cannot be shown small goes without. */
  async make({ id, kind, content }: ChosenFile): Promise<void> {
    if (kind !== 'picture') return;
    const small = await previewOf(content).catch(() => null);
    if (small) this.addresses.give(id, small);
  }

  release(id: string): void {
    this.addresses.release(id);
  }

  releaseAll(): void {
    this.addresses.releaseAll();
  }
}
