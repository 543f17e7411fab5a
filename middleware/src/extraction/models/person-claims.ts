import type { Finding } from '../evidence.ts';
import { nameCase } from '../rules/name-case.ts';
import { honorificAt, isFirstName, isLastName, splitName } from '../rules/names.ts';
import type { Person } from '../rules/people.ts';
import { namesVendor } from '../sections.ts';
import type { Source, Span } from '../source.ts';
import { contains, fold, overlaps, wordIndexAt } from '../source.ts';
import type { WrittenPhone } from '../values/phones.ts';
import type { PersonAnswer, Quote } from './answer.ts';
import type { Ground } from './ground.ts';
import { groundQuote } from './ground.ts';

/** A person whom a model claims for a deal, as far as the source names them. */
export interface PersonClaim extends Span {
  readonly first: Finding<string> | null;
  readonly last: Finding<string> | null;
  readonly title: Finding<string> | null;
  readonly email: Finding<string> | null;
  readonly phone: { readonly written: WrittenPhone; readonly finding: Finding<string> } | null;
}

const POINTED = 0.8;
const MOST_PEOPLE = 20;
const MOST_NAMES = 5;
const LONGEST_TITLE = 100;
/** « Arame Diouf (Neurotech) »: how near the vendor's name makes a person the vendor's. */
const VENDOR_REACH = 24;

/** The people of an answer that the source names and that are not the vendor's. */
export function personClaims(ground: Ground, given: readonly PersonAnswer[], deal: Span | null): PersonClaim[] {
  return given.slice(0, MOST_PEOPLE).flatMap((person) => personClaim(ground, person, deal) ?? []);
}

function personClaim(ground: Ground, given: PersonAnswer, deal: Span | null): PersonClaim | null {
  const find = (quote: Quote | null): Span | null => quote && groundQuote(ground, quote, deal);
  const { analysis, people, phones } = ground.findings;
  const named = find(given.name);
  const name = named && nameAt(ground, people, named);
  if (!name) return null;
  const mailed = find(given.email);
  const email = mailed && analysis.emails.find((one) => overlaps(one, mailed));
  if (email && namesVendor(email.domain, analysis.context.vendor)) return null;
  const called = find(given.phone);
  const phone = called && phones.find((one) => overlaps(one, called));
  return {
    ...name,
    title: titleAt(analysis.source, find(given.title)),
    email: email ? { ...finding(email.address, email, 'email'), mends: email.mends ?? [] } : null,
    phone: phone ? { written: phone, finding: finding(phone.e164, phone, 'phone') } : null,
  };
}

function finding(value: string, { start, end }: Span, rule: string): Finding<string> {
  return { value, spans: [{ start, end }], confidence: POINTED, rule: `model-${rule}` };
}

type Name = Pick<PersonClaim, 'start' | 'end' | 'first' | 'last'>;

/** A name split as the rules split it. Nobody of the vendor, nothing that holds figures or an address. */
function nameAt({ findings }: Ground, people: readonly Person[], place: Span): Name | null {
  const { source, context, vendorPeople } = findings.analysis;
  const tokens = withoutHonorifics(source, place);
  const first = tokens[0];
  const last = tokens.at(-1);
  if (!first || !last || tokens.length > MOST_NAMES) return null;
  const span = { start: first.start, end: last.end };
  const text = source.clear.slice(span.start, span.end);
  const known = people.find((person) => overlaps(person, span));
  const after = source.folded.slice(span.end, span.end + VENDOR_REACH).split(/[\n.;]/)[0] ?? '';
  if (isNoName(text) || vendorPeople.has(fold(text)) || namesVendor(`${fold(text)} ${after}`, context.vendor))
    return null;
  return known && contains(known, span) && contains(span, known)
    ? knownName(known)
    : { ...span, ...splitAt(source, tokens) };
}

/** A scan may have put a figure for a letter; more figures, or an address, are no name. */
function isNoName(text: string): boolean {
  const figures = text.match(/\d/g)?.length ?? 0;
  return text.includes('@') || figures * 4 > text.length || !/\p{L}{2}/u.test(text);
}

function knownName({ start, end, first, firstSpan, last, lastSpan }: Person): Name {
  return {
    start,
    end,
    first: first !== null && firstSpan ? finding(first, firstSpan, 'first-name') : null,
    last: finding(last, lastSpan, 'last-name'),
  };
}

function splitAt(source: Source, tokens: readonly Span[]): Pick<Name, 'first' | 'last'> {
  const { first, last } = splitName(source, tokens);
  const part = (words: readonly Span[], rule: string): Finding<string> | null => {
    const from = words[0];
    const to = words.at(-1);
    if (!from || !to) return null;
    return finding(nameCase(source.clear.slice(from.start, to.end)), { start: from.start, end: to.end }, rule);
  };
  const only = tokens[0];
  const word = only ? source.clear.slice(only.start, only.end) : '';
  if (tokens.length === 1 && isFirstName(word) && !isLastName(word))
    return { first: part(tokens, 'first-name'), last: null };
  return { first: part(first, 'first-name'), last: part(last, 'last-name') };
}

/** The words of a name, without the « Mme », "Dr" that a model may have copied with it. */
function withoutHonorifics(source: Source, place: Span): Span[] {
  const tokens = [
    ...source.clear.slice(place.start, place.end).matchAll(/[\p{L}\p{N}@][\p{L}\p{M}\p{N}'@-]*\.?/gu),
  ].map(({ index, 0: word }) => ({ start: place.start + index, end: place.start + index + word.length }));
  let from = 0;
  while (from < tokens.length - 1) {
    const token = tokens[from];
    const length = token ? honorificAt(source, wordIndexAt(source.words, token.start)) : 0;
    if (length === 0 || isFirstName(source.clear.slice(token?.start, token?.end))) break;
    from += Math.min(length, tokens.length - 1 - from);
  }
  return tokens.slice(from);
}

function titleAt(source: Source, place: Span | null): Finding<string> | null {
  const text = place ? source.clear.slice(place.start, place.end).replace(/\s+/g, ' ').trim() : '';
  if (!place || text.length > LONGEST_TITLE || !/\p{L}{2}/u.test(text) || text.includes('@')) return null;
  return finding(text, place, 'job-title');
}
