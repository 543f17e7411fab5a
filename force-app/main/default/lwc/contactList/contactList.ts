import { api, LightningElement } from 'lwc';

import addContact from '@salesforce/label/c.Review_Contact_Add';
import addContactTitle from '@salesforce/label/c.Review_Contact_Add_Title';
import noContact from '@salesforce/label/c.Review_Contact_None';
import contactsLabel from '@salesforce/label/c.Review_Contacts';
import type { ContactView } from 'c/contactViews';
import { fillIn } from 'c/valueFormat';

interface Card extends HTMLElement {
  goTo(path: string): void;
  goToInvalid(): void;
  reportValidity(): boolean;
}

/**
 * The people of a deal, each on a card, with the way to add one.
 * @fires valuechange `{path, value}`: a contact was added
 */
export default class ContactList extends LightningElement {
  @api contacts: readonly ContactView[] = [];
  @api litPath: string | null = null;

  labels = { addContact, addContactTitle, noContact };
  private added = '';

  get contactsTitle(): string {
    return fillIn(contactsLabel, this.contacts.length);
  }
  get hasContacts(): boolean {
    return this.contacts.length > 0;
  }
  get items() {
    return this.contacts.map((contact) => ({ contact, isNew: contact.id === this.added }));
  }

  /** Puts the focus on a value of a contact. */
  @api goTo(path: string): void {
    const contactId = /^contacts\.([^.]+)/.exec(path)?.[1] ?? '';
    this.cards.find(({ dataset }) => dataset['contact'] === contactId)?.goTo(path);
  }

  /** Puts the focus on the first value that its control does not accept. */
  @api goToInvalid(): void {
    this.cards.find((card) => !card.reportValidity())?.goToInvalid();
  }

  @api reportValidity(): boolean {
    return this.cards.map((card) => card.reportValidity()).every(Boolean);
  }

  handleAdd(): void {
    this.added = crypto.randomUUID();
    const detail = { path: `contacts.${this.added}.included`, value: 'true' };
    this.dispatchEvent(new CustomEvent('valuechange', { detail, bubbles: true, composed: true }));
  }

  private get cards(): Card[] {
    return [...(this.template?.querySelectorAll<Card>('c-contact-card') ?? [])];
  }
}
