import { LightningElement, api } from 'lwc';
import tellFirst from '@salesforce/label/c.Voice_Others_Tell_First';
import othersTold from '@salesforce/label/c.Voice_Others_Told';
import who from '@salesforce/label/c.Voice_Who';
import alone from '@salesforce/label/c.Voice_Who_Alone';
import others from '@salesforce/label/c.Voice_Who_Others';
import why from '@salesforce/label/c.Voice_Why';

interface Checkbox extends HTMLElement {
  checked: boolean;
  setCustomValidity(message: string): void;
  reportValidity(): boolean;
}

/** Says why the browser is about to ask for the microphone. Where the org wants it, others who are recorded have to be told first. */
export default class MicrophoneReason extends LightningElement {
  /** What the others are told, in the words of the org; null: nothing is asked. */
  @api notice: string | null = null;

  labels = { othersTold, who, why };
  people = [
    { label: alone, value: 'alone' },
    { label: others, value: 'others' },
  ];
  who = 'alone';
  hasConsent = false;

  /** Whether others are recorded, who were told. */
  @api get areOthersTold(): boolean {
    return this.notice !== null && this.hasOthers && this.hasConsent;
  }

  get hasOthers(): boolean {
    return this.who === 'others';
  }

  /** @returns whether to go on; where not, it says what is missing */
  @api check(): boolean {
    const isMissing = this.notice !== null && this.hasOthers && !this.hasConsent;
    this.tell(isMissing ? tellFirst : '');
    if (isMissing) this.box?.focus();
    return !isMissing;
  }

  handleWho(event: CustomEvent<{ value: string }>): void {
    this.who = event.detail.value;
    this.hasConsent = false;
  }

  handleConsent(event: Event): void {
    this.hasConsent = (event.target as Checkbox).checked;
    this.tell('');
  }

  private tell(problem: string): void {
    this.box?.setCustomValidity(problem);
    this.box?.reportValidity();
  }

  private get box(): Checkbox | null {
    return this.template?.querySelector<Checkbox>('.consent') ?? null;
  }
}
