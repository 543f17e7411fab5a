import { LightningElement, api } from 'lwc';
import listen from '@salesforce/label/c.Voice_Listen';

/** Plays what was recorded on this page, from the page itself. */
export default class SoundReplay extends LightningElement {
  labels = { listen };
  address: string | null = null;
  private content: Blob | null = null;

  @api get sound(): Blob | null {
    return this.content;
  }

  set sound(sound: Blob | null) {
    this.forget();
    this.content = sound;
    this.address = sound && URL.createObjectURL(sound);
  }

  override disconnectedCallback(): void {
    this.forget();
  }

  private forget(): void {
    if (this.address) URL.revokeObjectURL(this.address);
    this.address = null;
  }
}
