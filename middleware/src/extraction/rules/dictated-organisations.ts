import type { Analysis } from '../analysis.ts';
import type { Source } from '../source.ts';
import { isStopWord } from './names.ts';
import { isKindAt, organisationName } from './organisation-words.ts';
import type { Organisation } from './organisations.ts';

const ORG_STOP =
  /^(?:j|ils|il|elle|elles|on|je|la|c|qui|qu|que|et|ou|donc|alors|euh|bon|hein|voila|pour|avec|dans|est|sont|a|ont|veut|veulent|cherche|cherchent|the|they|he|she|we|and|in|is|for|who|i|so|um|uh|wants?|wanted|needs?|ca|ce|cette|des|au|aux|m|nous|vous|par|sur|suite|as|about|are)$/;

/** In a dictation: after « chez », or from a word such as « coopérative », up to the next function word. */
export function dictatedOrganisations({ source }: Analysis): Organisation[] {
  const found: Organisation[] = [];
  for (let index = 0; index < source.words.length; index += 1) {
    const opening = openingAt(source, index);
    if (!opening) continue;
    const to = organisationEnd(source, opening.from);
    const first = source.words[opening.from];
    const last = source.words[to - 1];
    if (!first || !last || to === opening.from) continue;
    const span = { start: first.start, end: last.end };
    const acronym =
      opening.rule === 'opens-dictation' && /^\p{Lu}{2,}$/u.test(source.clear.slice(span.start, span.end));
    if (opening.rule !== 'spoken-after-chez' && to - opening.from < 2 && !acronym) continue;
    found.push({ ...span, ...opening, name: organisationName(source, span) });
    index = to - 1;
  }
  return found;
}

interface Opening {
  readonly from: number;
  readonly confidence: number;
  readonly rule: 'spoken-after-chez' | 'spoken-after-at' | 'spoken-kind-word' | 'opens-dictation';
}

function openingAt(source: Source, index: number): Opening | null {
  if (source.words[index]?.folded === 'chez') {
    const article = /^(?:la|le|les|l)$/.test(source.words[index + 1]?.folded ?? '') ? 1 : 0;
    return { from: index + 1 + article, confidence: 0.8, rule: 'spoken-after-chez' };
  }
  if (followsPlaceWord(source, index)) return { from: index, confidence: 0.68, rule: 'spoken-after-at' };
  if (isKindAt(source, index)) return { from: index, confidence: 0.7, rule: 'spoken-kind-word' };
  return opensDictation(source, index) ? { from: index, confidence: 0.66, rule: 'opens-dictation' } : null;
}

const PLACE_WORD = /(?:^| )(?:(?:at|left|from|visited)|(?:client|customer|company|account|prospect) is)(?: the)?$/;

/** "just left X", "the people at X", "client is X": the next words name an organisation unless they are common words. */
function followsPlaceWord({ words, language }: Source, index: number): boolean {
  const word = words[index];
  if (language !== 'en' || !word || isStopWord(word.folded) || ORG_STOP.test(word.folded)) return false;
  const lead = words.slice(Math.max(0, index - 3), index).map(({ folded }) => folded);
  return PLACE_WORD.test(lead.join(' '));
}

/** The first words of a dictation after « alors », « oui » and the like name whom it is about. */
function opensDictation(source: Source, index: number): boolean {
  if (index > 5) return false;
  const before = source.words.slice(0, index).map((word) => word.folded);
  return (
    before.every((word) => /^(?:alors|oui|euh|bon|donc|la|le|les|l|voila|ok|bonjour|so|okay|um|uh|chez)$/.test(word)) &&
    !isStopWord(source.words[index]?.folded ?? 'le')
  );
}

function organisationEnd(source: Source, from: number): number {
  let to = from;
  while (to < from + 7 && continues(source, from, to)) to += 1;
  while (to > from && /^(?:de|du|d|des|of|la|l)$/.test(source.words[to - 1]?.folded ?? '')) to -= 1;
  return to;
}

/** Whether the word at `at` can go on a name that began at `from`. */
function continues(source: Source, from: number, at: number): boolean {
  const word = source.words[at];
  const before = source.words[at - 1];
  if (!word || /\d/.test(word.folded)) return false;
  if (at > from && before && !/^(?:[ -]|' ?)$/.test(source.clear.slice(before.end, word.start))) return false;
  const afterKind =
    isKindAt(source, from) && (word.folded === 'des' || (at === from + 1 && /^(?:les|le|la)$/.test(word.folded)));
  if (afterKind || (/^la?$/.test(word.folded) && before?.folded === 'de')) return true;
  if (ORG_STOP.test(word.folded)) return false;
  return /^(?:de|du|d|of)$/.test(word.folded) || !isStopWord(word.folded);
}
