import type { Word } from '../source.ts';
import type { SpokenNumber } from './numbers.ts';

const UNITS: Record<string, number> = {
  zero: 0,
  un: 1,
  une: 1,
  deux: 2,
  trois: 3,
  quatre: 4,
  cinq: 5,
  six: 6,
  sept: 7,
  huit: 8,
  neuf: 9,
  dix: 10,
  onze: 11,
  douze: 12,
  treize: 13,
  quatorze: 14,
  quinze: 15,
  seize: 16,
};
const TENS: Record<string, number> = {
  vingt: 20,
  vingts: 20,
  trente: 30,
  quarante: 40,
  cinquante: 50,
  soixante: 60,
  septante: 70,
  huitante: 80,
  octante: 80,
  nonante: 90,
  'quatre vingt': 80,
  'quatre vingts': 80,
};
/** « une quarantaine de millions »: about as many. */
const ABOUT: ReadonlyMap<string, number> = new Map(
  Object.entries({
    dizaine: 10,
    douzaine: 12,
    quinzaine: 15,
    vingtaine: 20,
    trentaine: 30,
    quarantaine: 40,
    cinquantaine: 50,
    soixantaine: 60,
    centaine: 100,
  }),
);

const BELOW_HUNDRED: ReadonlyMap<string, number> = belowHundredNames();

/** Every way of saying 0 to 99: « vingt et un », « soixante-dix-sept », « nonante ». */
function belowHundredNames(): Map<string, number> {
  const below = new Map(Object.entries(UNITS));
  for (const [word, value] of Object.entries({ sept: 17, huit: 18, neuf: 19 })) below.set(`dix ${word}`, value);
  const names = new Map(below);
  for (const [ten, value] of Object.entries(TENS)) {
    const most = value === 60 || value === 80 ? 19 : 9;
    names.set(ten, value);
    for (const [unit, add] of below) {
      if (add < 1 || add > most) continue;
      names.set(`${ten} ${unit}`, value + add);
      if (add === 1 || add === 11) names.set(`${ten} et ${unit}`, value + add);
    }
  }
  return names;
}

/** Most words of a text begin no number: one look-up spares four joins. */
const STARTS: ReadonlySet<string> = new Set([...BELOW_HUNDRED.keys()].map((name) => name.split(' ')[0] ?? ''));

/** The longest such name that begins at word `index`. */
function belowHundred(words: readonly Word[], index: number): SpokenNumber | null {
  if (!STARTS.has(words[index]?.folded ?? '')) return null;
  for (let length = 4; length > 0; length -= 1) {
    const name = words
      .slice(index, index + length)
      .map(({ folded }) => folded)
      .join(' ');
    const value = BELOW_HUNDRED.get(name);
    if (value !== undefined && words.length >= index + length) return { value, length };
  }
  return null;
}

/** A number below one thousand: « deux cent cinquante ». */
export function frenchGroup(words: readonly Word[], index: number): SpokenNumber | null {
  const isHundred = (offset: number): boolean => /^cents?$/.test(words[index + offset]?.folded ?? '');
  if (isHundred(0)) return plus(100, 1, belowHundred(words, index + 1));
  const first = belowHundred(words, index);
  if (!first || first.value < 2 || first.value > 9 || !isHundred(first.length)) return first;
  return plus(first.value * 100, first.length + 1, belowHundred(words, index + first.length + 1));
}

function plus(value: number, length: number, rest: SpokenNumber | null): SpokenNumber {
  return rest && rest.value > 0 ? { value: value + rest.value, length: length + rest.length } : { value, length };
}

/** What may only stand before a scale: « une quarantaine de (millions) », « un demi-(million) ». */
export function frenchShare(words: readonly Word[], index: number): SpokenNumber | null {
  const article = /^une?$/.test(words[index]?.folded ?? '') ? 1 : 0;
  const word = words[index + article]?.folded ?? '';
  if (word === 'demi') return { value: 0.5, length: article + 1 };
  const about = ABOUT.get(word);
  if (about === undefined || !/^de?$/.test(words[index + article + 1]?.folded ?? '')) return null;
  return { value: about, length: article + 2 };
}
