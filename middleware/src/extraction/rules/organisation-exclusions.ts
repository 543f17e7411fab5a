import type { Analysis } from '../analysis.ts';
import type { Cue } from '../lexicon.ts';
import { lexiconOf, phraseAt, readLexicon, readLexiconFile } from '../lexicon.ts';
import { namesVendor } from '../sections.ts';
import type { Source, Span } from '../source.ts';
import { contains, fold, overlaps, wordIndexAt } from '../source.ts';
import { isOrdinaryWord } from '../vocabulary.ts';
import { honorificAt, isFirstName, isLastName, isStopWord } from './names.ts';
import { cueLength } from './organisation-cues.ts';
import { namesHouse } from './organisation-houses.ts';
import { roleStanding } from './organisation-roles.ts';
import { hasKindWord, isKindAt } from './organisation-words.ts';
import type { Organisation } from './organisations.ts';
import type { Person } from './people.ts';
import { isFieldAt, titleFound } from './organisation-titles.ts';

const SUBJECTS = readLexicon('subjects');
const NEVER = readLexiconFile('international', 'never-buyers');
const NEVER_BUYERS = new Set([...(NEVER['abbreviation'] ?? []), ...(NEVER['thing'] ?? [])].map(fold));
const CURRENCIES = lexiconOf([readLexiconFile('international', 'currencies')]);
const AMOUNTS = readLexicon('amount');

/** Whether a folded word is a unit, an abbreviation or a thing that is bought: « erp », « rdv ». */
export function isThingWord(word: string): boolean {
  return NEVER_BUYERS.has(word);
}

/**
 * What is left of a candidate's confidence: 1 when nothing speaks against it, 0 when it cannot be the buyer because it is the
 * vendor, a product, a place, a person, a competitor or who recommended us.
 */
export function standing(analysis: Analysis, people: readonly Person[], candidate: Organisation): number {
  const excluded =
    isNobody(analysis, candidate) ||
    isVendor(analysis, candidate) ||
    isCredited(analysis, candidate) ||
    isThing(analysis, candidate) ||
    isPerson(analysis, people, candidate);
  return excluded ? 0 : roleStanding(analysis, people, candidate);
}

const CREDITS = /(?:sous-? ?titr(?:es?|age)|subtitles?|captions?|captioned|transcribed)(?!\p{L})[^.\n]{0,40}$/u;

/** « Sous-titrage Société X »: recognisers hear it in silence, as films end so. */
function isCredited({ source }: Analysis, { start }: Span): boolean {
  return CREDITS.test(source.folded.slice(Math.max(0, start - 60), start));
}

/** Words that name nobody: a unit, a product's abbreviation, a day, a place, a title, a first name. */
function isNobody({ cues, source }: Analysis, candidate: Organisation): boolean {
  const folded = fold(candidate.name);
  if (folded.length < 2 || NEVER_BUYERS.has(folded) || isStopWord(candidate.name) || /^\d+$/.test(folded)) return true;
  if (cues.country.some((place) => contains(place, candidate))) return true;
  const from = wordIndexAt(source.words, candidate.start);
  const to = wordIndexAt(source.words, candidate.end);
  const small = (at: number): boolean => cueLength(source, at, 'small') > 0 || honorificAt(source, at) > 0;
  return (
    isShortened(source, candidate) ||
    phraseAt(source.words, from, CURRENCIES)?.length === to - from ||
    (candidate.rule !== 'labelled' && phraseAt(source.words, from, AMOUNTS)?.length === to - from) ||
    everyWord(from, to, small) ||
    isOnlyThings(source, from, to) ||
    titleCovers(source, from, candidate) ||
    folded.split(' ').every((word) => isFirstName(word) || isLastName(word))
  );
}

/** « Ydé. Mutuelle X »: an abbreviation of the place before the house. */
function isShortened(source: Source, { start, end }: Span): boolean {
  const short = /^\p{Lu}\p{Ll}{1,3}$/u.test(source.clear.slice(start, end));
  return short && source.clear.slice(end, end + 2) === '. ' && isKindAt(source, wordIndexAt(source.words, end + 2));
}

function everyWord(from: number, to: number, holds: (index: number) => boolean): boolean {
  for (let index = from; index < to; index += 1) if (!holds(index)) return false;
  return to > from;
}

/** « stations VSAT », « projet de WMS »: what is bought, not who buys. */
function isOnlyThings(source: Source, from: number, to: number): boolean {
  const word = (at: number): string => source.words[at]?.folded ?? '';
  const isThingAt = (at: number): boolean => !isKindAt(source, at) && NEVER_BUYERS.has(word(at));
  const holds = (at: number): boolean => isKindAt(source, at) || isStopWord(word(at)) || isThingAt(at);
  return everyWord(from, to, holds) && !everyWord(from, to, (at) => !isThingAt(at));
}

function titleCovers(source: Source, index: number, candidate: Span): boolean {
  const title = titleFound(source, index);
  return title !== null && title.end >= candidate.end && !hasKindWord(source, candidate);
}

/** The vendor, or who signs for it: « FKD (Neurotech) ». */
function isVendor({ context, source }: Analysis, candidate: Organisation): boolean {
  const bracket = /^ ?\(([^()\n]{2,40})\)/.exec(source.folded.slice(candidate.end, candidate.end + 44))?.[1];
  return namesVendor(fold(candidate.name), context.vendor) || (bracket ? namesVendor(bracket, context.vendor) : false);
}

/** A brand, a product, an event; not where the form's label or the name's own word says otherwise. */
function isThing(analysis: Analysis, candidate: Organisation): boolean {
  const { source, cues } = analysis;
  if (candidate.rule === 'labelled') return false;
  if (isBrand(analysis, candidate)) return true;
  const begins = [...cues.type, ...cues.subject].some(
    (cue) => cue.start === candidate.start && cue.end > candidate.end,
  );
  if (begins || isOfOccasion(analysis, candidate)) return true;
  if (hasKindWord(source, candidate)) return false;
  return namesOccasion(analysis, candidate) || namesThing(analysis, candidate) || isProduct(source, candidate);
}

/** « Office National » begins with a brand's word and is none. */
function isBrand({ source, cues }: Analysis, candidate: Organisation): boolean {
  const kind = isKindAt(source, wordIndexAt(source.words, candidate.start));
  const isLong = (cue: Cue): boolean => source.folded.slice(cue.start, cue.end).includes(' ');
  const brand = cues.brand.find(
    (cue) => overlaps(cue, candidate) && (cue.start <= candidate.start + 1 || (!kind && isLong(cue))),
  );
  return brand !== undefined && (!kind || isLong(brand));
}

/** « Africa Fintech Forum », « Prospection »: where or how the client was met. */
function namesOccasion({ cues }: Analysis, candidate: Span): boolean {
  return cues.leadSource.some((cue) => ['event', 'prospecting'].includes(cue.concept) && contains(candidate, cue));
}

/** « Forum Énergies du Sahel », « salon de l'Habitat »: what an event is called. */
function isOfOccasion({ source, cues }: Analysis, candidate: Span): boolean {
  return cues.leadSource.some(
    ({ concept, start, end }) =>
      concept === 'event' &&
      start < candidate.start &&
      candidate.start - end < 8 &&
      /^ (?:(?:de la|de l'|du|des|de|d') ?)?$/.test(source.folded.slice(end, candidate.start)),
  );
}

/** A whole line that names a thing to sell or a job to do. */
function namesThing({ cues }: Analysis, candidate: Organisation): boolean {
  if (!['signature-line', 'heading', 'opens-note'].includes(candidate.rule) || hasUnknownWord(candidate)) return false;
  const jobs = cues.type.filter(({ concept }) => concept !== 'supply');
  return [...cues.brand, ...jobs, ...cues.subject].some((cue) => contains(candidate, cue));
}

/** « Kaarta Solaire »: a word of no language names whoever sells or does the thing. */
function hasUnknownWord({ name }: Organisation): boolean {
  return fold(name)
    .split(' ')
    .some((word) => word.length > 3 && !isOrdinaryWord(word, 'fr') && !isOrdinaryWord(word, 'en'));
}

function isProduct(source: Source, candidate: Span): boolean {
  return phraseAt(source.words, wordIndexAt(source.words, candidate.start), SUBJECTS) !== null;
}

function isPerson({ source }: Analysis, people: readonly Person[], candidate: Organisation): boolean {
  const name = fold(candidate.name);
  return people.some(
    (person) =>
      fold(`${person.first} ${person.last}`) === name ||
      (overlaps(person, candidate) && candidate.rule !== 'author' && !isNamedAfter(source, person, candidate)) ||
      (person.title !== null && contains(person.title, candidate) && !isHouseOfTitle(source, person.title, candidate)),
  );
}

/** « Étude de Maître Ndiaye », « Awa Sow Architecture »: a house that bears its owner's name. */
function isNamedAfter(source: Source, person: Span, candidate: Span): boolean {
  if (!contains(candidate, person)) return false;
  if (person.start > candidate.start) return isKindAt(source, wordIndexAt(source.words, candidate.start));
  return candidate.end > person.end && namesHouse(source, person);
}

/** « Studio Manager, Harmattan Pictures »: after the comma a house of several words, not « Manager, Human Resources ». */
function isNoField(source: Source, candidate: Span): boolean {
  const from = wordIndexAt(source.words, candidate.start);
  const to = wordIndexAt(source.words, candidate.end);
  for (let at = from; at < to; at += 1) if (isFieldAt(source, at)) return false;
  return to - from > 1;
}

/** « responsable du SIG à la SONES », « directeur, Direction régionale de … »: the house at the end of a title. */
export function isHouseOfTitle(source: Source, title: Span, candidate: Span): boolean {
  if (cueLength(source, wordIndexAt(source.words, candidate.start), 'body') > 0) return true;
  const lead = source.folded.slice(Math.max(title.start, candidate.start - 8), candidate.start);
  if (title.start >= candidate.start || title.end > candidate.end + 1) return false;
  return /(?:^| )(?:a la|a l'|au|chez|at|@) ?$/.test(lead) || (/, ?$/.test(lead) && isNoField(source, candidate));
}
