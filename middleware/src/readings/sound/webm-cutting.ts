import { z } from 'zod';

import { MAXIMUM_SOUND_SECONDS } from '../../captures/schema.ts';
import { FileRefused } from '../file.ts';
import { createOpusSlices } from './opus-slices.ts';
import { readOpusHead, type OpusHead } from './opus.ts';
import { queueOf } from './packets.ts';
import type { SoundCursor, SoundCut, SoundStretch } from './slice.ts';
import { sliceQueue } from './slicing.ts';
import { webmPackets, type WebmPacket, type WebmPlace, type WebmTrack } from './webm.ts';

/** Where the next slice begins: bytes after the first that are still needed, the frame of that block, seconds of the take. */
const place = z.object({ at: z.int().min(0), frame: z.int().min(0).max(255), seconds: z.number().min(0) });
type Place = z.infer<typeof place>;

const BEGINNING: Place = { at: 0, frame: 0, seconds: 0 };

/** Cuts Opus in WebM, also while it is recorded: the same bytes give the same slices in whatever stretches they came. */
export async function cutWebm(stretch: SoundStretch, track: WebmTrack): Promise<SoundCut> {
  const head = readOpusHead(track.codecPrivate);
  if (!head) throw new FileRefused('file-damaged');
  const from = stretch.cursor?.state ? place.parse(stretch.cursor.state) : BEGINNING;
  if (stretch.isWhole) refuseTooLong(stretch.bytes, track, from);
  return cutFrom(stretch, track, head, from);
}

async function cutFrom(stretch: SoundStretch, track: WebmTrack, head: OpusHead, from: Place): Promise<SoundCut> {
  const { bytes, isWhole } = stretch;
  const queue = queueOf<WebmPacket>(webmPackets(bytes, track, from, isWhole));
  const maker = await createOpusSlices(head);
  try {
    const { slices, to, isOver } = await sliceQueue(queue, maker, { from: from.seconds, isWhole, before: [] });
    const [next] = await queue.fill();
    const byte = stretch.cursor?.byte ?? 0;
    return { slices, isOver, cursor: cursorOf(byte, next ?? (isOver ? end(bytes) : from), to, isWhole) };
  } finally {
    maker.free();
  }
}

const end = (bytes: Uint8Array): WebmPlace => ({ at: bytes.length, frame: 0 });

/** Of a whole take the same bytes are needed up to its end, so that they are read and sent only once. */
function cursorOf(byte: number, { at, frame }: WebmPlace, seconds: number, isWhole: boolean): SoundCursor {
  return isWhole
    ? { byte, state: { at, frame, seconds } satisfies Place }
    : { byte: byte + at, state: { at: 0, frame, seconds } satisfies Place };
}

/** A take that is too long is refused before any of it is recognised, where all of it is there. */
function refuseTooLong(bytes: Uint8Array, track: WebmTrack, from: Place): void {
  let { seconds } = from;
  for (const packet of webmPackets(bytes, track, from, true)) seconds += packet.seconds;
  if (seconds > MAXIMUM_SOUND_SECONDS) throw new FileRefused('recording-too-long');
}
