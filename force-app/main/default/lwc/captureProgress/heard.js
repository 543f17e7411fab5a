import { formatClock } from 'c/soundTimes';
import { fillIn } from 'c/valueFormat';
import heardUpTo from '@salesforce/label/c.Voice_Heard';
const MINUTE = 60;
/** @returns null while nothing was understood */
export function heardView(heard) {
    const text = heard?.text.trim();
    return heard && text ? { upTo: fillIn(heardUpTo, formatClock(heard.seconds)), text: `… ${text}` } : null;
}
/** What a screen reader says of it: once a minute, not with each word. */
export function heardAnnouncement(heard) {
    const minutes = Math.floor((heard?.seconds ?? 0) / MINUTE);
    return minutes > 0 ? fillIn(heardUpTo, formatClock(minutes * MINUTE)) : '';
}
