import { LightningElement, api } from 'lwc';
import { fillIn, formatMoment } from 'c/valueFormat';
import lang from '@salesforce/i18n/lang';
import timeZone from '@salesforce/i18n/timeZone';
import another from '@salesforce/label/c.Capture_Another';
import stays from '@salesforce/label/c.Capture_Erase_Stays';
import erased from '@salesforce/label/c.Capture_Erased';
import gone from '@salesforce/label/c.Capture_Erased_Gone';
import records from '@salesforce/label/c.Capture_Erased_Records';
/**
 * The place of a note that was erased: when, what is gone, what stays, and the way to a new note.
 * @fires another
 */
export default class ErasedNotePage extends LightningElement {
    @api
    note;
    /** Whether this user may take notes. */
    @api
    canCapture = false;
    labels = { another, gone, records, stays };
    get when() {
        return fillIn(erased, formatMoment(this.note.erasedAt, lang, timeZone));
    }
    /** What this user may see of it is for the record's own page to say. */
    get links() {
        return this.note.rows.flatMap(({ opportunityId, opportunityName }) => {
            return opportunityId
                ? [{ key: opportunityId, recordId: opportunityId, label: opportunityName || opportunityId }]
                : [];
        });
    }
    get hasLinks() {
        return this.links.length > 0;
    }
    handleAnother() {
        this.dispatchEvent(new CustomEvent('another'));
    }
}
