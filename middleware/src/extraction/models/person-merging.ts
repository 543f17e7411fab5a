import type { Value } from '../evidence.ts';
import { bestOf, noValue } from '../evidence.ts';
import type { Analysis } from '../analysis.ts';
import type { ContactFacts } from '../schema.ts';
import type { Source } from '../source.ts';
import { fold, lastUpTo, overlaps } from '../source.ts';
import { decide } from './decisions.ts';
import type { PersonClaim } from './person-claims.ts';

/** The people of one deal. */
export interface People {
  readonly analysis: Analysis;
  readonly rules: readonly ContactFacts[];
  readonly claims: readonly PersonClaim[];
  /** Those whom the model claims for other deals of the source, and who stand in their lines. */
  readonly elsewhere: readonly PersonClaim[];
}

/**
 * The contacts of a deal from what rules and model read. Who both name is one; whom only the model names is a contact by the
 * words that name them; whom only the rules name stays when the model may have missed them (see `mayBeMissed`).
 */
export function mergeContacts(people: People): ContactFacts[] {
  const { source } = people.analysis;
  const claimed = withoutRepeats(people.claims).map((claim) => ({ claim, facts: factsOf(source, claim) }));
  const taken = new Set<PersonClaim>();
  const known = people.rules.flatMap((contact) => {
    const pair = claimed.find(({ claim, facts }) => !taken.has(claim) && isSamePerson(contact, facts));
    if (!pair) return mayBeMissed(people, contact) ? [contact] : [];
    taken.add(pair.claim);
    return [merged(contact, pair.facts)];
  });
  const unseen = claimed.filter(({ claim }) => !taken.has(claim)).map(({ facts }) => facts);
  return [...known, ...unseen.map((facts) => withoutTaken(facts, known))];
}

/** A model tells somebody again where they sign, and each part of a long source does: what one claim lacks the other gives. */
function withoutRepeats(claims: readonly PersonClaim[]): PersonClaim[] {
  const told: PersonClaim[] = [];
  for (const claim of claims) {
    const index = told.findIndex((known) => isToldAgain(known, claim));
    const known = told[index];
    if (!known) told.push(claim);
    else {
      const { title, email, phone } = claim;
      told[index] = { ...known, title: known.title ?? title, email: known.email ?? email, phone: known.phone ?? phone };
    }
  }
  return told;
}

/** The same words of the source, or the same whole name: « M. Diop » and « Mme Diop » are two, and so are addresses. */
function isToldAgain(one: PersonClaim, other: PersonClaim): boolean {
  if (one.email && other.email && one.email.value !== other.email.value) return false;
  if (overlaps(one, other)) return true;
  const name = ({ first, last }: PersonClaim) => (first && last ? wordsOf(fold(first.value), fold(last.value)) : null);
  return name(one) !== null && name(one) === name(other);
}

/**
 * A contact of the rules' whom the model does not name: missed when it named nobody, else only somebody with a title, or an address
 * or number of their own, who is of no other deal and does not stand only in an older message than those whom it names.
 */
function mayBeMissed({ analysis, claims, elsewhere }: People, contact: ContactFacts): boolean {
  const { source, sections } = analysis;
  if (elsewhere.some((claim) => isSamePerson(contact, factsOf(source, claim)))) return false;
  if (claims.length === 0) return true;
  const given = claims.flatMap(({ email, phone }) => [email?.value, phone?.finding.value]);
  const own = [contact.email, contact.phone, contact.mobile].filter(
    ({ value }) => value !== null && !given.includes(value),
  );
  const ageAt = (place: number) => sections.messages[lastUpTo(sections.messages, place)]?.age ?? 0;
  const place = [...contact.lastName.evidence, ...contact.firstName.evidence][0]?.start ?? 0;
  const oldest = Math.max(...claims.map(({ start }) => ageAt(start)));
  return (own.length > 0 || contact.title.value !== null) && ageAt(place) <= oldest;
}

function factsOf(source: Source, { first, last, title, email, phone }: PersonClaim): ContactFacts {
  const value = (found: PersonClaim['first']): Value<string> => (found && bestOf(source, [found])) ?? noValue();
  const number = phone ? value(phone.finding) : noValue<string>();
  return {
    firstName: value(first),
    lastName: value(last),
    title: value(title),
    email: value(email),
    phone: phone?.written.mobile ? noValue() : number,
    mobile: phone?.written.mobile ? number : noValue(),
  };
}

function isSamePerson(one: ContactFacts, other: ContactFacts): boolean {
  const same = (a: Value<string>, b: Value<string>) => a.value !== null && a.value === b.value;
  if (same(one.email, other.email)) return true;
  const lasts = [fold(one.lastName.value ?? ''), fold(other.lastName.value ?? '')];
  const firsts = [fold(one.firstName.value ?? ''), fold(other.firstName.value ?? '')];
  const whole = [wordsOf(firsts[0], lasts[0]), wordsOf(firsts[1], lasts[1])];
  if (whole[0] !== '' && whole[0] === whole[1]) return true;
  const [a = '', b = ''] = firsts;
  if (lasts[0] !== lasts[1] || lasts[0] === '') return standsInSameWords(one, other);
  return a === '' || b === '' || a.startsWith(b) || b.startsWith(a);
}

/** The words of a name in any order: « Ngo Bassong Clarisse » is « Clarisse Ngo Bassong ». */
function wordsOf(first = '', last = ''): string {
  return `${first} ${last}`.trim().split(' ').sort().join(' ');
}

function standsInSameWords(one: ContactFacts, other: ContactFacts): boolean {
  const places = ({ firstName, lastName }: ContactFacts) => [...firstName.evidence, ...lastName.evidence];
  return places(one).some((place) => places(other).some(({ start, end }) => start < place.end && place.start < end));
}

/** The rules tie numbers and addresses by name and place, exactly; the model reads titles better than they do. */
function merged(rules: ContactFacts, model: ContactFacts): ContactFacts {
  const title = decide<string>('title', {
    rules: rules.title,
    model: model.title.value === null ? null : model.title,
    fallback: noValue(),
    thorough: false,
    same: (one, other) => fold(one) === fold(other),
  });
  const numbered = rules.phone.value !== null || rules.mobile.value !== null;
  return {
    ...namesOf(rules, model),
    title: title.value,
    email: either(rules.email, model.email),
    phone: numbered ? confirmed(rules.phone, model.phone) : model.phone,
    mobile: numbered ? confirmed(rules.mobile, model.mobile) : model.mobile,
  };
}

/** A fuller name counts; the same words are split as the rules split them. */
function namesOf(rules: ContactFacts, model: ContactFacts): Pick<ContactFacts, 'firstName' | 'lastName'> {
  const length = ({ firstName, lastName }: ContactFacts) => `${firstName.value ?? ''}${lastName.value ?? ''}`.length;
  const { firstName, lastName } = length(model) > length(rules) ? model : rules;
  const other = length(model) > length(rules) ? rules : model;
  return { firstName: confirmed(firstName, other.firstName), lastName: confirmed(lastName, other.lastName) };
}

function either(rules: Value<string>, model: Value<string>): Value<string> {
  return rules.value === null ? model : confirmed(rules, model);
}

/** The first, surer when the other has it too; another value of the other's is an alternative. */
function confirmed(first: Value<string>, other: Value<string>): Value<string> {
  if (first.value === null || other.value === null) return first;
  if (first.value === other.value) return { ...first, confidence: Math.max(first.confidence, 0.95) };
  const { value, confidence, evidence } = other;
  return { ...first, alternatives: [...first.alternatives, { value, confidence, evidence }].slice(0, 4) };
}

/** An address or number that the rules tie to somebody is not moved to another. */
function withoutTaken(facts: ContactFacts, known: readonly ContactFacts[]): ContactFacts {
  const isTaken = (value: string | null) =>
    value !== null &&
    known.some(({ email, phone, mobile }) => [email.value, phone.value, mobile.value].includes(value));
  const free = (value: Value<string>): Value<string> => (isTaken(value.value) ? noValue() : value);
  return { ...facts, email: free(facts.email), phone: free(facts.phone), mobile: free(facts.mobile) };
}
