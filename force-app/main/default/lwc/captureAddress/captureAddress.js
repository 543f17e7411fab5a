import DRAFT from '@salesforce/schema/Opportunity_Draft__c';
export const NOWHERE = { captureId: null, draftId: null, recordId: null };
/** Salesforce gives accounts ids that begin with 001, and opportunities 006, in every org. */
const ORIGIN = /^00[16][a-zA-Z0-9]{12}([a-zA-Z0-9]{3})?$/;
const COMPONENT_PAGE = {
    type: 'standard__component',
    attributes: { componentName: 'c__createFromNotes' },
};
/**
 * Reads the state of a URL: `c__capture`, `c__draft` and `c__recordId`. Anybody can write a URL: a record that can be no
 * account and no opportunity is none, so that the page does not promise to take it into account.
 */
export function readAddress(page) {
    const state = page?.state ?? {};
    return {
        captureId: state.c__capture || null,
        draftId: state.c__draft || null,
        recordId: ORIGIN.test(state.c__recordId ?? '') ? (state.c__recordId ?? null) : null,
    };
}
/**
 * The page that shows an address: the one given, with the state of its URL changed. A record page stands for its record,
 * so from there the way leads to the page of its own.
 */
export function pageAt(page, { captureId, draftId, recordId }) {
    const base = page && page.type !== 'standard__recordPage' ? page : COMPONENT_PAGE;
    const named = { c__capture: captureId, c__draft: draftId, c__recordId: recordId };
    const rest = Object.entries(base.state ?? {}).filter(([key]) => !(key in named));
    const state = Object.entries(named).flatMap(([key, value]) => (value ? [[key, value]] : []));
    return { ...base, state: Object.fromEntries([...rest, ...state]) };
}
export function isSameAddress(one, other) {
    return one.captureId === other.captureId && one.draftId === other.draftId && one.recordId === other.recordId;
}
/** The list of drafts: all that the user may see, because the list that opens by itself holds only what was viewed. */
export const DRAFT_LIST = {
    type: 'standard__objectPage',
    attributes: { objectApiName: DRAFT.objectApiName, actionName: 'list' },
    state: { filterName: 'All' },
};
/** True for the object of drafts. */
export function isDraftObject(objectApiName) {
    return objectApiName === DRAFT.objectApiName;
}
