const RIFF = 0x52494646;
const WAVE = 0x57415645;
const DATA = 0x64617461;
/** Where the first chunk stands, after `RIFF`, the size of all and `WAVE`. */
const FIRST_CHUNK = 12;
const CHUNK_HEAD_BYTES = 8;

/**
 * A WAV file whose sizes say how long it is. Recorders write them when they end: of one that was broken off they are zero, and the
 * sound is all there. What has its sizes is given back as it is.
 */
export function withWavSizes(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const data = dataChunk(view);
  if (data === null) return bytes;
  const sound = data + CHUNK_HEAD_BYTES;
  const isUnsized = view.getUint32(data + 4, true) === 0;
  const isAllUnsized = view.getUint32(4, true) + CHUNK_HEAD_BYTES <= sound;
  if (sound >= bytes.length || (!isUnsized && !isAllUnsized)) return bytes;
  const mended = new Uint8Array(bytes);
  const sizes = new DataView(mended.buffer);
  sizes.setUint32(4, bytes.length - CHUNK_HEAD_BYTES, true);
  if (isUnsized) sizes.setUint32(data + 4, bytes.length - sound, true);
  return mended;
}

/** Where the chunk of the sound begins; null without one. */
function dataChunk(view: DataView): number | null {
  const { byteLength: length } = view;
  if (length < FIRST_CHUNK || view.getUint32(0) !== RIFF || view.getUint32(8) !== WAVE) return null;
  for (let at = FIRST_CHUNK; at + CHUNK_HEAD_BYTES <= length;) {
    if (view.getUint32(at) === DATA) return at;
    const size = view.getUint32(at + 4, true);
    // Chunks begin at even places.
    at += CHUNK_HEAD_BYTES + size + (size % 2);
  }
  return null;
}
