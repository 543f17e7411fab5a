import { LightningElement, api } from 'lwc';
import code from '@salesforce/label/c.Capture_Error_Code';
import details from '@salesforce/label/c.Capture_Error_Details';
import request from '@salesforce/label/c.Capture_Error_Request';

/** What an operator needs to find a failure in the log: never a word of the note. */
export interface Reference {
  code: string;
  /** Null where the call never came to Apex. */
  requestId: string | null;
}

/** What a person hands on who reports a failure: out of the way until it is asked for, and taken whole by one click. */
export default class RequestReference extends LightningElement {
  @api reference!: Reference;

  labels = { code, details, request };
}
