import { FileNotTaken, type FileType } from './fileType';
import { latin, startsWith } from './heads';

/** Endings under which phones and programs keep sound alone; a container of films is believed to be sound only under these. */
const SOUND_NAME = /\.(m4a|m4b|mp4a|mka|weba|oga|opus|aac)$/i;
/** Brands of the container that nothing but sound is kept under. */
const SOUND_BRAND = /^M4[AB] /;
const MATROSKA = [0x1a, 0x45, 0xdf, 0xa3];
/** Sound that phones of other days record, and that is not read. */
const OTHER_SOUND = [
  /^#!AMR/,
  /^FORM....AIF/s,
  /^\.snd/,
  /^MThd/,
  /^caff/,
  /^wvpk/,
  /^MAC /,
  /^\xff[\xf0\xf1\xf8\xf9]/,
];

/**
 * Tells sound by its first bytes. What may as well hold a film is taken for sound by its name, or by what the browser calls it.
 * @throws FileNotTaken for films, and for sound that is not read
 */
export function soundOf(head: Uint8Array, { name, type }: Pick<File, 'name' | 'type'>): FileType | null {
  const opening = latin(head, 0, 12);
  if (opening.startsWith('OggS')) return soundOrFilm(!latin(head, 0, head.length).includes('theora'), 'audio/ogg');
  if (opening.startsWith('RIFF') && opening.endsWith('WAVE')) return sound('audio/wav');
  if (opening.startsWith('fLaC')) return sound('audio/flac');
  if (opening.startsWith('ID3') || isMpegFrame(head)) return sound('audio/mpeg');
  const isCalledSound = SOUND_NAME.test(name) || type.startsWith('audio/');
  if (startsWith(head, MATROSKA)) return soundOrFilm(isCalledSound || hasNoPicture(head), 'audio/webm');
  if (opening.slice(4, 8) === 'ftyp') {
    return soundOrFilm(isCalledSound || SOUND_BRAND.test(opening.slice(8)), 'audio/mp4');
  }
  if (OTHER_SOUND.some((mark) => mark.test(opening))) throw new FileNotTaken('sound-type');
  return null;
}

function sound(mediaType: string): FileType {
  return { kind: 'sound', mediaType };
}

function soundOrFilm(isSound: boolean, mediaType: string): FileType {
  if (!isSound) throw new FileNotTaken('film');
  return sound(mediaType);
}

/** A frame of MPEG layer III: nothing else of its header may be what the format forbids. */
function isMpegFrame(head: Uint8Array): boolean {
  const [first = 0, second = 0, third = 0] = head;
  const isLayerThree = first === 0xff && (second & 0xe6) === 0xe2 && (second & 0x18) !== 0x08;
  return isLayerThree && third >> 4 !== 0x0f && third >> 4 !== 0 && (third & 0x0c) !== 0x0c;
}

/** The tracks of what a browser records stand in the first bytes. */
function hasNoPicture(head: Uint8Array): boolean {
  const text = latin(head, 0, head.length);
  return /A_(OPUS|VORBIS|AAC|PCM|FLAC|MPEG)/.test(text) && !/V_[A-Z]/.test(text);
}
