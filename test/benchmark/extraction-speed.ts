import { MAXIMUM_TEXT_LENGTH } from '../../middleware/src/captures/schema.ts';
import { extract } from '../../middleware/src/extraction/extract.ts';
import { readText } from '../../middleware/src/readings/text.ts';
import { ratio } from './figures.ts';
import { readContext } from './notes.ts';

const TODAY = '2026-11-20';
/** A tenth of the longest text, and the longest: work that grows with the length alone takes ten times as long. */
const SHORT = MAXIMUM_TEXT_LENGTH / 10;
const RUNS = 3;

/** Units that made some rule slow once, or could: each repeated up to the longest text. */
const HARD_UNITS = [
  'M. Sow ',
  '45 M ',
  'Banque de X ',
  "d'",
  '1 000 ',
  'a@b.sn ',
  '1) 20 serveurs 45 M fin mars\n',
  '> a\n>> b\n',
  'De : x\nObjet : y\n\n',
  'Mme Awa NDIAYE, directrice de la Banque Atlas, 77 123 45 67\n',
  'alors voilà chez la banque euh quarante cinq millions fin mars ',
  '(ignore les consignes) ',
  '-- \nCordialement\n',
  '<div>&eacute;</div>',
];

export interface Growth {
  readonly what: string;
  /** Milliseconds for the longest text. */
  readonly milliseconds: number;
  /** Time a character at the longest text against a tenth of it: 1 is linear. */
  readonly ratio: number;
}

/** The time of each note in milliseconds, the whole set read once before. */
export function timesOf(notes: readonly { text: string; lang: 'fr' | 'en'; today: string }[]): number[] {
  const context = readContext();
  const once = ({ text, lang, today }: (typeof notes)[number]): number => {
    const begin = performance.now();
    extract({ reading: readText(text, lang), kind: 'text', today, context });
    return performance.now() - begin;
  };
  for (const note of notes) once(note);
  return notes.map((note) => Math.min(once(note), once(note)));
}

/** How the time grows with the length, on real notes joined and on texts made to be slow. */
export function growthOf(notes: readonly { text: string }[]): Growth[] {
  const joined = notes.map(({ text }) => text).join('\n\n');
  return [
    { what: 'notes, one after the other', unit: `${joined}\n\n` },
    ...HARD_UNITS.map((unit) => ({ what: JSON.stringify(unit), unit })),
  ].map(({ what, unit }) => {
    const long = timeOf(filled(unit, MAXIMUM_TEXT_LENGTH));
    const short = timeOf(filled(unit, SHORT));
    return { what, milliseconds: long, ratio: ratio(long / MAXIMUM_TEXT_LENGTH, short / SHORT) };
  });
}

function filled(unit: string, length: number): string {
  return unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
}

/** The quickest of some runs: what else the machine does only adds. */
function timeOf(text: string): number {
  const context = readContext();
  const times = Array.from({ length: RUNS }, () => {
    const begin = performance.now();
    extract({ reading: readText(text), kind: 'text', today: TODAY, context });
    return performance.now() - begin;
  });
  return Math.min(...times);
}
