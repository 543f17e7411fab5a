import { readLexiconFile } from '../lexicon.ts';
import { fold } from '../source.ts';

/** Letters that a scanner takes for digits, as digits. */
const SCANNED: Readonly<Record<string, string>> = { o: '0', l: '1', i: '1', '|': '1', s: '5', b: '8', z: '2' };
const LETTERS: Readonly<Record<string, string>> = { 0: 'o', 1: 'l', i: 'l', 5: 's', 8: 'b', '|': 'l' };
/** Two letters that scanners take for one. */
const PAIRS: Readonly<Record<string, string>> = { rn: 'm', vv: 'w', cl: 'd' };
/** Numbers written out, in both languages. */
const NUMBER_WORD =
  /(?:zero|oh|un|une|one|deux|two|trois|three|quatre|four|cinq|five|six|sept|seven|huit|eight|neuf|nine|dix|ten|onze|eleven|douze|twelve|treize|quatorze|quinze|seize|teen|vingt|twenty|trent|thirty|quarant|forty|cinquant|fifty|soixant|sixty|seventy|eighty|ninety|cent|hundred|mill|thousand|billion|demi|half|dozen|double)/;
/** Words that tell a day without a figure. */
const DAY_WORD =
  /(?:q[1-4]|t[1-4]|s[12]|sem|jan|fev|feb|mar|avr|apr|mai|may|juin|jun|juil|jul|aou|aug|sep|oct|nov|dec|lun|mon|mar|tue|mer|wed|jeu|thu|ven|fri|sam|sat|dim|sun|jour|day|night|semaine|week|mois|month|trimestre|quarter|semestre|half|an|year|demain|tomorrow|fin|end|mi|mid|debut|early|noel|christmas|tabaski|korite|paques|easter|ramadan|rentree|hivernage|summer|ete|hiver|winter|printemps|spring|automne|autumn|fetes|toussaint|magal|gamou)/;
/** The verbs that a name of a deal may say as a noun, by the noun: « Remplacement de 5 switchs » for « remplacer ». */
const ACTIONS = ['fr', 'en']
  .flatMap((folder) => Object.entries(readLexiconFile(folder, 'actions')))
  .map(([noun, verbs]) => ({ noun: fold(noun), verbs: verbs.map(fold) }));
/** What a name of a deal adds by itself. */
const ADDED = new Set(['renouvellement', 'renewal', 'maintenance']);

/**
 * Whether a value follows from its quotes, judged without the parsers: the figures of a sum, a number or a day, the letters of a
 * name or an address stand in the quotes in their order. A choice of a picklist needs a quote, whatever it says.
 */
export function followsFrom(field: string, value: string | number, quotes: readonly string[]): boolean {
  const said = quotes.join(' ');
  if (typeof value === 'number') return hasFigures(`${value}`.replace(/0+$/, '').replace('.', ''), said);
  if (field.endsWith('phone') || field === 'contact.mobile') return hasFigures(value.slice(-7), said);
  if (field === 'closeDate') return hasDay(value, said);
  if (field.endsWith('email')) return isWithin(lettersOf(value), lettersOf(said));
  if (field.endsWith('website')) return isWithin(lettersOf(value.replace(/^www\./, '')), lettersOf(said));
  if (field === 'name') return hasWords(withoutAction(value, said), said);
  if (/(?:name|Name|title|description|nextStep)$/.test(field)) return hasWords(value, said);
  return said.trim() !== '';
}

function hasFigures(figures: string, said: string): boolean {
  const written = fold(said).replace(/[olisbz|]/g, (letter) => SCANNED[letter] ?? letter);
  const isWritten = /\d/.test(said);
  return isWritten ? isWithin(figures, written.replace(/\D/g, '')) : NUMBER_WORD.test(fold(said));
}

function hasDay(value: string, said: string): boolean {
  const [year = 0, month = 0, day = 0] = value.split('-').map(Number);
  const figures = (said.match(/\d+/g) ?? []).map(Number);
  const isSaid = [day, month, year, year % 100].some((part) => figures.includes(part));
  return isSaid || DAY_WORD.test(fold(said)) || NUMBER_WORD.test(fold(said));
}

/** A name without the noun of a verb that is said: « Renouvellement sécurisation de 5 postes » for « protéger ». */
function withoutAction(name: string, said: string): string {
  const about = name.indexOf(' – ') + 1;
  const words = fold(name.slice(about)).split(' ');
  const subject = words.slice(ADDED.has(words[0] ?? '') ? 1 : 0).join(' ');
  const written = ` ${fold(said)} `;
  const action = ACTIONS.find(
    ({ noun, verbs }) => subject.startsWith(`${noun} `) && verbs.some((verb) => written.includes(` ${verb} `)),
  );
  return action ? `${name.slice(0, about)} ${subject.slice(action.noun.length)}` : name;
}

/** Each word of a text stands in another, whatever stands between them. */
function hasWords(value: string, said: string): boolean {
  const written = lettersOf(said);
  return fold(value)
    .split(' ')
    .filter((word) => word.length > 2 && !ADDED.has(word))
    .every((word) => written.includes(lettersOf(word)));
}

/** The letters and figures of a text, those that a scanner takes for each other as one. */
function lettersOf(text: string): string {
  const alike = (character: string) => LETTERS[character] ?? character;
  return fold(text)
    .replace(/[01i58|]/g, alike)
    .replace(/rn|vv|cl/g, (pair) => PAIRS[pair] ?? pair)
    .replaceAll(' ', '');
}

/** Whether the characters of one text stand in another in their order. */
function isWithin(part: string, whole: string): boolean {
  let from = 0;
  for (const character of part) {
    const at = whole.indexOf(character, from);
    if (at < 0) return false;
    from = at + 1;
  }
  return true;
}
