import { z } from 'zod';

/**
 * What slices are made as: Opus in WebM wherever the recording is Opus, 16 kHz mono 16-bit PCM in WAV where it can be decoded, and
 * otherwise the recording's own packets in the smallest container that holds them.
 */
export const sliceType = z.enum(['audio/webm', 'audio/wav', 'audio/mp4', 'audio/ogg', 'audio/mpeg']);
export type SliceType = z.infer<typeof sliceType>;

/** So many figures of loudness a second. */
export const LEVELS_A_SECOND = 10;

/** The longest slice: the window of Whisper, and half of what Google recognises in one call. */
export const LONGEST_SLICE_SECONDS = 30;
/** From here on a slice ends at its quietest moment. */
export const SHORTEST_SLICE_SECONDS = 15;

/** A stretch of a recording that can be played and recognised alone. Times are seconds in its take. */
export const soundSlice = z.object({
  from: z.number().min(0),
  to: z.number().min(0),
  mediaType: sliceType,
  /** At most a MiB. */
  bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  /** Loudness in dBFS (0 is the loudest, -100 silence), one figure each tenth of a second; null where it could not be decoded. */
  levels: z.array(z.number().min(-100).max(0)).nullable(),
});
export type SoundSlice = z.infer<typeof soundSlice>;

/**
 * Where the cutting of a take goes on. `byte`: the first byte of the take that is still needed. `state` is the cutter's own and
 * plain JSON, so that another process can go on with it on another day.
 */
export const soundCursor = z.object({ byte: z.int().min(0), state: z.unknown() });
export type SoundCursor = z.infer<typeof soundCursor>;

/** As much of the beginning of a take goes with every stretch: what every decoder begins with. */
export const HEAD_BYTES = 65_536;

/** A take, or as much of it as arrived. */
export interface SoundStretch {
  /** The first bytes of the take, at most `HEAD_BYTES`. */
  readonly head: Uint8Array;
  /** The bytes of the take from `cursor.byte` on (from its beginning without a cursor). */
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly cursor: SoundCursor | null;
  /** Whether `bytes` go to the end of the take. Nothing but WebM can be cut before. */
  readonly isWhole: boolean;
}

/** What cutting gives: a few slices at a time. `isOver`: the take is cut to its end. */
export const soundCut = z.object({ slices: z.array(soundSlice), cursor: soundCursor, isOver: z.boolean() });
export type SoundCut = z.infer<typeof soundCut>;
