import { LONGEST_SLICE_SECONDS } from './slice.ts';

/** A packet of a recording: it is in one slice or in another, never in two. */
export interface SoundPacket {
  readonly bytes: Uint8Array;
  readonly seconds: number;
}

/** The packets of a take that are in no slice yet. */
export interface PacketQueue<Packet extends SoundPacket = SoundPacket> {
  /** The next packets: more than the longest slice holds, or all that there are. */
  fill(): Promise<readonly Packet[]>;
  /** Takes so many packets out, at the front. */
  drop(count: number): void;
}

/** A slice is decided when there is this much sound, and a second besides. */
const ENOUGH_SECONDS = LONGEST_SLICE_SECONDS + 2;

export function queueOf<Packet extends SoundPacket>(
  packets: AsyncIterator<Packet> | Iterator<Packet>,
): PacketQueue<Packet> {
  let waiting: Packet[] = [];
  let seconds = 0;
  let isEnd = false;
  return {
    async fill() {
      while (!isEnd && seconds < ENOUGH_SECONDS) {
        const next = await packets.next();
        if (next.done === true) isEnd = true;
        else {
          waiting.push(next.value);
          seconds += next.value.seconds;
        }
      }
      return waiting;
    },
    drop(count) {
      waiting = waiting.slice(count);
      seconds = secondsOf(waiting);
    },
  };
}

export function secondsOf(packets: readonly SoundPacket[]): number {
  return packets.reduce((sum, packet) => sum + packet.seconds, 0);
}
