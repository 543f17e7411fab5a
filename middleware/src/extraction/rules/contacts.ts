import type { Analysis } from '../analysis.ts';
import type { Value } from '../evidence.ts';
import { bestOf, noValue } from '../evidence.ts';
import type { ContactFacts } from '../schema.ts';
import type { Source, Span } from '../source.ts';
import { contains, lastUpTo } from '../source.ts';
import type { WrittenPhone } from '../values/phones.ts';
import { isFirstName, isLastName } from './names.ts';
import type { Person } from './people.ts';
import type { Scope } from './scope.ts';
import { isOwn, isShared } from './scope.ts';

/** The client's people of a deal: those its passages name, else those the whole source shares. */
export function contactsOf(analysis: Analysis, scope: Scope, people: readonly Person[]): ContactFacts[] {
  const clients = people.filter(({ side }) => side === 'client').filter(isContact);
  const own = clients.filter((person) => isOwn(scope, person));
  const shared = clients.filter((person) => isShared(scope, person) && (person.signs || !scope.alone));
  const found = own.length > 0 ? own : shared.length > 0 ? shared : soleOnItsLine(analysis, clients);
  const chosen = scope.alone ? clients : found;
  return chosen.map((person) => contactFacts(analysis, person));
}

/** The only person of a source, on a line that tells nothing else (« voir X – DAF – 77 … »), serves every deal. */
function soleOnItsLine({ source, sections }: Analysis, clients: readonly Person[]): Person[] {
  const [sole] = clients;
  const line = sole && sections.lines[lastUpTo(sections.lines, sole.start)];
  if (!sole || !line || clients.length > 1) return [];
  const told = [sole, ...(sole.title ? [sole.title] : []), ...(sole.email ? [sole.email] : []), ...sole.phones].filter(
    (span) => contains(line, span),
  );
  const length = told.reduce((sum, span) => sum + span.end - span.start, 0);
  return source.clear.slice(line.start, line.end).replace(/[^\p{L}\p{N}]/gu, '').length - length <= 16 ? [sole] : [];
}

/** A bare name in the middle of a text is somebody mentioned; a title, an address, a signature make a contact. */
function isContact(person: Person): boolean {
  return (
    person.title !== null ||
    person.email !== null ||
    person.phones.length > 0 ||
    person.signs ||
    person.addressed ||
    person.confidence >= 0.9
  );
}

export function contactFacts({ source }: Analysis, person: Person): ContactFacts {
  const text = (value: string | null, span: Span | null, rule: string): Value<string> =>
    value === null || span === null
      ? noValue()
      : (bestOf(source, [{ value, spans: [span], confidence: person.confidence, rule }]) ?? noValue());
  const number = (phones: readonly WrittenPhone[]): Value<string> =>
    bestOf(
      source,
      phones.map((phone, index) => ({
        value: phone.e164,
        spans: [phone],
        confidence: 0.9 - index * 0.05,
        rule: 'phone',
      })),
    ) ?? noValue();
  const title = person.title && source.clear.slice(person.title.start, person.title.end).replace(/\s+/g, ' ').trim();
  // A given name alone is a first name: the surname is for a person to ask.
  const given = isGivenAlone(person);
  return {
    firstName: text(given ? person.last : person.first, given ? person.lastSpan : person.firstSpan, 'first-name'),
    lastName: text(given ? null : person.last, person.lastSpan, 'last-name'),
    title: text(title, person.title, 'job-title'),
    email: emailOf(source, person),
    phone: number(person.phones.filter(({ mobile }) => !mobile)),
    mobile: number(person.phones.filter(({ mobile }) => mobile)),
  };
}

/** An address that a name near it stands for is to be looked at. */
const GUESSED_ADDRESS = 0.55;

/**
 * An address that was mended keeps what was read as an alternative. Where one small letter may be another (`sali`, `sall`) both are
 * as likely, and a person should look.
 */
function emailOf(source: Source, { email, confidence }: Person): Value<string> {
  if (!email) return noValue();
  const { address, mends, asRead, guessed = false } = email;
  const sure = guessed ? Math.min(confidence, GUESSED_ADDRESS) : confidence;
  const found = { value: address, spans: [email], confidence: sure, rule: 'email', ...(mends ? { mends } : {}) };
  if (asRead === undefined) return bestOf(source, [found]) ?? noValue();
  const isTwin = guessed || asRead.replaceAll('i', 'l') === address.replaceAll('i', 'l');
  const less = Math.round((sure - (isTwin ? 0.05 : 0.3)) * 100) / 100;
  const other = { value: asRead, spans: [email], confidence: less, mends: [], rule: 'email-as-read' };
  return bestOf(source, [found, other]) ?? noValue();
}

function isGivenAlone({ first, last }: Person): boolean {
  return first === null && !last.includes(' ') && isFirstName(last) && !isLastName(last);
}
