import { OpusDecoder } from 'opus-decoder';

import { levelsOf, powerOf } from './levels.ts';
import type { OpusHead } from './opus.ts';
import type { SoundPacket } from './packets.ts';
import type { Measured, SliceMaker } from './slice-maker.ts';
import { writeWebm, type TimedPacket } from './webm-writer.ts';

/** What loudness is measured at: speech has little above half of it. */
const LISTENING_RATE = 16_000;
/** What a block of a WebM takes beside its packet. */
const BLOCK_BYTES = 8;

type OpusPacket = SoundPacket & TimedPacket;

/** Slices of Opus keep their packets as they are: they are decoded to hear where to cut, and never encoded again. */
export async function createOpusSlices(head: OpusHead): Promise<SliceMaker<OpusPacket>> {
  const decoder = new OpusDecoder({ ...head, sampleRate: LISTENING_RATE, preSkip: 0 });
  await decoder.ready;
  let isFresh = true;
  return {
    preroll: 0,
    async measure(packets): Promise<Measured<OpusPacket>> {
      // A slice is decoded alone, so that its figures do not depend on what else was cut in the same call.
      if (!isFresh) await decoder.reset();
      isFresh = false;
      const heard = packets.map((packet) => monoOf(packet, decoder));
      const grains = packets.map(({ bytes, seconds }, index) => ({
        seconds,
        size: bytes.length + BLOCK_BYTES,
        loudness: powerOf(heard[index] ?? new Float32Array()),
      }));
      return {
        grains,
        make: (chosen) =>
          Promise.resolve({
            mediaType: 'audio/webm',
            bytes: writeWebm(head, chosen),
            levels: levelsOf(joined(heard.slice(0, chosen.length)), LISTENING_RATE),
          }),
      };
    },
    free: () => decoder.free(),
  };
}

/** A packet that cannot be decoded is silence, as long as it says. */
function monoOf(packet: OpusPacket, decoder: OpusDecoder<typeof LISTENING_RATE>): Float32Array {
  const mono = new Float32Array(Math.round(packet.seconds * LISTENING_RATE));
  const { channelData } = decoder.decodeFrame(packet.bytes);
  for (const channel of channelData)
    for (let index = 0; index < Math.min(mono.length, channel.length); index += 1)
      mono[index] = (mono[index] ?? 0) + (channel[index] ?? 0) / channelData.length;
  return mono;
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
