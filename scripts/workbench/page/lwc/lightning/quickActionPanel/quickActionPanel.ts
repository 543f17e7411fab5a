import { LightningElement, api } from 'lwc';

/** The frame of a screen action: header, body, and a footer for its buttons. */
export default class QuickActionPanel extends LightningElement {
  @api header = '';
}
