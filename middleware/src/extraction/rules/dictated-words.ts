import type { Analysis } from '../analysis.ts';
import type { Lexicon } from '../lexicon.ts';
import { lexiconOf, phraseAt, readLexiconFile } from '../lexicon.ts';
import type { Language } from '../../captures/schema.ts';
import type { Source, Span, Word } from '../source.ts';
import { fold, wordIndexAt } from '../source.ts';
import { groupAt } from '../values/numbers.ts';
import { isOrdinaryWord } from '../vocabulary.ts';
import { isKindAt } from './organisation-words.ts';
import { honorificAt, isFirstName, isLastName, isStopWord } from './names.ts';
import { titleAt } from './titles.ts';

/**
 * What a word of a dictation can be. `unknown` is no ordinary word of French or English: most often a name. `foreign` is one of
 * the language that is not spoken: sometimes a name. `stop` and `verb` end a name, `thing` is a brand or a product, `place` a
 * city or a country.
 */
export type WordKind = 'unknown' | 'foreign' | 'ordinary' | 'stop' | 'verb' | 'number' | 'place' | 'thing' | 'brand';

const SPEECH = ['fr', 'en'].map((folder) => readLexiconFile(folder, 'speech'));
const WOLOF = readLexiconFile('international', 'speech')['wolof'] ?? [];

function stopWords(language: Language): ReadonlySet<string> {
  return new Set((readLexiconFile(language, 'stop-words')['stop'] ?? []).map((word) => fold(word)));
}

/** The phrases of both languages that stand for a concept of speech. */
export function speechPhrases(concept: string): Lexicon {
  return lexiconOf(SPEECH.map((file) => ({ [concept]: file[concept] ?? [] })));
}

/** The phrases of each language for a concept of speech: « autorité » says less in French than "authority" in English. */
export function phrasesByLanguage(concept: string): Record<Language, Lexicon> {
  const [fr, en] = SPEECH.map((file) => lexiconOf([{ [concept]: file[concept] ?? [] }]));
  return { fr: fr ?? speechPhrases(concept), en: en ?? speechPhrases(concept) };
}

const TALK: Lexicon = lexiconOf([...SPEECH.map((file) => ({ talk: file['talk'] ?? [] })), { talk: WOLOF }]);
const VERBS: Lexicon = speechPhrases('verb');
const CALENDAR: Lexicon = lexiconOf(
  ['fr', 'en'].map((folder) => ({
    day: Object.entries(readLexiconFile(folder, 'calendar'))
      .filter(([concept]) => /^(?:month|weekday)-/.test(concept))
      .flatMap(([, words]) => words),
  })),
);
const STOP: Record<Language, ReadonlySet<string>> = { fr: stopWords('fr'), en: stopWords('en') };
/** What is left of an elided word (« qu'elle », "couldn't"). */
const CLIPPED = /^(?:qu|jusqu|lorsqu|puisqu|presqu|quelqu|aujourd|ve|ll|re|\p{L}{2,7}n)$/u;

const known = new WeakMap<Source, readonly WordKind[]>();

/** The kind of each word of a dictation. */
export function wordKinds(analysis: Analysis): readonly WordKind[] {
  const { source, cues, emails } = analysis;
  const cached = known.get(source);
  if (cached) return cached;
  const kinds = source.words.map((word): WordKind => plainKind(source, word));
  markPhrases(source, kinds, TALK, 'stop');
  markPhrases(source, kinds, VERBS, 'verb');
  markPhrases(source, kinds, CALENDAR, 'number');
  markNumbers(source, kinds);
  markCues(source, kinds, cues.subject, 'thing');
  markCues(source, kinds, cues.brand, 'brand');
  markCues(source, kinds, emails, 'thing');
  markCues(source, kinds, cues.country, 'place');
  markCues(source, kinds, cues.closeDate, 'verb');
  known.set(source, kinds);
  return kinds;
}

/** A cue's words that are not small ones; an organisation's word (« le conseil ») stays one where it may also decide. */
function markCues(source: Source, kinds: WordKind[], cues: readonly Span[], kind: WordKind): void {
  for (const cue of cues) {
    for (let index = wordIndexAt(source.words, cue.start); ; index += 1) {
      const word = source.words[index];
      if (!word || word.end > cue.end) break;
      const isPlain = /^(?:unknown|foreign|ordinary)$/.test(kinds[index] ?? '');
      const opens = word.start === cue.start && word.end < cue.end && word.folded.length > 3;
      if ((isPlain || (kind === 'thing' && opens)) && !(kind === 'verb' && isKindAt(source, index)))
        kinds[index] = kind;
    }
  }
}

function plainKind(source: Source, word: Word): WordKind {
  if (/\d/.test(word.folded)) return 'number';
  if (/^\p{Lu}{2,6}$/u.test(source.clear.slice(word.start, word.end))) return 'unknown';
  const name = isFirstName(word.folded) || isLastName(word.folded);
  const clipped = CLIPPED.test(word.folded) && source.clear.charAt(word.end) === "'";
  if (clipped || /^(?:ve|ll|re)$/.test(word.folded)) return 'stop';
  const ordinary = isOrdinaryWord(word.folded, source.language);
  if (!name && (word.folded.length < 2 || isSmallWord(source, word.folded, ordinary))) return 'stop';
  if (ordinary) return 'ordinary';
  return isOrdinaryWord(word.folded, source.language === 'fr' ? 'en' : 'fr') ? 'foreign' : 'unknown';
}

/** A small word of the other language that is an ordinary one of this is none here: "west point marine". */
function isSmallWord({ language }: Source, folded: string, ordinary: boolean): boolean {
  return STOP[language].has(folded) || (isStopWord(folded) && !ordinary);
}

function markPhrases({ words }: Source, kinds: WordKind[], lexicon: Lexicon, kind: WordKind): void {
  for (let index = 0; index < words.length;) {
    const length = phraseAt(words, index, lexicon)?.length ?? 0;
    for (let offset = 0; offset < length; offset += 1) kinds[index + offset] = kind;
    index += Math.max(1, length);
  }
}

function markNumbers({ words, language }: Source, kinds: WordKind[]): void {
  for (let index = 0; index < words.length;) {
    const length = groupAt(words, index, language)?.length ?? 0;
    for (let offset = 0; offset < length; offset += 1) kinds[index + offset] = 'number';
    if (/^(?:mille|millions?|milliards?|thousand|billions?|hundred|virgule)$/.test(words[index]?.folded ?? ''))
      kinds[index] = 'number';
    index += Math.max(1, length);
  }
}

const ADDRESS: Lexicon = speechPhrases('address');

/** How many words at `index` are a form of address: those of letters and of speech (« soeur », "mister"). */
export function addressAt(source: Source, index: number): number {
  return Math.max(honorificAt(source, index), phraseAt(source.words, index, ADDRESS)?.length ?? 0);
}

const BEFORE_JOB =
  /^(?:le|la|l|leur|notre|son|sa|ce|cette|nouveau|nouvelle|the|their|his|her|our|new|avec|with|c|est|is)$/;
const JOBS: Lexicon = speechPhrases('job');

/** The job title at word `index`; « le dg », « leur daf » after a small word, though an abbreviation may be a word as well. */
export function jobAt(source: Source, index: number): Span | null {
  const title = titleAt(source, index);
  if (title) return withTrade(source, title);
  const word = source.words[index];
  if (!word || !phraseAt(source.words, index, JOBS)) return null;
  const lead = source.words[index - 1]?.folded ?? '';
  return BEFORE_JOB.test(lead) ? { start: word.start, end: word.end } : null;
}

/** « directrice | de cabinet », « chef | d'agence »: after a bare « de » an organisation's word is the trade. */
function withTrade(source: Source, title: Span): Span {
  const next = wordIndexAt(source.words, title.end);
  const link = source.words[next];
  const trade = source.words[next + 1];
  const isTrade =
    link && trade && /^(?:de|d)$/.test(link.folded) && follows(source, next) && isKindAt(source, next + 1);
  return isTrade ? { start: title.start, end: trade.end } : title;
}

/** Whether word `index` follows the one before it with nothing but a blank, a hyphen or an apostrophe between. */
export function follows({ words, clear }: Source, index: number): boolean {
  const before = words[index - 1];
  const word = words[index];
  return before !== undefined && word !== undefined && /^(?:[ '-]|' )$/.test(clear.slice(before.end, word.start));
}
