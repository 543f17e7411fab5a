/** What the first bytes of a picture say of it, without decoding it. */
export interface PictureHeader {
  /** In pixels, as stored: a turn by EXIF is not applied. */
  width: number;
  height: number;
  /** The EXIF orientation, 1 (upright) to 8. */
  orientation: number;
}

const UPRIGHT = 1;
const MARKER = 0xff;
const START_OF_SCAN = 0xda;
const APPLICATION_1 = 0xe1;
const ORIENTATION_TAG = 0x0112;
const ENTRY_BYTES = 12;
/** A JPEG's header, thumbnails and colour profiles included, has rarely more. */
export const HEADER_BYTES = 262_144;

/** @returns the size and orientation of a JPEG or PNG; null where the bytes do not tell */
export function readHeader(bytes: ArrayBuffer): PictureHeader | null {
  const view = new DataView(bytes);
  try {
    if (view.getUint16(0) === 0xffd8) return jpegHeader(view);
    if (view.getUint32(0) === 0x89504e47) {
      return { width: view.getUint32(16), height: view.getUint32(20), orientation: UPRIGHT };
    }
    return webpHeader(view);
  } catch {
    return null;
  }
}

/** Walks over the segments: each says how long it is. */
function jpegHeader(view: DataView): PictureHeader | null {
  let orientation = UPRIGHT;
  for (let at = 2; view.getUint8(at) === MARKER; at += 2 + view.getUint16(at + 2)) {
    while (view.getUint8(at + 1) === MARKER) at += 1;
    const marker = view.getUint8(at + 1);
    if (marker === START_OF_SCAN) return null;
    if (marker === APPLICATION_1 && view.getUint32(at + 4) === 0x45786966) {
      orientation = exifOrientation(view, at + 10) ?? orientation;
    }
    if (isFrame(marker)) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5), orientation };
  }
  return null;
}

/** The start of a frame in any coding; between them stand tables (C4, C8, CC). */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** @param start where the TIFF structure inside the EXIF segment begins */
function exifOrientation(view: DataView, start: number): number | null {
  const little = view.getUint16(start) === 0x4949;
  const directory = start + view.getUint32(start + 4, little);
  const entries = view.getUint16(directory, little);
  for (let index = 0; index < entries; index += 1) {
    const entry = directory + 2 + index * ENTRY_BYTES;
    if (view.getUint16(entry, little) === ORIENTATION_TAG) return view.getUint16(entry + 8, little);
  }
  return null;
}

function webpHeader(view: DataView): PictureHeader | null {
  const chunk = view.getUint32(12);
  const orientation = UPRIGHT;
  if (chunk === 0x56503858) {
    const uint24 = (at: number): number => view.getUint16(at, true) + view.getUint8(at + 2) * 0x10000;
    return { width: uint24(24) + 1, height: uint24(27) + 1, orientation };
  }
  if (chunk === 0x5650384c) {
    const packed = view.getUint32(21, true);
    return { width: (packed & 0x3fff) + 1, height: ((packed >> 14) & 0x3fff) + 1, orientation };
  }
  return chunk === 0x56503820
    ? { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff, orientation }
    : null;
}
