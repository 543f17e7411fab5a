import { dropFilesOf } from 'c/keptFiles';
import { dropRecording } from 'c/keptRecordings';
import { dropEdits } from 'c/unsentEdits';
import { dropNote } from 'c/unsentNote';
/**
 * Removes what this device keeps of an erased note: the note itself, its corrected text, the edits of its drafts, and its
 * files and recording, which takes the browser a moment longer.
 */
export function forgetNote(userId, { captureId, rows }) {
    dropNote(userId, captureId);
    dropFilesOf(userId, captureId);
    dropRecording(userId, captureId);
    for (const draftId of [captureId, ...rows.map((row) => row.draftId)]) {
        if (draftId)
            dropEdits({ userId, draftId });
    }
}
