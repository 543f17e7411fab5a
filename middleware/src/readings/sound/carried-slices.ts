import {
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  Mp4OutputFormat,
  OggOutputFormat,
  Output,
} from 'mediabunny';

import type { SoundTrack } from './demuxing.ts';
import type { SoundPacket } from './packets.ts';
import type { SliceMaker } from './slice-maker.ts';
import type { SliceType } from './slice.ts';

/** What a container takes for a packet beside its bytes. */
const ENTRY_BYTES = 16;

/**
 * Slices of sound that is not decoded here: its own packets in a container of their own. Where they are loud is guessed by their
 * size, which is what silence costs less of.
 */
export function createCarriedSlices(track: SoundTrack): SliceMaker<SoundPacket> {
  return {
    preroll: 0,
    measure: (packets) =>
      Promise.resolve({
        grains: packets.map(({ bytes, seconds }) => ({
          seconds,
          size: bytes.length + ENTRY_BYTES,
          loudness: bytes.length / seconds,
        })),
        make: async (chosen) => ({ ...(await write(track, chosen)), levels: null }),
      }),
    free: () => undefined,
  };
}

async function write(
  track: SoundTrack,
  packets: readonly SoundPacket[],
): Promise<{ mediaType: SliceType; bytes: Uint8Array }> {
  const isVorbis = track.codec === 'vorbis';
  const target = new BufferTarget();
  const format = isVorbis ? new OggOutputFormat() : new Mp4OutputFormat({ fastStart: 'in-memory' });
  const output = new Output({ format, target });
  const source = new EncodedAudioPacketSource(track.codec);
  output.addAudioTrack(source);
  await output.start();
  const decoderConfig = {
    codec: track.name,
    sampleRate: track.rate,
    numberOfChannels: track.channels,
    ...(track.description && { description: track.description }),
  };
  let time = 0;
  for (const { bytes, seconds } of packets) {
    await source.add(new EncodedPacket(bytes, 'key', time, seconds), { decoderConfig });
    time += seconds;
  }
  await output.finalize();
  return {
    mediaType: isVorbis ? 'audio/ogg' : 'audio/mp4',
    bytes: new Uint8Array(target.buffer ?? new ArrayBuffer()),
  };
}
