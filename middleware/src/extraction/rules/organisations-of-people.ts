import type { Source, Span } from '../source.ts';
import { wordIndexAt } from '../source.ts';
import { isFirstName } from './names.ts';
import { kindLength, organisationName } from './organisation-words.ts';
import type { Organisation } from './organisations.ts';
import type { Person } from './people.ts';

/** The organisation that a row of capitalised words names because a person, a title or the speaker's own word leads to it. */
export function tiedToPerson(source: Source, people: readonly Person[], run: Span): Organisation | null {
  const { start, end } = run;
  const name = organisationName(source, run);
  if (afterTitle(people, source, run)) return { start, end, name, confidence: 0.82, rule: 'after-title' };
  const house = withHouseWord(source, run);
  if (house && afterTitle(people, source, house)) return { ...house, confidence: 0.75, rule: 'house-of-person' };
  return isIntroduced(source, run) ? { start, end, name, confidence: 0.72, rule: 'introduced' } : null;
}

/** « Awa Ndiaye de Volta Shipping »: the person's name is no part of the house's. */
export function withoutPerson(source: Source, people: readonly Person[], run: Span): Span {
  const person = people.findLast(({ start, end }) => start >= run.start && end < run.end);
  const from = person?.end ?? firstNameEnd(source, run);
  const link = /^ (?:de la |de l'|du |des |de |d'|of )(?=\p{Lu})/u.exec(source.clear.slice(from, run.end));
  return link ? { start: from + link[0].length, end: run.end } : run;
}

/** The end of a lone first name that a run begins with. */
function firstNameEnd(source: Source, run: Span): number {
  const word = source.words[wordIndexAt(source.words, run.start)];
  return word &&
    /(?:c'est|ici|je suis) $/.test(source.folded.slice(Math.max(0, run.start - 10), run.start)) &&
    isFirstName(word.folded)
    ? word.end
    : run.end;
}

/** « c'est Awa de X », "this is Kofi from X": the one who writes or calls says where from. */
const INTRODUCED =
  /(?:c'est|ici|je suis|this is|i'm|i am) (\p{L}[\p{L}'-]+) (?:[\p{L}'-]+ ){0,2}(?:de la |de l'|du |des |de |d'|chez |from |at |of )$/u;

function isIntroduced(source: Source, run: Span): boolean {
  const name = INTRODUCED.exec(source.folded.slice(Math.max(0, run.start - 60), run.start))?.[1];
  return name !== undefined && isFirstName(name);
}

/** « la mutuelle Horizon »: the organisation's word in small letters before a name is a part of it. */
function withHouseWord(source: Source, run: Span): (Span & { name: string }) | null {
  const index = wordIndexAt(source.words, run.start) - 1;
  const word = source.words[index];
  if (!word || kindLength(source, index) !== 1 || source.clear.slice(word.end, run.start) !== ' ') return null;
  const span = { start: word.start, end: run.end };
  const name = organisationName(source, span);
  return { ...span, name: name.charAt(0).toUpperCase() + name.slice(1) };
}

/** « DSI X », « Head of IT, X », « (DAF, X, Tema) »; after a bare name a colon opens what the person says in a chat. */
function afterTitle(people: readonly Person[], source: Source, run: Span): boolean {
  return people.some(({ title, end, side }) => {
    if (side !== 'client') return false;
    const titled = title !== null && title.end <= run.start;
    const from = titled ? title.end : end;
    return (
      (titled || !/^ ?:/.test(source.folded.slice(from, run.start))) &&
      from <= run.start &&
      run.start - from < 24 &&
      /^[ ,;:|@(–-]{0,4}(?:(?:de|du|d'|des|chez|a|at|of|for|with|from|la|le|les|l'|the|@) ?){0,3}$/.test(
        source.folded.slice(from, run.start),
      ) &&
      run.start > from
    );
  });
}
