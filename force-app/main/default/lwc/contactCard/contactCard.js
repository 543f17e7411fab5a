import { api, LightningElement } from 'lwc';
import check from '@salesforce/label/c.Review_Sign_Check';
import done from '@salesforce/label/c.Review_Contact_Done';
import edit from '@salesforce/label/c.Review_Contact_Edit';
import include from '@salesforce/label/c.Review_Contact_Include';
import or from '@salesforce/label/c.Review_Or';
import { NEW_RECORD } from 'c/suggestedLinks';
import { fillIn } from 'c/valueFormat';
/**
 * One person of the note: taken or not, linked to an existing contact or to be created, its values edited in place.
 * @fires valuechange for `contacts.<id>.included`, `.recordId` and every value
 * @fires answer `{kind: 'decided', decisions}`: a contact that was offered is the one meant
 * @fires evidence `{path}`: a value was chosen
 */
export default class ContactCard extends LightningElement {
    @api
    contact;
    @api
    litPath = null;
    /** A contact that was just added opens in its fields. */
    @api
    startsOpen = false;
    labels = { check, done, or };
    editing = false;
    wanted = null;
    connectedCallback() {
        this.editing = this.startsOpen;
    }
    renderedCallback() {
        if (!this.wanted || !this.showFields)
            return;
        const path = this.wanted;
        this.wanted = null;
        this.fieldAt(path)?.focus();
    }
    get canEdit() {
        return this.contact.included && !this.contact.linked && !this.showFields;
    }
    /** A refused or missing value is always shown in its field, where the message stands. */
    get showFields() {
        const refused = this.contact.fields.some(({ problem, conflict }) => problem !== '' || conflict !== null);
        return this.contact.included && !this.contact.linked && (this.editing || refused);
    }
    get showMissing() {
        return this.contact.missing !== '' && !this.contact.linked;
    }
    get includeLabel() {
        return fillIn(include, this.contact.name);
    }
    get editLabel() {
        return fillIn(edit, this.contact.name);
    }
    get chipsLabel() {
        return `${or} ${this.contact.name}`;
    }
    get owner() {
        return `contacts.${this.contact.id}`;
    }
    get hasChips() {
        return this.contact.chips.length > 0;
    }
    get cardClass() {
        const { nameToCheck, candidates } = this.contact;
        const toCheck = nameToCheck || candidates.length > 0 || this.contact.rows.some((row) => row.toCheck);
        const open = this.contact.included && !this.contact.linked;
        return ['card', toCheck && open ? 'card_check' : '', this.contact.included ? '' : 'card_out']
            .filter(Boolean)
            .join(' ');
    }
    get nameClass() {
        return this.contact.namePath === this.litPath ? 'name is-lit' : 'name';
    }
    get drawnRows() {
        return this.contact.rows.map((row) => ({ ...row, className: row.path === this.litPath ? 'row is-lit' : 'row' }));
    }
    get drawnFields() {
        return this.contact.fields.map((field) => ({ field, lit: field.path === this.litPath }));
    }
    /** Opens the card at one of its values. */
    @api
    goTo(path) {
        this.template?.querySelector('.card')?.scrollIntoView({ block: 'center' });
        if (this.contact.linked || !this.contact.included || this.isAskedAt(path)) {
            this.tell('evidence', { path });
            this.template?.querySelector('.name')?.focus();
            return;
        }
        if (this.showFields)
            this.fieldAt(path)?.focus();
        else {
            this.wanted = path;
            this.editing = true;
        }
    }
    /** Who is meant is asked on the card itself. */
    isAskedAt(path) {
        return path === this.contact.namePath && this.contact.candidates.length > 0;
    }
    /** Puts the focus on the first value that its control does not accept. */
    @api
    goToInvalid() {
        this.controls.find((control) => !control.reportValidity())?.focus();
    }
    @api
    reportValidity() {
        return this.controls.map((control) => control.reportValidity()).every(Boolean);
    }
    handleInclude(event) {
        this.tell('valuechange', { path: `contacts.${this.contact.id}.included`, value: String(event.detail.checked) });
    }
    handleEdit() {
        this.goTo(this.contact.fields[0]?.path ?? '');
    }
    handleDone() {
        this.editing = false;
        Promise.resolve().then(() => this.template?.querySelector('.name')?.focus());
    }
    handleShow(event) {
        this.tell('evidence', { path: event.currentTarget.dataset['path'] });
    }
    /** The question goes away with its answer: the focus moves to whom it was about. */
    handleAnswer() {
        this.template?.querySelector('.name')?.focus();
    }
    handleChip(event) {
        const { key } = event.currentTarget.dataset;
        const chip = this.contact.chips.find((candidate) => candidate.key === key);
        if (!chip)
            return;
        if (chip.recordId === NEW_RECORD)
            this.keepName();
        else
            this.tell('answer', { kind: 'decided', decisions: [saidSame(this.contact.id, chip.recordId)] });
        this.tell('valuechange', { path: `contacts.${this.contact.id}.recordId`, value: chip.recordId });
        this.template?.querySelector('.name')?.focus();
    }
    /** A name of the person's own is linked to nothing, so that the choice holds. */
    keepName() {
        const name = this.contact.fields.find(({ path }) => path === this.contact.namePath);
        if (name)
            this.tell('valuechange', { path: name.path, value: name.value });
    }
    fieldAt(path) {
        return this.template?.querySelector(`c-draft-field[data-path="${CSS.escape(path)}"]`) ?? null;
    }
    get controls() {
        return [...(this.template?.querySelectorAll('c-draft-field') ?? [])];
    }
    tell(name, detail) {
        this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
    }
}
/** A contact that was offered and taken. */
function saidSame(contactId, recordId) {
    return { target: 'contact', contactId, recordId, draftId: null, captureId: null, same: true, reason: null };
}
