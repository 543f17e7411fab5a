import type { SoundPacket } from './packets.ts';
import type { Grain } from './slice-end.ts';
import type { SoundSlice } from './slice.ts';

/** Packets that were listened to: how loud each is, and what was made of them meanwhile. */
export interface Measured<Packet extends SoundPacket> {
  readonly grains: readonly Grain[];
  /** The first so many of them as a file of their own. */
  make(packets: readonly Packet[]): Promise<Pick<SoundSlice, 'mediaType' | 'bytes' | 'levels'>>;
}

/** Makes slices of the packets of one codec. */
export interface SliceMaker<Packet extends SoundPacket> {
  /**
   * @param before the packets before the first one, as many as `preroll` says or as there are.
   */
  measure(packets: readonly Packet[], before: readonly Packet[]): Promise<Measured<Packet>>;
  /** How many packets before a slice are decoded with it, because the sound of its first ones depends on them. */
  readonly preroll: number;
  /** Gives back what it holds. */
  free(): void;
}
