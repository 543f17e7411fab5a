import { LightningElement, api } from 'lwc';
import type { ErasedNote } from 'c/noteErasure';
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
  @api note!: ErasedNote;
  /** Whether this user may take notes. */
  @api canCapture = false;

  labels = { another, gone, records, stays };

  get when(): string {
    return fillIn(erased, formatMoment(this.note.erasedAt, lang, timeZone));
  }

  /** What this user may see of it is for the record's own page to say. */
  get links(): { key: string; recordId: string; label: string }[] {
    return this.note.rows.flatMap(({ opportunityId, opportunityName }) => {
      return opportunityId
        ? [{ key: opportunityId, recordId: opportunityId, label: opportunityName || opportunityId }]
        : [];
    });
  }

  get hasLinks(): boolean {
    return this.links.length > 0;
  }

  handleAnother(): void {
    this.dispatchEvent(new CustomEvent('another'));
  }
}
