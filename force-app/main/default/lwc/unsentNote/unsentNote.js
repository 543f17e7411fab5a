const NOTHING = { text: '', sent: null };
/** Takes the place of a storage that is blocked or full, as long as the page stays open. */
const memory = new Map();
/** @returns the note that this user typed on this device and that was not accepted yet */
export function readNote(userId) {
    try {
        const stored = JSON.parse(readStored(storageKey(userId)) ?? 'null');
        return isUnsentNote(stored) ? stored : NOTHING;
    }
    catch {
        return NOTHING;
    }
}
/**
 * Keeps the text as it is typed. A text other than the one handed over is another note: it gets its own capture.
 * @returns false when the device keeps nothing beyond this page, so that the page can say so
 */
export function keepText(userId, text) {
    const { sent } = readNote(userId);
    return write(userId, { text, sent: sent && textOf(sent) === text ? sent : null });
}
/** Puts a text into the note; one already being typed stays above it. */
export function addText(userId, text) {
    const typed = readNote(userId).text;
    if (text === '')
        return true;
    return keepText(userId, typed.trim() === '' || typed === text ? text : `${typed}\n\n${text}`);
}
/**
 * Makes of the note what is handed over, and keeps it: the same text of the same kind from the same record again (a second
 * click, a lost answer, a reload) gives the same id, moment and time zone.
 * @param kind that of the files that go with the text, or `text` for a text alone
 */
export function sealNote(userId, text, recordId, moment, kind = 'text') {
    const { sent } = readNote(userId);
    if (sent && textOf(sent) === text && sent.kind === kind && sent.recordId === recordId) {
        return sent;
    }
    const input = {
        captureId: crypto.randomUUID(),
        kind,
        text: text.trim() === '' ? null : text,
        ...moment,
        language: null,
        recordId,
    };
    write(userId, { text, sent: input });
    return input;
}
/** Forgets the note of a capture: it was accepted, or erased. One typed meanwhile, in another tab, stays. */
export function dropNote(userId, captureId) {
    if (readNote(userId).sent?.captureId === captureId) {
        write(userId, NOTHING);
    }
}
/** Keeps the text, and makes another note of it: the capture it was handed over as is no more. */
export function unsealNote(userId) {
    write(userId, { text: readNote(userId).text, sent: null });
}
function write(userId, note) {
    const key = storageKey(userId);
    memory.delete(key);
    try {
        if (note.text === '' && note.sent === null) {
            localStorage.removeItem(key);
        }
        else {
            localStorage.setItem(key, JSON.stringify(note));
        }
        return true;
    }
    catch {
        memory.set(key, JSON.stringify(note));
        return false;
    }
}
function textOf({ text }) {
    return text ?? '';
}
function readStored(key) {
    return memory.get(key) ?? localStorage.getItem(key);
}
function storageKey(userId) {
    return `createFromNotes.note.${userId}`;
}
function isUnsentNote(value) {
    const note = value;
    return typeof note?.text === 'string' && (note.sent === null || typeof note.sent?.captureId === 'string');
}
