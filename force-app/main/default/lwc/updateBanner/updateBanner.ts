import { api, LightningElement } from 'lwc';

import createNew from '@salesforce/label/c.Update_New';
import gone from '@salesforce/label/c.Update_Gone';
import title from '@salesforce/label/c.Update_Title';
import existing from '@salesforce/label/c.Review_Sign_Existing';
import type { UpdateView } from 'c/updateViews';

/**
 * Says which opportunity takes the values of the draft, as it is today, with the way back to a new one.
 * @fires answer `{kind: 'new'}`
 */
export default class UpdateBanner extends LightningElement {
  @api update!: UpdateView;

  labels = { createNew, gone, title };

  /** The template drops the space between two texts, and a screen reader would run them together. */
  get heading(): string {
    return `${title} `;
  }

  get why(): string {
    return [existing, this.update.why].join(' · ');
  }

  handleNew(): void {
    this.dispatchEvent(new CustomEvent('answer', { detail: { kind: 'new' }, bubbles: true, composed: true }));
  }
}
