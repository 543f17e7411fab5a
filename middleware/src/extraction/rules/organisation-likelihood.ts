import type { Analysis } from '../analysis.ts';
import type { Source, Span, Word } from '../source.ts';
import { contains, fold } from '../source.ts';
import { isOrdinaryWord } from '../vocabulary.ts';
import { isFirstName, isStopWord } from './names.ts';
import { cueLength } from './organisation-cues.ts';
import type { NameSpan } from './organisation-spans.ts';
import { kindLength } from './organisation-words.ts';

/** What a name looks like. */
export interface Look {
  /** How likely words that look like this are an organisation's name, whatever stands around them. */
  readonly likelihood: number;
  /** How much the look says by itself that this is the buyer. */
  readonly alone: number;
  readonly rule: 'kind-word' | 'acronym' | 'name';
}

/** What the words of a name are. */
interface Parts {
  /** Words of organisations and legal forms: Banque, SARL. */
  readonly kinds: number;
  readonly trades: number;
  /** Words of no language, names of places too. */
  readonly unknown: number;
  /** Words beside those of organisations, links apart. */
  readonly own: number;
  /** An organisation's word of several words: « port autonome », « Arène nationale ». */
  readonly phrase: boolean;
  /** A word beside those of organisations is written as a name or is one of no language. */
  readonly proper: boolean;
  readonly acronym: boolean;
  readonly department: boolean;
  /** Begins in small letters: « la mutuelle Horizon ». */
  readonly small: boolean;
  /** Begins with an organisation's word that is mostly just a thing: « projet », « station ». */
  readonly common: boolean;
  /** Has small letters: no heading in capitals. */
  readonly mixed: boolean;
}

type Case = readonly [holds: (parts: Parts) => boolean, look: Look];

const kindWord = (likelihood: number, alone: number): Look => ({ likelihood, alone, rule: 'kind-word' });
const plainName = (likelihood: number, alone: number): Look => ({ likelihood, alone, rule: 'name' });

/** The first that holds tells the look. */
const LOOKS: readonly Case[] = [
  [({ department }) => department, kindWord(0.6, 0.4)],
  [({ kinds, own, small, common }) => kinds > 0 && own > 0 && small && common, kindWord(0.85, 0.3)],
  // « Étude et déploiement » is a thing, « Direction régionale de l'enseignement » an institution.
  [
    ({ kinds, own, proper, common, phrase }) => kinds > 0 && own > 0 && !proper && common && !phrase,
    kindWord(0.6, 0.3),
  ],
  [({ kinds, own, proper }) => kinds > 0 && own > 0 && !proper, kindWord(0.95, 0.5)],
  [({ kinds, own, small }) => kinds > 0 && own > 0 && small, kindWord(1, 0.45)],
  [({ kinds, own }) => kinds > 0 && own > 0, kindWord(1, 0.62)],
  [({ kinds, phrase }) => kinds > 1 || phrase, kindWord(0.9, 0.5)],
  [({ kinds }) => kinds > 0, kindWord(0.55, 0.3)],
  [({ acronym }) => acronym, { likelihood: 0.93, alone: 0.4, rule: 'acronym' }],
  [({ unknown, trades }) => unknown > 0 && trades > 0, plainName(1, 0.62)],
  [({ unknown }) => unknown > 0, plainName(0.95, 0.25)],
  [({ trades, own }) => trades > 0 && own > 0, plainName(0.9, 0.3)],
  // « Le Palmier Plage »: ordinary words, each with a capital.
  [({ own, mixed }) => own > 1 && mixed, plainName(0.8, 0.15)],
  [({ own }) => own > 1, plainName(0.65, 0.15)],
];

/** How much a row of words looks like an organisation's name: « Banque Atlas » does, « Formulaire » does not. */
export function nameLikelihood(analysis: Analysis, name: NameSpan): Look {
  const parts = partsOf(analysis, name);
  return LOOKS.find(([holds]) => holds(parts))?.[1] ?? plainName(0.5, 0.15);
}

function partsOf(analysis: Analysis, { from, to, start, end }: NameSpan): Parts {
  const { source } = analysis;
  const text = source.clear.slice(start, end);
  return {
    ...countsOf(analysis, from, to),
    acronym: isAcronym(source, text, { start, end }),
    department: isDepartment(source, from),
    small: !/^\p{Lu}/u.test(text),
    common: cueLength(source, from, 'common') > 0,
    mixed: /\p{Ll}/u.test(text),
  };
}

/** « Direction des Achats » is one, « Direction des Ressources animales » and « Direction régionale … » are bodies of their own. */
function isDepartment(source: Source, from: number): boolean {
  if (cueLength(source, from, 'department') === 0) return false;
  let next = from + 1;
  while (LINK.test(source.words[next]?.folded ?? '') || source.words[next]?.folded === 'l') next += 1;
  if (cueLength(source, next, 'function') > 0) return true;
  return cueLength(source, from, 'body') === 0 && cueLength(source, from + 1, 'adjective') === 0;
}

function countsOf(
  analysis: Analysis,
  from: number,
  to: number,
): Pick<Parts, 'kinds' | 'trades' | 'unknown' | 'own' | 'phrase' | 'proper'> {
  const { source } = analysis;
  let [kinds, trades, unknown, own] = [0, 0, 0, 0];
  // The name begins with a word of its own: « Kerewan Rice ».
  let [phrase, proper] = [false, kindLength(source, from) === 0];
  for (let index = from; index < to; index += 1) {
    const word = source.words[index];
    if (!word) break;
    const kind = kindLength(source, index);
    const adjective = kinds > 0 && cueLength(source, index, 'adjective') > 0;
    if (kind > 0 || cueLength(source, index, 'legal') > 0) {
      kinds += 1;
      phrase ||= kind > 1;
      index += Math.max(0, kind - 1);
    } else if (adjective) phrase = true;
    else if (!isIdle(source, word)) {
      own += 1;
      proper ||= index > from && (/\p{Lu}/u.test(source.clear.charAt(word.start)) || !isOrdinary(word.folded));
      if (cueLength(source, index, 'trade') > 0) trades += 1;
      else if (isUnknown(analysis, word)) unknown += 1;
    }
  }
  return { kinds, trades, unknown, own, phrase, proper };
}

const LINK = /^(?:de|du|des|la|le|les|et|of|the|and|for|en|au|aux|pour)$/;

/** A link, or a stop word in small letters: a capital makes a name of it (« Cotonnière de l'Est »). */
function isIdle({ clear, folded }: Source, word: Word): boolean {
  if (!isStopWord(word.folded)) return false;
  const small = clear.charAt(word.start) === folded.charAt(word.start) || word.end - word.start < 2;
  return small || LINK.test(word.folded);
}

function isUnknown({ cues }: Analysis, word: Word): boolean {
  return !isOrdinary(word.folded) || cues.country.some((place) => contains(place, word));
}

/** Capitals that spell no word; in a line without small letters a word in capitals is no acronym. */
function isAcronym(source: Source, text: string, { start, end }: Span): boolean {
  if (!/^\p{Lu}[\p{Lu}&.-]{1,9}$/u.test(text)) return false;
  if (!isOrdinary(fold(text))) return true;
  const lineStart = source.clear.lastIndexOf('\n', start - 1) + 1;
  const line = source.clear.slice(Math.max(lineStart, start - 60), end + 60).split('\n')[0] ?? '';
  return text.length < 6 && /\p{Ll}{2}/u.test(line);
}

function isOrdinary(word: string): boolean {
  return isOrdinaryWord(word, 'fr') || isOrdinaryWord(word, 'en') || isFirstName(word);
}
