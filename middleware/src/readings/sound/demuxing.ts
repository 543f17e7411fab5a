import {
  BufferSource,
  EncodedPacketSink,
  FLAC,
  Input,
  MATROSKA,
  MP3,
  MP4,
  OGG,
  WAVE,
  WEBM,
  type AudioCodec,
  type EncodedPacket,
  type InputAudioTrack,
  type InputFormat,
} from 'mediabunny';

import { MAXIMUM_SOUND_SECONDS } from '../../captures/schema.ts';
import { FileRefused } from '../file.ts';
import { OPUS_RATE, opusSamples } from './opus.ts';
import type { SoundPacket } from './packets.ts';
import { withWavSizes } from './wav-sizes.ts';

const FORMATS: ReadonlyMap<string, InputFormat[]> = new Map([
  ['audio/webm', [WEBM, MATROSKA]],
  ['audio/ogg', [OGG]],
  ['audio/mp4', [MP4]],
  ['audio/mpeg', [MP3]],
  ['audio/wav', [WAVE]],
  ['audio/flac', [FLAC]],
]);

/** Packets say how long they are, and files that are made to do harm say anything. */
const SHORTEST_PACKET_SECONDS = 0.0005;
const LONGEST_PACKET_SECONDS = 2;
const LARGEST_PACKET_BYTES = 1_048_576;

/** What decoders and containers are told of the sound of a take. */
export interface SoundTrack {
  readonly codec: AudioCodec;
  readonly rate: number;
  readonly channels: number;
  /** The codec as browsers name it. */
  readonly name: string;
  /** The head of its stream, where its codec has one. */
  readonly description: Uint8Array | null;
}

export interface TakenPacket extends SoundPacket {
  /** Of 48 kHz, where the packet is Opus. */
  readonly samples: number;
}

export interface Demuxed {
  readonly track: SoundTrack;
  packets(): AsyncGenerator<TakenPacket, undefined>;
}

/** Opens a take that is whole. @throws FileRefused when no sound can be had of it. */
export async function demux(bytes: Uint8Array, mediaType: string): Promise<Demuxed> {
  const whole = mediaType === 'audio/wav' ? withWavSizes(bytes) : bytes;
  const input = new Input({ source: new BufferSource(whole), formats: FORMATS.get(mediaType) ?? [] });
  const found = await orDamaged(() => input.getPrimaryAudioTrack());
  if (!found) throw new FileRefused('file-damaged');
  const track = await orDamaged(() => trackOf(found));
  // A file that was cut short has no end to ask for: what there is of it is counted as it is cut.
  const seconds = await found.computeDuration().catch(() => 0);
  if (seconds > MAXIMUM_SOUND_SECONDS + LONGEST_PACKET_SECONDS) throw new FileRefused('recording-too-long');
  return { track, packets: () => packetsOf(found, track.codec) };
}

async function trackOf(found: InputAudioTrack): Promise<SoundTrack> {
  const codec = await found.getCodec();
  if (codec === null) throw new FileRefused('sound-not-taken');
  const configuration = await found.getDecoderConfig();
  if (!configuration) throw new FileRefused('sound-not-taken');
  const { codec: name, sampleRate: rate, numberOfChannels: channels, description } = configuration;
  return { codec, rate, channels, name, description: description ? bytesOf(description) : null };
}

function bytesOf(source: ArrayBufferLike | ArrayBufferView): Uint8Array {
  return ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
}

/** The packets one by one, so that those before a damaged place are had, and nothing is fetched that is not asked for. */
async function* packetsOf(found: InputAudioTrack, codec: AudioCodec): AsyncGenerator<TakenPacket, undefined> {
  const sink = new EncodedPacketSink(found);
  let packet = await orEnd(() => sink.getFirstPacket());
  while (packet) {
    const taken = takenPacket(packet, codec);
    if (taken) yield taken;
    const last = packet;
    packet = await orEnd(() => sink.getNextPacket(last));
  }
  return undefined;
}

function takenPacket({ data, duration }: EncodedPacket, codec: AudioCodec): TakenPacket | null {
  if (data.length === 0 || data.length > LARGEST_PACKET_BYTES) return null;
  if (codec === 'opus') {
    const samples = opusSamples(data);
    return samples > 0 ? { bytes: data, samples, seconds: samples / OPUS_RATE } : null;
  }
  const claimed = Number.isFinite(duration) ? duration : 0;
  const seconds = Math.min(LONGEST_PACKET_SECONDS, Math.max(SHORTEST_PACKET_SECONDS, claimed));
  return { bytes: data, samples: 0, seconds };
}

async function orEnd(next: () => Promise<EncodedPacket | null>): Promise<EncodedPacket | null> {
  try {
    return await next();
  } catch {
    // Where a file is damaged its sound ends.
    return null;
  }
}

async function orDamaged<Found>(find: () => Promise<Found>): Promise<Found> {
  try {
    return await find();
  } catch (error) {
    throw error instanceof FileRefused ? error : new FileRefused('file-damaged', { cause: error });
  }
}
