import type { Language } from './session.ts';
import { FRENCH_BASE_LABELS } from './french-base-labels.ts';

/** The demo org is in Dakar and sells in CFA francs; both languages share this. */
const ORG_VALUES: Readonly<Record<string, unknown>> = {
  timeZone: 'Africa/Dakar',
  currency: 'XOF',
  'number.currencySymbol': 'FCFA',
};

/** French locale values of the base components; their package ships those of American English. */
const FRENCH_LOCALE: Readonly<Record<string, unknown>> = {
  lang: 'fr',
  locale: 'fr-FR',
  firstDayOfWeek: 2,
  'dateTime.shortDateFormat': 'dd/MM/yyyy',
  'dateTime.mediumDateFormat': 'd MMM yyyy',
  'dateTime.longDateFormat': 'd MMMM yyyy',
  'dateTime.shortTimeFormat': 'HH:mm',
  'dateTime.mediumTimeFormat': 'HH:mm:ss',
  'dateTime.shortDateTimeFormat': 'dd/MM/yyyy HH:mm',
  'dateTime.mediumDateTimeFormat': 'd MMM yyyy HH:mm:ss',
  'dateTime.longDateTimeFormat': 'd MMMM yyyy HH:mm:ss',
  'number.decimalSeparator': ',',
  'number.groupingSeparator': '\u202f',
  'number.percentFormat': '#,##0\u202f%',
  'number.currencyFormat': '#,##0.00\u00a0¤',
};

/** What replaces the base components' built-in values, by the name after `@salesforce/<kind>/`. */
export function baseValues(language: Language, narrow: boolean): ReadonlyMap<string, unknown> {
  return new Map<string, unknown>([
    ...Object.entries(ORG_VALUES),
    ['formFactor', narrow ? 'Small' : 'Large'],
    ...(language === 'fr' ? [...Object.entries(FRENCH_LOCALE), ...Object.entries(FRENCH_BASE_LABELS)] : []),
  ]);
}
