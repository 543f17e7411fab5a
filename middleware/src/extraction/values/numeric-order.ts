import type { Source } from '../source.ts';
import type { NumericOrder } from './date-forms.ts';

/** A state with its zip code, a number in the American form, an American time zone: a mail from the United States. */
const AMERICAN =
  /\b(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]),? \d{5}(?:-\d{4})?\b|(?:\+1[ .-]?)?\(\d{3}\) \d{3}-\d{4}|\+1[ .-]\d{3}[ .-]\d{3}[ .-]\d{4}|\d[ap]?m? ?\(?\b(?:E|C|M|P)[SD]T\b|:\d{2} -0[4-8]00\b/i;
const NUMERIC_DATE = /(?<![\d/.-])(\d{1,2})([/-])(\d{1,2})\2(?:20\d{2}|\d{2})(?![\d/-])/g;

/**
 * Whether numeric dates of a source put the month first: an English one that shows where it comes from, or holds a date that no
 * other order has (03/25/2027) and none that only the common order has (25/03/2027).
 */
export function numericOrderOf(source: Source): NumericOrder {
  if (source.language !== 'en') return 'day-first';
  let monthFirst = 0;
  let dayFirst = 0;
  for (const [, first, , second] of source.clear.matchAll(NUMERIC_DATE)) {
    if (Number(second) > 12 && Number(first) <= 12) monthFirst += 1;
    if (Number(first) > 12 && Number(second) <= 12) dayFirst += 1;
  }
  if (monthFirst !== dayFirst) return monthFirst > dayFirst ? 'month-first' : 'day-first';
  return AMERICAN.test(source.clear) ? 'month-first' : 'day-first';
}
