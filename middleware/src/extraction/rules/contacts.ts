import type { Analysis } from '../analysis.ts';
import type { Value } from '../evidence.ts';
import { bestOf, noValue } from '../evidence.ts';
import type { ContactFacts } from '../schema.ts';
import type { Span } from '../source.ts';
import type { WrittenPhone } from '../values/phones.ts';
import type { Person } from './people.ts';
import type { Scope } from './scope.ts';
import { isOwn, isShared } from './scope.ts';

/** The client's people of a deal: those its passages name, else those the whole source shares. */
export function contactsOf(analysis: Analysis, scope: Scope, people: readonly Person[]): ContactFacts[] {
  const clients = people.filter(({ side }) => side === 'client').filter(isContact);
  const own = clients.filter((person) => isOwn(scope, person));
  const shared = clients.filter((person) => isShared(scope, person) && (person.signs || !scope.alone));
  const chosen = scope.alone ? clients : own.length > 0 ? own : shared;
  return chosen.map((person) => contactFacts(analysis, person));
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
  return {
    firstName: text(person.first, person.firstSpan, 'first-name'),
    lastName: text(person.last, person.lastSpan, 'last-name'),
    title: text(title, person.title, 'job-title'),
    email: text(person.email?.address ?? null, person.email, 'email'),
    phone: number(person.phones.filter(({ mobile }) => !mobile)),
    mobile: number(person.phones.filter(({ mobile }) => mobile)),
  };
}
