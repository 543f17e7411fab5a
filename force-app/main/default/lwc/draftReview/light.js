import locale from '@salesforce/i18n/lang';
import failed from '@salesforce/label/c.Sound_Failed';
import unplayable from '@salesforce/label/c.Sound_Unplayable';
import { inContext } from 'c/evidenceMarks';
import { anchorsIn } from 'c/pageRegions';
import { listenLabel } from 'c/soundWords';
import { heardTogether, passagesOfValue } from 'c/spokenWords';
/**
 * What the frame shows of the value whose evidence is lit, for the side that a phone shows.
 * @param trouble why the recording is not heard, or empty
 */
export function lightOn(drawing, litPath, source, side, trouble = '') {
    const line = drawing ? lineAt(drawing, litPath) : null;
    const strip = drawing && line ? stripAt(drawing, line, source, trouble) : null;
    const passages = drawing && line ? passagesOfValue(drawing.blocks, drawing.deal.draft.id, line.path) : [];
    const passage = heardTogether(passages);
    return { line, strip, passage, listenLabel: passage ? listenLabel(passage, locale) : '', ...sideView(side, strip) };
}
/** What to say where the player itself is not on the screen. */
export function troubleOf({ status }) {
    if (status === 'unplayable')
        return unplayable;
    return status === 'failed' ? failed : '';
}
/** What the evidence bar says of a path of this form; null when the form does not show it. */
function lineAt({ form }, path) {
    if (path === null)
        return null;
    if (path === 'account.name' && form.account.linked)
        return accountLine(form);
    if (path === 'opportunity.currency')
        return form.currency?.line ?? null;
    const ofContact = form.contacts.flatMap((contact) => contact.fields.map((field) => ({ ...field.line, label: `${contact.name} · ${field.label}` })));
    return form.fields.get(path)?.line ?? ofContact.find((line) => line.path === path) ?? null;
}
/** A linked account: what the source calls it, then which record is meant and why. */
function accountLine({ account }) {
    const quote = account.name?.line.quote ?? '';
    const why = [account.signWord, account.signText].filter(Boolean).join(' · ');
    return { path: 'account.name', label: account.label, quote, reading: quote ? account.displayName : '', why };
}
/** The lit passage as it is seen in its picture, or with the words around it; without one, why the value is there. */
function stripAt({ blocks, deal }, { path, quote, why }, source, trouble) {
    if (trouble)
        return { before: trouble, quote: '', after: '', crop: null };
    const lit = anchorsIn(blocks).filter((anchor) => anchor.path === path && anchor.draftId === deal.draft.id);
    const [first] = lit;
    if (!first)
        return { before: why, quote: '', after: '', crop: null };
    const [region] = lit.flatMap(({ regions = [] }) => regions);
    const page = source.pages?.find(({ number }) => number === region?.page);
    if (region && page)
        return { before: quote, quote: '', after: '', crop: { page, corners: region.corners } };
    const { text } = source;
    return { ...inContext(text, first.start, first.end), quote: text.slice(first.start, first.end), crop: null };
}
/** Which side a phone shows and whether it has a strip, as the markup says it. */
function sideView(side, strip) {
    return {
        pageClass: `page page_${side}`,
        formPressed: String(side === 'form'),
        sourcePressed: String(side === 'source'),
        stripClass: strip ? 'strip strip_on' : 'strip',
        canSee: Boolean(strip?.quote || strip?.crop),
    };
}
