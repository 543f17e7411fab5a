import type { CaptureParts } from '../../captures/parts.ts';
import { Superseded } from '../../captures/progress.ts';
import type { CaptureRecord } from '../../captures/store.ts';
import { createSlots } from '../../platform/slots.ts';
import { FileRefused } from '../file.ts';
import { HEAD_BYTES, type SoundCursor, type SoundCut, type SoundStretch } from '../sound/slice.ts';
import type { SliceNumber, SoundSlices } from './slices.ts';

/** Cuts a stretch of a take. @throws FileRefused where no other try would help. */
export type CutSound = (stretch: SoundStretch, signal?: AbortSignal) => Promise<SoundCut>;

interface Parts {
  readonly parts: Pick<CaptureParts, 'all' | 'part'>;
  readonly slices: Pick<SoundSlices, 'cutSoFar' | 'add'>;
  readonly cut: CutSound;
  /** What sound is by its first bytes; null for what is none. */
  readonly mediaTypeOf: (bytes: Uint8Array) => Promise<string | null>;
}

/** A take that was sent whole, or one of which more may come. */
export interface TakeToCut {
  readonly take: number;
  readonly whole: { readonly parts: number; readonly mediaType: string } | null;
}

interface Options {
  readonly signal: AbortSignal;
  /** Told of slices as soon as they are kept. */
  readonly onSlices: (slices: readonly SliceNumber[]) => void;
}

/** What can be cut while it is recorded. */
const GROWING_TYPE = 'audio/webm';
/** As much of a take that can be cut in stretches is in memory at a time; more only where no slice ends in it. */
const WINDOW_BYTES = 4 * 1_048_576;
/** What is only cut whole, of 100 MB perhaps, is in memory for so many takes at a time. */
const MAXIMUM_WHOLE = 2;

export type Cutting = ReturnType<typeof createCutting>;

/** Cuts takes into slices, each from where its cutting ended last, in this process or another. */
export function createCutting({ parts, slices, cut, mediaTypeOf }: Parts) {
  const inSlot = createSlots(MAXIMUM_WHOLE);
  const look = async (capture: CaptureRecord, { take, whole }: TakeToCut): Promise<Arrived> => {
    const received = (await parts.all(capture)).filter((one) => one.take === take);
    const sizes = beginningOf(received.map(({ part, bytes }) => [part, bytes]));
    const arrived = { take, sizes, total: sizes.reduce((sum, size) => sum + size, 0) };
    const { bytes: head } = await bytesBetween(parts, capture, arrived, 0, HEAD_BYTES);
    const isWhole = whole !== null && sizes.length >= whole.parts;
    const mediaType = whole?.mediaType ?? (await mediaTypeOf(head));
    return { ...arrived, head: head.subarray(0, HEAD_BYTES), isGrowing: whole === null, isWhole, mediaType };
  };
  const cutNext = async (capture: CaptureRecord, arrived: Arrived, at: Place, { signal }: Options) => {
    const from = at.cursor?.byte ?? 0;
    const to = arrived.mediaType === GROWING_TYPE ? from + at.window : arrived.total;
    // What is only cut whole is asked for again and again: it is read once.
    if (at.held?.from !== from || at.held.to !== to)
      at.held = { from, to, ...(await bytesBetween(parts, capture, arrived, from, to)) };
    const { bytes, end } = at.held;
    const { head, mediaType, total } = arrived;
    const isAll = end >= total;
    const isWhole = arrived.isWhole && isAll;
    const found = await cut({ head, bytes, mediaType: mediaType ?? '', cursor: at.cursor, isWhole }, signal);
    const isUnmoved = found.slices.length === 0 && found.cursor.byte <= from;
    const isStuck = isUnmoved && (!isWhole || JSON.stringify(found.cursor) === JSON.stringify(at.cursor));
    return { found, isAll, isStuck };
  };
  const cutOn = async (capture: CaptureRecord, arrived: Arrived, at: Place, options: Options): Promise<boolean> => {
    const { take } = arrived;
    for (;;) {
      options.signal.throwIfAborted();
      const { found, isAll, isStuck } = await cutNext(capture, arrived, at, options);
      const soFar = { cursor: found.cursor, isOver: found.isOver, isGrowing: arrived.isGrowing };
      if (found.slices.length > 0 && !(await slices.add(capture, { take, slice: at.last }, found.slices, soFar)))
        throw new Superseded();
      options.onSlices(found.slices.map((_, index) => ({ take, slice: at.last + index + 1 })));
      at.cursor = found.cursor;
      at.last += found.slices.length;
      if (found.isOver) return true;
      if (isStuck && isAll && arrived.isWhole) throw new FileRefused('file-damaged');
      if (isStuck && isAll) return false;
      if (isStuck) at.window *= 2;
    }
  };
  return {
    /**
     * Cuts what arrived of a take, up to the first part that is missing. Gives whether it is cut to its end.
     * @throws FileRefused where it cannot be cut, Superseded when its capture was erased meanwhile, or completed while it grew.
     */
    async cut(capture: CaptureRecord, take: TakeToCut, options: Options): Promise<boolean> {
      const soFar = await slices.cutSoFar(capture, take.take);
      if (soFar?.isOver) return true;
      const arrived = await look(capture, take);
      const { cursor, last } = soFar ?? { cursor: null, last: 0 };
      const at: Place = { cursor, last, window: WINDOW_BYTES, held: null };
      if (arrived.mediaType === GROWING_TYPE) return cutOn(capture, arrived, at, options);
      return arrived.isWhole && inSlot(() => cutOn(capture, arrived, at, options));
    },
  };
}

/** Whole parts, so that none is read twice in a row; `end`: the first byte after them. */
async function bytesBetween(
  parts: Parts['parts'],
  capture: CaptureRecord,
  { take, sizes }: Pick<Arrived, 'take' | 'sizes'>,
  from: number,
  to: number,
): Promise<{ bytes: Buffer; end: number }> {
  const pieces: Buffer[] = [];
  let [begin, skipped] = [0, 0];
  for (const [index, size] of sizes.entries()) {
    if (begin >= to) break;
    if (begin + size > from) {
      const piece = await parts.part(capture, { take, part: index + 1 });
      if (!piece) throw new Superseded();
      if (pieces.length === 0) skipped = from - begin;
      pieces.push(piece);
    }
    begin += size;
  }
  return { bytes: Buffer.concat(pieces).subarray(skipped), end: begin };
}

/** What is known of a take: the sizes of its parts up to the first that is missing. */
interface Arrived {
  readonly take: number;
  readonly sizes: readonly number[];
  readonly total: number;
  readonly head: Uint8Array;
  /** Whether more of it may come. */
  readonly isGrowing: boolean;
  readonly isWhole: boolean;
  readonly mediaType: string | null;
}

/** Where the cutting is. */
interface Place {
  cursor: SoundCursor | null;
  last: number;
  window: number;
  /** The bytes that were given last. */
  held: { from: number; to: number; bytes: Buffer; end: number } | null;
}

/** The sizes of parts from the first one on, as far as none is missing. */
function beginningOf(parts: readonly (readonly [part: number, bytes: number])[]): number[] {
  const byNumber = new Map(parts);
  const sizes: number[] = [];
  for (let size = byNumber.get(1); size !== undefined; size = byNumber.get(sizes.length + 1)) sizes.push(size);
  return sizes;
}
