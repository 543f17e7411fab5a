import { CaptureError, getCapture, saysErased, startCapture, toCaptureError } from 'c/captureApi';
import { unsealNote } from 'c/unsentNote';
import erasedUnsent from '@salesforce/label/c.Capture_Erased_Unsent';
/**
 * The note was erased from elsewhere before this device knew that it had arrived: its text may be sent as another note. One that
 * the server finds too full goes as another note too: there, files count that were sent and put aside since.
 */
export function refusalOf(userId, error) {
    if (!saysErased(error)) {
        if (error.code === 'too-many-files')
            unsealNote(userId);
        return error;
    }
    unsealNote(userId);
    return new CaptureError(error.code, erasedUnsent);
}
/**
 * Sends the note. A conflict says that this very note was accepted before, under settings of the org that changed since:
 * the capture is there, so it is opened.
 */
export async function handOverText(input) {
    try {
        return await startCapture(input);
    }
    catch (error) {
        if (toCaptureError(error).code !== 'capture-conflict') {
            throw error;
        }
        return getCapture(input.captureId);
    }
}
/** What lists call a note: by its files where it has any. */
export function kindOf(files) {
    if (files.length === 0)
        return 'text';
    if (files.every(({ kind }) => kind === 'sound'))
        return 'audio';
    if (files.every(({ kind }) => kind === 'picture'))
        return 'photo';
    return files.every(({ kind }) => kind === 'mail') ? 'email' : 'document';
}
