import { fold, foldInPlace, type Span } from '../extraction/source.ts';

interface Word extends Span {
  /** Without case and accents; one with an apostrophe (« d'Aïssatou », "Ndiaye's", « N'Diaye ») counts as its parts, too. */
  readonly forms: readonly string[];
}

const WORD = /[\p{L}\p{M}\p{N}]+(?:['’ʼ`´][\p{L}\p{M}\p{N}]+)*/gu;
const APOSTROPHE = /['’ʼ`´]/u;
/** What may stand between the parts of a name: spaces, one line end, a comma, a hyphen, brackets; no end of a sentence or row. */
const BETWEEN = /^(?:[^\S\n]|[-‐‑–,.:/()_"«»*]|\n(?!\s*\n)){1,16}$/u;
/** Titles of a person, and the labels of a form. */
const BESIDE = new Set(
  'm mr mrs ms mme mlle mm dr pr me monsieur madame mademoiselle docteur professeur maitre doctor professor nom noms prenom prenoms name first last given family surname firstname lastname de famille'.split(
    ' ',
  ),
);
const MAXIMUM_BESIDE = 3;

/** The words of a name, folded: no case, no accents; hyphens part words, apostrophes do not. */
export function wordsOfName(name: string): string[] {
  return [...name.normalize('NFC').matchAll(WORD)].map(([word]) => joined(word)).filter((word) => !BESIDE.has(word));
}

/** How far from one word of a name the others can stand, in characters. */
const REACH = 150;

/** Where a text names a person: all words of the name, side by side in any order. Titles and labels between them do not count. */
export function namesIn(text: string, name: readonly string[]): Span[] {
  return surroundingsOf(text, name).flatMap(({ start, end }) =>
    namesAmong(
      text,
      [...text.slice(start, end).matchAll(WORD)].map((match) => readWord(match, start)),
      name,
    ),
  );
}

function namesAmong(text: string, words: readonly Word[], name: readonly string[]): Span[] {
  const found: Span[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const end = endOfName(text, words, index, name);
    if (end === undefined) continue;
    found.push({ start: words[index]?.start ?? 0, end: words[end]?.end ?? 0 });
    index = end;
  }
  return found;
}

/** The stretches of a text around the longest word of a name; most texts have none. Words at their borders are whole. */
function surroundingsOf(text: string, name: readonly string[]): Span[] {
  const longest = name.reduce((one, other) => (other.length > one.length ? other : one));
  const letters = [...longest].join(`${APOSTROPHE.source}?`).replace(/o(\[[^\]]*\]\?)e/g, '(?:o$1e|œ)');
  const spans: { start: number; end: number }[] = [];
  for (const match of foldInPlace(text).matchAll(new RegExp(letters, 'gu'))) {
    const start = wordStart(text, Math.max(0, match.index - REACH));
    const end = Math.min(text.length, match.index + match[0].length + REACH);
    const last = spans.at(-1);
    if (last && start <= last.end) last.end = end;
    else spans.push({ start, end });
  }
  return spans.map((span) => ({
    ...span,
    end: span.end + (/^\S{0,60}/.exec(text.slice(span.end, span.end + 60))?.[0].length ?? 0),
  }));
}

const wordStart = (text: string, place: number) =>
  place - (/\S{0,60}$/.exec(text.slice(Math.max(0, place - 60), place))?.[0].length ?? 0);

function readWord(match: RegExpExecArray, offset: number): Word {
  const [word] = match;
  const parts = word.split(APOSTROPHE);
  const forms = parts.length === 1 ? [joined(word)] : [joined(word), ...parts.map(joined)];
  const start = offset + match.index;
  return { forms, start, end: start + word.length };
}

/** The index of the last word of a name that begins at a word, or undefined when none does. */
function endOfName(text: string, words: readonly Word[], first: number, name: readonly string[]): number | undefined {
  const missing = [...name];
  let beside = 0;
  for (let index = first; index < words.length; index += 1) {
    const word = words[index];
    const before = words[index - 1];
    if (!word || (index > first && !BETWEEN.test(text.slice(before?.end, word.start)))) return undefined;
    const place = missing.findIndex((wanted) => word.forms.includes(wanted));
    if (place >= 0) missing.splice(place, 1);
    else if (index === first || !word.forms.some((form) => BESIDE.has(form) || form.length === 1)) return undefined;
    else beside += 1;
    if (missing.length === 0) return index;
    if (beside > MAXIMUM_BESIDE) return undefined;
  }
  return undefined;
}

const joined = (word: string) => fold(word.replace(new RegExp(APOSTROPHE, 'gu'), '')).replaceAll(' ', '');
