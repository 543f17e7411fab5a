import { countryCode } from '../../extraction/values/countries.ts';
import type { Comparison, Thresholds } from '../comparison.ts';
import type { AccountFacts, KnownAccount } from '../facts.ts';
import { phoneKeys } from '../phones.ts';
import type { MatchReason } from '../schema.ts';
import { foldWord } from '../spelling/folding.ts';
import { bitsOf, judge, WEIGHTS, type Evidence } from '../weights.ts';
import { domainLabel, registrableDomain } from './domains.ts';
import { compareNames, type NameComparison, type NameLevel } from './name-levels.ts';
import { readAccountName, type AccountName } from './names.ts';
import type { Rarity } from './rarity.ts';

export type { Rarity } from './rarity.ts';

/**
 * From which likelihood on an account is proposed at once, and from which on it is asked about. A deal on the wrong account costs
 * far more than a question: at once only where fewer than one in twenty would be wrong; asked where one in seven may be right.
 */
export const ACCOUNT_THRESHOLDS: Thresholds = { same: 0.95, ask: 0.15 };
/** What rules leave to a person, whatever else agrees: a part of a name may be the parent, the subsidiary, a branch. */
const ASKED_AT_MOST = 0.94;

const { prior, fields } = WEIGHTS.accounts;
/** The rarity, in bits, of the words of an ordinary name: what is rarer weighs more than the level alone, what is commoner less. */
const USUAL_INFORMATION = 13;
const MOST_MORE = 4;
/** Of one whole name to the letter, at least a question is left, however common its words are. */
const MOST_LESS = -7;
/** A person said that the record is called so too. */
const CONFIRMED_BITS = 18;

interface AccountContext {
  readonly rarity: Rarity;
  /** Spellings that people confirmed for this record. */
  readonly otherNames?: readonly string[];
  /** What the caller knows beside the fields of an account. */
  readonly further?: readonly Evidence[];
}

/** What a source says of an account, read once for all candidates. */
interface PreparedAccount {
  readonly name: AccountName | null;
  readonly domains: readonly string[];
  /** The names that its domains tell. */
  readonly labels: readonly AccountName[];
  readonly phones: readonly string[];
  readonly city: string | null;
  readonly country: string | null;
}

const prepared = new WeakMap<AccountFacts, PreparedAccount>();

function prepare(facts: AccountFacts): PreparedAccount {
  const known = prepared.get(facts);
  if (known) return known;
  const domains = [
    ...new Set(
      [facts.website, ...facts.emails]
        .map((text) => text && registrableDomain(text))
        .filter((domain) => domain !== null && domain !== ''),
    ),
  ] as string[];
  const account = {
    name: facts.name?.trim() ? readAccountName(facts.name) : null,
    domains,
    labels: domains.map((domain) => readAccountName(domainLabel(domain))),
    phones: facts.phone ? phoneKeys(facts.phone, facts.country) : [],
    city: facts.city && foldedPlace(facts.city),
    country: facts.country && countryOf(facts.country),
  };
  prepared.set(facts, account);
  return account;
}

/**
 * How likely an account of the org is the one that a source speaks of. Every field that both sides have gives its weight; the name
 * weighs by how rare its words are in the org. A part of a name is never enough to be the same.
 */
export function compareAccounts(facts: AccountFacts, known: KnownAccount, context: AccountContext): Comparison {
  const account = prepare(facts);
  const name = nameEvidence(account, known, context);
  const evidence = [
    ...name.evidence,
    domainEvidence(account, known),
    phoneEvidence(account, known, facts.country),
    ...placeEvidence(account, known),
    ...(context.further ?? []),
  ].filter((one) => one !== null);
  return judge(prior, evidence, isContradicted(evidence) ? Math.min(name.most, ASKED_AT_MOST) : name.most);
}

const REACHED: readonly (MatchReason | null)[] = ['same-domain', 'same-phone', 'other-spelling-known'];
const ELSEWHERE: readonly (MatchReason | null)[] = ['other-domain', 'other-city', 'other-country'];

/** One name in two towns, or with two web sites, is for a person to judge, unless a domain or a phone says that it is one. */
function isContradicted(evidence: readonly Evidence[]): boolean {
  const has = (reasons: typeof REACHED): boolean => evidence.some(({ reason }) => reasons.includes(reason));
  return has(ELSEWHERE) && !has(REACHED);
}

interface NameEvidence {
  readonly evidence: readonly Evidence[];
  readonly most: number;
}

const NO_NAME: NameEvidence = { evidence: [], most: ASKED_AT_MOST };
const SAME_LEVELS = new Set<NameLevel>(['same', 'order', 'slips', 'alias', 'initials', 'syllables']);

function nameEvidence(
  account: PreparedAccount,
  known: KnownAccount,
  { rarity, otherNames = [] }: AccountContext,
): NameEvidence {
  const theirs = readAccountName(known.name);
  const asked = account.name ? [account.name, ...account.labels] : account.labels;
  if (asked.length === 0 || known.name.trim() === '') return NO_NAME;
  const learned = otherNames.map(readAccountName);
  if (account.name && learned.some(({ key }) => key === account.name?.key)) {
    return { evidence: [{ bits: CONFIRMED_BITS, reason: 'other-spelling-known' }], most: 1 };
  }
  const [first, ...rest] = asked.flatMap((name, index) =>
    [theirs, ...learned].map((other) => ({
      compared: compareNames(name, other, rarity),
      byLabel: account.name === null || index > 0,
    })),
  );
  if (!first) return NO_NAME;
  const best = rest.reduce(
    (likest, one) =>
      nameBits(one.compared) > nameBits(likest.compared) && (!one.byLabel || SAME_LEVELS.has(one.compared.level))
        ? one
        : likest,
    first,
  );
  const form = best.byLabel ? null : formOf(account.name?.legalForm ?? null, theirs.legalForm);
  const bits = best.byLabel
    ? Math.min(nameBits(best.compared), bitsOf(fields.name.syllables))
    : nameBits(best.compared);
  return {
    evidence: [
      { bits, reason: reasonOf(best.compared, known, best.byLabel) },
      ...(form
        ? [{ bits: bitsOf(fields.form[form]), reason: form === 'other' ? ('legal-form-differs' as const) : null }]
        : []),
    ],
    most: SAME_LEVELS.has(best.compared.level) ? 1 : ASKED_AT_MOST,
  };
}

function nameBits({ level, information, share }: NameComparison): number {
  const bits = bitsOf(fields.name[level]);
  if (information === null || bits <= 0) return bits;
  const more = Math.min(MOST_MORE, information - USUAL_INFORMATION);
  const rarer = level === 'same' ? Math.max(MOST_LESS, more) : more;
  // What one name has more makes it less likely the same; what both have more, much less.
  if (level === 'part') return (bits + rarer) * (0.7 + 0.3 * share);
  return (bits + rarer) * (level === 'overlap' ? 0.5 + share / 2 : 1);
}

function formOf(one: string | null, other: string | null): 'same' | 'other' | null {
  if (one === null || other === null) return null;
  return one === other ? 'same' : 'other';
}

const NAME_REASONS: Readonly<Partial<Record<NameLevel, MatchReason>>> = {
  same: 'same-name',
  order: 'word-order',
  slips: 'similar-name',
  alias: 'acronym',
  initials: 'acronym',
  syllables: 'acronym',
  part: 'part-of-name',
  overlap: 'similar-name',
  little: 'similar-name',
};

function reasonOf({ level, ofOneGroup }: NameComparison, known: KnownAccount, byLabel: boolean): MatchReason | null {
  if (level === 'part' && (ofOneGroup || known.parentId !== null)) return 'parent-or-subsidiary';
  if (byLabel && level === 'same') return 'similar-name';
  return NAME_REASONS[level] ?? null;
}

/** « kewoulo.fr » and « kewoulo.ma »: one name, yet often two companies of two countries; so it is a reason against. */
function domainEvidence({ domains, labels }: PreparedAccount, known: KnownAccount): Evidence | null {
  const theirs = known.website && registrableDomain(known.website);
  if (!theirs || domains.length === 0) return null;
  if (domains.includes(theirs)) return { bits: bitsOf(fields.domain.same), reason: 'same-domain' };
  const label = readAccountName(domainLabel(theirs)).key;
  if (labels.some(({ key }) => key === label)) return { bits: bitsOf(fields.domain.label), reason: 'other-domain' };
  return { bits: bitsOf(fields.domain.other), reason: 'other-domain' };
}

function phoneEvidence({ phones }: PreparedAccount, known: KnownAccount, country: string | null): Evidence | null {
  if (phones.length === 0 || !known.phone) return null;
  const theirs = phoneKeys(known.phone, known.country ?? country);
  if (theirs.length === 0) return null;
  return phones.some((phone) => theirs.includes(phone))
    ? { bits: bitsOf(fields.phone.same), reason: 'same-phone' }
    : { bits: bitsOf(fields.phone.other), reason: 'other-phone' };
}

function placeEvidence({ city, country }: PreparedAccount, known: KnownAccount): (Evidence | null)[] {
  const theirCountry = known.country && countryOf(known.country);
  return [
    city && known.city ? placeOf(fields.city, city === foldedPlace(known.city), 'same-city', 'other-city') : null,
    country && theirCountry ? placeOf(fields.country, country === theirCountry, 'same-country', 'other-country') : null,
  ];
}

function placeOf(levels: typeof fields.city, same: boolean, agrees: MatchReason, differs: MatchReason): Evidence {
  return same ? { bits: bitsOf(levels.same), reason: agrees } : { bits: bitsOf(levels.other), reason: differs };
}

/** No town and no country has a longer name; the rest is not read. */
const MOST_OF_PLACE = 100;

/** The code of a country, however it is told; its name where no list has it. */
function countryOf(country: string): string {
  const named = country.slice(0, MOST_OF_PLACE).trim();
  const code = named.toUpperCase();
  return /^[A-Z]{2}$/.test(code) ? code : (countryCode(named) ?? foldedPlace(named));
}

function foldedPlace(place: string): string {
  return foldWord(place.slice(0, MOST_OF_PLACE))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
