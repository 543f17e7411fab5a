import { api, LightningElement } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import type { PageReference } from 'lightning/navigation';

/** A link to a record that also opens in a new tab, as every link of the platform does. */
export default class RecordLink extends NavigationMixin(LightningElement) {
  @api recordId = '';
  @api label = '';

  url = '#';

  override connectedCallback(): void {
    void this[NavigationMixin.GenerateUrl](this.page).then((url) => {
      this.url = url;
    });
  }

  handleClick(event: MouseEvent): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this[NavigationMixin.Navigate](this.page);
  }

  private get page(): PageReference {
    return { type: 'standard__recordPage', attributes: { recordId: this.recordId, actionName: 'view' } };
  }
}
