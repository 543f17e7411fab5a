import accountNewChip from '@salesforce/label/c.Review_Account_New';
import accountSearch from '@salesforce/label/c.Review_Account_Search';
import accountUse from '@salesforce/label/c.Review_Account_Use';
import currencyLabel from '@salesforce/label/c.Review_Currency';
import type { Configuration, Match, RecordMatch, UnsureWords } from 'c/captureTypes';
import { contactViews, isName } from 'c/contactViews';
import type { ContactView } from 'c/contactViews';
import { problemPath } from 'c/dealState';
import type { Deal } from 'c/dealState';
import { accountRecordId, factsOf, OPPORTUNITY_KEYS, valueAt } from 'c/draftEdits';
import type { Edits } from 'c/draftEdits';
import { shownValues, tally } from 'c/draftValues';
import type { ShownValue, Sign } from 'c/draftValues';
import { currencyOptions, fieldView } from 'c/fieldViews';
import type { FieldView, Reading } from 'c/fieldViews';
import type { FormField } from 'c/formFields';
import { heardValues } from 'c/heardViews';
import type { HeardValue } from 'c/heardViews';
import { matchWords } from 'c/matchReasons';
import { candidateViews } from 'c/matchViews';
import type { CandidateView, CompareSources } from 'c/matchViews';
import { signIcon, signWord } from 'c/reviewWords';
import {
  accountMatches,
  hasHidden,
  isAsked,
  NEW_RECORD,
  opportunityMatches,
  withSuggestedLinks,
} from 'c/suggestedLinks';
import { updateView } from 'c/updateViews';
import type { UpdateView } from 'c/updateViews';
import { fillIn } from 'c/valueFormat';

const CURRENCY = 'opportunity.currency';

/** A way to link a record: an existing one, or none (`recordId` is {@link NEW_RECORD}); null opens the search. */
export interface LinkChip {
  key: string;
  label: string;
  recordId: string | null;
}

export interface AccountView {
  linked: boolean;
  recordId: string | null;
  label: string;
  required: boolean;
  /** Empty while a linked account was found by search and its name is not read yet. */
  displayName: string;
  signIcon: string;
  signWord: string;
  signText: string;
  chips: readonly LinkChip[];
  /** Existing accounts that the person is asked about. */
  candidates: readonly CandidateView[];
  /** An account exists that the user may not see. */
  hasHidden: boolean;
  /** The name of the account to create, with its evidence. */
  name: FieldView | null;
  details: readonly FieldView[];
  problem: string;
}

export interface FormView {
  fields: ReadonlyMap<string, FieldView>;
  currency: FieldView | null;
  account: AccountView;
  contacts: readonly ContactView[];
  additional: readonly FieldView[];
  counts: Readonly<Record<Sign, number>>;
  /** Paths that need a person, in the order of the form. */
  toCheck: readonly string[];
  /** Values that were heard with doubt. */
  heard: readonly HeardValue[];
  /** What would change in an opportunity that exists; null where a new one is made. */
  update: UpdateView | null;
  /** What a candidate is compared with. */
  compare: CompareSources;
  /** The edits with the links and the currency that stand unless the person chooses others. */
  edits: Edits;
}

export interface FormSources {
  deal: Deal;
  fields: ReadonlyMap<string, FormField>;
  matches: readonly Match[];
  configuration: Configuration;
  locale: string;
  /** ISO moment of the capture with its offset. */
  capturedAt: string;
  requiredMessage: string;
  /** Names of accounts that were found by search, by id. */
  names: Readonly<Record<string, string>>;
  /** Where the source was hard to read. */
  unsure?: readonly UnsureWords[];
}

/** Everything the form of one deal shows. */
export function formView(sources: FormSources): FormView {
  const { deal, fields, matches, configuration } = sources;
  const edits = standingEdits(deal, matches, configuration);
  const shown = shownValues(deal.draft, edits, configuration.toCheckBelow);
  const reading = readingOf(sources, edits);
  const view = viewerOf(sources, shown, edits, reading);
  const opportunity = OPPORTUNITY_KEYS.map((key) => `opportunity.${key}`).filter((path) => path !== CURRENCY);
  const ordered = [...opportunity.map((path) => view(path)), ...additionalPaths(fields).map((path) => view(path))];
  const compare = { fields, reading, said: (key: string) => saidAt(shown.get(key)) };
  const account = accountView(sources, edits, view, compare);
  const currency = view(CURRENCY, currencyField(configuration, shown.get(CURRENCY)?.value ?? null));
  const open = [...ordered, ...(account.linked ? [] : [account.name, ...account.details])];
  const present = open.filter((field): field is FieldView => field !== null);
  const drawn = new Map(present.map((field) => [field.path, field]));
  const offered = opportunityMatches(deal.draft, matches);
  const update = updateView({ deal, edits, offered, fields, drawn, currency, reading });
  const accountName = update?.accountName || account.displayName;
  const contacts = contactViews({ deal, edits, fields, matches, view, accountName, reading });
  return {
    fields: drawn,
    currency,
    account,
    contacts,
    additional: present.filter(({ path }) => path.startsWith('additional.')),
    counts: countsOf(present, account, shown),
    toCheck: update
      ? toCheckPaths(
          update.rows.filter(({ isTaken }) => isTaken).map(({ field }) => field),
          null,
          contacts,
        )
      : toCheckPaths(present, account, contacts),
    heard: heardValues({ fields: drawn, contacts }, factsOf(deal.draft, edits)),
    update,
    compare,
    edits,
  };
}

/**
 * What stands for a deal unless the person says otherwise: the edits, the links that can be meant, and the org's currency
 * where neither source nor person says one. Create sends exactly this, and it then stands for good.
 */
export function standingEdits(
  { draft, edits, sent }: Deal,
  matches: readonly Match[],
  { defaultCurrency }: Configuration,
): Edits {
  if (sent) return sent;
  const linked = withSuggestedLinks(draft, edits, matches);
  const isSaid = valueAt(draft, linked, CURRENCY) !== null;
  return isSaid || !defaultCurrency ? linked : { ...linked, [CURRENCY]: defaultCurrency };
}

export type Viewer = (path: string, field?: FormField | null) => FieldView | null;

function saidAt(value: ShownValue | undefined): string | null {
  return value && value.sign !== 'default' ? value.value : null;
}

function readingOf({ deal, locale, capturedAt, unsure = [] }: FormSources, edits: Edits): Reading {
  const currency = valueAt(deal.draft, edits, CURRENCY);
  return { locale, currency, captureDay: capturedAt.slice(0, 10), unsure };
}

/** Draws one value by its path; null where the org has no such field or the user may not write it. */
function viewerOf(
  { deal, fields, requiredMessage }: FormSources,
  shown: ReadonlyMap<string, ShownValue>,
  edits: Edits,
  reading: Reading,
): Viewer {
  return (path, given) => {
    const field = given ?? fields.get(path.replace(/^contacts\.[^.]+\./, 'contact.'));
    if (!field) return null;
    const refusal = deal.problems.find((problem) => problemPath(problem) === path || isAdditional(problem.field, path));
    const problem = refusal?.message ?? (deal.missing.includes(path) ? requiredMessage : '');
    return fieldView(field, shown.get(path) ?? additionalValue(path, edits), reading, problem, deal.theirs[path]);
  };
}

/** A problem names a field that is not in the draft by its API name. */
function isAdditional(field: string | null, path: string): boolean {
  return path === `additional.${field ?? ''}`;
}

function additionalValue(path: string, edits: Edits): ShownValue {
  const value = edits[path] ?? null;
  const sign = value === null ? 'none' : 'changed';
  return { path, value, sign, evidence: [], reason: null, alternatives: [], restore: null };
}

function additionalPaths(fields: ReadonlyMap<string, FormField>): readonly string[] {
  return [...fields.keys()].filter((key) => key.startsWith('additional.'));
}

function currencyField({ currencies }: Configuration, current: string | null): FormField {
  return {
    key: CURRENCY,
    objectName: 'Opportunity',
    field: 'CurrencyIsoCode',
    label: currencyLabel,
    control: 'picklist',
    required: true,
    options: currencyOptions(currencies, current),
    maximumLength: undefined,
    step: '1',
    target: null,
  };
}

function accountView(
  { deal, matches, names }: FormSources,
  edits: Edits,
  view: Viewer,
  compare: CompareSources,
): AccountView {
  const recordId = accountRecordId(deal.draft, edits);
  const offered = accountMatches(deal.draft, matches);
  const match = offered.find((found) => found.recordId === recordId) ?? null;
  const name = view('account.name');
  const isOpen = recordId === null && isAsked(deal.draft, edits, 'account');
  const refusal = deal.problems.find(({ target, field }) => target === 'account' && !field);
  return {
    linked: recordId !== null,
    recordId,
    label: name?.label ?? '',
    required: name?.required ?? false,
    displayName: (recordId ? (match?.name ?? names[recordId]) : name?.value) ?? '',
    signIcon: signIcon('existing'),
    signWord: signWord('existing'),
    signText: matchWords(match),
    chips: accountChips(isOpen ? [] : offered, recordId),
    candidates: isOpen ? candidateViews(offered, compare) : [],
    hasHidden: recordId === null && hasHidden(deal.draft, matches, 'account'),
    name,
    details: ['account.website', 'account.phone', 'account.country']
      .map((path) => view(path))
      .filter((field): field is FieldView => field !== null),
    problem: refusal?.message ?? '',
  };
}

function accountChips(offered: readonly RecordMatch[], recordId: string | null): readonly LinkChip[] {
  const others = offered
    .filter((match) => match.recordId !== recordId)
    .map((match) => ({
      key: match.recordId,
      label: fillIn(accountUse, match.name, matchWords(match)),
      recordId: match.recordId,
    }));
  const last = recordId
    ? { key: 'new', label: accountNewChip, recordId: NEW_RECORD }
    : { key: 'search', label: accountSearch, recordId: null };
  return [...others, last];
}

function countsOf(
  fields: readonly FieldView[],
  account: AccountView,
  shown: ReadonlyMap<string, ShownValue>,
): Readonly<Record<Sign, number>> {
  const drawn = fields.filter(({ path }) => !path.startsWith('additional.')).map(({ path }) => shown.get(path));
  const counts = tally(drawn.filter((value): value is ShownValue => value !== undefined));
  return account.linked ? { ...counts, existing: counts.existing + 1 } : counts;
}

function toCheckPaths(
  fields: readonly FieldView[],
  account: AccountView | null,
  contacts: readonly ContactView[],
): readonly string[] {
  const ofContacts = contacts.filter(({ included, linked }) => included && !linked).flatMap(toCheckIn);
  const ofAccount = account && account.candidates.length > 0 ? ['account.name'] : [];
  return [...new Set([...fields.filter(isToCheck).map(({ path }) => path), ...ofAccount, ...ofContacts])];
}

/** The parts of a name are one thing to check, as on the card; so is who is meant. */
function toCheckIn({ fields, candidates, namePath }: ContactView): readonly string[] {
  const toCheck = fields.filter(isToCheck);
  const name = toCheck.find(isName)?.path ?? (candidates.length > 0 ? namePath : null);
  return [...(name === null ? [] : [name]), ...toCheck.filter((field) => !isName(field)).map(({ path }) => path)];
}

function isToCheck({ sign }: FieldView): boolean {
  return sign === 'check';
}
