import correctedPages from '@salesforce/label/c.Picture_Corrected';
import typedBeside from '@salesforce/label/c.Picture_Typed';
import corrected from '@salesforce/label/c.Review_Source_Corrected';
import typedOn from '@salesforce/label/c.Review_Source_Typed';
import correctedSound from '@salesforce/label/c.Sound_Corrected';
import type { SourceView } from 'c/captureTypes';
import { isOfFile } from 'c/pageRegions';
import { formatLength } from 'c/soundTimes';
import { pageCount } from 'c/sourceKinds';
import { fillIn } from 'c/valueFormat';

/** Whether it is looked at page by page; a note that was typed alone has no pages, and a recording is heard and read in one. */
export function isPaged({ pages = [], sound }: SourceView): boolean {
  return pages.some(({ take, kind }) => kind === 'picture' || (!sound && (take ?? 0) > 0));
}

/** When and how a source was given: `3 pages · Tuesday 3 March 2026 at 11:42`. */
export function givenWords(source: SourceView, moment: string, locale: string): string {
  const { pages = [], sound } = source;
  if (sound) return joined(formatLength(sound.seconds, locale), moment, languageOf(source, locale), ofSound(source));
  if (!isPaged(source)) return fillIn(source.corrected ? corrected : typedOn, moment);
  const beside = pages.every(isOfFile) ? '' : ` + ${typedBeside}`;
  return joined(pageCount(pages, locale) + beside, moment, source.corrected ? correctedPages : '');
}

function ofSound({ corrected: isCorrected }: SourceView): string {
  return isCorrected ? correctedSound : '';
}

function languageOf({ language }: SourceView, locale: string): string {
  return new Intl.DisplayNames(locale, { type: 'language' }).of(language) ?? language;
}

function joined(...words: string[]): string {
  return words.filter(Boolean).join(' · ');
}
