import { LightningElement, api } from 'lwc';

/** Holds what the form hands over: the recorder itself needs a microphone. */
export default class VoiceRecorder extends LightningElement {
  @api recordId;
  @api text;
  @api configuration;
  @api disabled;
}
