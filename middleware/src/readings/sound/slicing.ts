import { MAXIMUM_SOUND_SECONDS } from '../../captures/schema.ts';
import { FileRefused } from '../file.ts';
import { secondsOf, type PacketQueue, type SoundPacket } from './packets.ts';
import { sliceEnd } from './slice-end.ts';
import type { SliceMaker } from './slice-maker.ts';
import type { SoundSlice } from './slice.ts';

/** So many slices are made for one question: they fit in memory, and another file can be read between two questions. */
const MOST_SLICES = 8;

/** Where the slices of a queue begin, and whether another packet may follow the last one that it gives. */
interface Beginning<Packet> {
  /** In seconds of the take. */
  readonly from: number;
  readonly isWhole: boolean;
  /** What was cut before: the maker takes as many of them as it wants. */
  readonly before: readonly Packet[];
}

interface Sliced {
  readonly slices: SoundSlice[];
  /** Where the last of them ends. */
  readonly to: number;
  readonly isOver: boolean;
}

/** Makes slices of the packets of a queue, and takes out of it those that are in one. @throws FileRefused */
export async function sliceQueue<Packet extends SoundPacket>(
  queue: PacketQueue<Packet>,
  maker: SliceMaker<Packet>,
  beginning: Beginning<Packet>,
): Promise<Sliced> {
  const slices: SoundSlice[] = [];
  let { from } = beginning;
  let before = lastOf(beginning.before, maker.preroll);
  for (;;) {
    const packets = await queue.fill();
    if (packets.length === 0) return { slices, to: from, isOver: beginning.isWhole };
    if (slices.length === MOST_SLICES) return { slices, to: from, isOver: false };
    const next = await nextSlice(packets, before, maker, beginning.isWhole);
    if (!next) return { slices, to: from, isOver: false };
    const to = from + secondsOf(next.packets);
    if (to > MAXIMUM_SOUND_SECONDS) throw new FileRefused('recording-too-long');
    slices.push({ from: toMilliseconds(from), to: toMilliseconds(to), ...next.made });
    queue.drop(next.packets.length);
    before = lastOf([...before, ...next.packets], maker.preroll);
    from = to;
  }
}

async function nextSlice<Packet extends SoundPacket>(
  packets: readonly Packet[],
  before: readonly Packet[],
  maker: SliceMaker<Packet>,
  isWhole: boolean,
) {
  // To listen is the work: not before it can tell where a slice ends.
  const silent = packets.map(({ bytes, seconds }) => ({ seconds, size: bytes.length, loudness: 0 }));
  if (!isWhole && sliceEnd(silent, false) === null) return null;
  const measured = await maker.measure(packets, before);
  const count = sliceEnd(measured.grains, isWhole);
  if (count === null) return null;
  const chosen = packets.slice(0, count);
  return { packets: chosen, made: await measured.make(chosen) };
}

const toMilliseconds = (seconds: number) => Math.round(seconds * 1000) / 1000;

const lastOf = <Packet>(packets: readonly Packet[], count: number) => (count > 0 ? packets.slice(-count) : []);
