import colleague from '@salesforce/label/c.Review_Of_Colleague';
import missingValue from '@salesforce/label/c.Review_Missing_Value';
import type { CaptureView, Configuration, DraftWarning, Extractor, ReviewProgress, SourceView } from 'c/captureTypes';
import { outcomeOf } from 'c/dealState';
import type { Deal } from 'c/dealState';
import { createdRecords, dealTab, footerView, isUpdated } from 'c/dealViews';
import type { CreatedRecord, FooterView } from 'c/dealViews';
import type { DealTab } from 'c/dealTabs';
import { factsOf } from 'c/draftEdits';
import type { Merging } from 'c/draftMerge';
import { duplicateViews } from 'c/duplicateViews';
import type { PossibleDuplicate } from 'c/duplicateViews';
import { markedBlocks } from 'c/evidenceMarks';
import type { Block } from 'c/evidenceMarks';
import type { FieldView } from 'c/fieldViews';
import type { FormField } from 'c/formFields';
import { formView, standingEdits } from 'c/formView';
import type { FormView } from 'c/formView';
import { refusalView } from 'c/refusalViews';
import type { RefusalView } from 'c/refusalViews';
import { anchorsOf, passagesOf } from 'c/sourceAnchors';
import { kindWords } from 'c/sourceKinds';
import { paragraphStarts } from 'c/spokenWords';
import { matchesOf } from 'c/suggestedLinks';
import { fillIn } from 'c/valueFormat';

/** Everything the page shows of a capture, computed anew after every change. */
export interface Drawing {
  deal: Deal;
  form: FormView;
  tabs: readonly DealTab[];
  blocks: readonly Block[];
  footer: FooterView | null;
  records: readonly CreatedRecord[];
  refusal: RefusalView | null;
  duplicates: readonly PossibleDuplicate[];
  /** This deal as another draft would take it over. */
  mergeFrom: Pick<Merging, 'draft' | 'edits' | 'compare' | 'whenSaved'>;
  /** The opportunity was there before the deal that is created. */
  isUpdate: boolean;
  warnings: readonly DraftWarning[];
  /** Labels of the fields whose readings still differ. */
  differing: readonly string[];
  /** Who read the note for this deal; null when a person added it. */
  extractor: Extractor | null;
  progress: ReviewProgress;
  /** Deals that still wait for the person, this one included. */
  open: readonly Deal[];
  outcome: ReturnType<typeof outcomeOf>;
  /** Subject of the deal, as its tab says it. */
  subject: string;
  isNumbered: boolean;
  hasConflict: boolean;
  /** The colleague whose draft it is, or empty when it is the user's own. */
  ownerName: string;
  colleagueText: string;
  canAdd: boolean;
  canCreate: boolean;
  /** The user's own draft, or one that the user decided about in this visit. */
  decidedHere: boolean;
  canCorrect: boolean;
  /** A form of its own for each deal: what stands open in one does not stay open in the next. */
  formKeys: readonly string[];
  /** What a source of this kind is called. */
  words: ReturnType<typeof kindWords>;
  /** Number of the deal that comes next, or 0. */
  nextNumber: number;
}

export interface DrawingSources {
  deals: readonly Deal[];
  activeId: string;
  view: CaptureView;
  source: SourceView;
  configuration: Configuration;
  fields: ReadonlyMap<string, FormField>;
  names: Readonly<Record<string, string>>;
  locale: string;
  /** Resolves once nothing of the page waits to be saved. */
  whenSaved(): Promise<void>;
}

/** A deal that a corrected text no longer holds is not shown, unless the address names it. */
export function dealsShown(deals: readonly Deal[], activeId: string): readonly Deal[] {
  return deals.filter((deal) => outcomeOf(deal) !== 'expired' || deal.draft.id === activeId);
}

/** The deal that the address names, else the first that waits for the person. */
export function dealShown(deals: readonly Deal[], activeId: string): Deal | undefined {
  const named = deals.find(({ draft }) => draft.id === activeId);
  return named ?? deals.find((deal) => outcomeOf(deal) === null) ?? deals[0];
}

export function draw(sources: DrawingSources, deal: Deal): Drawing {
  const { deals, fields, locale, source, configuration, view } = sources;
  const matches = matchesOf(view, deals);
  const form = formOf(sources, deal);
  const labelOf = (path: string) => fields.get(path.replace(/^contacts\.[^.]+\./, 'contact.'))?.label ?? '';
  const standing = deals.map((each) => ({
    draft: each.draft,
    edits: standingEdits(each, matches, configuration),
  }));
  const anchors = anchorsOf(standing, source.text, configuration.toCheckBelow, labelOf);
  const numbered = deals.length > 1;
  const passages = numbered
    ? passagesOf(
        deals.map(({ draft }) => draft),
        source.text,
      )
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
function ownership({ row, result }: Deal, { canCreate, canReviewTeam }: Configuration, open: number) {
  const ownerName = row && !row.mine ? row.ownerName : '';
  const canAdd = ownerName === '' && canCreate;
  const colleagueText = ownerName && open > 0 ? fillIn(colleague, ownerName) : '';
  const decidedHere = Boolean(result) || (row?.mine ?? true);
  const canCorrect = canAdd && open > 0;
  return { ownerName, colleagueText, canAdd, canCorrect, canCreate: canCreate || canReviewTeam, decidedHere };
}

/** The form of one deal as it stands. */
export function formOf(
  { view, source, deals, configuration, fields, locale, names }: DrawingSources,
  deal: Deal,
): FormView {
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
function differingFields({ draft }: Deal, { fields, contacts }: FormView): readonly string[] {
  const facts = factsOf(draft);
  const isOpen = ({ path, sign }: FieldView) => {
    const { confidence, alternatives = [] } = facts.get(path) ?? { confidence: 1 };
    return sign === 'check' && alternatives.some((other) => other.confidence > confidence);
  };
  const ofContacts = contacts.flatMap((contact) =>
    contact.fields.filter(isOpen).map(({ label }) => `${contact.name} · ${label}`),
  );
  return [...[...fields.values()].filter(isOpen).map(({ label }) => label), ...ofContacts];
}

function duplicatesOf({ view, deals }: DrawingSources, deal: Deal, form: FormView): readonly PossibleDuplicate[] {
  const matches = matchesOf(view, deals);
  const { kind } = view.capture;
  return duplicateViews({ deal, deals, matches, kind, compare: form.compare, isUpdate: form.update !== null });
}
