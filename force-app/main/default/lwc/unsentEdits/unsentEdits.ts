import type { ValueChange } from 'c/captureTypes';

/** Whose edits, of which draft (a corrected text: of which capture): two people on one device never see each other's. */
export interface EditsKey {
  userId: string;
  draftId: string;
}

const PREFIX = 'createFromNotes.edits';

/**
 * Keeps edits on this device until they are acknowledged. A later edit of the same path replaces the earlier one.
 * @returns false when the device keeps nothing (storage blocked or full), so that the page can say so
 */
export function putEdits(key: EditsKey, changes: ValueChange[]): boolean {
  const paths = new Set(changes.map(({ path }) => path));
  const untouched = listEdits(key).filter(({ path }) => !paths.has(path));
  return write(key, [...untouched, ...changes]);
}

/** @returns the edits not yet acknowledged, oldest first */
export function listEdits(key: EditsKey): ValueChange[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey(key)) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isValueChange) : [];
  } catch {
    return [];
  }
}

/** Removes the edits that were acknowledged. What was typed over them meanwhile stays. */
export function takeEdits(key: EditsKey, acknowledged: ValueChange[]): void {
  const sent = new Map(acknowledged.map(({ path, value }) => [path, value]));
  write(
    key,
    listEdits(key).filter(({ path, value }) => !sent.has(path) || sent.get(path) !== value),
  );
}

/** Removes all edits of a draft: it was created, dropped, or the person took the other version. */
export function dropEdits(key: EditsKey): void {
  write(key, []);
}

function write(key: EditsKey, changes: ValueChange[]): boolean {
  try {
    if (changes.length === 0) {
      localStorage.removeItem(storageKey(key));
    } else {
      localStorage.setItem(storageKey(key), JSON.stringify(changes));
    }
    return true;
  } catch {
    return false;
  }
}

function storageKey({ userId, draftId }: EditsKey): string {
  return `${PREFIX}.${userId}.${draftId}`;
}

function isValueChange(value: unknown): value is ValueChange {
  const change = value as Partial<ValueChange> | null;
  return typeof change?.path === 'string' && (change.value === null || typeof change.value === 'string');
}
