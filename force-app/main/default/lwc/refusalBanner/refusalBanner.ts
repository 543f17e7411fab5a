import { api, LightningElement } from 'lwc';

import allow from '@salesforce/label/c.Review_Refused_Allow';
import use from '@salesforce/label/c.Review_Refused_Use';
import type { RefusalView } from 'c/refusalViews';

/**
 * Why nothing was created, with the way to every value that must change.
 * @fires goto `{path}`
 * @fires uselink `{path, recordId}`: take the existing record instead of a new one
 * @fires allow: create although Salesforce sees a duplicate
 */
export default class RefusalBanner extends LightningElement {
  @api refusal!: RefusalView;

  labels = { allow, use };

  handleGo(event: Event): void {
    const { path } = (event.currentTarget as HTMLElement).dataset;
    this.dispatchEvent(new CustomEvent('goto', { detail: { path } }));
  }

  handleUse(event: Event): void {
    const { path, record } = (event.currentTarget as HTMLElement).dataset;
    this.dispatchEvent(new CustomEvent('uselink', { detail: { path, recordId: record } }));
  }

  handleAllow(): void {
    this.dispatchEvent(new CustomEvent('allow'));
  }
}
