import { api, LightningElement } from 'lwc';
import addContact from '@salesforce/label/c.Review_Contact_Add';
import addContactTitle from '@salesforce/label/c.Review_Contact_Add_Title';
import noContact from '@salesforce/label/c.Review_Contact_None';
import contactsLabel from '@salesforce/label/c.Review_Contacts';
import { fillIn } from 'c/valueFormat';
/**
 * The people of a deal, each on a card, with the way to add one.
 * @fires valuechange `{path, value}`: a contact was added
 */
export default class ContactList extends LightningElement {
    @api
    contacts = [];
    @api
    litPath = null;
    labels = { addContact, addContactTitle, noContact };
    added = '';
    get contactsTitle() {
        return fillIn(contactsLabel, this.contacts.length);
    }
    get hasContacts() {
        return this.contacts.length > 0;
    }
    get items() {
        return this.contacts.map((contact) => ({ contact, isNew: contact.id === this.added }));
    }
    /** Puts the focus on a value of a contact. */
    @api
    goTo(path) {
        const contactId = /^contacts\.([^.]+)/.exec(path)?.[1] ?? '';
        this.cards.find(({ dataset }) => dataset['contact'] === contactId)?.goTo(path);
    }
    /** Puts the focus on the first value that its control does not accept. */
    @api
    goToInvalid() {
        this.cards.find((card) => !card.reportValidity())?.goToInvalid();
    }
    @api
    reportValidity() {
        return this.cards.map((card) => card.reportValidity()).every(Boolean);
    }
    handleAdd() {
        this.added = crypto.randomUUID();
        const detail = { path: `contacts.${this.added}.included`, value: 'true' };
        this.dispatchEvent(new CustomEvent('valuechange', { detail, bubbles: true, composed: true }));
    }
    get cards() {
        return [...(this.template?.querySelectorAll('c-contact-card') ?? [])];
    }
}
