const HEAD_BYTES = 44;
const SAMPLE_BYTES = 2;
const LARGEST_SAMPLE = 32_767;

/** Mono sound as WAV with samples of 16 bits. */
export function writeWav(samples: Float32Array, rate: number): Uint8Array {
  const wav = Buffer.alloc(HEAD_BYTES + samples.length * SAMPLE_BYTES);
  wav.write('RIFF', 0, 'latin1');
  wav.writeUInt32LE(wav.length - 8, 4);
  wav.write('WAVEfmt ', 8, 'latin1');
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(rate, 24);
  wav.writeUInt32LE(rate * SAMPLE_BYTES, 28);
  wav.writeUInt16LE(SAMPLE_BYTES, 32);
  wav.writeUInt16LE(SAMPLE_BYTES * 8, 34);
  wav.write('data', 36, 'latin1');
  wav.writeUInt32LE(samples.length * SAMPLE_BYTES, 40);
  for (const [index, sample] of samples.entries()) {
    const whole = Math.round(Math.max(-1, Math.min(1, sample)) * LARGEST_SAMPLE);
    wav.writeInt16LE(Number.isNaN(whole) ? 0 : whole, HEAD_BYTES + index * SAMPLE_BYTES);
  }
  return wav;
}
