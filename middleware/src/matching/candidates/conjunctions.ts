import type { CountedWord, KnownWords, Slot } from './words.ts';

/** Words of which an account must hold one of each list. */
export interface Conjunction {
  readonly lists: readonly (readonly string[])[];
  readonly most: number;
}

/** A word that no more accounts hold is looked up alone. */
const RARE = 120;
/** A pair of words is looked up when chance alone would give no more accounts than this. */
const MOST_BY_CHANCE = 150;
/** The rarest word of a conjunction: the index reads each entry of it. */
const MOST_READ = 50_000;
const MOST_CONJUNCTIONS = 10;
const MOST_PAIRED = 5;
const MOST_ROWS = 80;

/** Which words are asked for together: the rare ones alone, the others in company, so that few accounts answer. Rarest first. */
export function conjunctionsOf({ slots, parted, total }: KnownWords): Conjunction[] {
  const known = slots
    .filter(({ forms }) => forms.length > 0)
    .toSorted((one, other) => accountsOf(one.forms) - accountsOf(other.forms));
  const alone = known.flatMap(({ forms }): Conjunction[] => {
    const rare = rareOf(forms);
    return rare.length > 0 ? [{ lists: [rare], most: RARE }] : [];
  });
  const frequent = known.filter(({ forms }) => rareOf(forms).length < forms.length).slice(0, MOST_PAIRED);
  const companies = [
    ...parted,
    ...pairsOf(known.slice(0, MOST_PAIRED), total),
    ...(frequent.length > 1 ? [known] : []),
  ];
  const together = companies
    .filter((company) => Math.min(...company.map(({ forms }) => accountsOf(forms))) <= MOST_READ)
    .map((company) => ({ lists: company.map(({ forms }) => forms.map(({ word }) => word)), most: MOST_ROWS }));
  return [...alone.slice(0, 4), ...together].slice(0, MOST_CONJUNCTIONS);
}

const accountsOf = (forms: readonly CountedWord[]) => forms.reduce((sum, { accounts }) => sum + accounts, 0);

/** The forms that are rare together; the likeliest come first. */
function rareOf(forms: readonly CountedWord[]): string[] {
  let sum = 0;
  return forms.flatMap(({ word, accounts }) => {
    if (sum + accounts > RARE) return [];
    sum += accounts;
    return [word];
  });
}

/** Pairs that few accounts hold by chance; three together where pairs are all frequent. */
function pairsOf(known: readonly Slot[], total: number): Slot[][] {
  const byChance = (company: readonly Slot[]) =>
    company.reduce((left, { forms }) => (left * accountsOf(forms)) / Math.max(total, 1), total);
  const pairs = known.flatMap((one, index) => known.slice(index + 1).map((other) => [one, other]));
  const few = pairs.filter((pair) => byChance(pair) <= MOST_BY_CHANCE);
  if (few.length > 0 || known.length < 3) return few;
  return known.slice(2).map((third) => [...known.slice(0, 2), third]);
}
