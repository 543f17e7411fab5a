import { readFileSync } from 'node:fs';

import { z } from 'zod';

import { wordsOfName, type NameWord } from '../spelling/folding.ts';

const place = z.enum(['end', 'either', 'anywhere']);
const formsFile = z.record(z.string(), z.record(z.string(), z.object({ written: z.array(z.string()), place })));
const designationsFile = z.record(z.string(), z.array(z.string()));

interface Form {
  /** One name for all its spellings: « SARL » of « S.à r.l. ». */
  readonly name: string;
  readonly words: readonly string[];
  readonly place: z.infer<typeof place>;
}

/** « SA-ES »: spellings of one country for the form « SA ». */
const LOCAL = /-[A-Z]{2}$/;
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
const FORMS = formsOf(formsFile.parse(read('./legal-forms.json')));
const DESIGNATIONS = new Set(
  Object.values(designationsFile.parse(read('./designations.json')))
    .flat()
    .map((written) => joined(written)),
);
/** Forms by their last word, and by their first, the longest first. */
const BY_END = byWord(FORMS, -1);
const BY_START = byWord(
  FORMS.filter(({ place: at }) => at !== 'end'),
  0,
);
const ANYWHERE = new Map(
  FORMS.filter(({ place: at, words }) => at === 'anywhere' && words.length === 1).map((form) => [
    form.words[0] ?? '',
    form,
  ]),
);

const GLUED = FORMS.flatMap(({ name, words: [word, ...more] }): [string, string][] =>
  word && more.length === 0 && /[\p{Script=Han}\p{Script=Hangul}]/u.test(word) ? [[word, name]] : [],
);

function joined(written: string): string {
  return wordsOfName(written)
    .words.map(({ folded }) => folded)
    .join(' ');
}

function formsOf(file: z.infer<typeof formsFile>): Form[] {
  const seen = new Set<string>();
  return Object.values(file)
    .flatMap((forms) => Object.entries(forms))
    .flatMap(([name, { written, place: at }]) =>
      [...(LOCAL.test(name) ? [] : [name]), ...written].flatMap((spelling): Form[] => {
        const words = joined(spelling)
          .split(' ')
          .filter((word) => word !== '');
        if (words.length === 0 || seen.has(words.join(' '))) return [];
        seen.add(words.join(' '));
        return [{ name: name.replace(LOCAL, ''), words, place: at }];
      }),
    );
}

function byWord(forms: readonly Form[], at: 0 | -1): ReadonlyMap<string, readonly Form[]> {
  const found = new Map<string, Form[]>();
  for (const form of forms) {
    const word = form.words.at(at) ?? '';
    found.set(word, [...(found.get(word) ?? []), form]);
  }
  for (const entries of found.values()) entries.sort((one, other) => other.words.length - one.words.length);
  return found;
}

export interface WithoutForm {
  readonly words: readonly NameWord[];
  /** One name for all spellings of the legal form; null when the name tells none. */
  readonly legalForm: string | null;
  /** « Ets », « Groupe »: stood beside the name, and is no part of it. */
  readonly designation: string | null;
}

/** Most forms that one name carries: « SA/NV », « Sp. z o.o. Sp.k. ». */
const MOST_FORMS = 3;

/** Takes legal forms and designations off the words of a name; a name that consists of nothing else stays as it is. */
export function withoutLegalForm(words: readonly NameWord[]): WithoutForm {
  let left = words;
  const forms: string[] = [];
  let designation: string | null = null;
  for (let round = 0; round < MOST_FORMS; round += 1) {
    const end = formAt(left, BY_END, (form) => left.slice(left.length - form.words.length));
    if (end) {
      left = left.slice(0, left.length - end.words.length);
      forms.push(end.name);
      continue;
    }
    const start = formAt(left, BY_START, (form) => left.slice(0, form.words.length));
    if (!start) break;
    left = left.slice(start.words.length);
    forms.push(start.name);
  }
  const inside = left.findIndex(({ folded }, index) => index > 0 && ANYWHERE.has(folded));
  const form = inside > 0 ? ANYWHERE.get(left[inside]?.folded ?? '') : undefined;
  if (form) {
    left = left.filter((_word, index) => index !== inside);
    forms.push(form.name);
  }
  left = left.map((word) => withoutGlued(word, forms));
  for (const at of [0, -1] as const) {
    const word = left.at(at)?.folded ?? '';
    if (left.length < 2 || !DESIGNATIONS.has(word)) continue;
    designation = word;
    left = at === 0 ? left.slice(1) : left.slice(0, -1);
  }
  return { words: left, legalForm: forms[0] ?? null, designation };
}

/** « 株式会社トヨタ »: scripts without spaces write the form onto the name. */
function withoutGlued(word: NameWord, forms: string[]): NameWord {
  if (/^[a-z0-9]*$/.test(word.folded)) return word;
  const glued = GLUED.find(
    ([form]) => word.folded.length > form.length && (word.folded.startsWith(form) || word.folded.endsWith(form)),
  );
  if (!glued) return word;
  forms.push(glued[1]);
  const [form] = glued;
  const isStart = word.folded.startsWith(form);
  const folded = isStart ? word.folded.slice(form.length) : word.folded.slice(0, -form.length);
  return isStart
    ? { ...word, folded, start: word.start + form.length }
    : { ...word, folded, end: word.end - form.length };
}

function formAt(
  words: readonly NameWord[],
  forms: ReadonlyMap<string, readonly Form[]>,
  part: (form: Form) => readonly NameWord[],
): Form | undefined {
  const edge = forms === BY_END ? words.at(-1) : words[0];
  return forms
    .get(edge?.folded ?? '')
    ?.find(
      (form) =>
        form.words.length < words.length && part(form).every(({ folded }, index) => folded === form.words[index]),
    );
}

/** A name as it was written, without its legal form: « Hello, World » of « Hello, World, Ltd. ». */
export function nameWithoutLegalForm(name: string): string {
  const { clean, words } = wordsOfName(name);
  const left = withoutLegalForm(words).words;
  const first = left[0];
  const last = left.at(-1);
  return first && last ? clean.slice(first.start, last.end).replace(/\s+/g, ' ') : name.trim();
}
