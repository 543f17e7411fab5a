import { foldInPlace } from './folding.ts';

/**
 * Repairs figures that a reader of pictures took for letters where all of the number and what stands beside it say so: a sum with
 * its currency or its label, a day of the calendar, a number after the word for telephone or after a plus. One character for
 * another, so that no place moves; what is not such a number as a whole stays as it is.
 */
export function repairNumbers(text: string): string {
  return FORMS.reduce((repaired, form) => repairedBy(form, repaired), text);
}

/** A number as it was read, with figures for its letters, and what stands before and after it, folded. */
interface Candidate {
  readonly read: string;
  readonly meant: string;
  readonly before: string;
  readonly after: string;
}

interface Form {
  readonly pattern: RegExp;
  readonly check: (candidate: Candidate) => boolean;
}

const BESIDE = 60;

function repairedBy({ pattern, check }: Form, text: string): string {
  return text.replace(pattern, (read: string, ...rest: unknown[]) => {
    const meant = figures(read);
    if (meant === read) return read;
    const place = rest.find((one) => typeof one === 'number') ?? 0;
    const before = foldInPlace(text.slice(Math.max(0, place - BESIDE), place));
    const after = foldInPlace(text.slice(place + read.length, place + read.length + 16));
    return check({ read, meant, before, after }) ? meant : read;
  });
}

const FIGURE_FOR: Readonly<Record<string, string>> = {
  O: '0',
  o: '0',
  Q: '0',
  D: '0',
  l: '1',
  I: '1',
  i: '1',
  '|': '1',
  '!': '1',
  Z: '2',
  z: '2',
  S: '5',
  s: '5',
  B: '8',
};
const SIGN = String.raw`[\dOoQDlIi|!ZzSsB]`;

function figures(number: string): string {
  return number.replace(/[OoQDlIi|!ZzSsB]/g, (sign) => FIGURE_FOR[sign] ?? sign);
}

const CURRENCY = /^ ?(?:f ?cfa|cfa|xof|xaf|francs?|f|eur|euros?|€|usd|\$|ghs|ngn|gmd|gnf|mad|dh)(?![\p{L}\d])/u;
const SUM_LABEL = /(?:total|montant|budget|net a payer|amount|prix|price)[^\n\d]{0,24}[ :]$/;
const PHONE_LABEL =
  /(?:(?<!\p{L})(?:tel(?:ephone)?s?|phone|mob(?:ile)?|cel(?:l|lulaire)?|portable|port|gsm|whatsapp|fax|[tmpf])[ .:]{1,4}(?:[^\n]{6,40}\/ ?)?|\+|\(\+)$/u;

const FORMS: readonly Form[] = [
  // « l5 OOO OOO FCFA », « Total : l 250 000 », « 4SO.000 F »
  {
    pattern: new RegExp(String.raw`(?<![\p{L}\d.,])${SIGN}{1,3}(?:[ .,']${SIGN}{3}){1,4}(?![\p{L}\d])`, 'gu'),
    check: ({ read, before, after }) =>
      (CURRENCY.test(after) && (countOf(read) > 0 || /[ .,'][OoQ]{3}$/.test(read))) ||
      (SUM_LABEL.test(before) && countOf(read) >= 3),
  },
  // « l5/O3/2O26 », « I2.11.2026 »
  {
    pattern: new RegExp(
      String.raw`(?<![\p{L}\d/.-])${SIGN}{1,2}([/.-])${SIGN}{1,2}\1(?:${SIGN}{4}|${SIGN}{2})(?![\p{L}\d/])`,
      'gu',
    ),
    check: ({ read, meant }) => countOf(read) >= 3 && isDay(meant),
  },
  // « Tél : 77 4S2 l1 9O », « +22l 33 869 I0 10 »
  {
    pattern: new RegExp(String.raw`(?<![\p{L}\d])${SIGN}(?:[ .()-]{0,2}${SIGN}){6,14}(?![\p{L}\d])`, 'gu'),
    check: ({ read, before }) => countOf(read) >= 5 && PHONE_LABEL.test(before),
  },
];

function countOf(text: string): number {
  return text.match(/\d/g)?.length ?? 0;
}

/** Whether a date in figures is one of the calendar, the day before the month or after it. */
function isDay(date: string): boolean {
  const [first = 0, second = 0] = date.split(/[/.-]/).map(Number);
  const isPair = (day: number, month: number) =>
    month >= 1 && month <= 12 && day >= 1 && day <= new Date(2024, month, 0).getDate();
  return isPair(first, second) || isPair(second, first);
}
