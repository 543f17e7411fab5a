import { LightningElement, api } from 'lwc';
import { DESTINATIONS, type Destination } from '../../../places/destinations.ts';
import { words } from '../../../words/words.ts';

/** The top and bottom bars of a phone page, as in Salesforce's mobile app. */
export default class MobileBars extends LightningElement {
  @api active: string | undefined;
  @api pageTitle = '';
  words = words;

  get tabs(): readonly (Destination & { readonly current: 'page' | null })[] {
    return DESTINATIONS.map((tab) => ({ ...tab, current: tab.key === this.active ? 'page' : null }));
  }

  handleBack(): void {
    history.back();
  }
}
