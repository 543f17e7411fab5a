const PREFIX = 'createFromNotes.edits';
/**
 * Keeps edits on this device until they are acknowledged. A later edit of the same path replaces the earlier one.
 * @returns false when the device keeps nothing (storage blocked or full), so that the page can say so
 */
export function putEdits(key, changes) {
    const paths = new Set(changes.map(({ path }) => path));
    const untouched = listEdits(key).filter(({ path }) => !paths.has(path));
    return write(key, [...untouched, ...changes]);
}
/** @returns the edits not yet acknowledged, oldest first */
export function listEdits(key) {
    try {
        const stored = JSON.parse(localStorage.getItem(storageKey(key)) ?? '[]');
        return Array.isArray(stored) ? stored.filter(isValueChange) : [];
    }
    catch {
        return [];
    }
}
/** Removes the edits that were acknowledged. What was typed over them meanwhile stays. */
export function takeEdits(key, acknowledged) {
    const sent = new Map(acknowledged.map(({ path, value }) => [path, value]));
    write(key, listEdits(key).filter(({ path, value }) => !sent.has(path) || sent.get(path) !== value));
}
/** Removes all edits of a draft: it was created, dropped, or the person took the other version. */
export function dropEdits(key) {
    write(key, []);
}
function write(key, changes) {
    try {
        if (changes.length === 0) {
            localStorage.removeItem(storageKey(key));
        }
        else {
            localStorage.setItem(storageKey(key), JSON.stringify(changes));
        }
        return true;
    }
    catch {
        return false;
    }
}
function storageKey({ userId, draftId }) {
    return `${PREFIX}.${userId}.${draftId}`;
}
function isValueChange(value) {
    const change = value;
    return typeof change?.path === 'string' && (change.value === null || typeof change.value === 'string');
}
