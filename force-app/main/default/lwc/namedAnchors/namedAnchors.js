import dealMark from '@salesforce/label/c.Review_Mark_Other';
import mark from '@salesforce/label/c.Review_Mark';
import markCheck from '@salesforce/label/c.Review_Mark_Check';
import region from '@salesforce/label/c.Picture_Region';
import regionCheck from '@salesforce/label/c.Picture_Region_Check';
import regionOther from '@salesforce/label/c.Picture_Region_Other';
import { quoted } from 'c/reviewWords';
import { fillIn } from 'c/valueFormat';
export function markKind(anchors, { activeDraftId, litPath }) {
    const here = anchors.filter(({ draftId }) => draftId === activeDraftId);
    if (here.some(({ path }) => path === litPath))
        return 'lit';
    if (here.some(({ toCheck }) => toCheck))
        return 'check';
    return here.length > 0 ? 'here' : 'other';
}
/** The use of a passage that is meant: of this deal first, then the narrowest; choosing again takes the next one. */
export function meantAnchor(anchors, { activeDraftId, litPath }) {
    const here = anchors.filter(({ draftId }) => draftId === activeDraftId);
    const ranked = [...(here.length > 0 ? here : anchors)].sort((a, b) => a.end - a.start - (b.end - b.start));
    const lit = ranked.findIndex(({ path, draftId }) => path === litPath && draftId === activeDraftId);
    return ranked[(lit + 1) % ranked.length] ?? null;
}
/** How a mark in a text is read out: its words first. */
export function markName(text, anchors, activeDraftId) {
    return nameIn({ here: mark, check: markCheck, other: dealMark }, text, anchors, activeDraftId);
}
/** How a region of a picture is read out: its field first. */
export function regionName(text, anchors, activeDraftId) {
    return nameIn({ here: region, check: regionCheck, other: regionOther }, text, anchors, activeDraftId);
}
function nameIn(words, text, anchors, activeDraftId) {
    const here = anchors.filter(({ draftId }) => draftId === activeDraftId);
    const named = here.length > 0 ? here : anchors;
    const names = [...new Set(named.map(({ label }) => label))].join(', ');
    if (here.length === 0)
        return fillIn(words.other, quoted(text), names, named[0]?.position ?? '');
    return fillIn(here.some(({ toCheck }) => toCheck) ? words.check : words.here, quoted(text), names);
}
/** Where the arrows lead from one of several marks that are a single Tab stop; null for a key that leads nowhere. */
export function nextStop(key, stop, last) {
    switch (key) {
        case 'ArrowRight':
        case 'ArrowDown':
            return Math.min(stop + 1, last);
        case 'ArrowLeft':
        case 'ArrowUp':
            return Math.max(stop - 1, 0);
        case 'Home':
            return 0;
        case 'End':
            return last;
        default:
            return null;
    }
}
