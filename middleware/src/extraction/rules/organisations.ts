import type { Analysis } from '../analysis.ts';
import { within } from '../lexicon.ts';
import { fold } from '../source.ts';
import type { Span } from '../source.ts';
import { isOrdinaryWord } from '../vocabulary.ts';
import { dictatedOrganisations } from './dictated-organisations.ts';
import type { Clue, Ground } from './organisation-clues.ts';
import { cluesFor } from './organisation-clues.ts';
import { spellingOf } from './organisation-domains.ts';
import { standing } from './organisation-exclusions.ts';
import { lastResorts } from './organisation-fallbacks.ts';
import { chatAuthors, labelledNames, smallHead, spacedNames } from './organisation-forms.ts';
import { isAddress } from './organisation-layout.ts';
import { nameLikelihood } from './organisation-likelihood.ts';
import type { NameSpan } from './organisation-spans.ts';
import { nameSpansIn } from './organisation-spans.ts';
import { titlesIn } from './organisation-titles.ts';
import { organisationName } from './organisation-words.ts';
import type { Person } from './people.ts';

/** An organisation that may be the buyer. */
export interface Organisation extends Span {
  readonly name: string;
  readonly confidence: number;
  readonly rule: string;
}

/** More names than any note has; bounds the work on a hostile text. */
const MAXIMUM = 400;
const SUREST = 0.97;
/** From here on a candidate is taken for the buyer. */
const SURE = 0.6;
/** From here on the only candidate is taken. */
const LIKELY = 0.45;
/** What a name looks like speaks for no buyer by itself. */
const LOOKS = new Set(['name', 'acronym', 'kind-word']);
/** Within how many characters below a ministry the body that buys is named. */
const BELOW = 200;

/**
 * Candidates for the buyer, surest first. Each name is judged by what it looks like (an organisation's word, an acronym, a word
 * of no language) and by what speaks for it where it stands; what several clues say adds up.
 */
export function organisationsIn(analysis: Analysis, people: readonly Person[]): Organisation[] {
  const ground: Ground = {
    analysis,
    people,
    titles: titlesIn(analysis.source),
    domains: clientDomains(analysis, people),
  };
  const spans = nameSpansIn(analysis, people);
  const found = [
    ...labelledNames(analysis, spans),
    ...chatAuthors(analysis),
    ...spacedNames(analysis),
    ...smallHead(analysis),
    ...spans.map((span) => judged(ground, span)),
    ...(analysis.dictated ? dictatedOrganisations(analysis) : []),
  ]
    .slice(0, MAXIMUM)
    .flatMap((candidate) => {
      const left = standing(analysis, people, candidate);
      return left === 0 ? [] : [{ ...candidate, confidence: candidate.confidence * left }];
    });
  const sure = withBestLeft(analysis, withoutParents(repeated(found)));
  const rest = sure.some(({ confidence }) => confidence >= SURE) ? [] : lastResorts(analysis, people);
  return [...sure, ...rest].sort((one, other) => other.confidence - one.confidence || one.start - other.start);
}

/** Where nobody is sure: the one name that something speaks for, with none beside it that could be meant. */
function withBestLeft({ source }: Analysis, found: readonly Organisation[]): readonly Organisation[] {
  if (found.some(({ confidence }) => confidence >= SURE)) return found;
  // « pour le projet Horizon »: in small letters it may be a thing.
  const left = found.filter(
    (one) =>
      one.confidence >= LIKELY &&
      !LOOKS.has(one.rule) &&
      isOwnName(one) &&
      /\p{Lu}/u.test(source.clear.charAt(one.start)),
  );
  const names = new Set(left.map(({ name }) => fold(name)));
  return names.size === 1
    ? found.map((one) => (left.includes(one) ? { ...one, confidence: SURE + 0.01 } : one))
    : found;
}

/** Several words, or one of letters alone that no language knows. */
function isOwnName({ name }: Organisation): boolean {
  const word = fold(name);
  return (
    word.includes(' ') || (/^\p{L}{3,}$/u.test(word) && !isOrdinaryWord(word, 'fr') && !isOrdinaryWord(word, 'en'))
  );
}

/** A name with how sure it is that it is the buyer's, and the clue that says most. */
function judged(ground: Ground, span: NameSpan): Organisation {
  const { source } = ground.analysis;
  const clues = cluesFor(ground, span);
  const look = nameLikelihood(ground.analysis, span);
  const all = [...clues, { rule: look.rule, weight: look.alone }].sort((one, other) => other.weight - one.weight);
  return {
    start: span.start,
    end: span.end,
    name: organisationName(source, span),
    confidence: Math.min(SUREST, together(all) * look.likelihood) * (isAddress(ground.analysis, span) ? 0.4 : 1),
    rule: all[0]?.rule ?? look.rule,
  };
}

/** Independent clues together: each leaves less doubt. */
function together(clues: readonly Clue[]): number {
  return 1 - clues.reduce((doubt, { weight }) => doubt * (1 - weight), 1);
}

/** What the clients' mail domains spell. */
function clientDomains({ emails, context, cues }: Analysis, people: readonly Person[]): string[] {
  return emails
    .filter(
      (email) =>
        !context.vendor.domains.includes(email.domain) &&
        within(cues.brand, email).length === 0 &&
        !people.some((person) => person.side !== 'client' && person.email === email),
    )
    .map(({ domain }) => spellingOf(domain))
    .filter((spelling) => spelling.length > 1);
}

/** A notice is headed by the ministry, then by the body under it that buys. */
function withoutParents(found: readonly Organisation[]): Organisation[] {
  const headings = found.filter(({ rule }) => rule === 'heading').map(({ start }) => start);
  return found.map((candidate) => {
    const parent = candidate.rule === 'heading' && /^(?:ministere|ministry)(?![\p{L}])/u.test(fold(candidate.name));
    const below = headings.some((start) => start > candidate.end && start - candidate.end < BELOW);
    return parent && below ? { ...candidate, confidence: candidate.confidence * 0.8 } : candidate;
  });
}

/** A name that comes back is more likely the one the source is about. */
function repeated(found: readonly Organisation[]): Organisation[] {
  const counts = new Map<string, Set<number>>();
  for (const { name, start } of found) {
    const key = fold(name);
    counts.set(key, (counts.get(key) ?? new Set()).add(start));
  }
  return found.map((candidate) => {
    const again = (counts.get(fold(candidate.name))?.size ?? 1) > 1;
    return again ? { ...candidate, confidence: Math.min(SUREST, candidate.confidence + 0.04) } : candidate;
  });
}
