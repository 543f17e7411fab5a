import type { Language } from '../captures/schema.ts';

const FRENCH = new Set(
  'le la les des du de un une et est dans pour avec sur par pas nous vous ils elle que qui ce cette au aux ne notre votre leur mais ou en à il je on se son sa ses plus chez bonjour merci'.split(
    ' ',
  ),
);
const ENGLISH = new Set(
  'the of and to is in for with on by not we you they she that which this our your their but or an at he are was will be has have from would please it his her as been hello thank'.split(
    ' ',
  ),
);
/** Long enough to tell two languages apart, short enough to cost nothing on the longest source. */
const SAMPLE_LENGTH = 20_000;

/** French or English by their commonest words; French, the language of most users, when the words tell nothing. */
export function languageOf(text: string): Language {
  let french = 0;
  let english = 0;
  for (const word of text
    .slice(0, SAMPLE_LENGTH)
    .toLowerCase()
    .match(/\p{L}+/gu) ?? []) {
    if (FRENCH.has(word)) french += 1;
    if (ENGLISH.has(word)) english += 1;
  }
  if (french === english) return /[éèêàçùœ]/i.test(text.slice(0, SAMPLE_LENGTH)) || english === 0 ? 'fr' : 'en';
  return french > english ? 'fr' : 'en';
}
