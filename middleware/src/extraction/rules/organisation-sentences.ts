import type { Analysis } from '../analysis.ts';
import { sentenceAt } from '../sentences.ts';
import type { Source, Span } from '../source.ts';
import { contains, lastUpTo, wordIndexAt } from '../source.ts';
import { isFirstName } from './names.ts';
import type { Ground } from './organisation-clues.ts';
import { cueEndingBefore, cueLength } from './organisation-cues.ts';
import { isHouseOfTitle } from './organisation-exclusions.ts';
import type { NameSpan } from './organisation-spans.ts';
import { hasKindWord, isKindAt } from './organisation-words.ts';
import type { Person } from './people.ts';
import { titleFound } from './organisation-titles.ts';

const TO_HOUSE = /^[ ,;:|@(–-]{0,4}\n?(?:(?:de|du|d'|des|chez|a|au|at|of|for|with|from|la|le|les|l'|the|@) ?){0,3}$/;
const OF_HOUSE = /^(?:,? (?:de|du|d'|de la|de l'|des|chez|from|of|at|@) ?(?:la |le |l'|les |the )?| ?[,(@] ?)$/;

/** « DSI X », « Head of IT, X », « Responsable de la tarification à X », « (DAF, X, Tema) », "X's CIO". */
export function afterTitle({ analysis, people, titles }: Ground, name: NameSpan): number {
  const { source } = analysis;
  const clients = people.filter(({ side }) => side === 'client');
  const owned = clients.flatMap(({ title }) => (title ? [title] : []));
  const before = titles[lastUpTo(titles, name.start - 1)];
  if (owned.some((title) => contains(title, name) && isHouseOfTitle(source, title, name))) return 0.84;
  if (before && isNameOfAssistant(source, before, name)) return 0;
  if (before && before.end >= name.start && before.end < name.end) return 0.84;
  if (isPossessor(source, name)) return 0.8;
  const alone = before && !source.clear.slice(before.end, name.start).includes('(') ? [before] : [];
  if ([...alone, ...owned].some(({ end }) => follows(source, end, name))) return isThirds(people, name) ? 0 : 0.84;
  const person = clients.find(({ end }) => end < name.start && name.start - end < 12);
  return person && OF_HOUSE.test(source.folded.slice(person.end, name.start)) ? 0.8 : 0;
}

/** « mon assistante Prisca »: whose assistant one is called by the name. */
function isNameOfAssistant(source: Source, title: Span, name: NameSpan): boolean {
  const owned = cueEndingBefore(source, wordIndexAt(source.words, title.start), 'own') >= 0;
  return owned && source.clear.slice(title.end, name.start) === ' ';
}

/** « X's CIO ». */
function isPossessor(source: Source, name: NameSpan): boolean {
  return /^['’]s /.test(source.clear.slice(name.end, name.end + 3)) && titleFound(source, name.to + 1) !== null;
}

function follows(source: Source, end: number, name: Span): boolean {
  return end < name.start && name.start - end < 24 && TO_HOUSE.test(source.folded.slice(end, name.start));
}

/** Close to one of ours or of a third party's. */
function isThirds(people: readonly Person[], name: Span): boolean {
  return people.some(({ side, start }) => side !== 'client' && Math.abs(name.start - start) < 60);
}

/** « X souhaite », « X (XY), filature à Bobo, cherche », "X invites sealed bids". */
export function doesWhatBuyersDo({ analysis }: Ground, name: NameSpan): number {
  const { source, sentences } = analysis;
  const sentence = sentenceAt(sentences, name.start);
  const stop = Math.min(sentence.end, name.end + 160);
  for (let index = name.to; ; index += 1) {
    const word = source.words[index];
    if (!word || word.start >= stop) return 0;
    if (cueLength(source, index, 'wants') === 0) continue;
    const between = source.folded.slice(name.end, word.start);
    if (
      /^ ?(?:\([^()]*\) ?)?(?:(?:kindly|hereby|now|also|qui|nous|me|therefore|actuellement|\.{3}) ){0,2}$/.test(between)
    )
      return 0.85;
    return /^ ?(?:\([^()]*\))? ?,[^:]{2,120}, (?:nous |qui )?$/.test(between) ? 0.75 : 0;
  }
}

/** The word before a name, past the article. */
function beforeArticle({ source }: Analysis, name: NameSpan): number {
  let index = name.from;
  while (index > 0 && /^(?:la|le|les|l|the)$/.test(source.words[index - 1]?.folded ?? '')) index -= 1;
  return index;
}

/** « chez X », « pour le compte de X », "on behalf of X"; « à l'agence X », "at X". */
export function isLed({ analysis }: Ground, name: NameSpan): number {
  const { source, sections } = analysis;
  const index = beforeArticle(analysis, name);
  const before = source.words[index - 1];
  if (/@ ?$/.test(source.clear.slice(Math.max(0, name.start - 2), name.start))) return 0.8;
  if (!before || !/^ ?:? ?(?:(?:la|le|les|l'|the) ?)?$/.test(source.folded.slice(before.end, name.start))) return 0;
  if (/^(?:societe|cliente?)$/.test(before.folded)) return 0.5;
  if (cueEndingBefore(source, index, 'led') >= 0) return 0.8;
  const weak = /^(?:at|from|avec|with|a|pour|for)$/.test(before.folded);
  return weak && (hasKindWord(source, name) || !sections.isMail) ? 0.35 : 0;
}

/** « notre polyclinique Sainte-Rita », « mon auberge Le Mandingue ». */
export function isOwnHouse({ analysis }: Ground, name: NameSpan): number {
  const { source } = analysis;
  const own = cueEndingBefore(source, name.from, 'own') >= 0 && isKindAt(source, name.from);
  // « ma boutique au marché X »
  if (
    cueLength(source, name.from, 'common') > 0 &&
    !/^ \p{Lu}/u.test(source.clear.slice(source.words[name.from]?.end ?? 0))
  )
    return 0;
  if (/^(?:projet|programme|project|mission)/.test(source.words[name.from]?.folded ?? '')) return 0;
  return own && name.to - name.from > 1 ? 0.75 : 0;
}

/** « Atlas Ports Authority (APA) », « APA = port d'Atlas »: a name that gives its own acronym, and that acronym. */
export function isExpanded({ analysis: { source } }: Ground, name: NameSpan): number {
  const initial = source.folded.charAt(name.start);
  const after = source.clear.slice(name.end, name.end + 24);
  const acronym = /^ ?\((\p{Lu}[\p{Lu}&-]{1,7})(?:-\p{L}+)?\)/u.exec(after)?.[1];
  if (acronym !== undefined) return initial === acronym.charAt(0).toLowerCase() ? 0.6 : 0;
  const own = source.clear.slice(name.start, name.end);
  if (!/^\p{Lu}[\p{Lu}&-]{1,7}$/u.test(own))
    return /= ?$/.test(source.clear.slice(Math.max(0, name.start - 2), name.start)) ? 0.5 : 0;
  if (/^ ?= ?\p{L}/u.test(after)) return 0.6;
  const before = source.words[name.from - 1];
  return before &&
    /^ ?\($/.test(source.clear.slice(before.end, name.start)) &&
    /^\)/.test(after) &&
    givesInitials(source, name)
    ? 0.6
    : 0;
}

/** Whether the words before a bracket begin with the letters in it: « Union des coopératives mangue de Bignona (UCMB) ». */
function givesInitials(source: Source, name: NameSpan): boolean {
  const letters = source.folded.slice(name.start, name.end).replace(/[^a-z]/g, '');
  let left = letters.length - 1;
  for (let index = name.from - 1; index >= 0 && index > name.from - 14 && left >= 0; index -= 1) {
    if (source.words[index]?.folded.charAt(0) === letters.charAt(left)) left -= 1;
  }
  return left < 0 && letters.length > 1;
}

/** « c'est Awa de X », "this is Kofi from X": the one who writes or calls says where from. */
const INTRODUCED =
  /(?:c'est|c|ici|je suis|moi c'est|this is|its|it's|here is|i'm|i am) (\p{L}[\p{L}'-]+)(?: [\p{L}'-]+){0,2},? (?:de la |de l'|du |des |de |d'|chez |from |at |of )(?:la |le |les |l'|the )?$/u;

/** Whether somebody who gives a first name leads to a name: « Ici Landing, de l'Union … ». */
export function isIntroduced({ analysis: { source } }: Ground, name: NameSpan): number {
  const first = INTRODUCED.exec(source.folded.slice(Math.max(0, name.start - 70), name.start))?.[1];
  return first !== undefined && isFirstName(first) ? 0.82 : 0;
}

/** What may stand between a house and who speaks for it: a bracket, a sign or a form of address. */
const TO_PERSON =
  /^ ?(?:\([^()\n]{2,30}\) ?)?(?:(?:,| ?:| [-–—]|\.| ?\() ?|(?= [mdp]))(?: ?(?:m|mr|mrs|ms|mme|mlle|dr|pr|me|monsieur|madame|docteur|professeur|maitre)\.? )?$/;

/** « Clinique du Phare, docteur Awa Sow », « Sonabio (Awa Sow, DSI) », « Sonabio madame Awa Sow »: the house, then who speaks for it. */
export function precedesPerson({ analysis: { source }, people }: Ground, name: NameSpan): number {
  const person = people.find(({ start, side }) => side === 'client' && start > name.end && start - name.end < 60);
  return person && TO_PERSON.test(source.folded.slice(name.end, person.start)) ? 0.7 : 0;
}
