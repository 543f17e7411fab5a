import { FileNotTaken, typeOf } from 'c/fileTypes';
import { reducePicture } from 'c/pictureReduction';
export const MOST_FILES = 20;
/** The highest number under which a file can be sent. */
export const HIGHEST_TAKE = 100;
const MOST_BYTES_A_FILE = 20_971_520;
const MOST_BYTES = 62_914_560;
/** Of a recording alone, and of all recordings of a note. */
const MOST_BYTES_OF_SOUND = 104_857_600;
const LONGEST_NAME = 255;
/** Under Lightning Web Security a content is kept whole only under a type that it lets pass. */
const BYTES = 'application/octet-stream';
/**
 * Looks at a file that a person chose and makes of it what is sent: a picture upright and reduced, anything else as it is.
 * @throws FileNotTaken
 */
export async function takeIn(file, others) {
    const type = await typeOf(file);
    refuseMixture(type.kind, others);
    const { content, mediaType } = type.kind === 'picture'
        ? await reducePicture(file, type.mediaType)
        : { content: file.slice(0, file.size, BYTES), mediaType: type.mediaType };
    refuseTooMuch(type.kind, content.size, others.reduce((sum, other) => sum + other.content.size, 0));
    const name = file.name.slice(0, LONGEST_NAME);
    return { id: crypto.randomUUID(), name, kind: type.kind, mediaType, content, quarters: 0 };
}
/** @returns why a file is not taken, by what looking at it threw */
export function reasonOf(error) {
    return error instanceof FileNotTaken ? error.reason : 'unreadable';
}
/** Whether a file was left out for what the others are. */
export function isMixture(reason) {
    return reason === 'sound-alone' || reason === 'sound-after';
}
/** @returns a recording that stands among other files, or nothing: another tab may have added to the same note */
export function strayRecording(files) {
    return files.some(({ kind }) => kind !== 'sound') ? files.find(({ kind }) => kind === 'sound') : undefined;
}
function refuseMixture(kind, others) {
    if (kind === 'sound') {
        if (others.some((other) => other.kind !== 'sound'))
            throw new FileNotTaken('sound-alone');
    }
    else if (others.some((other) => other.kind === 'sound')) {
        throw new FileNotTaken('sound-after');
    }
}
function refuseTooMuch(kind, bytes, bytesOfOthers) {
    if (kind === 'sound') {
        if (bytes > MOST_BYTES_OF_SOUND)
            throw new FileNotTaken('sound-too-large');
        if (bytes + bytesOfOthers > MOST_BYTES_OF_SOUND)
            throw new FileNotTaken('sound-too-much');
        return;
    }
    if (bytes > MOST_BYTES_A_FILE)
        throw new FileNotTaken('too-large');
    if (bytes + bytesOfOthers > MOST_BYTES)
        throw new FileNotTaken('too-much');
}
