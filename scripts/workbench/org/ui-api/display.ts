import type { FieldDescription, Language } from '../schema/description.ts';
import type { Fields, FieldValue } from '../records/store.ts';

const NO_BREAK = '\u00a0';
const LOCALES: Readonly<Record<Language, string>> = { fr: 'fr-FR', en: 'en-US' };

/** How a value reads to a person, as UI API's `displayValue`: null where the value itself is what is shown. */
export function displayValue(
  field: FieldDescription,
  value: FieldValue,
  record: Fields,
  language: Language,
  timeZone: string,
): string | null {
  const locale = LOCALES[language];
  if (value === null) return null;
  switch (field.type) {
    case 'Picklist':
      return field.picklist?.entries.find((entry) => entry.value === value)?.label[language] ?? String(value);
    case 'Currency':
      return money(Number(value), record['CurrencyIsoCode'] ?? record['Currency__c'] ?? null, locale);
    case 'Percent':
      return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: field.scale }).format(
        Number(value) / 100,
      );
    case 'Double':
    case 'Int':
      return new Intl.NumberFormat(locale, { maximumFractionDigits: field.scale }).format(Number(value));
    case 'Date':
      return new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeZone: 'UTC' }).format(
        new Date(`${value}T00:00:00Z`),
      );
    case 'DateTime':
      return new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short', timeZone }).format(
        new Date(String(value)),
      );
    default:
      return null;
  }
}

function money(amount: number, currency: FieldValue, locale: string): string {
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(amount);
  if (typeof currency !== 'string') return number;
  return locale === LOCALES.fr ? `${number}${NO_BREAK}${currency}` : `${currency}${NO_BREAK}${number}`;
}
