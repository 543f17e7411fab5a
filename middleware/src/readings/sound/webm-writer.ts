import { element, float64, unsigned } from './ebml.ts';
import { OPUS_RATE, type OpusHead } from './opus.ts';

/** A packet and how long it sounds, in samples of 48 kHz. */
export interface TimedPacket {
  readonly bytes: Uint8Array;
  readonly samples: number;
}

const TRACK = 1;
const SOUND = 2;
const KEY_FRAME = 0x80;
/** A block says its time after its cluster's in 16 bits with a sign: 32.7 s, of which this much is used. */
const LONGEST_CLUSTER_MILLISECONDS = 30_000;
/** What a decoder of Opus needs before its sound is right, in nanoseconds (RFC 7845, 4.6). */
const SEEK_PRE_ROLL = 80_000_000;
const TIMESTAMP_SCALE = 1_000_000;
const MADE_BY = 'create-from-notes';

const text = (value: string) => Buffer.from(value, 'latin1');

/** Packets of Opus as a WebM of their own: all its sizes are known, and it begins at zero. */
export function writeWebm(head: OpusHead, packets: readonly TimedPacket[]): Uint8Array {
  return Buffer.concat([ebmlHeader(), element(0x18538067, info(packets), tracks(head), ...clusters(packets))]);
}

function ebmlHeader(): Uint8Array {
  return element(
    0x1a45dfa3,
    element(0x4286, unsigned(1)),
    element(0x42f7, unsigned(1)),
    element(0x42f2, unsigned(4)),
    element(0x42f3, unsigned(8)),
    element(0x4282, text('webm')),
    element(0x4287, unsigned(4)),
    element(0x4285, unsigned(2)),
  );
}

function info(packets: readonly TimedPacket[]): Uint8Array {
  const samples = packets.reduce((sum, packet) => sum + packet.samples, 0);
  return element(
    0x1549a966,
    element(0x2ad7b1, unsigned(TIMESTAMP_SCALE)),
    element(0x4489, float64((samples * 1000) / OPUS_RATE)),
    element(0x4d80, text(MADE_BY)),
    element(0x5741, text(MADE_BY)),
  );
}

function tracks(head: OpusHead): Uint8Array {
  const sound = element(0xe1, element(0xb5, float64(OPUS_RATE)), element(0x9f, unsigned(head.channels)));
  return element(
    0x1654ae6b,
    element(
      0xae,
      element(0xd7, unsigned(TRACK)),
      element(0x73c5, unsigned(TRACK)),
      element(0x83, unsigned(SOUND)),
      element(0x86, text('A_OPUS')),
      element(0x56bb, unsigned(SEEK_PRE_ROLL)),
      element(0x63a2, head.bytes),
      sound,
    ),
  );
}

function clusters(packets: readonly TimedPacket[]): Uint8Array[] {
  const made: Uint8Array[] = [];
  let begin = 0;
  let samples = 0;
  let blocks: Uint8Array[] = [];
  const close = () => {
    if (blocks.length > 0) made.push(element(0x1f43b675, element(0xe7, unsigned(begin)), ...blocks));
    blocks = [];
  };
  for (const packet of packets) {
    const time = Math.round((samples * 1000) / OPUS_RATE);
    if (blocks.length === 0 || time - begin > LONGEST_CLUSTER_MILLISECONDS) {
      close();
      begin = time;
    }
    blocks.push(element(0xa3, blockHead(time - begin), packet.bytes));
    samples += packet.samples;
  }
  close();
  return made;
}

function blockHead(time: number): Uint8Array {
  const head = Buffer.of(0x80 | TRACK, 0, 0, KEY_FRAME);
  head.writeInt16BE(time, 1);
  return head;
}
