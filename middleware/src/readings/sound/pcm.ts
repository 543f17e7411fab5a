/** How samples are written in a file, by the names that mediabunny gives. */
interface PcmShape {
  readonly bytes: number;
  /** A sample from -1 to 1. */
  read(view: DataView, at: number): number;
}

const shape = (bytes: number, read: PcmShape['read']): PcmShape => ({ bytes, read });

const SHAPES: ReadonlyMap<string, PcmShape> = new Map([
  ['pcm-u8', shape(1, (view, at) => (view.getUint8(at) - 128) / 128)],
  ['pcm-s8', shape(1, (view, at) => view.getInt8(at) / 128)],
  ['pcm-s16', shape(2, (view, at) => view.getInt16(at, true) / 32_768)],
  ['pcm-s16be', shape(2, (view, at) => view.getInt16(at) / 32_768)],
  ['pcm-s24', shape(3, (view, at) => (view.getInt8(at + 2) * 65_536 + view.getUint16(at, true)) / 8_388_608)],
  ['pcm-s24be', shape(3, (view, at) => (view.getInt8(at) * 65_536 + view.getUint16(at + 1)) / 8_388_608)],
  ['pcm-s32', shape(4, (view, at) => view.getInt32(at, true) / 2 ** 31)],
  ['pcm-s32be', shape(4, (view, at) => view.getInt32(at) / 2 ** 31)],
  ['pcm-f32', shape(4, (view, at) => view.getFloat32(at, true))],
  ['pcm-f32be', shape(4, (view, at) => view.getFloat32(at))],
  ['pcm-f64', shape(8, (view, at) => view.getFloat64(at, true))],
  ['pcm-f64be', shape(8, (view, at) => view.getFloat64(at))],
  ['ulaw', shape(1, (view, at) => muLaw(view.getUint8(at)))],
  ['alaw', shape(1, (view, at) => aLaw(view.getUint8(at)))],
]);

/** A function that gives the channels of a packet as one, or null for what is no plain samples. */
export function pcmReader(codec: string, channels: number): ((packet: Uint8Array) => Float32Array) | null {
  const found = SHAPES.get(codec);
  if (!found) return null;
  const { bytes, read } = found;
  return (packet) => {
    const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength);
    const mono = new Float32Array(Math.floor(packet.length / (bytes * channels)));
    for (let index = 0; index < mono.length; index += 1) {
      let sum = 0;
      for (let channel = 0; channel < channels; channel += 1) sum += read(view, (index * channels + channel) * bytes);
      const sample = sum / channels;
      mono[index] = Number.isFinite(sample) ? Math.max(-1, Math.min(1, sample)) : 0;
    }
    return mono;
  };
}

/** ITU-T G.711: a sign, three bits of a power of two, and four bits within it. */
function muLaw(byte: number): number {
  const value = ~byte & 255;
  const magnitude = (((value & 15) * 2 + 33) << ((value >> 4) & 7)) - 33;
  return (value & 128 ? -magnitude : magnitude) / 8_192;
}

function aLaw(byte: number): number {
  const value = byte ^ 0x55;
  const power = (value >> 4) & 7;
  const magnitude = power === 0 ? (value & 15) * 2 + 1 : ((value & 15) * 2 + 33) << (power - 1);
  return (value & 128 ? magnitude : -magnitude) / 4_096;
}
