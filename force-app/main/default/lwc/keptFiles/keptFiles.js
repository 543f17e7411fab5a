import { deleteContents, deleteUnknown, getContent, putContent } from 'c/deviceContents';
/**
 * The list stands in the local storage and only the contents in a database, each under a plain key: a content alone is
 * cloned as it is where pages run in a sandbox of their own.
 * Takes the place of a storage that is blocked or full, as long as the page stays open.
 */
const memory = new Map();
/**
 * @returns the files that this user chose on this device and that were not accepted yet, in their order; those whose
 *   content the device lost are left out
 */
export async function readFiles(userId) {
    const records = readRecords(userId);
    const contents = await Promise.all(records.map(({ id }) => getContent(keyOf(userId, id))));
    const files = records.flatMap((record, index) => {
        const content = contents[index];
        return content ? [{ ...recordOf(record), content }] : [];
    });
    await tidy(userId, records.filter((_, index) => !contents[index]).map(({ id }) => id));
    return files;
}
/**
 * Keeps a file at its place in the order; one that is kept already is replaced.
 * @returns false when the device keeps nothing beyond this page, so that the page can say so
 */
export async function keepFile(userId, file, position) {
    const others = readRecords(userId).filter(({ id }) => id !== file.id);
    // The record stands before its content does: a content that no record names is taken for a remainder.
    const isListed = writeRecords(userId, others.toSpliced(position, 0, { ...recordOf(file), captureId: null }));
    return (await putContent(keyOf(userId, file.id), file.content)) && isListed;
}
/** @returns false when the file was sent or removed since, in another tab perhaps */
export function isKept(userId, { id }) {
    return readRecords(userId).some((record) => record.id === id);
}
/** Keeps order and turns. Files of another tab stay behind those of this one. */
export function keepOrder(userId, files) {
    const stored = readRecords(userId);
    const known = files.flatMap((file) => {
        const record = stored.find(({ id }) => id === file.id);
        return record ? [{ ...recordOf(file), captureId: record.captureId }] : [];
    });
    writeRecords(userId, [...known, ...stored.filter(({ id }) => !files.some((file) => file.id === id))]);
}
/**
 * @param files those of this page: another tab that sent them counts from 1 again
 * @returns a take for another file, or for another content of a file
 */
export function nextTake(userId, files = []) {
    const list = readList(userId);
    const lastTake = Math.max(list.lastTake, ...files.map(({ take }) => take)) + 1;
    writeList(userId, { ...list, lastTake });
    return lastTake;
}
/** Counts the takes from 1 again: the files begin another capture. */
export function renumberFiles(userId, files) {
    const renumbered = files.map((file, index) => ({ ...file, take: index + 1 }));
    keepOrder(userId, renumbered);
    writeList(userId, { ...readList(userId), lastTake: renumbered.length });
    return renumbered;
}
/** Notes with which capture the files are handed over. */
export function sealFiles(userId, captureId, files) {
    const sealed = new Set(files.map(({ id }) => id));
    writeRecords(userId, readRecords(userId).map((record) => (sealed.has(record.id) ? { ...record, captureId } : record)));
}
/** Forgets files. */
export async function dropFiles(userId, ids) {
    if (ids.length === 0)
        return;
    writeRecords(userId, readRecords(userId).filter(({ id }) => !ids.includes(id)));
    await deleteContents(ids.map((id) => keyOf(userId, id)));
}
/** Forgets the files of a capture: it was accepted, or erased. Those chosen meanwhile, in another tab, stay. */
export async function dropFilesOf(userId, captureId) {
    const sealed = readRecords(userId).filter((record) => record.captureId === captureId);
    await dropFiles(userId, sealed.map(({ id }) => id));
    if (sealed.length > 0 && readRecords(userId).length === 0) {
        writeList(userId, { lastTake: 0, records: [] });
    }
}
/** Removes records that lost their content, and contents that lost their record. */
async function tidy(userId, lost) {
    await dropFiles(userId, lost);
    await deleteUnknown(keyOf(userId, ''), (key) => readRecords(userId).some(({ id }) => keyOf(userId, id) === key));
}
function recordOf(file) {
    const { id, take, name, kind, mediaType, quarters } = file;
    return { id, take, name, kind, mediaType, quarters };
}
function readRecords(userId) {
    return readList(userId).records;
}
function writeRecords(userId, records) {
    return writeList(userId, { ...readList(userId), records });
}
function readList(userId) {
    try {
        const key = storageKey(userId);
        const stored = JSON.parse(memory.get(key) ?? localStorage.getItem(key) ?? 'null');
        const { lastTake, records } = (stored ?? {});
        return {
            lastTake: Number.isInteger(lastTake) ? Number(lastTake) : 0,
            records: Array.isArray(records) ? records.filter(isRecord) : [],
        };
    }
    catch {
        return { lastTake: 0, records: [] };
    }
}
function writeList(userId, list) {
    const key = storageKey(userId);
    memory.delete(key);
    try {
        if (list.lastTake === 0 && list.records.length === 0)
            localStorage.removeItem(key);
        else
            localStorage.setItem(key, JSON.stringify(list));
        return true;
    }
    catch {
        memory.set(key, JSON.stringify(list));
        return false;
    }
}
function storageKey(userId) {
    return `createFromNotes.files.${userId}`;
}
function keyOf(userId, id) {
    return `${userId}/${id}`;
}
function isRecord(value) {
    const record = value;
    return (typeof record?.id === 'string' &&
        typeof record.name === 'string' &&
        typeof record.mediaType === 'string' &&
        Number.isInteger(record.take) &&
        Number.isInteger(record.quarters) &&
        /^(picture|document|mail|text|sound)$/.test(record.kind ?? ''));
}
