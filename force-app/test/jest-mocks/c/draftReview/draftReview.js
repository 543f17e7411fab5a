import { LightningElement, api } from 'lwc';

/** Holds what the page hands over, so that a test of the page needs no draft that is whole. */
export default class DraftReview extends LightningElement {
  @api captureId;
  @api draftId;
  @api configuration;
  @api view;
  @api source;
}
