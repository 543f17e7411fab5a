/** What an Opus packet and the head of its stream say of themselves (RFC 6716, 3.1 and RFC 7845, 5.1). */

/** Opus counts time in samples of this rate, whatever rate was recorded. */
export const OPUS_RATE = 48_000;

/** No packet may hold more than 120 ms, nor be larger than 48 frames of 1275 bytes with their lengths. */
const LONGEST_PACKET = 5_760;
export const LARGEST_PACKET_BYTES = 61_440;
/** More channels are laid out as nobody speaks into a telephone. */
const MOST_CHANNELS = 8;
const HEAD_BYTES = 19;

const SILK = [480, 960, 1920, 2880];
const HYBRID = [480, 960];
const CELT = [120, 240, 480, 960];

/** How many samples of 48 kHz a packet holds, by its first bytes; 0 for what is no packet. */
export function opusSamples(packet: Uint8Array): number {
  const [toc, second = 0] = packet;
  if (toc === undefined || packet.length > LARGEST_PACKET_BYTES) return 0;
  const configuration = toc >> 3;
  const frame = frameSamples(configuration);
  const count = [1, 2, 2, packet.length < 2 ? 0 : second & 63][toc & 3] ?? 0;
  const samples = frame * count;
  return samples > LONGEST_PACKET ? 0 : samples;
}

function frameSamples(configuration: number): number {
  if (configuration < 12) return SILK[configuration % 4] ?? 0;
  if (configuration < 16) return HYBRID[configuration % 2] ?? 0;
  return CELT[configuration % 4] ?? 0;
}

/** The head of an Opus stream. */
export interface OpusHead {
  readonly channels: number;
  readonly streamCount: number;
  readonly coupledStreamCount: number;
  readonly channelMappingTable: number[];
  /** The head for slices: nothing of theirs is to be skipped. */
  readonly bytes: Uint8Array;
}

/** @returns null for what is no head of Opus, or one that no decoder takes. */
export function readOpusHead(bytes: Uint8Array): OpusHead | null {
  const head = Buffer.from(bytes);
  if (head.length < HEAD_BYTES || head.toString('latin1', 0, 8) !== 'OpusHead' || head.readUInt8(8) > 15) return null;
  const channels = head.readUInt8(9);
  if (channels < 1 || channels > MOST_CHANNELS) return null;
  head.writeUInt16LE(0, 10);
  return head.readUInt8(18) === 0 ? simpleHead(head, channels) : mappedHead(head, channels);
}

function simpleHead(head: Buffer, channels: number): OpusHead | null {
  if (channels > 2) return null;
  return {
    channels,
    streamCount: 1,
    coupledStreamCount: channels - 1,
    channelMappingTable: channels === 2 ? [0, 1] : [0],
    bytes: head.subarray(0, HEAD_BYTES),
  };
}

/** Which of the streams each channel is. */
function mappedHead(head: Buffer, channels: number): OpusHead | null {
  const bytes = head.subarray(0, HEAD_BYTES + 2 + channels);
  if (bytes.length < HEAD_BYTES + 2 + channels) return null;
  const [streamCount = 0, coupledStreamCount = 0, ...channelMappingTable] = bytes.subarray(HEAD_BYTES);
  const decoded = streamCount + coupledStreamCount;
  const isSound = streamCount >= 1 && coupledStreamCount <= streamCount && decoded <= channels;
  if (!isSound || channelMappingTable.some((place) => place !== 255 && place >= decoded)) return null;
  return { channels, streamCount, coupledStreamCount, channelMappingTable, bytes };
}
