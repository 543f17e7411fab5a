import { phraseAt } from '../lexicon.ts';
import type { Source } from '../source.ts';
import type { Opening, Spoken } from './dictated-organisation-names.ts';
import { isOfPerson, isWeakKind } from './dictated-organisation-names.ts';
import { follows, jobAt, speechPhrases } from './dictated-words.ts';
import { isKindAt, kindLength } from './organisation-words.ts';
import { startsTitle } from './titles.ts';

/** « transit », « distribution », "leasing": words that follow a house's own name. */
const SUFFIXES = speechPhrases('suffix');
/** Small words before a name of several ordinary words; those that can stand before one of two. */
const LOOSE_LEAD = /^(?:the|first|second|secondly|third|next|then|also|and|so|okay|ok|alright|with|for|of)$/;
const CLOSE_LEAD = /^(?:is|at|from|runs|owns|manages|heads|leads|visited|left|called)$/;
/** « un cabinet », « leur banque », "some company": one of many, or somebody's own. */
const INDEFINITE =
  /^(?:une?|des|chaque|quelques?|aucune?|plusieurs|son|sa|ses|leurs?|notre|nos|votre|vos|mon|ma|mes|an?|some|any|another|every|each|my|our|your|his|her|their|its|several|many)$/;
/** Small words that never stand before the one whom a dictation is about. */
const NO_BORDER = /^(?:de|du|d|des|pour|for|of|par|by|sur|on|leur|avec|with|un|une|a|an)$/;
/** « qui nous a parlé de vous », « il nous oriente vers », "put us in touch", "told me about". */
const REFERS =
  /^ (?:(?:qui|who|that|which) )?(?:(?:(?:nous|m'|vous|leur|lui) ?)(?:a |ont |avait )?(?:recommand|mis|met|mettent|introdui|present|parle de|envoy|orient|conseil|donne|dit du bien|dit que du bien|file|aiguill)|(?:has |have |had )?(?:put (?:us|me) in|put us on|introduced (?:us|me)|gave (?:us|me)|passed (?:us|me)|sent (?:us|me)|referred|recommended|connected|told (?:us|me|them) about|pointed (?:us|me)|tipped))|^ (?:il|elle|ils|he|she|they) (?:(?:nous|m'|vous|leur) ?(?:a |ont )?(?:recommand|mis en|met en|met sur|orient|envoy|introdui|aiguill)|(?:put|introduced|sent|referred|pointed|connected) (?:us|me))/u;

/** « kolda transit », "the lower valley health trust": a place or ordinary words before the word that ends a house's name. */
export function precedesSuffix(spoken: Spoken, index: number): boolean {
  const { source, kinds } = spoken;
  if (kinds[index] === 'place' && follows(source, index + 1) && closes(source, index + 1)) return true;
  if (kinds[index] === 'place' && isPlaceActing(spoken, index)) return true;
  if (source.language !== 'en' || !/^(?:ordinary|place)$/.test(kinds[index] ?? '')) return false;
  const lead = source.words[index - 1]?.folded ?? '';
  const length = wordsToSuffix(spoken, index);
  return length > 1 ? LOOSE_LEAD.test(lead) || CLOSE_LEAD.test(lead) : length === 1 && CLOSE_LEAD.test(lead);
}

/** « … que ghana post cherche », "niger lait wants": a place and an ordinary word that do something, no preposition before. */
function isPlaceActing({ source, kinds }: Spoken, index: number): boolean {
  const lead = source.words[index - 1]?.folded ?? '';
  const isNoun = kinds[index + 1] === 'ordinary' && !startsTitle(source, index + 1);
  if (!isNoun || !follows(source, index + 1) || kinds[index + 2] !== 'verb') return false;
  return /^(?:que|qu|that|alors|donc|so|and|et|c|est)?$/.test(lead);
}

/** How many ordinary words stand before the word that ends a house's name; 0 where none ends it. */
function wordsToSuffix({ source, kinds }: Spoken, index: number): number {
  for (let at = index + 1; at < index + 5 && follows(source, at); at += 1) {
    if (closes(source, at) && !(follows(source, at + 1) && closes(source, at + 1))) return at - index;
    if (!/^(?:ordinary|place|unknown|thing)$/.test(kinds[at] ?? '')) return 0;
  }
  return 0;
}

function closes(source: Source, index: number): boolean {
  return phraseAt(source.words, index, SUFFIXES) !== null || isKindAt(source, index);
}

/** Whether the words found name an organisation and do not only describe one. */
export function isNaming(spoken: Spoken, opening: Opening, to: number): boolean {
  const { source, kinds } = spoken;
  const { from, rule } = opening;
  if (rule === 'spoken-unknown-word') return isToldOf(spoken, from, to);
  if (rule === 'spoken-opening' && to - from === 1) return opensAlone(spoken, from);
  if (hasUnknown(spoken, from, to)) return true;
  if (kinds[from] === 'brand') return false;
  if (kinds[from] === 'thing' && (kinds[from + 1] === 'thing' || to - from < 3)) return false;
  return isKindAt(source, from) ? isInstitution(spoken, from, to) : isNamingInWords(spoken, opening, to);
}

/** Ordinary words alone: what leads to them, or the word that ends them, must say that they are a name. */
function isNamingInWords(spoken: Spoken, { from, rule }: Opening, to: number): boolean {
  const { source, kinds } = spoken;
  const length = to - from;
  const isClosed = endsInKind(source, from, to);
  const afterArticle = /^(?:la|le|les|l|the)$/.test(source.words[from - 1]?.folded ?? '');
  if (rule === 'spoken-after-at') return isClosed && length > (afterArticle ? 2 : 1);
  if (rule === 'spoken-opening') return isClosed || (length > 2 && isTold(spoken, to));
  return !afterArticle && (length > 1 || (rule === 'spoken-after-chez' && kinds[from] !== 'place'));
}

/** « caisse des dépôts », "ministry of lands"; not « la direction », nor, in English, "brewery deal". */
function isInstitution({ source }: Spoken, from: number, to: number): boolean {
  const rest = from + kindLength(source, from);
  if (to <= rest || isWeakKind(source, from)) return false;
  if (source.language !== 'en' || /^(?:of|for|de|du|des|d)$/.test(source.words[rest]?.folded ?? '')) return true;
  return to - from > 2 && source.words[from - 1]?.folded === 'the';
}

/** An unknown word is an organisation's name when the words around say what it does, where or what it is. */
function isToldOf(spoken: Spoken, from: number, to: number): boolean {
  const { source, kinds } = spoken;
  if (isTold(spoken, to) || endsInKind(source, from, to)) return true;
  if (kinds[from] === 'place') return to - from > 1 && isActing(spoken, to);
  if (isHouseOfPerson(spoken, from)) return hasUnknown(spoken, from, to) || to - from > 1;
  const lead = source.words[from - 1]?.folded ?? '';
  const border = kinds[from - 1] === 'number' || (kinds[from - 1] === 'stop' && !NO_BORDER.test(lead));
  return isActing(spoken, to) && (border || from === 0);
}

/** « … veut », "… they need": what stands before word `at` does something. */
export function isActing({ source, kinds }: Spoken, at: number): boolean {
  const word = source.words[at];
  if (!word || !follows(source, at)) return false;
  return kinds[at] === 'verb' || /^(?:nous|ils|they|elles?|il)$/.test(word.folded);
}

/** One unknown word that opens a dictation: not « tibila de chez zawei », an abbreviation, or « zanga au cameroun ». */
function opensAlone({ source, kinds }: Spoken, index: number): boolean {
  const word = source.words[index]?.folded ?? '';
  const next = source.words[index + 1]?.folded ?? '';
  if (kinds[index] !== 'unknown' || isKindAt(source, index)) return false;
  if (/^(?:de|du|d|from|of)$/.test(next) || !/[aeiouy]/.test(word)) return false;
  return !(/^(?:au|en|in)$/.test(next) && kinds[index + 2] === 'place');
}

export function hasUnknown({ source, kinds }: Spoken, from: number, to: number): boolean {
  for (let index = from; index < to; index += 1)
    if (kinds[index] === 'unknown' && !isKindAt(source, index)) return true;
  return false;
}

/** "zombo poultry": a word that follows a house's own name stands last. */
function endsInKind(source: Source, from: number, to: number): boolean {
  if (to - from < 2) return false;
  return phraseAt(source.words, to - 1, SUFFIXES) !== null || (source.language === 'en' && isKindAt(source, to - 1));
}

/** Whether what follows a name says where or what it is. */
export function isTold(spoken: Spoken, at: number): boolean {
  const isLabel = /^(?:contact|interlocuteur|interlocutrice)$/.test(spoken.source.words[at]?.folded ?? '');
  return isLabel || isPlaced(spoken, at) || isExplained(spoken, at);
}

/** « à bohicon », "in lagos", « au cameroun » after the name. */
function isPlaced({ source, kinds }: Spoken, at: number): boolean {
  for (let index = at; index < at + 4; index += 1) {
    if (!follows(source, index)) return false;
    if (kinds[index] === 'place') return true;
    const word = source.words[index]?.folded ?? '';
    if (!/^(?:a|au|aux|en|in|here|ici|based|base|basee|la|bas|over|from|near|pres|de)$/.test(word)) return false;
  }
  return false;
}

/** « une imprimerie », « c'est un gros garage », « la minoterie », "the wallet people", "it's a fintech" after the name. */
function isExplained({ source, kinds }: Spoken, at: number): boolean {
  const words = source.words.slice(at, at + 5).map(({ folded }) => folded);
  const text = words.join(' ');
  if (/^the \p{L}+ (?:people|guys|folks|company|outfit|firm|shop|chain)\b/u.test(text)) return true;
  if (/^(?:la|le|l|the)$/.test(words[0] ?? '') && isKindAt(source, at + 1) && follows(source, at)) return true;
  const before =
    source.language === 'fr' ? /^(?:c est |ce sont )?(?:une?|des)(?= )/ : /^(?:it s |they re |they are )?an?(?= )/;
  const article = before.exec(text)?.[0].split(' ').length ?? 0;
  return article > 0 && follows(source, at) && kinds[at + article] !== 'number';
}

/** « le directeur technique du port fluvial », "officer at iom": a title or a person, then a small word, then the house. */
export function isHouseOfPerson(spoken: Spoken, index: number): boolean {
  const { source } = spoken;
  let at = index - 1;
  while (
    at >= 0 &&
    index - at < 4 &&
    /^(?:de|du|d|des|la|le|l|les|chez|at|of|from|for|with|the)$/.test(source.words[at]?.folded ?? '')
  )
    at -= 1;
  return at >= 0 && at < index - 1 && (isOfPerson(spoken, at) || endsTitle(source, at));
}

/** A title's complement may have taken the house's first word: « directrice des achats de l'hôtel … ». */
function endsTitle(source: Source, index: number): boolean {
  for (let from = index; from >= Math.max(0, index - 5); from -= 1) {
    const title = jobAt(source, from);
    if (title) return title.end >= (source.words[index]?.end ?? title.end + 1);
  }
  return false;
}

/** « qui nous met sur le coup », "put us in touch": who brought the deal does not buy. */
export function refersUs(source: Source, end: number): boolean {
  return REFERS.test(source.folded.slice(end, end + 60));
}

/** Whether an indefinite or possessive word stands before, with at most two ordinary words between. */
export function isIndefinite({ source, kinds }: Spoken, index: number): boolean {
  for (let at = index - 1; at > index - 4 && follows(source, at + 1); at -= 1) {
    const word = source.words[at]?.folded ?? '';
    if (INDEFINITE.test(word)) return true;
    if (kinds[at] !== 'ordinary' && !/^(?:clients?|customers?|big|other|autres?)$/.test(word)) return false;
  }
  return false;
}
