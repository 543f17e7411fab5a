import { FLACDecoder } from '@wasm-audio-decoders/flac';
import { MPEGDecoder } from 'mpg123-decoder';

import type { SoundTrack } from './demuxing.ts';
import { pcmReader } from './pcm.ts';

/** Decodes packets of one codec to samples of one channel. */
export interface SoundDecoder {
  /** How many packets before the first one are decoded with it: MP3 keeps the bits of a frame in those before it. */
  readonly preroll: number;
  /** The sound of packets that follow each other. What is damaged is left out. */
  decode(packets: readonly Uint8Array[]): AsyncGenerator<Float32Array>;
  free(): void;
}

/** So many packets are decoded at a time, so that little else than mono is ever held. */
const AT_A_TIME = 16;
/** A frame may begin 511 bytes before its own (ISO 11172-3, main_data_begin): this many frames of the lowest rate. */
const MPEG_PREROLL = 10;

/** @returns null for a codec that nothing here decodes. */
export async function createSoundDecoder(track: SoundTrack): Promise<SoundDecoder | null> {
  const read = pcmReader(track.codec, track.channels);
  if (read) return { preroll: 0, decode: (packets) => eachOf(packets, read), free: () => undefined };
  if (track.codec === 'mp3') return mpegDecoder();
  return track.codec === 'flac' ? flacDecoder(track.description) : null;
}

async function* eachOf(packets: readonly Uint8Array[], read: (packet: Uint8Array) => Float32Array) {
  for (const packet of packets) yield read(packet);
}

async function mpegDecoder(): Promise<SoundDecoder> {
  const decoder = new MPEGDecoder({ enableGapless: false });
  await decoder.ready;
  return {
    preroll: MPEG_PREROLL,
    async *decode(packets) {
      await decoder.reset();
      for (let at = 0; at < packets.length; at += AT_A_TIME)
        yield monoOf(decoder.decodeFrames(packets.slice(at, at + AT_A_TIME)).channelData);
    },
    free: () => decoder.free(),
  };
}

async function flacDecoder(description: Uint8Array | null): Promise<SoundDecoder> {
  const decoder = new FLACDecoder();
  await decoder.ready;
  return {
    preroll: 0,
    async *decode(packets) {
      await decoder.reset();
      const frames = description ? [description, ...packets] : packets;
      for (let at = 0; at < frames.length; at += AT_A_TIME)
        yield monoOf((await decoder.decodeFrames(frames.slice(at, at + AT_A_TIME))).channelData);
    },
    free: () => decoder.free(),
  };
}

export function monoOf(channels: readonly Float32Array[]): Float32Array {
  const [first = new Float32Array(), ...others] = channels;
  const mono = Float32Array.from(first);
  for (const channel of others)
    for (let index = 0; index < mono.length; index += 1) mono[index] = (mono[index] ?? 0) + (channel[index] ?? 0);
  return others.length > 0 ? mono.map((sample) => sample / channels.length) : mono;
}
