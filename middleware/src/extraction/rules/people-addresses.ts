import type { Analysis } from '../analysis.ts';
import { sentenceAt } from '../sentences.ts';
import type { Span } from '../source.ts';
import { fold, lastUpTo } from '../source.ts';
import type { WrittenEmail } from '../values/emails.ts';
import type { WrittenPhone } from '../values/phones.ts';
import type { Person } from './people.ts';

/** More addresses, or numbers, than any note has; bounds the work on a hostile text. */
const MAXIMUM = 500;

/** Gives each address and number to the person it belongs to: by the name in the address, else by the place. */
export function tieAddresses(analysis: Analysis, people: readonly Person[], phones: readonly WrittenPhone[]): Person[] {
  const emailOwners = new Map<Person, WrittenEmail>();
  const names = new Map(people.map((person) => [person, namesInAddresses(person)]));
  for (const email of analysis.emails.slice(0, MAXIMUM)) {
    const owner = ownerOfEmail(analysis, names, email, emailOwners);
    if (owner) emailOwners.set(owner, email);
  }
  const phoneOwners = new Map<Person, WrittenPhone[]>();
  for (const phone of phones.slice(0, MAXIMUM)) {
    if (isFax(analysis, phone) || isSwitchboard(analysis, phone)) continue;
    const owner = nearest(analysis, people, phone);
    if (owner) phoneOwners.set(owner, [...(phoneOwners.get(owner) ?? []), phone]);
  }
  return people.map((person) =>
    withSide(analysis, { ...person, email: emailOwners.get(person) ?? null, phones: phoneOwners.get(person) ?? [] }),
  );
}

/** An address of the vendor's domain or of a maker's (`fortinet.com`) tells the person's side, wherever it stands. */
function withSide({ context, cues }: Analysis, person: Person): Person {
  const domain = person.email?.domain;
  if (!domain) return person;
  if (context.vendor.domains.some((own) => domain === own || domain.endsWith(`.${own}`)))
    return { ...person, side: 'vendor' };
  const address = person.email;
  const maker = cues.brand.some(
    (cue) => address && cue.start === address.end - domain.length && /^[.-]/.test(domain.slice(cue.end - cue.start)),
  );
  return maker && person.side === 'client' ? { ...person, side: 'third' } : person;
}

function ownerOfEmail(
  analysis: Analysis,
  names: ReadonlyMap<Person, readonly string[]>,
  email: WrittenEmail,
  taken: ReadonlyMap<Person, WrittenEmail>,
): Person | null {
  const local = fold(email.local).replaceAll(' ', '');
  const people = [...names.keys()];
  const named = people.find((person) => names.get(person)?.some((name) => local.includes(name)));
  if (named) return taken.has(named) ? null : named;
  const near = nearest(
    analysis,
    people.filter((person) => !taken.has(person)),
    email,
  );
  return near && (sameSentence(analysis, near, email) || near.signs) ? near : null;
}

/** « a.ndiaye », « ndiaye77 »: the surname, or a first name of more than three letters. */
function namesInAddresses(person: Person): string[] {
  const parts = [person.last, ...person.last.split(/[\s-]/), ...(person.first?.split(/[\s-]/) ?? [])];
  const last = fold(person.last);
  return parts.map((part) => fold(part).replaceAll(' ', '')).filter((part) => part.length >= (part === last ? 2 : 4));
}

function sameSentence({ sentences }: Analysis, one: Span, other: Span): boolean {
  return sentenceAt(sentences, one.start).start === sentenceAt(sentences, other.start).start;
}

const SWITCHBOARD = /(?:standard|std|accueil|siege|switchboard|reception|head office|hq)(?: tel)?\.? ?[:.]? ?\(?\+?$/;

/** « Standard : 33 … »: the organisation's number, nobody's own. */
export function isSwitchboard({ source }: Analysis, phone: Span): boolean {
  return SWITCHBOARD.test(source.folded.slice(Math.max(0, phone.start - 28), phone.start));
}

function isFax({ source }: Analysis, phone: Span): boolean {
  return /(?:fax|telecopie|siret|rccm|ninea|compte)[^\d\n]{0,6}$/.test(
    source.folded.slice(Math.max(0, phone.start - 16), phone.start),
  );
}

/** What stands in a signature belongs to the one who signs, even if others are named in the text before. */
function soleSigner({ sections }: Analysis, people: readonly Person[], place: Span): Person | null {
  const line = sections.lines[lastUpTo(sections.lines, place.start)];
  if (line?.role !== 'signature') return null;
  const signers = people.filter(({ signs, message }) => signs && message === line.message);
  return signers.length === 1 ? (signers[0] ?? null) : null;
}

/**
 * The person a thing at `place` belongs to: the last one named before it in its message, the first one after it when none is
 * (a dictation often ends with the number), and never across a quoted message.
 */
function nearest(analysis: Analysis, people: readonly Person[], place: Span): Person | null {
  const message = analysis.sections.messages.find(
    (candidate) => candidate.start <= place.start && place.end <= candidate.end,
  );
  const inMessage = people.filter((person) => !message || (person.start >= message.start && person.end <= message.end));
  const signer = soleSigner(analysis, inMessage, place);
  if (signer) return signer;
  const sameLine = inMessage.filter((person) => sameSentence(analysis, person, place));
  const candidates = sameLine.length > 0 ? sameLine : inMessage;
  const before = candidates.filter((person) => person.end <= place.start).at(-1);
  const after = candidates.find((person) => person.start >= place.end);
  const closer = before && before.side !== 'client' && after ? after : (before ?? after);
  return closer ?? null;
}
