import { LightningElement, api } from 'lwc';

/** Holds what the page hands over, so that a test of the page needs no capture that is whole. */
export default class NoOpportunity extends LightningElement {
  @api maximumLength;
  @api view;
  @api source;
}
