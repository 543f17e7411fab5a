/** Takes the place of a storage that is blocked or full, as long as the page stays open. */
const memory = new Map();
export function readStored(key) {
    try {
        return memory.get(key) ?? localStorage.getItem(key);
    }
    catch {
        return null;
    }
}
/** @returns false when it is kept by this page alone */
export function writeStored(key, text) {
    try {
        localStorage.setItem(key, text);
        memory.delete(key);
        return true;
    }
    catch {
        memory.set(key, text);
        return false;
    }
}
export function removeStored(key) {
    memory.delete(key);
    try {
        localStorage.removeItem(key);
    }
    catch {
        // What is blocked holds nothing.
    }
}
export function listKeys(prefix) {
    const keys = new Set(memory.keys());
    try {
        for (let index = 0; index < localStorage.length; index += 1)
            keys.add(localStorage.key(index) ?? '');
    }
    catch {
        // What is blocked holds nothing.
    }
    return [...keys].filter((key) => key.startsWith(prefix));
}
