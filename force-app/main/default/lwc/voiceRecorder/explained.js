/** Whether this person has read on this device why the browser asks for the microphone. */
export function isExplained(userId) {
    try {
        return localStorage.getItem(keyOf(userId)) !== null;
    }
    catch {
        return false;
    }
}
export function noteExplained(userId) {
    try {
        localStorage.setItem(keyOf(userId), 'yes');
    }
    catch {
        // It is told once more at the next visit.
    }
}
function keyOf(userId) {
    return `createFromNotes.microphone.${userId}`;
}
