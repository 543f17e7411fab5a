import empty from '@salesforce/label/c.Review_Empty';
import leaveEmpty from '@salesforce/label/c.Review_Leave_Empty';
import leftEmpty from '@salesforce/label/c.Review_Left_Empty';
import restoreLabel from '@salesforce/label/c.Review_Restore';
import sourceSaid from '@salesforce/label/c.Review_Source_Said';
import type { UnsureWords } from 'c/captureTypes';
import type { ShownValue } from 'c/draftValues';
import type { Control, FormField } from 'c/formFields';
import {
  hardlyHeard,
  hardQuote,
  isHeard,
  mendedQuote,
  mendWords,
  placedQuotes,
  quoted,
  quotesOf,
  reasonWords,
  signIcon,
  signWord,
} from 'c/reviewWords';
import {
  currencySign,
  fillIn,
  formatAmount,
  formatDate,
  formatDay,
  formatLongDate,
  readablePhones,
} from 'c/valueFormat';

/** What decides how a value reads: the user's language, the deal's currency, the local day of the capture. */
export interface Reading {
  locale: string;
  currency: string | null;
  /** `YYYY-MM-DD` where the note was taken. */
  captureDay: string;
  /** Where the source was hard to read. */
  unsure?: readonly UnsureWords[];
}

export interface Chip {
  key: string;
  label: string;
  value: string | null;
}

/** What the evidence bar says of a value. `reading` or `why` is empty where it would repeat the quote. */
export interface EvidenceLine {
  path: string;
  label: string;
  quote: string;
  reading: string;
  why: string;
}

/** Two versions of one value: the person's, unsent, and the one that another device saved meanwhile. */
export interface ConflictView {
  mine: string;
  theirs: string;
}

/** One field, ready to draw. */
export interface FieldView {
  path: string;
  label: string;
  control: Control;
  required: boolean;
  options: readonly { label: string; value: string }[];
  maximumLength: number | undefined;
  step: string;
  target: string | null;
  value: string | null;
  /** The value as prose says it. */
  text: string;
  sign: ShownValue['sign'];
  signIcon: string;
  signWord: string;
  signText: string;
  hasEvidence: boolean;
  /** What stands in the source of a value that was put right, or empty. */
  mended: string;
  chips: readonly Chip[];
  /** The value was heard, and so were its other readings. */
  isHeard: boolean;
  restores: boolean;
  line: EvidenceLine;
  problem: string;
  conflict: ConflictView | null;
}

export function fieldView(
  field: FormField,
  shown: ShownValue,
  reading: Reading,
  problem: string,
  theirs: string | null | undefined,
): FieldView {
  return {
    path: shown.path,
    label: field.label,
    control: field.control,
    required: field.required,
    options: optionsOf(field, shown.value),
    maximumLength: field.maximumLength,
    step: field.step,
    target: field.target,
    value: shown.value,
    text: inProse(field, shown.value, reading),
    sign: shown.sign,
    signIcon: signIcon(shown.sign),
    signWord: signWord(shown.sign),
    signText: signText(field, shown, reading),
    hasEvidence: shown.evidence.length > 0,
    mended: shown.mends ? mendedQuote(quotesOf(shown.evidence)) : '',
    chips: chipsOf(field, shown, reading),
    isHeard: isHeard(shown.evidence),
    restores: shown.restore !== null,
    line: evidenceLine(field, shown, reading),
    problem,
    conflict: theirs === undefined ? null : conflictView(field, shown.value, theirs, reading),
  };
}

/** A value as a person reads it: `85 000 000 FCFA`, `27/03/2026`, `+221 77 512 34 56`, the label of a picklist value. */
export function displayed(field: FormField, value: string | null, { locale, currency }: Reading): string {
  if (value === null || value === '') return empty;
  const label = field.options.find((option) => option.value === value)?.label;
  if (label !== undefined) return label;
  if (field.control === 'date') return formatDate(value, locale);
  if (field.control === 'tel') return readablePhones(value);
  if (field.control !== 'number' || Number.isNaN(Number(value))) return value;
  return formatAmount(Number(value), field.key === 'opportunity.amount' ? currency : null, locale);
}

function inProse(field: FormField, value: string | null, reading: Reading): string {
  const isDate = field.control === 'date' && value !== null;
  return isDate ? formatDay(value, reading.locale) : displayed(field, value, reading);
}

/** The options of the org; a value that is not among them is still shown, so that Salesforce can say why it refuses it. */
function optionsOf(field: FormField, value: string | null): FieldView['options'] {
  if (field.control !== 'picklist') return [];
  const none = field.required ? [] : [{ label: '—', value: '' }];
  const known = value === null || field.options.some((option) => option.value === value);
  return [...none, ...field.options, ...(known ? [] : [{ label: value, value }])];
}

function signText(field: FormField, shown: ShownValue, reading: Reading): string {
  switch (shown.sign) {
    case 'found':
    case 'check':
    case 'confirmed':
      return proof(shown, reading) || why(shown, reading);
    case 'changed':
      return shown.restore && shown.restore.evidence.length > 0
        ? fillIn(sourceSaid, quoted(displayed(field, shown.restore.value, reading)))
        : '';
    default:
      return why(shown, reading);
  }
}

/** The quote as it stands in the source, and what a person should know of how it was read. */
function proof(shown: ShownValue, { unsure = [] }: Reading): string {
  const quotes = placedQuotes(shown.evidence);
  if (shown.mends) return mendedQuote(quotes);
  if (isHeard(shown.evidence)) return shown.doubts?.includes('heard-badly') ? hardlyHeard(quotes) : quotes;
  const isHard = shown.evidence.some((at) => unsure.some(({ start, end }) => start < at.end && end > at.start));
  return isHard && shown.sign === 'check' ? hardQuote(quotes) : quotes;
}

function why(shown: ShownValue, { captureDay }: Reading): string {
  return reasonWords(shown.reason, shown.path, daysBetween(captureDay, shown.value));
}

function chipsOf(field: FormField, shown: ShownValue, reading: Reading): readonly Chip[] {
  if (shown.restore) {
    const { value } = shown.restore;
    const label = fillIn(restoreLabel, quoted(displayed(field, value, reading)));
    return [{ key: 'restore', label, value }];
  }
  const others = shown.alternatives.map(({ value }) => ({
    key: `or-${value}`,
    label: displayed(field, value, reading),
    value,
  }));
  if (shown.sign !== 'check') return others;
  const blank = field.control === 'number' && !field.required ? [{ key: 'blank', label: leaveEmpty, value: null }] : [];
  return [...others, ...blank];
}

/** What the source says of a value. Of a changed one it says what the source said, never that it said the person's. */
function evidenceLine(field: FormField, shown: ShownValue, reading: Reading): EvidenceLine {
  const [first] = shown.evidence;
  const isChanged = shown.sign === 'changed';
  const value = isChanged ? (shown.restore?.value ?? null) : shown.value;
  const read = value === null ? '' : spoken(field, value, reading);
  const says = signText(field, shown, reading) || blankWords(shown);
  const line = { path: shown.path, label: field.label, quote: quotesOf(shown.evidence) };
  if (!first) return { ...line, reading: '', why: [signWord(shown.sign), says].filter(Boolean).join(' · ') };
  const repeats = plain(first.quote) === plain(read);
  return { ...line, reading: repeats ? '' : read, why: isChanged ? signWord('changed') : howRead(shown, reading) };
}

function howRead(shown: ShownValue, reading: Reading): string {
  return [mendWords(shown.mends ?? []), why(shown, reading)].filter(Boolean).join(', ');
}

function blankWords(shown: ShownValue): string {
  return shown.value === null ? leftEmpty : '';
}

function spoken(field: FormField, value: string, reading: Reading): string {
  return field.control === 'date' ? formatLongDate(value, reading.locale) : displayed(field, value, reading);
}

function conflictView(field: FormField, mine: string | null, theirs: string | null, reading: Reading): ConflictView {
  return { mine: displayed(field, mine, reading), theirs: displayed(field, theirs, reading) };
}

/** The currencies of the org as options: `FCFA (XOF)`. */
export function currencyOptions(currencies: readonly string[], current: string | null): FieldView['options'] {
  const all = current === null || currencies.includes(current) ? currencies : [...currencies, current];
  return all.map((code) => {
    const sign = currencySign(code);
    return { value: code, label: sign === code ? code : `${sign} (${code})` };
  });
}

function daysBetween(captureDay: string, value: string | null): number {
  const days = (Date.parse(`${value ?? ''}T00:00:00Z`) - Date.parse(`${captureDay}T00:00:00Z`)) / 86_400_000;
  return Number.isFinite(days) ? Math.round(days) : 0;
}

function plain(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();
}
