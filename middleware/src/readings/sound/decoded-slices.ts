import { FileRefused } from '../file.ts';
import type { SoundDecoder } from './decoders.ts';
import type { SoundTrack } from './demuxing.ts';
import { levelsOf, powerOf } from './levels.ts';
import { secondsOf, type SoundPacket } from './packets.ts';
import { resample } from './resampling.ts';
import type { SliceMaker } from './slice-maker.ts';
import { writeWav } from './wav-writer.ts';

/** What recognisers of speech listen at. */
const RATE = 16_000;
const SAMPLE_BYTES = 2;
/** Rates that something records at. */
const SLOWEST_RATE = 4_000;
const FASTEST_RATE = 192_000;
const MOST_CHANNELS = 8;

/** Slices of sound that can be decoded here: plain samples, mono, at the rate that recognisers want. */
export function createDecodedSlices(decoder: SoundDecoder, { rate, channels }: SoundTrack): SliceMaker<SoundPacket> {
  if (rate < SLOWEST_RATE || rate > FASTEST_RATE || channels < 1 || channels > MOST_CHANNELS)
    throw new FileRefused('sound-not-taken');
  return {
    preroll: decoder.preroll,
    async measure(packets, before) {
      const sound = await soundOf([...before, ...packets], decoder, rate);
      const samples = resample(sound, rate, RATE).subarray(Math.round(secondsOf(before) * RATE));
      let end = 0;
      const grains = packets.map(({ seconds }) => {
        const from = Math.round(end * RATE);
        end += seconds;
        const loudness = powerOf(samples, from, Math.round(end * RATE));
        return { seconds, size: seconds * RATE * SAMPLE_BYTES, loudness };
      });
      return {
        grains,
        make: (chosen) => {
          const own = samples.subarray(0, Math.round(secondsOf(chosen) * RATE));
          return Promise.resolve({ mediaType: 'audio/wav', bytes: writeWav(own, RATE), levels: levelsOf(own, RATE) });
        },
      };
    },
    free: () => decoder.free(),
  };
}

/** As long as the packets say they are, whatever the decoder gives. */
async function soundOf(packets: readonly SoundPacket[], decoder: SoundDecoder, rate: number): Promise<Float32Array> {
  const sound = new Float32Array(Math.round(secondsOf(packets) * rate));
  let at = 0;
  for await (const part of decoder.decode(packets.map(({ bytes }) => bytes))) {
    const fitting = part.subarray(0, sound.length - at);
    sound.set(fitting, at);
    at += fitting.length;
    if (at === sound.length) break;
  }
  return sound;
}
