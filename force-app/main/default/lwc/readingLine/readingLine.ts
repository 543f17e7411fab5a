import { api, LightningElement } from 'lwc';

import locale from '@salesforce/i18n/lang';
import title from '@salesforce/label/c.Review_Read_Details';
import type { Extractor } from 'c/captureTypes';

import { readingDetails, readingLine } from './words';

/** One quiet line that says who read a note; what that took stands behind it. */
export default class ReadingLine extends LightningElement {
  @api extractor!: Extractor;

  labels = { title };

  get text(): string {
    return readingLine(this.extractor, locale);
  }
  get details(): readonly string[] {
    return readingDetails(this.extractor, locale);
  }
  get hasDetails(): boolean {
    return this.details.length > 0;
  }
}
