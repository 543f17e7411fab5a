import type { Comparison, Thresholds } from '../comparison.ts';
import type { ContactFacts, KnownContact } from '../facts.ts';
import { informationOf, type Rarity } from '../accounts/rarity.ts';
import { phoneKeys } from '../phones.ts';
import type { MatchReason } from '../schema.ts';
import { wordsOfName } from '../spelling/folding.ts';
import { bitsOf, judge, WEIGHTS, type Evidence } from '../weights.ts';
import { comparePersonNames, type PersonNameLevel } from './name-levels.ts';
import { isSharedMailbox, nameInEmail, readPersonName, type PersonName } from './names.ts';

/**
 * From which likelihood on a person is proposed at once, and from which on asked about. Writing one person's phone onto another is
 * worse than a question. A name alone is never the same person: two people of one name are common.
 */
export const CONTACT_THRESHOLDS: Thresholds = { same: 0.95, ask: 0.15 };
const ASKED_AT_MOST = 0.94;

const { prior, fields } = WEIGHTS.people;
/** An address that many read tells the company rather than the person. */
const SHARED_MAILBOX_BITS = 3;
const USUAL_INFORMATION = 13;
const MOST_LESS = -3;

interface PersonContext {
  /** Whether the known person's account is the one that is meant; null when that is not known. */
  readonly sameAccount: boolean | null;
  readonly rarity: Rarity;
}

/** How likely a contact of the org is the person that a source speaks of. */
export function comparePeople(facts: ContactFacts, known: KnownContact, context: PersonContext): Comparison {
  const email = emailEvidence(facts.email, known.email);
  const phone = phoneEvidence(facts.phones, known.phones);
  const name = nameEvidence(nameOf(facts), nameOf(known), context.rarity);
  const evidence = [
    name?.evidence ?? null,
    email,
    phone,
    accountEvidence(context),
    titleEvidence(facts.title, known.title),
  ];
  const told = evidence.filter((one) => one !== null);
  return judge(prior, told, isCertain(told, name?.level ?? null, context.sameAccount) ? 1 : ASKED_AT_MOST);
}

/** Whether a person need not be asked: reached in the same way, or a whole name at one account that nothing speaks against. */
function isCertain(evidence: readonly Evidence[], level: PersonNameLevel | null, sameAccount: boolean | null): boolean {
  const has = (wanted: MatchReason): boolean => evidence.some(({ reason }) => reason === wanted);
  if (level === 'different') return false;
  if (has('same-email') || has('same-phone')) return true;
  return sameAccount === true && level !== null && CERTAIN.has(level) && !(has('other-email') && has('other-phone'));
}

/** Names that tell one person of an account from the others: Fatou and Fatou Bintou may be sisters, a slip may be another name. */
const CERTAIN = new Set<PersonNameLevel>(['same', 'swapped']);

function nameOf({ firstName, lastName, email }: ContactFacts | KnownContact): PersonName | null {
  const name = readPersonName(firstName, lastName);
  if (name.words.length > 0) return name;
  return email === null ? null : nameInEmail(email);
}

const NAME_REASONS: Readonly<Partial<Record<PersonNameLevel, MatchReason>>> = {
  same: 'same-person-name',
  swapped: 'same-person-name',
  slips: 'similar-name',
  compound: 'part-of-name',
  initials: 'initials',
  family: 'part-of-name',
  given: 'part-of-name',
};

function nameEvidence(
  one: PersonName | null,
  other: PersonName | null,
  rarity: Rarity,
): { evidence: Evidence; level: PersonNameLevel } | null {
  const level = one && other && comparePersonNames(one, other);
  if (!one || !level) return null;
  const bits = bitsOf(fields.name[level]);
  const rarest = Math.max(...one.words.map((word) => informationOf(word, rarity)));
  const common = bits > 0 ? Math.max(MOST_LESS, Math.min(0, (rarest - USUAL_INFORMATION) / 2)) : 0;
  return { level, evidence: { bits: bits + common, reason: NAME_REASONS[level] ?? null } };
}

function emailEvidence(one: string | null, other: string | null): Evidence | null {
  const [ours, theirs] = [foldedEmail(one), foldedEmail(other)];
  if (ours === null || theirs === null) return null;
  if (ours === theirs) {
    const bits = isSharedMailbox(ours) ? SHARED_MAILBOX_BITS : bitsOf(fields.email.same);
    return { bits, reason: isSharedMailbox(ours) ? null : 'same-email' };
  }
  if (ours.split('@')[0] === theirs.split('@')[0] && !isSharedMailbox(ours)) {
    return { bits: bitsOf(fields.email.local), reason: null };
  }
  return { bits: bitsOf(fields.email.other), reason: 'other-email' };
}

function foldedEmail(email: string | null): string | null {
  const text = email?.slice(0, 320).trim().toLowerCase() ?? '';
  return /^[^@\s]+@[^@\s]+$/.test(text) ? text : null;
}

function phoneEvidence(ours: readonly string[], theirs: readonly string[]): Evidence | null {
  const one = ours.flatMap((phone) => phoneKeys(phone));
  const other = theirs.flatMap((phone) => phoneKeys(phone));
  if (one.length === 0 || other.length === 0) return null;
  return one.some((phone) => other.includes(phone))
    ? { bits: bitsOf(fields.phone.same), reason: 'same-phone' }
    : { bits: bitsOf(fields.phone.other), reason: 'other-phone' };
}

function accountEvidence({ sameAccount }: PersonContext): Evidence | null {
  if (sameAccount === null) return null;
  return sameAccount
    ? { bits: bitsOf(fields.account.same), reason: 'same-account' }
    : { bits: bitsOf(fields.account.other), reason: null };
}

function titleEvidence(one: string | null, other: string | null): Evidence | null {
  const fold = (title: string | null): string =>
    wordsOfName(title ?? '')
      .words.map(({ folded }) => folded)
      .join(' ');
  const [ours, theirs] = [fold(one), fold(other)];
  if (ours === '' || theirs === '') return null;
  return ours === theirs
    ? { bits: bitsOf(fields.title.same), reason: 'same-title' }
    : { bits: bitsOf(fields.title.other), reason: null };
}
