import { readElementHead, readUnsigned, type ElementHead } from './ebml.ts';
import { framesOf } from './lacing.ts';
import { opusSamples, OPUS_RATE, LARGEST_PACKET_BYTES } from './opus.ts';
import type { SoundPacket } from './packets.ts';

/**
 * Reads WebM that is still being recorded, as browsers make it: one segment and clusters whose sizes nobody knows yet. Every
 * element of Matroska that matters here has an identifier that stands at one level only (RFC 9559, 5.1), so that the elements are
 * read one after the other, without a stack: what holds packets is stepped into, all else is stepped over.
 */

const SEGMENT = 0x18538067;
const TRACKS = 0x1654ae6b;
const CLUSTER = 0x1f43b675;
const SIMPLE_BLOCK = 0xa3;
const BLOCK_GROUP = 0xa0;
const BLOCK = 0xa1;
const TRACK = {
  entry: 0xae,
  number: 0xd7,
  kind: 0x83,
  codec: 0x86,
  private: 0x63a2,
  encodings: 0x6d80,
} as const;

/** What Matroska calls the kind of a track that is sound. */
const SOUND = 2;
const ENTERED = new Set([SEGMENT, CLUSTER, BLOCK_GROUP]);
const CLUSTER_MARK = Uint8Array.of(0x1f, 0x43, 0xb6, 0x75);
/** The largest element that holds packets of Opus: many of them laced together. */
const LARGEST_BLOCK_BYTES = 8 * LARGEST_PACKET_BYTES;

/** The first track of sound. */
export interface WebmTrack {
  readonly number: number;
  readonly codec: string;
  readonly codecPrivate: Uint8Array;
  /** Whether its packets are stored in another way than its codec made them. */
  readonly isEncoded: boolean;
}

/** Where a packet is: the block that holds it, and which of its frames it is. */
export interface WebmPlace {
  readonly at: number;
  readonly frame: number;
}

export interface WebmPacket extends SoundPacket, WebmPlace {
  readonly samples: number;
}

/** @returns null when no tracks are listed in these bytes, 'silent' when none of them is sound. */
export function readWebmTrack(head: Uint8Array): WebmTrack | 'silent' | null {
  for (const { id, data, size } of elements(head, 0, (found) => found === SEGMENT)) {
    if (id === CLUSTER) return null;
    if (id === TRACKS && size !== null) return soundTrack(head.subarray(data, data + size));
  }
  return null;
}

function soundTrack(tracks: Uint8Array): WebmTrack | 'silent' {
  for (const { id, data, size } of elements(tracks, 0)) {
    if (id !== TRACK.entry || size === null) continue;
    const entry = tracks.subarray(data, data + size);
    const values = new Map<number, Uint8Array>();
    for (const value of elements(entry, 0))
      values.set(value.id, entry.subarray(value.data, value.data + (value.size ?? 0)));
    const number = (id: number) => numberOf(values.get(id));
    if (number(TRACK.kind) !== SOUND) continue;
    return {
      number: number(TRACK.number),
      codec: Buffer.from(values.get(TRACK.codec) ?? [])
        .toString('latin1')
        .replace(/\0+$/, ''),
      codecPrivate: values.get(TRACK.private) ?? new Uint8Array(),
      isEncoded: values.has(TRACK.encodings),
    };
  }
  return 'silent';
}

const numberOf = (bytes?: Uint8Array) => (bytes && bytes.length <= 8 ? readUnsigned(bytes, 0, bytes.length) : 0);

/** The elements that lie whole in `bytes`, and those that are stepped into. */
function* elements(
  bytes: Uint8Array,
  from: number,
  isEntered: (id: number) => boolean = () => false,
): Generator<ElementHead> {
  let at = from;
  for (;;) {
    const head = readElementHead(bytes, at);
    if (typeof head === 'string') return;
    if (isEntered(head.id)) at = head.data;
    else if (head.size === null || head.data + head.size > bytes.length) {
      // A cluster of unknown size is not stepped over, but that it begins is told.
      if (head.id === CLUSTER) yield head;
      return;
    } else {
      at = head.data + head.size;
      yield head;
    }
  }
}

/**
 * The packets of Opus from a place on, in the order of the bytes. What is damaged is left out, up to the next cluster.
 * @param isWhole whether the bytes go to the end: else the packets end before the first element that is not there to its end.
 */
export function* webmPackets(
  bytes: Uint8Array,
  track: WebmTrack,
  from: WebmPlace,
  isWhole: boolean,
): Generator<WebmPacket, undefined> {
  let at = from.at;
  while (at < bytes.length) {
    const step = stepAt(bytes, at);
    if (step === 'cut' && !isWhole) return;
    if (typeof step === 'string') {
      at = nextCluster(bytes, at + 1);
      continue;
    }
    if (step.block) yield* packetsOf(step.block, track, at, at === from.at ? from.frame : 0);
    at = step.next;
  }
}

/** What stands at a place: a block, or something to step into or over. */
function stepAt(
  bytes: Uint8Array,
  at: number,
): { readonly next: number; readonly block?: Uint8Array } | 'cut' | 'damaged' {
  const head = readElementHead(bytes, at);
  if (typeof head === 'string') return head;
  const { id, data, size } = head;
  if (ENTERED.has(id)) return { next: data };
  const isBlock = id === SIMPLE_BLOCK || id === BLOCK;
  if (size === null || id === 0 || (isBlock && size > LARGEST_BLOCK_BYTES)) return 'damaged';
  const next = data + size;
  if (next > bytes.length) return 'cut';
  return isBlock ? { next, block: bytes.subarray(data, next) } : { next };
}

function* packetsOf(block: Uint8Array, track: WebmTrack, at: number, fromFrame: number): Generator<WebmPacket> {
  for (const [frame, bytes] of framesOf(block, track.number).entries()) {
    const samples = opusSamples(bytes);
    if (frame >= fromFrame && samples > 0) yield { bytes, samples, seconds: samples / OPUS_RATE, at, frame };
  }
}

function nextCluster(bytes: Uint8Array, from: number): number {
  const found = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf(CLUSTER_MARK, from);
  return found === -1 ? bytes.length : found;
}
