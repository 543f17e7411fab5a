import type { Span } from '../extraction/source.ts';
import type { PersonPhone } from './person.ts';

/** How people write the signs of an address where they fear robots, dictate, or paste something encoded. */
const AT = String.raw`\s{0,3}(?:@|[(\[{<]\s?(?:at|arobase|@)\s?[)\]}>]|%40|(?<=\s)(?:at|arobas|arr?obase)(?=\s))\s{0,3}`;
const DOT = String.raw`(?:\s{0,3}\.\s{0,1}|\s{0,3}[(\[{<]\s?(?:dot|point|\.)\s?[)\]}>]\s{0,3}|\s{1,3}(?:dot|point)\s{1,3})`;
/** What may stand between two digits of a number. */
const SEPARATOR = String.raw`[\s().\-/·•‐‑–]{0,3}`;

/** A pattern that finds an address in a text, whole and in either case. */
export function emailPattern(email: string): RegExp {
  const written = [...email]
    .map((character) => (character === '@' ? AT : character === '.' ? DOT : escaped(character)))
    .join('');
  // `x.name@…` and `name@….fr.example` are other people's; a full stop and a capital are the next sentence.
  return new RegExp(String.raw`(?<![\p{L}\p{N}_%+-]|[\p{L}\p{N}]\.)${written}(?![\p{L}\p{N}_-])`, 'giu');
}

const escaped = (character: string) => character.replace(/[\\^$*+?()[\]{}|/]/, String.raw`\$&`);

/** Where a text has the address that a pattern stands for. */
export function emailsAt(text: string, pattern: RegExp): Span[] {
  return [...text.matchAll(pattern)]
    .map((match) => ({ start: match.index, end: match.index + match[0].length }))
    .filter(({ end }) => !/^\.[\p{Ll}\p{N}]/u.test(text.slice(end, end + 2)));
}

/** A pattern that finds a number in a text, with or without the code of its country, and with any separators. */
export function phonePattern({ callingCode, national }: PersonPhone): RegExp {
  const spaced = (digits: string) => [...digits].join(SEPARATOR);
  const local = national.map(spaced).join('|');
  const international = String.raw`(?:\+|00)?${SEPARATOR}${spaced(callingCode)}${SEPARATOR}(?:0${SEPARATOR})?`;
  return new RegExp(String.raw`(?<![\p{N}])(?:${international})?(?:${local})(?!\p{N})`, 'gu');
}

/** The code of a country that stands right before a number. */
const OTHER_CODE = /(?:\+|(?<!\d)00)[\s(]*\d{1,3}[\s().-]*$/;

/** Where a text has the number that a pattern stands for. The same digits behind another country's code are another number. */
export function phonesAt(text: string, pattern: RegExp): Span[] {
  return [...text.matchAll(pattern)]
    .filter(({ index }) => !OTHER_CODE.test(text.slice(Math.max(0, index - 12), index)))
    .map((match) => ({ start: match.index, end: match.index + match[0].length }));
}
