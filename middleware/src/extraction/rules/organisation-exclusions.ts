import type { Analysis } from '../analysis.ts';
import { phraseAt, readLexicon, readLexiconFile } from '../lexicon.ts';
import { namesVendor } from '../sections.ts';
import { sentenceAt } from '../sentences.ts';
import type { Source, Span } from '../source.ts';
import { contains, fold, overlaps, wordIndexAt } from '../source.ts';
import { isFirstName, isLastName, isStopWord } from './names.ts';
import { hasKindWord, isKindAt } from './organisation-words.ts';
import type { Organisation } from './organisations.ts';
import type { Person } from './people.ts';

const SUBJECTS = readLexicon('subjects');

const COMPETITOR_BEFORE =
  /(?:concurrents?|concurrence|en face|face a|incumbent|competitor|contrat avec|contract with|titulaire|prestataire actuel|fournisseur actuel|current (?:supplier|provider)|old supplier|ancien prestataire|installe par|battre|versus|vs|bailleur|finance(?:e|ment)? (?:par|de)|financing from|funded by|bank(?:ed)? with)[^.\n;]{0,24}$/;

const NEVER_BUYERS = new Set(Object.values(readLexiconFile('international', 'never-buyers')).flat());

/** Whether a candidate can be the buyer: not the vendor, a product, a place, a person, a competitor, a lender, a referrer. */
export function isPossible(analysis: Analysis, people: readonly Person[], candidate: Organisation): boolean {
  const { source } = analysis;
  if (!isNameOfSome(analysis, candidate) || isThing(analysis, candidate) || isPerson(people, candidate)) return false;
  if (COMPETITOR_BEFORE.test(source.folded.slice(Math.max(0, candidate.start - 50), candidate.start))) return false;
  return !isReferrer(analysis, candidate) && !belongsToThird(analysis, people, candidate);
}

function isNameOfSome({ context, cues }: Analysis, candidate: Organisation): boolean {
  const folded = fold(candidate.name);
  if (folded.length < 2 || NEVER_BUYERS.has(folded) || isStopWord(candidate.name)) return false;
  if (namesVendor(folded, context.vendor) || cues.country.some((place) => contains(place, candidate))) return false;
  return !folded.split(' ').every((word) => isFirstName(word) || isLastName(word));
}

/** A brand or a product; « Office National » begins with a brand's word and is none. */
function isThing(analysis: Analysis, candidate: Organisation): boolean {
  const { source, cues } = analysis;
  const kind = isKindAt(source, wordIndexAt(source.words, candidate.start));
  const isLong = (cue: Span): boolean => source.folded.slice(cue.start, cue.end).includes(' ');
  const brand = cues.brand.find(
    (cue) => overlaps(cue, candidate) && (cue.start <= candidate.start + 1 || (!kind && isLong(cue))),
  );
  if (brand && (!kind || isLong(brand))) return true;
  const whole = ['signature-line', 'heading', 'opens-note'].includes(candidate.rule);
  if (!hasKindWord(source, candidate) && namesOccasion(analysis, candidate)) return true;
  const begins = [...cues.type, ...cues.subject].some(
    (cue) => cue.start === candidate.start && cue.end > candidate.end,
  );
  return begins || (!kind && whole && namesThing(analysis, candidate)) || isProduct(source, candidate);
}

/** « Africa Fintech Forum », « Prospection »: where or how the client was met. */
function namesOccasion({ cues }: Analysis, candidate: Span): boolean {
  return cues.leadSource.some((cue) => ['event', 'prospecting'].includes(cue.concept) && contains(candidate, cue));
}

function isPerson(people: readonly Person[], candidate: Organisation): boolean {
  const name = fold(candidate.name);
  return people.some(
    (person) =>
      fold(`${person.first} ${person.last}`) === name ||
      overlaps(person, candidate) ||
      (person.title !== null && contains(person.title, candidate)),
  );
}

/** A line that names a thing to sell or a job to do is no organisation's name, unless the name has its word (Bank, SA). */
function namesThing({ cues, source }: Analysis, candidate: Organisation): boolean {
  const things = [...cues.brand, ...cues.type.filter(({ concept }) => concept !== 'supply')].some((cue) =>
    contains(candidate, cue),
  );
  return things || (cues.subject.some((cue) => contains(candidate, cue)) && !hasKindWord(source, candidate));
}

function isProduct(source: Source, candidate: Span): boolean {
  const index = wordIndexAt(source.words, candidate.start);
  return phraseAt(source.words, index, SUBJECTS) !== null && !isKindAt(source, index);
}

/** « sur recommandation de X », « X, qui nous a recommandés ». */
function isReferrer({ source, cues }: Analysis, candidate: Span): boolean {
  return cues.leadSource.some(
    (cue) =>
      ['referral', 'partner'].includes(cue.concept) &&
      ((cue.end <= candidate.start &&
        candidate.start - cue.end < 45 &&
        !/[.;:\n]/.test(source.folded.slice(cue.end, candidate.start))) ||
        (cue.start >= candidate.end &&
          /^[ ,]{0,2}(?:qui|who|which|that|nous|a|m'a)(?![\p{L}])[^.;\n]{0,24}$/u.test(
            source.folded.slice(candidate.end, cue.start),
          ))),
  );
}

/** The organisation of someone who recommended us, or of a partner who wrote. */
function belongsToThird(analysis: Analysis, people: readonly Person[], candidate: Span): boolean {
  const sentence = sentenceAt(analysis.sentences, candidate.start);
  return people.some(
    (person) => person.side !== 'client' && contains(sentence, person) && Math.abs(candidate.start - person.end) < 40,
  );
}
