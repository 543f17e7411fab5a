import type { Analysis } from '../analysis.ts';
import type { Cue, Lexicon } from '../lexicon.ts';
import { findCues, lexiconOf, phraseAt, readLexicon, readLexiconFile } from '../lexicon.ts';
import { namesVendor } from '../sections.ts';
import type { Source } from '../source.ts';
import { wordIndexAt } from '../source.ts';
import { countryNames } from '../values/countries.ts';
import { isOrdinaryWord } from '../vocabulary.ts';
import type { CountryHint } from './country.ts';
import { isStopWord } from './names.ts';

const NATIONALITIES = readLexicon('nationalities', ['international']);
const AMBIGUOUS = readLexicon('ambiguous-towns', ['international']);
const ROLES = Object.fromEntries(
  ['elsewhere', 'travel', 'seat', 'based', 'event', 'address'].map((role) => [
    role,
    lexiconOf(['fr', 'en'].map((folder) => ({ [role]: readLexiconFile(folder, 'place-roles')[role] ?? [] }))),
  ]),
);
const LONGEST_ROLE = 5;

/** The places that a source names, without the vendor's own address; where an event was or somebody went weighs little. */
export function placesIn(analysis: Analysis): CountryHint[] {
  const { source, cues } = analysis;
  const towns = findCues(source, AMBIGUOUS).filter((cue) => isAddressed(source, cue));
  return [...cues.country, ...towns]
    .filter((cue) => isWritten(analysis, cue) && !isVendors(analysis, cue))
    .map((cue) => ({
      start: cue.start,
      end: cue.end,
      code: cue.concept,
      weight: weightOf(analysis, cue),
      rule: isCountryName(source, cue) ? ('named' as const) : ('city' as const),
    }));
}

/** Where a supplier is says nothing of the buyer, where its group sits little; a rep travels to clients, a client elsewhere. */
function weightOf({ source, sections }: Analysis, cue: Cue): number {
  if (endsBefore(source, cue, ROLES['based'])) return 0.9;
  if (endsBefore(source, cue, ROLES['travel'])) return sections.isMail ? 0.3 : 0.5;
  if (isElsewhere(source, cue) || isOfAnother(source, cue)) return 0.3;
  return endsBefore(source, cue, ROLES['seat']) ? 0.45 : 0.8;
}

/** « Esri France »: the end of a name; a buyer's own name counts again where the buyer is known. */
function isOfAnother(source: Source, cue: Cue): boolean {
  const before = source.words[wordIndexAt(source.words, cue.start) - 1];
  if (!before || source.clear.slice(before.end, cue.start) !== ' ') return false;
  return (
    /^\p{Lu}\p{Ll}/u.test(source.clear.slice(before.start, before.end)) &&
    !isStopWord(before.folded) &&
    !isOrdinary(before.folded)
  );
}

function isOrdinary(word: string): boolean {
  return isOrdinaryWord(word, 'fr') || isOrdinaryWord(word, 'en');
}

/** « Société Gabonaise », "Malian": says where an organisation is whose name holds it, and of what else a thing comes from. */
export function nationalitiesIn({ source }: Analysis): CountryHint[] {
  return findCues(source, NATIONALITIES).map(({ start, end, concept }) => ({
    start,
    end,
    code: concept,
    weight: 0.85,
    rule: 'named' as const,
  }));
}

/** With a capital; in a dictation, where none are, a word that is nothing else or that « à » leads to. */
function isWritten({ source, dictated }: Analysis, cue: Cue): boolean {
  if (/\p{Lu}/u.test(source.clear.charAt(cue.start))) return true;
  const name = source.folded.slice(cue.start, cue.end);
  return dictated && (!isOrdinary(name) || endsBefore(source, cue, ROLES['address']));
}

/** In an address of the vendor's: its name stands on the same line or on one of the two above. */
function isVendors({ source, context, sections }: Analysis, cue: Cue): boolean {
  const lead = source.folded.slice(Math.max(0, cue.start - 160), cue.start).split('\n');
  const after = source.folded.slice(cue.end, cue.end + 12).split('\n')[0] ?? '';
  const line = (lead.at(-1) ?? '') + source.folded.slice(cue.start, cue.end) + after;
  if (namesVendor(line.slice(-100), context.vendor)) return true;
  const above = lead.slice(-3, -1).map((text) => text.trim());
  const short = above.every((text) => text.length < 60) && (lead.at(-1) ?? '').trim().length < 30;
  return sections.isMail && short && above.some((text) => namesVendor(text, context.vendor));
}

/** Whether a place is a country, not a town of one. */
export function isCountryName(source: Source, { start, end, concept }: Cue): boolean {
  const name = source.folded.slice(start, end);
  return countryNames(concept).some(
    (known) => known.toLowerCase() === name || (known.length > 2 && foldedName(known) === name),
  );
}

const folded = new Map<string, string>();

function foldedName(name: string): string {
  const known = folded.get(name) ?? name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  folded.set(name, known);
  return known;
}

/** « mission à Paris », "back from Jeddah", « salon de Dakar »: not where the buyer is. */
function isElsewhere(source: Source, cue: Cue): boolean {
  return (
    endsBefore(source, cue, ROLES['elsewhere']) ||
    endsBefore(source, cue, ROLES['event'], 3) ||
    / time(?!\p{L})/u.test(source.folded.slice(cue.end, cue.end + 6)) ||
    isOfFirm(source, cue)
  );
}

/** "a Lisbon firm", "the Dubai reseller". */
function isOfFirm(source: Source, cue: Cue): boolean {
  return /^ (?:firm|vendor|reseller|supplier|company|based|office|trip|fair|expo|summit|forum)(?!\p{L})/u.test(
    source.folded.slice(cue.end, cue.end + 12),
  );
}

/** Whether a phrase of a lexicon ends right before a place, at most some small words between. */
function endsBefore(source: Source, cue: Cue, lexicon: Lexicon | undefined, reach = 0): boolean {
  if (!lexicon) return false;
  const index = wordIndexAt(source.words, cue.start);
  for (let back = 1; back <= LONGEST_ROLE + reach && index - back >= 0; back += 1) {
    const length = phraseAt(source.words, index - back, lexicon)?.length ?? 0;
    if (length === 0 || length > back || back - length > reach) continue;
    const last = source.words[index - back + length - 1];
    if (last && !/[.;:\n,!?]/.test(source.clear.slice(last.end, cue.start))) return true;
  }
  return false;
}

/** A name that is also a word, or somebody's: after « à », in brackets, or after a comma that an address goes on with. */
function isAddressed(source: Source, cue: Cue): boolean {
  const before = source.clear.slice(Math.max(0, cue.start - 6), cue.start);
  if (/(?:^|[\s(])(?:à|in|at|near|from) $/u.test(before) || /\($/.test(before)) return true;
  return /(?:, ?|[-–] )$/.test(before) && /^\s*(?:[.,)(\n;–-]|$)/.test(source.clear.slice(cue.end, cue.end + 3));
}
