import type { ChosenFile } from 'c/keptFiles';
import { Addresses } from './addresses';

/** Where chosen recordings are played, and what the browser tells of them, by the file's id. */
export class Playing {
  private readonly addresses = new Addresses();
  private readonly seconds = new Map<string, number>();
  private readonly silent = new Set<string>();

  /** @returns nothing for what is no recording, and for one that this browser cannot play */
  addressOf(id: string): string | null {
    return this.silent.has(id) ? null : (this.addresses.of(id) ?? null);
  }

  make({ id, kind, content, mediaType }: ChosenFile): void {
    if (kind !== 'sound' || this.addresses.of(id)) return;
    this.addresses.give(id, content.slice(0, content.size, mediaType));
  }

  secondsOf(id: string): number | undefined {
    return this.seconds.get(id);
  }

  /** @param seconds as the browser says: of what was streamed while it was recorded it knows no end */
  learnLength(id: string, seconds: number): void {
    if (Number.isFinite(seconds) && seconds > 0) this.seconds.set(id, seconds);
  }

  learnSilence(id: string): void {
    this.silent.add(id);
  }

  isSilent(id: string): boolean {
    return this.silent.has(id);
  }

  release(id: string): void {
    this.addresses.release(id);
  }

  releaseAll(): void {
    this.addresses.releaseAll();
  }
}
