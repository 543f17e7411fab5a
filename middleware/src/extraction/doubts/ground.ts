import type { Analysis } from '../analysis.ts';
import type { Heard } from '../heard.ts';
import type { Span } from '../source.ts';
import type { KnownNames } from './known-names.ts';

/** What doubts about values are told from. */
export interface Ground {
  readonly analysis: Analysis;
  readonly heard: Heard;
  readonly names: KnownNames;
  /** The countries in which a phone number at a place is tried. */
  countriesAt(place: Span): readonly string[];
}

/** What sort of value may have been heard wrongly: each has doubts of its own. */
export type Subject = 'amount' | 'date' | 'phone' | 'email' | 'organisation' | 'person';
