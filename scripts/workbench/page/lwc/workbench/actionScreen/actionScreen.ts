import { LightningElement, api } from 'lwc';
import { words } from '../../../words/words.ts';

/** The dialog in which a record page runs the screen action "Create from notes". Fires `close`. */
export default class ActionScreen extends LightningElement {
  @api recordId: string | undefined;
  @api objectApiName: string | undefined;
  words = words;
  /** The platform gives an action its record only once the action is on the page. */
  givenRecordId: string | undefined;
  givenObject: string | undefined;

  #before: Element | null = null;

  connectedCallback(): void {
    this.#before = document.activeElement;
  }

  renderedCallback(): void {
    if (this.givenRecordId !== undefined) return;
    this.template?.querySelector<HTMLElement>('section')?.focus();
    this.givenRecordId = this.recordId;
    this.givenObject = this.objectApiName;
  }

  disconnectedCallback(): void {
    if (this.#before instanceof HTMLElement && this.#before.isConnected) this.#before.focus();
  }

  handleKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.handleClose();
  }

  handleClose(): void {
    this.dispatchEvent(new CustomEvent('close'));
  }
}
