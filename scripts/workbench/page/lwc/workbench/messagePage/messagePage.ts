import { LightningElement, api } from 'lwc';
import { DESTINATIONS } from '../../../places/destinations.ts';
import { words } from '../../../words/words.ts';

/** A page that says why there is nothing to show, with a way on. Fires `retry` where trying again may help. */
export default class MessagePage extends LightningElement {
  @api heading = '';
  @api text = '';
  @api canRetry = false;
  words = words;
  home = DESTINATIONS[0]?.address;

  handleRetry(): void {
    this.dispatchEvent(new CustomEvent('retry'));
  }
}
