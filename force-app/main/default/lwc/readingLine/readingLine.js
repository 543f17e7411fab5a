import { api, LightningElement } from 'lwc';
import locale from '@salesforce/i18n/lang';
import title from '@salesforce/label/c.Review_Read_Details';
import { readingDetails, readingLine } from './words';
/** One quiet line that says who read a note; what that took stands behind it. */
export default class ReadingLine extends LightningElement {
    @api
    extractor;
    labels = { title };
    get text() {
        return readingLine(this.extractor, locale);
    }
    get details() {
        return readingDetails(this.extractor, locale);
    }
    get hasDetails() {
        return this.details.length > 0;
    }
}
