import { z } from 'zod';

import { FileRefused } from '../file.ts';
import { createCarriedSlices } from './carried-slices.ts';
import { createDecodedSlices } from './decoded-slices.ts';
import { createSoundDecoder } from './decoders.ts';
import { demux, type SoundTrack, type TakenPacket } from './demuxing.ts';
import { createOpusSlices } from './opus-slices.ts';
import { readOpusHead } from './opus.ts';
import { queueOf, type PacketQueue } from './packets.ts';
import type { SliceMaker } from './slice-maker.ts';
import type { SoundCut, SoundStretch } from './slice.ts';
import { sliceQueue } from './slicing.ts';

/** How many packets are in slices, and where in the take the next one begins, in seconds. */
const place = z.object({ packet: z.int().min(0), seconds: z.number().min(0) });
type Place = z.infer<typeof place>;

/** A take that is being cut. */
interface Cutting {
  readonly track: SoundTrack;
  readonly queue: PacketQueue<TakenPacket>;
  /** The packets before the next one that a decoder may want. */
  before: readonly TakenPacket[];
  packet: number;
}

/** More packets than any decoder wants before its first one. */
const KEPT_PACKETS = 16;
/** The takes that this process has open: going on with one costs nothing that was done before. */
const open = new WeakMap<Uint8Array, Cutting>();

/** Cuts a take whose bytes are all there, in whatever container. @throws FileRefused */
export async function cutWhole({ bytes, mediaType, cursor }: SoundStretch): Promise<SoundCut> {
  const from = cursor?.state ? place.parse(cursor.state) : { packet: 0, seconds: 0 };
  const cutting = await cuttingAt(bytes, mediaType, from.packet);
  const { track } = cutting;
  const maker = await makerOf(track);
  try {
    const queue = countedQueue(cutting);
    const beginning = { from: from.seconds, isWhole: true, before: cutting.before };
    const { slices, to, isOver } = await sliceQueue(queue, maker, beginning);
    if (isOver) open.delete(bytes);
    else open.set(bytes, cutting);
    const state: Place = { packet: cutting.packet, seconds: to };
    return { slices, cursor: { byte: 0, state }, isOver };
  } finally {
    maker.free();
  }
}

async function cuttingAt(bytes: Uint8Array, mediaType: string, packet: number): Promise<Cutting> {
  const known = open.get(bytes);
  // Until it is put back nobody goes on with it: what is thrown meanwhile leaves nothing half done.
  open.delete(bytes);
  if (known?.packet === packet) return known;
  const { track, packets } = await demux(bytes, mediaType);
  const all = packets();
  let before: TakenPacket[] = [];
  for (let index = 0; index < packet; index += 1) {
    const next = await all.next();
    if (next.done === true) break;
    before = [...before, next.value].slice(-KEPT_PACKETS);
  }
  return { track, queue: queueOf(all), before, packet };
}

function countedQueue(cutting: Cutting): PacketQueue<TakenPacket> {
  let filled: readonly TakenPacket[] = [];
  return {
    async fill() {
      filled = await cutting.queue.fill();
      return filled;
    },
    drop(count) {
      cutting.before = [...cutting.before, ...filled.slice(0, count)].slice(-KEPT_PACKETS);
      cutting.packet += count;
      cutting.queue.drop(count);
    },
  };
}

/** @throws FileRefused 'sound-not-taken' for a codec that cannot be had in slices. */
async function makerOf(track: SoundTrack): Promise<SliceMaker<TakenPacket>> {
  if (track.codec === 'opus') {
    const head = readOpusHead(track.description ?? new Uint8Array());
    if (!head) throw new FileRefused('file-damaged');
    return createOpusSlices(head);
  }
  if (track.codec === 'aac' || track.codec === 'vorbis') return createCarriedSlices(track);
  const decoder = await createSoundDecoder(track);
  if (!decoder) throw new FileRefused('sound-not-taken');
  return createDecodedSlices(decoder, track);
}
