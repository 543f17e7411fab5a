import account from '@salesforce/label/c.Update_Account';
import mine from '@salesforce/label/c.Update_Yours';
import of from '@salesforce/label/c.Update_Of';
import unchanged from '@salesforce/label/c.Update_Unchanged';
import closes from '@salesforce/label/c.Review_Created_Close';
import type { RecordMatch } from 'c/captureTypes';
import type { Deal } from 'c/dealState';
import { OPPORTUNITY_KEYS, takenPath, updatedRecordId, valueAt } from 'c/draftEdits';
import type { Edits } from 'c/draftEdits';
import { displayed } from 'c/fieldViews';
import type { FieldView, Reading } from 'c/fieldViews';
import type { FormField } from 'c/formFields';
import { matchWords, reasonsInWords } from 'c/matchReasons';
import { fillIn } from 'c/valueFormat';

const CURRENCY = 'opportunity.currency';
const AMOUNT = 'opportunity.amount';
const DESCRIPTION = 'opportunity.description';
/** What came of the source or of the person; what a setting gave changes no record that exists. */
const OWN_SIGNS: readonly FieldView['sign'][] = ['found', 'check', 'confirmed', 'changed'];

/** One value that would change. */
export interface UpdateRow {
  path: string;
  label: string;
  isTaken: boolean;
  today: string;
  isBlankToday: boolean;
  becomes: string;
  field: FieldView;
  /** The currency of an amount. */
  unit: FieldView | null;
}

/** An open opportunity that takes values of the draft. */
export interface UpdateView {
  recordId: string;
  /** Empty where the user no longer finds it among the open ones. */
  name: string;
  accountName: string;
  isGone: boolean;
  /** Stage, amount, close date and owner as they are today. */
  summary: string;
  why: string;
  rows: readonly UpdateRow[];
  unchanged: string;
  /** Paths of the values that will be written. */
  taken: readonly string[];
  /** What the person saw of them, by path. */
  seen: Readonly<Record<string, string>>;
}

export interface UpdateSources {
  deal: Deal;
  edits: Edits;
  /** Open opportunities that may be meant. */
  offered: readonly RecordMatch[];
  fields: ReadonlyMap<string, FormField>;
  drawn: ReadonlyMap<string, FieldView>;
  currency: FieldView | null;
  reading: Reading;
}

/** What Create would change in the opportunity that is linked; null where a new one is made. */
export function updateView(sources: UpdateSources): UpdateView | null {
  const { deal, edits, offered, reading } = sources;
  const recordId = updatedRecordId(deal.draft, edits);
  if (recordId === null) return null;
  const match = offered.find((candidate) => candidate.recordId === recordId);
  const view = {
    recordId,
    name: '',
    accountName: '',
    summary: '',
    why: '',
    rows: [],
    unchanged: '',
    taken: [],
    seen: {},
  };
  if (!match) return { ...view, isGone: true };
  const today = (path: string): string => match.values?.[path] ?? '';
  const currency = amountCurrency(sources, today);
  const rows = changedRows(sources, today, currency);
  const taken = rows.filter(({ isTaken }) => isTaken).map(({ path }) => path);
  const written = taken.includes(AMOUNT) && currency !== (today(CURRENCY) || currency) ? [...taken, CURRENCY] : taken;
  return {
    ...view,
    name: match.name,
    accountName: today('account.name'),
    isGone: false,
    summary: summaryOf(match, sources, { ...reading, currency: today(CURRENCY) || reading.currency }),
    why: reasonsInWords(match.reasons),
    rows,
    unchanged: unchangedText(sources, rows, today),
    taken: written,
    seen: Object.fromEntries(written.map((path) => [path, today(path)])),
  };
}

/** A currency that nobody said is the record's own: the org's default changes nothing there. */
function amountCurrency({ deal, edits, currency, reading }: UpdateSources, today: (path: string) => string) {
  const isOwn = currency !== null && OWN_SIGNS.includes(currency.sign);
  return (isOwn && valueAt(deal.draft, edits, CURRENCY)) || today(CURRENCY) || reading.currency;
}

function changedRows(
  sources: UpdateSources,
  today: (path: string) => string,
  currency: string | null,
): readonly UpdateRow[] {
  const { drawn, fields, edits, reading } = sources;
  // The name is what people find the opportunity by: a note does not rename it.
  const paths = OPPORTUNITY_KEYS.map((key) => `opportunity.${key}`).filter((path) => path !== 'opportunity.name');
  return inOrder(paths).flatMap((path) => {
    const [field, setting] = [drawn.get(path), fields.get(path)];
    if (!field || !setting || field.value === null || !OWN_SIGNS.includes(field.sign)) return [];
    const before = displayed(setting, today(path), { ...reading, currency: today(CURRENCY) || reading.currency });
    const becomes = displayed(setting, field.value, { ...reading, currency });
    if (isSame(field.value, today(path), path) && (path !== AMOUNT || becomes === before)) return [];
    const isBlankToday = today(path) === '';
    // A description was written by somebody: it is replaced only where the person says so.
    const chosen = edits[takenPath(path)] ?? String(path !== DESCRIPTION || isBlankToday);
    const unit = path === AMOUNT ? sources.currency : null;
    return [
      { path, label: field.label, isTaken: chosen === 'true', today: before, isBlankToday, becomes, field, unit },
    ];
  });
}

/** What matters most comes first, as in the form. */
function inOrder(paths: readonly string[]): readonly string[] {
  const order = ['amount', 'closeDate', 'stage', 'nextStep', 'type'].map((key) => `opportunity.${key}`);
  return [...order, ...paths.filter((path) => !order.includes(path) && path !== DESCRIPTION), DESCRIPTION];
}

function isSame(value: string, today: string, path: string): boolean {
  if (path === AMOUNT) return today !== '' && Number(value) === Number(today);
  return plain(value) === plain(today);
}

function plain(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, ' ').trim();
}

function summaryOf(match: RecordMatch, { fields }: UpdateSources, reading: Reading): string {
  const shown = (path: string): string => {
    const [field, value] = [fields.get(path), match.values?.[path] ?? ''];
    return field && value !== '' ? displayed(field, value, reading) : '';
  };
  const close = shown('opportunity.closeDate');
  const owner = match.ownerName ? fillIn(of, match.ownerName) : '';
  const facts = [shown('opportunity.stage'), shown(AMOUNT), close ? fillIn(closes, close) : ''];
  const told = match.values ? facts : [matchWords({ reasons: [], detail: match.detail })];
  return [...told, match.mine ? mine : owner].filter(Boolean).join(' · ');
}

/** What stays as it is, in one line: `Inchangés : nom de l'opportunité, compte, étape (Qualification)`. */
function unchangedText(
  { fields, reading }: UpdateSources,
  rows: readonly UpdateRow[],
  today: (path: string) => string,
): string {
  const changed = new Set(rows.map(({ path }) => path));
  const paths = OPPORTUNITY_KEYS.map((key) => `opportunity.${key}`).filter((path) => path !== CURRENCY);
  const kept = paths.filter((path) => path === 'opportunity.name' || (!changed.has(path) && today(path) !== ''));
  const names = kept.flatMap((path) => {
    const field = fields.get(path);
    if (!field) return [];
    const label = inSentence(field.label);
    return path === 'opportunity.stage' ? [`${label} (${displayed(field, today(path), reading)})`] : [label];
  });
  return fillIn(unchanged, [...names.slice(0, 1), account, ...names.slice(1)].join(', '));
}

/** A label within a sentence; an abbreviation keeps its capitals. */
function inSentence(label: string): string {
  return label.replace(/\p{Lu}(?=\p{Ll})/gu, (capital) => capital.toLowerCase());
}
