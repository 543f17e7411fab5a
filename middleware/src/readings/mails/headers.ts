import type { Address, Email } from 'postal-mime';

import type { Language } from '../../captures/schema.ts';

/** How people's mail programs head a mail that they quote: the same words are looked for where a mail was pasted. */
const NAMES = {
  fr: { from: 'De', to: 'À', cc: 'Cc', date: 'Date', subject: 'Objet' },
  en: { from: 'From', to: 'To', cc: 'Cc', date: 'Date', subject: 'Subject' },
} as const satisfies Record<Language, Record<string, string>>;
const BETWEEN = { fr: ' : ', en: ': ' } as const;
/** A mailing to hundreds says nothing by its list. */
const MOST_ADDRESSES = 20;

/** The head of a mail as a person sees it, in the language of the mail; what it does not say is left out. */
export function headLines(mail: Email, language: Language): string[] {
  const names = NAMES[language];
  const said: readonly (readonly [keyof typeof names, string])[] = [
    ['from', addressesText(mail.from ? [mail.from] : [])],
    ['to', addressesText(mail.to ?? [])],
    ['cc', addressesText(mail.cc ?? [])],
    ['date', dateText(mail)],
    ['subject', oneLine(mail.subject ?? '')],
  ];
  return said.flatMap(([name, value]) => (value === '' ? [] : [`${names[name]}${BETWEEN[language]}${value}`]));
}

function addressesText(addresses: readonly Address[]): string {
  const all = addresses.flatMap((one) => one.group ?? [one]);
  const shown = all.slice(0, MOST_ADDRESSES).map(({ name, address }) => {
    const said = oneLine(name);
    return said !== '' && said !== address ? `${said} <${oneLine(address)}>` : oneLine(address);
  });
  return shown.filter((text) => text !== '' && text !== '<>').join(', ');
}

/**
 * The day that the sender's clock showed, which is what people mean by it; `YYYY-MM-DD HH:MM` is read in every language. The
 * header is taken as it was written: its offset is the sender's.
 */
function dateText({ headers, date }: Email): string {
  const written = headers.find(({ key }) => key === 'date')?.value ?? '';
  const parts = /(\d{1,2})\s+([A-Za-z]{3})[a-z]*\.?\s+(\d{4})\s+(\d{1,2}):(\d{2})/.exec(written);
  const month = MONTHS.indexOf(parts?.[2]?.toLowerCase() ?? '') + 1;
  if (!parts || month === 0) return date && !Number.isNaN(Date.parse(date)) ? date.slice(0, 16).replace('T', ' ') : '';
  const [, day = '', , year, hour = '', minute] = parts;
  return `${year}-${two(String(month))}-${two(day)} ${two(hour)}:${minute}`;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const two = (number: string) => number.padStart(2, '0');

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();
