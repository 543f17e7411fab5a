import type { Analysis } from '../analysis.ts';
import { phraseAt } from '../lexicon.ts';
import type { Source } from '../source.ts';
import { dictatedNames, isAfterHouse } from './dictated-names.ts';
import {
  isHouseOfPerson,
  isIndefinite,
  isNaming,
  isTold,
  hasUnknown,
  isActing,
  precedesSuffix,
  refersUs,
} from './dictated-organisation-cues.ts';
import type { Opening, Spoken } from './dictated-organisation-names.ts';
import { dictatedName, isOfPerson, nameEnd, nameStart } from './dictated-organisation-names.ts';
import { addressAt, jobAt, speechPhrases, wordKinds } from './dictated-words.ts';
import { isKindAt, isLegalForm } from './organisation-words.ts';
import type { Organisation } from './organisations.ts';
import { takenBack } from './spoken-corrections.ts';
import { startsTitle } from './titles.ts';

/** « du nom de », "client is": what follows is a house's name; « s'appelle », "called": where a house is spoken of. */
const NAMED = speechPhrases('named');
const CALLED = speechPhrases('called');
/** « l'équipe de », "someone from": what follows is a house. */
const HOUSE = speechPhrases('house');
/** « compte », "account": labels of a form that is read out. */
const LABELS = speechPhrases('label');
/** « petit mémo », "quick update", « c'est »: what a dictation begins with before it says anything. */
const MEMO = speechPhrases('memo');
/** How many words of a dictation are looked at for its first name. */
const OPENING_REACH = 16;

const known = new WeakMap<Source, readonly Organisation[]>();

/** The organisations that a dictation names, where nothing is capitalised, in reading order, without those taken back at once. */
export function dictatedOrganisations(analysis: Analysis): readonly Organisation[] {
  const { source } = analysis;
  const cached = known.get(source);
  if (cached) return cached;
  const spoken = { source, kinds: wordKinds(analysis), people: dictatedNames(analysis) };
  const first = openingIndex(spoken);
  const found: Organisation[] = [];
  for (let index = 0; index < source.words.length;) {
    const here = organisationAt(spoken, index, first);
    if (here) found.push(here.organisation);
    index = here ? here.to : index + 1;
  }
  const back = takenBack(source, found);
  const kept = found.filter((organisation) => !back.has(organisation));
  known.set(source, kept);
  return kept;
}

function organisationAt(
  spoken: Spoken,
  index: number,
  first: number,
): { organisation: Organisation; to: number } | null {
  const { source } = spoken;
  const led = openingAt(spoken, index, first);
  if (!led) return null;
  const to = nameEnd(spoken, led.from, led.rule === 'spoken-named');
  const start = source.words[led.from]?.start;
  const end = source.words[to - 1]?.end;
  if (start === undefined || end === undefined || to <= led.from) return null;
  if (!isNaming(spoken, led, to) || refersUs(source, end)) return null;
  const organisation = {
    start,
    end,
    name: dictatedName(spoken, led.from, to),
    confidence: confidenceOf(spoken, led, to),
    rule: led.rule,
  };
  return { organisation, to };
}

/** What leads to the name, and what speaks for it; two ordinary words may be no name (« la caisse fermée »). */
function confidenceOf(spoken: Spoken, { from, confidence, rule }: Opening, to: number): number {
  const isUnknown = hasUnknown(spoken, from, to);
  const isBare = rule === 'spoken-kind-word' && to - from === 2 && !isUnknown && !isActing(spoken, to);
  const signs = [
    isUnknown ? 0.03 : 0,
    rule === 'spoken-unknown-word' && to - from > 2 ? 0.07 : 0,
    isTold(spoken, to) ? 0.04 : 0,
    isHouseOfPerson(spoken, from) ? 0.05 : 0,
    isBare ? -0.12 : 0,
  ];
  return Math.min(
    0.9,
    signs.reduce((sum, sign) => sum + sign, confidence),
  );
}

/** What leads to an organisation's name at this word, the surest first. */
function openingAt(spoken: Spoken, index: number, first: number): Opening | null {
  const { source } = spoken;
  if (!source.words[index] || isOfPerson(spoken, index)) return null;
  const kind = isKindAt(source, index);
  if (!kind && (startsTitle(source, index) || addressAt(source, index) > 0)) return null;
  return announced(spoken, index) ?? unannounced(spoken, index, first, kind);
}

/** Words that say that a name follows: « chez », "client is", « l'équipe de ». */
function announced(spoken: Spoken, index: number): Opening | null {
  const { words } = spoken.source;
  const called = isAfterHouse(spoken.source, index) ? phraseAt(words, index, CALLED) : null;
  const named = phraseAt(words, index, NAMED) ?? called;
  const house = phraseAt(words, index, HOUSE);
  if (words[index]?.folded === 'chez')
    return { from: afterArticle(spoken, index + 1), confidence: 0.78, rule: 'spoken-after-chez' };
  const length = Math.max(named?.length ?? 0, house?.length ?? 0, labelLength(spoken, index));
  const from = afterArticle(spoken, index + length);
  if (length === 0 || isOfPerson(spoken, from)) return null;
  return { from, confidence: named ? 0.76 : 0.7, rule: 'spoken-named' };
}

/** « compte baobab crédit contact awa ndiaye »: told like a form, each thing after its label. */
function labelLength(spoken: Spoken, index: number): number {
  const { words } = spoken.source;
  const length = phraseAt(words, index, LABELS)?.length ?? 0;
  if (length === 0) return 0;
  const next = words[nameEnd(spoken, index + length, true)]?.folded ?? '';
  return /^(?:contact|interlocuteur|interlocutrice|besoin|need|needs|secteur|sector)$/.test(next) ? length : 0;
}

function unannounced(spoken: Spoken, index: number, first: number, kind: boolean): Opening | null {
  const { source, kinds } = spoken;
  const indefinite = isIndefinite(spoken, index);
  if (kind && !indefinite && leadsName(spoken, index))
    return { from: nameStart(spoken, index), confidence: index === first ? 0.74 : 0.7, rule: 'spoken-kind-word' };
  if (indefinite) return null;
  if (index === first) return { from: index, confidence: 0.68, rule: 'spoken-opening' };
  if (followsPlaceWord(source, index)) return { from: index, confidence: 0.68, rule: 'spoken-after-at' };
  const told = kinds[index] === 'unknown' || precedesSuffix(spoken, index) || isHouseInWords(spoken, index);
  return told ? { from: index, confidence: 0.6, rule: 'spoken-unknown-word' } : null;
}

/** Whether an organisation's word leads a name here; a legal form does after an article (« le gie and liggey »), a job's field never. */
function leadsName(spoken: Spoken, index: number): boolean {
  const { source, kinds } = spoken;
  if (isTitleWord(spoken, index)) return false;
  if (!isLegalForm(source, index)) return !isFieldOfTitle(source, index);
  const isNext = kinds[index + 1] === 'unknown' || kinds[index + 1] === 'ordinary';
  return isNext && /^(?:le|la|l|du|au)$/.test(source.words[index - 1]?.folded ?? '');
}

/** « directrice de cabinet », « chef d'agence »: after a bare « de » the word is a trade. */
function isFieldOfTitle(source: Source, index: number): boolean {
  if (!/^(?:de|d)$/.test(source.words[index - 1]?.folded ?? '')) return false;
  const end = source.words[index]?.end ?? 0;
  return [2, 3, 4].some((back) => (jobAt(source, index - back)?.end ?? -1) >= end);
}

/** "logistics coordinator": in English a word of organisations may be a title's field. */
function isTitleWord({ source }: Spoken, index: number): boolean {
  return source.language === 'en' && startsTitle(source, index + 1);
}

/** « rachid benhamou d'atlas agrumes »: ordinary words right after a person and a small word. */
function isHouseInWords(spoken: Spoken, index: number): boolean {
  const { source, kinds } = spoken;
  return (
    kinds[index] === 'ordinary' &&
    /^(?:d|de|chez|from|at|of)$/.test(source.words[index - 1]?.folded ?? '') &&
    isOfPerson(spoken, index - 2)
  );
}

/** "just left X", "the people at X". */
function followsPlaceWord({ words }: Source, index: number): boolean {
  const lead = words.slice(Math.max(0, index - 2), index).map(({ folded }) => folded);
  return /(?:^| )(?:at|left|from|visited)(?: the)?$/.test(lead.join(' '));
}

/** The first words of a dictation, after greetings, the day and the place, name whom it is about. */
function openingIndex(spoken: Spoken): number {
  const { source, kinds } = spoken;
  for (let index = 0; index < Math.min(source.words.length, OPENING_REACH);) {
    const memo = phraseAt(source.words, index, MEMO)?.length ?? 0;
    const kind = memo > 0 ? 'stop' : kinds[index];
    if (kind !== 'stop' && kind !== 'number' && (kind !== 'place' || precedesSuffix(spoken, index)))
      return kind === 'verb' || isOfPerson(spoken, index) ? -1 : index;
    index += Math.max(1, memo);
  }
  return -1;
}

function afterArticle({ source }: Spoken, index: number): number {
  return /^(?:la|le|les|l|the)$/.test(source.words[index]?.folded ?? '') ? index + 1 : index;
}
