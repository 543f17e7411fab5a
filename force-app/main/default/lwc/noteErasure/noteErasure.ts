import type { DraftRow } from 'c/captureTypes';
import { dropFilesOf } from 'c/keptFiles';
import { dropRecording } from 'c/keptRecordings';
import { dropEdits } from 'c/unsentEdits';
import { dropNote } from 'c/unsentNote';

/** What is left of a note that was erased. */
export interface ErasedNote {
  captureId: string;
  /** ISO 8601 in UTC. */
  erasedAt: string;
  /** Its rows: the links to what was created from it, and no value. */
  rows: DraftRow[];
}

/**
 * Removes what this device keeps of an erased note: the note itself, its corrected text, the edits of its drafts, and its
 * files and recording, which takes the browser a moment longer.
 */
export function forgetNote(userId: string, { captureId, rows }: ErasedNote): void {
  dropNote(userId, captureId);
  dropFilesOf(userId, captureId);
  dropRecording(userId, captureId);
  for (const draftId of [captureId, ...rows.map((row) => row.draftId)]) {
    if (draftId) dropEdits({ userId, draftId });
  }
}
