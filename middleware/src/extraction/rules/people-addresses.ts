import type { Analysis } from '../analysis.ts';
import { sentenceAt } from '../sentences.ts';
import type { Span } from '../source.ts';
import { fold, lastUpTo } from '../source.ts';
import type { WrittenEmail } from '../values/emails.ts';
import type { WrittenPhone } from '../values/phones.ts';
import { nameCase } from './name-case.ts';
import { isFirstName } from './names.ts';
import { cellAt, sharesColumn } from './people-layout.ts';
import type { Mention } from './people-merge.ts';
import type { Person } from './people.ts';
import { SURENESS } from './people-sides.ts';

/** More addresses, or numbers, than any note has; bounds the work on a hostile text. */
const MAXIMUM = 500;

/** Gives each address and number to the person it belongs to: by the name in the address, else by the place. */
export function tieAddresses(
  analysis: Analysis,
  people: readonly Mention[],
  phones: readonly WrittenPhone[],
): Person[] {
  const owners = emailOwners(analysis, people);
  const phoneOwners = new Map<Person, WrittenPhone[]>();
  for (const phone of phones.slice(0, MAXIMUM)) {
    if (isFax(analysis, phone) || isSwitchboard(analysis, phone)) continue;
    const owner = titled(analysis, people, phone) ?? nearest(analysis, people, phone);
    if (owner) phoneOwners.set(owner, [...(phoneOwners.get(owner) ?? []), phone]);
  }
  return people.map((person) => {
    const email = owners.get(person) ?? null;
    const tied = withSide(analysis, { ...person, email, phones: phoneOwners.get(person) ?? [] });
    return email ? withNameInAddress(tied, email) : tied;
  });
}

/** The addresses that hold a name go first; what is left goes to who stands near, then to the only client. */
function emailOwners(analysis: Analysis, people: readonly Mention[]): Map<Person, WrittenEmail> {
  const owners = new Map<Person, WrittenEmail>();
  const emails = analysis.emails.slice(0, MAXIMUM);
  const left = emails.filter((email) => {
    const named = namedIn(people, email);
    if (named && !owners.has(named)) owners.set(named, email);
    return named === null;
  });
  for (const email of left) {
    const near = nearest(
      analysis,
      people.filter((person) => !owners.has(person)),
      email,
    );
    if (near && (near.signs || sameSentence(analysis, near, email))) owners.set(near, email);
  }
  const sole = soleClient(people);
  const [rest, ...others] = left.filter((email) => ![...owners.values()].includes(email) && isTheirs(analysis, email));
  if (sole && !owners.has(sole) && rest && others.length === 0) owners.set(sole, rest);
  return owners;
}

function soleClient(people: readonly Mention[]): Mention | null {
  const clients = people.filter(({ side }) => side === 'client');
  return clients.length === 1 ? (clients[0] ?? null) : null;
}

/** Neither ours, nor a maker's, nor a machine's. */
function isTheirs({ context, cues }: Analysis, email: WrittenEmail): boolean {
  if (
    /^(?:no-?reply|noreply|newsletter|info-?lettre|unsubscribe|digest|alerts?|abuse|postmaster|mailer|bounce)/.test(
      email.local,
    )
  )
    return false;
  if (context.vendor.domains.some((own) => email.domain === own || email.domain.endsWith(`.${own}`))) return false;
  return !cues.brand.some((cue) => cue.start === email.end - email.domain.length);
}

/** The person whose name the local part of an address holds; the surest when it could be several. */
function namedIn(people: readonly Mention[], email: WrittenEmail): Mention | null {
  let best: Mention | null = null;
  let score = 0;
  for (const person of people) {
    const own = matchesLocal(email.local, partsOf(person.first), partsOf(person.last));
    if (own > score) [best, score] = [person, own];
  }
  return best;
}

function partsOf(name: string | null): string[] {
  const parts = fold(name ?? '')
    .split(' ')
    .filter(Boolean);
  const elided = /^(?:[ndmo]'|N'|M'|D'|O')/iu.test(name ?? '') ? [parts.join('')] : [];
  return [...elided, ...parts];
}

/**
 * How surely the local part of an address is made of a name: « a.ndiaye », « ndiaye77 », « andiaye » 4 to 3, a first name alone 2,
 * initials 1, nothing 0.
 */
export function matchesLocal(local: string, first: readonly string[], last: readonly string[]): number {
  const tokens = fold(local).replace(/\d+/g, ' ').trim().split(/ +/).filter(Boolean);
  const joined = tokens.join('');
  const initials = first.map((part) => part.charAt(0)).join('');
  const families = [...last, last.join('')].filter((part) => part.length > 1);
  const given = first.filter((part) => part.length > 2);
  if (families.some((part) => tokens.includes(part)))
    return given.some((part) => tokens.includes(part)) || tokens.length > 1 ? 4 : 3;
  const led = [initials, initials.charAt(0), ...given, first.join('')].filter(Boolean);
  if (families.some((part) => led.some((lead) => joined === lead + part || joined === part + lead))) return 4;
  if (families.some((part) => part.length > 3 && joined.includes(part))) return 3;
  if (given.some((part) => tokens.includes(part) || (part.length > 3 && joined.includes(part)))) return 2;
  const whole = initials + last.map((part) => part.charAt(0)).join('');
  return whole.length > 1 && tokens.length === 1 && joined === whole ? 1 : 0;
}

/** « M. Zorbal » with `awa.zorbal@…`: the address tells the first name; « Khady » with `khady.diop@…` the surname. */
function withNameInAddress(person: Person, email: WrittenEmail): Person {
  const [one, two, ...more] = email.local.split(/[._]/);
  if (!one || !two || more.length > 0 || person.first !== null || /\d/.test(email.local)) return person;
  const last = fold(person.last).replaceAll(' ', '');
  const second = { start: email.start + one.length + 1, end: email.start + one.length + 1 + two.length };
  if (two === last && isFirstName(one))
    return { ...person, first: nameCase(one), firstSpan: { start: email.start, end: email.start + one.length } };
  if (one === last && isFirstName(person.last) && two.length > 1 && !person.addressed)
    return { ...person, first: person.last, firstSpan: person.lastSpan, last: nameCase(two), lastSpan: second };
  return person;
}

/** An address of the vendor's domain or of a maker's (`fortinet.com`) tells the person's side, wherever it stands. */
function withSide({ context, cues }: Analysis, person: Person & { readonly sureness: number }): Person {
  const address = person.email;
  if (!address) return person;
  const { domain } = address;
  if (context.vendor.domains.some((own) => domain === own || domain.endsWith(`.${own}`)))
    return { ...person, side: 'vendor' };
  const maker = cues.brand.some(
    (cue) => cue.start === address.end - domain.length && /^[.-]/.test(domain.slice(cue.end - cue.start)),
  );
  if (maker && person.side === 'client') return { ...person, side: 'third' };
  const own = matchesLocal(address.local, partsOf(person.first), partsOf(person.last)) > 0;
  return own && person.side === 'vendor' && person.sureness < SURENESS.address ? { ...person, side: 'client' } : person;
}

function sameSentence({ sentences }: Analysis, one: Span, other: Span): boolean {
  return sentenceAt(sentences, one.start).start === sentenceAt(sentences, other.start).start;
}

const SWITCHBOARD = /(?:standard|std|accueil|siege|switchboard|reception|head office|hq)(?: tel)?\.? ?[:.]? ?\(?\+?$/;

/** « Standard : 33 … »: the organisation's number, nobody's own. */
export function isSwitchboard({ source }: Analysis, phone: Span): boolean {
  return SWITCHBOARD.test(source.folded.slice(Math.max(0, phone.start - 28), phone.start));
}

const NOT_CALLED =
  /(?:(?:fax|telecopie|telecopieur|siret|rccm|ninea|compte|iban)[^\d\n]{0,6}|(?<!\p{L})(?:f|rc|ifu|ncc|nif|rib|bp|b\.p|p\.?o\.? ?box) ?[.:]{0,2} ?n?°? ?\(?\+?)$/u;
/** « F. 33 … » is a fax; « 25 000 F 33 … » is a price before a number. */
const AFTER_PRICE = /\d ?f ?[.:]? ?\(?\+?$/;

/** « Fax : 33 … », « NINEA 004 … »: a number that nobody answers. */
export function isFax({ source }: Analysis, phone: Span): boolean {
  const lead = source.folded.slice(Math.max(0, phone.start - 16), phone.start);
  return NOT_CALLED.test(lead) && !AFTER_PRICE.test(lead);
}

/** « tél DSI : 90 … »: the number of the one whose title stands right before it. */
function titled({ source }: Analysis, people: readonly Mention[], at: Span): Mention | null {
  const lead = source.folded.slice(Math.max(0, at.start - 30), at.start);
  const label =
    /(?:tel|telephone|portable|mobile|cell?|gsm|whatsapp|num|numero|phone)\.? (?:du |de la |de l'|of the |of )?([\p{L}][\p{L} .'-]{1,20}?) *[:=]? *\(?\+?$/u.exec(
      lead,
    )?.[1];
  if (!label) return null;
  return (
    people.find(({ title }) => title !== null && fold(source.folded.slice(title.start, title.end)) === fold(label)) ??
    null
  );
}

/** What stands in a signature belongs to the one who signs, even if others are named in the text before. */
function soleSigner({ sections }: Analysis, people: readonly Mention[], at: Span): Mention | null {
  const line = sections.lines[lastUpTo(sections.lines, at.start)];
  if (line?.role !== 'signature') return null;
  const signers = people.filter(({ places }) => places.some(({ signs, message }) => signs && message === line.message));
  return signers.length === 1 ? (signers[0] ?? null) : null;
}

/** A person at one of the places that name it. */
interface Named extends Span {
  readonly person: Mention;
}

/**
 * The person a thing at `at` belongs to: the last one named before it in its message, the first one after it when none is
 * (a dictation often ends with the number), and never across a quoted message.
 */
function nearest(analysis: Analysis, people: readonly Mention[], at: Span): Mention | null {
  const { sections } = analysis;
  const signer = soleSigner(analysis, people, at);
  if (signer) return signer;
  const message = sections.messages[lastUpTo(sections.messages, at.start)];
  const named = people
    .flatMap((person) => person.places.map(({ start, end }): Named => ({ start, end, person })))
    .filter(({ start, end }) => !message || (start >= message.start && end <= message.end))
    .sort((one, other) => one.start - other.start);
  const column = inColumn(analysis, named, at);
  if (column) return column;
  const sameLine = named.filter((place) => sameSentence(analysis, place, at));
  const candidates = sameLine.length > 0 ? sameLine : named;
  const signature = sections.lines[lastUpTo(sections.lines, at.start)]?.role === 'signature';
  return ownerAmong(analysis, candidates, at, message?.byVendor === true && signature);
}

/** The last one named before, else the next one. One of us tells a client's number, unless it stands in our own signature. */
function ownerAmong(analysis: Analysis, named: readonly Named[], at: Span, ours: boolean): Mention | null {
  const before = named.findLast((place) => place.end <= at.start)?.person;
  const after = named.find((place) => place.start >= at.end && !isFarAfter(analysis, at, place))?.person;
  if (!before || before.side === 'client') return before ?? after ?? null;
  const client = ours ? undefined : named.findLast(({ end, person }) => end <= at.start && person.side === 'client');
  return after ?? client?.person ?? before;
}

/** « Je suis joignable au 77 … »: the number of the one who signs below. */
const FIRST_PERSON = /(?:^|[^\p{L}])(?:je|j'ai|mon|ma|moi|me|my|i am|i'm)(?!\p{L})[^.\n]{0,50}$/u;

/** Another notice or paragraph lies between a number and a name after it. */
function isFarAfter({ source }: Analysis, at: Span, place: Span): boolean {
  if (FIRST_PERSON.test(source.folded.slice(Math.max(0, at.start - 60), at.start))) return false;
  const between = source.clear.slice(at.end, Math.min(place.start, at.end + 400));
  return place.start - at.end > 12 && /\n[ >|]*\n/.test(between);
}

/** On a card of two people side by side: the one over the place in its column. */
function inColumn(analysis: Analysis, named: readonly Named[], at: Span): Mention | null {
  const own = cellAt(analysis, at);
  if (!own || own.alone) return null;
  const over = named.findLast((place) => {
    const cell = place.start < at.start && at.start - place.start < 600 ? cellAt(analysis, place) : null;
    return cell !== null && !cell.alone && cell.end < own.start && sharesColumn(cell, own);
  });
  return over?.person ?? null;
}
