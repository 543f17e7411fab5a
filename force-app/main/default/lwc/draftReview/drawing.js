import colleague from '@salesforce/label/c.Review_Of_Colleague';
import missingValue from '@salesforce/label/c.Review_Missing_Value';
import { outcomeOf } from 'c/dealState';
import { createdRecords, dealTab, footerView, isUpdated } from 'c/dealViews';
import { factsOf } from 'c/draftEdits';
import { duplicateViews } from 'c/duplicateViews';
import { markedBlocks } from 'c/evidenceMarks';
import { formView, standingEdits } from 'c/formView';
import { refusalView } from 'c/refusalViews';
import { anchorsOf, passagesOf } from 'c/sourceAnchors';
import { kindWords } from 'c/sourceKinds';
import { paragraphStarts } from 'c/spokenWords';
import { matchesOf } from 'c/suggestedLinks';
import { fillIn } from 'c/valueFormat';
/** A deal that a corrected text no longer holds is not shown, unless the address names it. */
export function dealsShown(deals, activeId) {
    return deals.filter((deal) => outcomeOf(deal) !== 'expired' || deal.draft.id === activeId);
}
/** The deal that the address names, else the first that waits for the person. */
export function dealShown(deals, activeId) {
    const named = deals.find(({ draft }) => draft.id === activeId);
    return named ?? deals.find((deal) => outcomeOf(deal) === null) ?? deals[0];
}
export function draw(sources, deal) {
    const { deals, fields, locale, source, configuration, view } = sources;
    const matches = matchesOf(view, deals);
    const form = formOf(sources, deal);
    const labelOf = (path) => fields.get(path.replace(/^contacts\.[^.]+\./, 'contact.'))?.label ?? '';
    const standing = deals.map((each) => ({
        draft: each.draft,
        edits: standingEdits(each, matches, configuration),
    }));
    const anchors = anchorsOf(standing, source.text, configuration.toCheckBelow, labelOf);
    const numbered = deals.length > 1;
    const passages = numbered
        ? passagesOf(deals.map(({ draft }) => draft), source.text)
        : [];
    const outcome = outcomeOf(deal);
    const isOpen = outcome === null;
    const open = deals.filter((each) => outcomeOf(each) === null);
    const tabs = deals.map((each) => dealTab(each, formOf(sources, each), locale));
    return {
        deal,
        form,
        tabs,
        open,
        outcome,
        progress: { created: deals.filter((each) => outcomeOf(each) === 'created').length, deals: deals.length },
        blocks: markedBlocks(source.text, anchors, passages, paragraphStarts(source)),
        footer: isOpen ? footerView(form, locale) : null,
        records: isOpen ? [] : createdRecords(deal, form, locale),
        refusal: isOpen ? refusalView(deal, labelOf, locale, form.update !== null) : null,
        duplicates: isOpen ? duplicatesOf(sources, deal, form) : [],
        mergeFrom: { draft: deal.draft, edits: form.edits, compare: form.compare, whenSaved: sources.whenSaved },
        isUpdate: isUpdated(deal),
        warnings: isOpen ? (deal.draft.warnings ?? []) : [],
        differing: differingFields(deal, form),
        extractor: deal.draft.extractor ?? null,
        subject: tabs.find(({ draftId }) => draftId === deal.draft.id)?.label ?? '',
        words: kindWords(view.capture.kind),
        formKeys: [deal.draft.id],
        isNumbered: numbered,
        hasConflict: Object.keys(deal.theirs).length > 0,
        nextNumber: open[0]?.draft.position ?? 0,
        ...ownership(deal, configuration, open.length),
    };
}
/** A colleague's draft is read, changed and created by a manager; its source and its deals stay the colleague's. */
function ownership({ row, result }, { canCreate, canReviewTeam }, open) {
    const ownerName = row && !row.mine ? row.ownerName : '';
    const canAdd = ownerName === '' && canCreate;
    const colleagueText = ownerName && open > 0 ? fillIn(colleague, ownerName) : '';
    const decidedHere = Boolean(result) || (row?.mine ?? true);
    const canCorrect = canAdd && open > 0;
    return { ownerName, colleagueText, canAdd, canCorrect, canCreate: canCreate || canReviewTeam, decidedHere };
}
/** The form of one deal as it stands. */
export function formOf({ view, source, deals, configuration, fields, locale, names }, deal) {
    const matches = matchesOf(view, deals);
    const { capturedAt } = view.capture;
    const { unsure = [] } = source;
    const requiredMessage = missingValue;
    return formView({ deal, fields, matches, configuration, locale, capturedAt, requiredMessage, names, unsure });
}
/**
 * Fields that wait for a person's choice between two readings: the middleware holds a value that both sides are sure of
 * and read differently for less sure than the other one.
 */
function differingFields({ draft }, { fields, contacts }) {
    const facts = factsOf(draft);
    const isOpen = ({ path, sign }) => {
        const { confidence, alternatives = [] } = facts.get(path) ?? { confidence: 1 };
        return sign === 'check' && alternatives.some((other) => other.confidence > confidence);
    };
    const ofContacts = contacts.flatMap((contact) => contact.fields.filter(isOpen).map(({ label }) => `${contact.name} · ${label}`));
    return [...[...fields.values()].filter(isOpen).map(({ label }) => label), ...ofContacts];
}
function duplicatesOf({ view, deals }, deal, form) {
    const matches = matchesOf(view, deals);
    const { kind } = view.capture;
    return duplicateViews({ deal, deals, matches, kind, compare: form.compare, isUpdate: form.update !== null });
}
