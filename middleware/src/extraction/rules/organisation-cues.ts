import { lexiconOf, phraseLengths, readLexiconFile } from '../lexicon.ts';
import type { Source } from '../source.ts';

const FILES = ['fr', 'en'].map((folder) => readLexiconFile(folder, 'organisation-cues'));

function lexiconFor(concept: string): (source: Source, index: number) => number {
  return phraseLengths(lexiconOf(FILES.map((file) => ({ [concept]: file[concept] ?? [] }))));
}

/**
 * What leads to an organisation's name, follows it or stands in it, one lexicon for each role: a word may play several
 * (« client » labels a line of a form, opens a note, and leads to a name).
 */
const CUES = {
  /** Labels of a form's line that gives the buyer: « Raison sociale », "Procuring entity". */
  label: lexiconFor('label'),
  /** What may open a note before the buyer's name: « CR visite », "Call notes". */
  lead: lexiconFor('lead'),
  /** Small words, days and months that may stand between the opening of a note and the name. */
  small: lexiconFor('small'),
  /** What a buyer does: « souhaite », "invites". */
  wants: lexiconFor('wants'),
  /** What leads to the buyer within a sentence: « chez », "on behalf of". */
  led: lexiconFor('led'),
  own: lexiconFor('own'),
  competitor: lexiconFor('competitor'),
  lender: lexiconFor('lender'),
  referrer: lexiconFor('referrer'),
  /** Who is a customer or a partner of somebody: « leur client », "end customer". */
  customer: lexiconFor('customer'),
  /** What makes a name a landmark: « en face de », "next to". */
  beside: lexiconFor('beside'),
  /** Where somebody was before, or whose relative works there. */
  former: lexiconFor('former'),
  /** Words of a department, which is no buyer where the house stands itself. */
  department: lexiconFor('department'),
  /** What a department does: « achats », "procurement". */
  function: lexiconFor('function'),
  /** Departments that are bodies of their own: « direction régionale de … ». */
  body: lexiconFor('body'),
  adjective: lexiconFor('adjective'),
  /** Words that go on a name even in small letters: « Niger télécoms ». */
  tail: lexiconFor('tail'),
  /** Words of a trade or a region, which go on a name: « Sahel Transit ». */
  trade: lexiconFor('trade'),
  legal: lexiconFor('legal'),
  /** Organisations' words that in small letters are mostly just a thing: « projet », « station ». */
  common: lexiconFor('common'),
  /** Places of work that are no part of a name: « l'usine Sonabio ». */
  facility: lexiconFor('facility'),
} as const;

export type OrganisationCue = keyof typeof CUES;

/** How many words a phrase of this role takes at word `index`; 0 when none begins there. */
export function cueLength(source: Source, index: number, cue: OrganisationCue): number {
  return CUES[cue](source, index);
}

/** The longest phrase of the cues, in words. */
const LONGEST = 5;

/** The index of the word at which a phrase of this role begins that ends right before word `index`; -1 when none does. */
export function cueEndingBefore(source: Source, index: number, cue: OrganisationCue): number {
  for (let from = Math.max(0, index - LONGEST); from < index; from += 1) {
    if (cueLength(source, from, cue) === index - from) return from;
  }
  return -1;
}
