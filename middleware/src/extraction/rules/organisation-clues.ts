import type { Analysis } from '../analysis.ts';
import type { Span } from '../source.ts';
import { cueLength } from './organisation-cues.ts';
import { agrees } from './organisation-domains.ts';
import { isAuthor, isHeading, opensNote, standsInSignature } from './organisation-layout.ts';
import {
  afterTitle,
  doesWhatBuyersDo,
  isExpanded,
  isIntroduced,
  isLed,
  isOwnHouse,
  precedesPerson,
} from './organisation-sentences.ts';
import type { NameSpan } from './organisation-spans.ts';
import type { Person } from './people.ts';

/** What says of a name that it may be the buyer's, and how strongly: 0 is nothing, 1 certain. */
export interface Clue {
  readonly rule: string;
  readonly weight: number;
}

/** What the clues look at: the source, its people, and where its job titles end. */
export interface Ground {
  readonly analysis: Analysis;
  readonly people: readonly Person[];
  readonly titles: readonly Span[];
  readonly domains: readonly string[];
}

type Speaks = (ground: Ground, name: NameSpan) => number;

/** Each clue by name; what several say adds up. */
const CLUES: Readonly<Record<string, Speaks>> = {
  'after-title': afterTitle,
  introduced: isIntroduced,
  wants: doesWhatBuyersDo,
  led: isLed,
  'own-house': isOwnHouse,
  'opens-note': opensNote,
  'signature-line': standsInSignature,
  heading: isHeading,
  author: isAuthor,
  'before-person': precedesPerson,
  'with-acronym': isExpanded,
  'mail-domain': ({ domains, analysis }, name) =>
    agrees(domains, analysis.source.clear.slice(name.start, name.end)) ? 0.5 : 0,
};

/** Everything that speaks for a name, the strongest first. */
export function cluesFor(ground: Ground, span: NameSpan): Clue[] {
  const name = withFacility(ground.analysis, span);
  return Object.entries(CLUES)
    .map(([rule, speaks]) => ({ rule, weight: speaks(ground, name) }))
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight);
}

/** « l'usine X »: what leads to the word before the name leads to the name. */
function withFacility({ source }: Analysis, name: NameSpan): NameSpan {
  const word = source.words[name.from - 1];
  const close = word && source.clear.slice(word.end, name.start) === ' ';
  return close && cueLength(source, name.from - 1, 'facility') === 1
    ? { ...name, start: word.start, from: name.from - 1 }
    : name;
}
