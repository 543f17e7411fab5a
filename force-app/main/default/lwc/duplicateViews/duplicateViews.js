import became from '@salesforce/label/c.Review_Duplicate_Became';
import possible from '@salesforce/label/c.Review_Duplicate';
import draftTitle from '@salesforce/label/c.Review_Duplicate_Draft';
import colleague from '@salesforce/label/c.Review_Duplicate_Draft_Colleague';
import draftOf from '@salesforce/label/c.Review_Duplicate_Draft_Of';
import yours from '@salesforce/label/c.Review_Duplicate_Draft_Yours';
import earlier from '@salesforce/label/c.Review_Duplicate_Earlier';
import mate from '@salesforce/label/c.Review_Duplicate_Mate';
import hidden from '@salesforce/label/c.Match_Hidden';
import { outcomeOf } from 'c/dealState';
import { reasonsInWords } from 'c/matchReasons';
import { comparedValues } from 'c/matchViews';
import { draftMatches, hasHidden, opportunityMatches } from 'c/suggestedLinks';
import { fillIn, readableDetail } from 'c/valueFormat';
/** As many as a person can tell apart at a glance. */
const MOST = 5;
const NOTHING = {
    detail: '',
    why: '',
    compared: [],
    recordId: null,
    captureId: null,
    draftId: null,
    mateNumber: 0,
    isReachable: false,
    decision: null,
};
/** What may be the same deal, the likeliest first of each kind. */
export function duplicateViews(sources) {
    const { deal, matches, isUpdate } = sources;
    const isOpen = ({ decision }) => !decision || !deal.decided.some((each) => isSame(each, decision));
    const found = [
        ...(isUpdate ? [] : opportunities(sources)),
        ...deal.draft.duplicates.flatMap((duplicate) => drawn(duplicate, sources)),
    ].filter(isOpen);
    const unseen = !isUpdate && hasHidden(deal.draft, matches, 'opportunity');
    return unseen ? [...found, { ...NOTHING, key: 'hidden', kind: 'hidden', title: possible, name: hidden }] : found;
}
function opportunities({ deal, matches, compare }) {
    return opportunityMatches(deal.draft, matches)
        .slice(0, MOST)
        .map((match) => {
        const { recordId, name, reasons } = match;
        const compared = comparedValues(match, compare);
        return {
            ...NOTHING,
            key: recordId,
            kind: 'opportunity',
            title: possible,
            name,
            detail: compared.length > 0 ? '' : readableDetail(match.detail ?? ''),
            why: reasonsInWords(reasons),
            compared,
            recordId,
            decision: notTheSame({ target: 'opportunity', recordId }),
        };
    });
}
function drawn(duplicate, sources) {
    const { captureId, draftId, reasons } = duplicate;
    const why = reasonsInWords(reasons, sources.kind);
    if (duplicate.kind === 'draft')
        return otherDraft({ ...duplicate, why }, sources);
    if (captureId === null)
        return [];
    const decision = notTheSame({ target: 'capture', captureId, draftId });
    const key = draftId ?? captureId;
    const at = { captureId, draftId, isReachable: true };
    return [{ ...NOTHING, ...at, key, kind: 'capture', title: possible, name: earlier, why, decision }];
}
function otherDraft({ captureId, draftId, recordId, why }, { deal, deals, matches, isUpdate }) {
    if (draftId === null)
        return [];
    const base = { ...NOTHING, key: draftId, captureId, draftId, why };
    const decision = notTheSame({ target: 'draft', draftId, captureId });
    const other = deals.find(({ draft }) => draft.id === draftId);
    if (other) {
        if (outcomeOf(other) !== null)
            return [];
        const { position } = other.draft;
        const at = { mateNumber: position, isReachable: true, decision };
        return [{ ...base, ...at, kind: 'mate', title: possible, name: fillIn(mate, position) }];
    }
    const match = draftMatches(deal.draft, matches).find(({ otherDraftId }) => otherDraftId === draftId);
    if (recordId) {
        // It stands among the opportunities already, where it can be updated.
        const isOffered = opportunityMatches(deal.draft, matches).some((each) => each.recordId === recordId);
        if (isOffered || isUpdate || !match)
            return [];
        return [{ ...base, kind: 'became', title: became, name: match.name, recordId, decision }];
    }
    if (!match) {
        // One that nobody reads here is told all the same; one of which nothing is left is not.
        const isHidden = matches.some((each) => each.target === 'draft' && each.hidden && each.otherDraftId === draftId);
        return isHidden ? [{ ...base, kind: 'draft', title: draftTitle, name: colleague, decision }] : [];
    }
    const name = match.mine ? yours : match.ownerName ? fillIn(draftOf, match.ownerName) : colleague;
    const detail = [match.name, match.detail ?? ''].filter(Boolean).join(' · ');
    return [{ ...base, kind: 'draft', title: draftTitle, name, detail, isReachable: captureId !== null, decision }];
}
function notTheSame(of) {
    return { contactId: null, recordId: null, draftId: null, captureId: null, same: false, reason: null, ...of };
}
function isSame(one, other) {
    return (one.target === other.target &&
        one.recordId === other.recordId &&
        one.draftId === other.draftId &&
        one.captureId === other.captureId);
}
