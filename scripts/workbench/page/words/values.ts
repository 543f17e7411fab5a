import type { FieldValue } from '../org/records.ts';
import type { Language } from '../session/session.ts';
import { wordsIn } from './words.ts';

const LOCALES: Readonly<Record<Language, string>> = { fr: 'fr-FR', en: 'en-US' };

/**
 * A field's value as a person reads it; empty for none. The org's own display value comes first, for it knows
 * picklist labels and currencies. Dates without a time belong to no time zone; times are shown in the org's.
 */
export function shownValue(found: FieldValue | undefined, type: string, language: Language, timeZone: string): string {
  const { value, displayValue } = found ?? { value: null };
  if (value === null || value === undefined || value === '') return '';
  if (displayValue) return displayValue;
  const format = FORMATS[type.toLowerCase()];
  return format ? format(value, language, timeZone) : String(value);
}

type Format = (value: unknown, language: Language, timeZone: string) => string;

const date: Format = (value, language) =>
  new Date(`${String(value).slice(0, 10)}T00:00:00Z`).toLocaleDateString(LOCALES[language], {
    timeZone: 'UTC',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  });

const dateTime: Format = (value, language, timeZone) =>
  new Date(String(value)).toLocaleString(LOCALES[language], { timeZone, dateStyle: 'short', timeStyle: 'short' });

const number: Format = (value, language) => Number(value).toLocaleString(LOCALES[language]);

const FORMATS: Readonly<Record<string, Format>> = {
  date,
  datetime: dateTime,
  currency: number,
  double: number,
  int: number,
  number,
  percent: (value, language) =>
    (Number(value) / 100).toLocaleString(LOCALES[language], { style: 'percent', maximumFractionDigits: 1 }),
  boolean: (value, language) => (value === true ? wordsIn(language).yes : wordsIn(language).no),
};
