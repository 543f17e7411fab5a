import { api, LightningElement } from 'lwc';
import confirm from '@salesforce/label/c.Review_Correct_As_Is';
import conflict from '@salesforce/label/c.Review_Conflict';
import conflictMine from '@salesforce/label/c.Review_Conflict_Mine';
import conflictTheirs from '@salesforce/label/c.Review_Conflict_Theirs';
import or from '@salesforce/label/c.Review_Or';
import show from '@salesforce/label/c.Review_Sign_Show';
import alsoHeard from '@salesforce/label/c.Sound_Also';
import { fillIn, plainPhone, readablePhones } from 'c/valueFormat';
/** A web address stays text: Salesforce takes one without `https://`, the browser's own check does not. */
const INPUT_TYPES = {
    date: 'date',
    datetime: 'datetime',
    number: 'number',
    email: 'email',
    tel: 'tel',
};
/**
 * One field: a base component, and under it the sign of where its value comes from with the other readings one click away.
 * @fires valuechange `{path, value}`: the person typed or chose
 * @fires evidence `{path}`: the field has the focus, or its sign was clicked
 * @fires settle `{path, keepMine}`: the choice between two versions of the value
 */
export default class DraftField extends LightningElement {
    @api
    field;
    /** A second control beside the first: the currency of an amount. */
    @api
    unit = null;
    @api
    lit = false;
    labels = { confirm, conflict, show };
    shownProblem = '';
    typed = '';
    get isCombobox() {
        return this.field.control === 'picklist';
    }
    get isTextarea() {
        return this.field.control === 'longText';
    }
    get isLookup() {
        return this.field.control === 'lookup';
    }
    get isCheckbox() {
        return this.field.control === 'checkbox';
    }
    get inputType() {
        return INPUT_TYPES[this.field.control] ?? 'text';
    }
    /** What was typed stays as typed while it is only spaces away from what was saved: the cursor must not jump. */
    get inputValue() {
        const value = this.field.value ?? '';
        if (this.plain(this.typed) === value)
            return this.typed;
        return this.isPhone ? readablePhones(value) : value;
    }
    /** A whole amount is shown without decimals; undefined leaves the number to the step of the field. */
    get fractionDigits() {
        return this.field.control === 'number' && /^-?\d*$/.test(this.field.value ?? '') ? 0 : undefined;
    }
    get isChecked() {
        return this.field.value === 'true';
    }
    get needsCheck() {
        return this.field.sign === 'check' || this.field.conflict !== null;
    }
    /** An extra field of the org has no source to speak of. */
    get showSign() {
        return !this.field.path.startsWith('additional.');
    }
    get rowClass() {
        return ['row', this.lit ? 'row_lit' : '', this.needsCheck ? 'row_check' : ''].filter(Boolean).join(' ');
    }
    get signClass() {
        return `sign sign_${this.field.sign}`;
    }
    get isToCheck() {
        return this.field.sign === 'check';
    }
    get hasChips() {
        return this.isToCheck || this.field.chips.length > 0;
    }
    get showOr() {
        return !this.field.restores && this.field.chips.length > 0;
    }
    get orText() {
        // To leave it blank is a way out, and nothing that was heard.
        const hasOthers = this.field.chips.some(({ key }) => key.startsWith('or-'));
        return this.field.isHeard && hasOthers ? alsoHeard : or;
    }
    get chipsLabel() {
        return `${this.orText} ${this.field.label}`;
    }
    get mineText() {
        return fillIn(conflictMine, this.field.conflict?.mine ?? '');
    }
    get theirsText() {
        return fillIn(conflictTheirs, this.field.conflict?.theirs ?? '');
    }
    renderedCallback() {
        if (this.shownProblem === this.field.problem)
            return;
        this.shownProblem = this.field.problem;
        this.control?.setCustomValidity(this.field.problem);
        this.control?.reportValidity();
    }
    /** Brings the field into view and puts the focus in it. */
    @api
    focus() {
        this.template?.querySelector('.row')?.scrollIntoView({ block: 'center' });
        this.control?.focus();
    }
    /** @returns whether the control accepts what was typed; the control says so itself where it does not */
    @api
    reportValidity() {
        // A refusal spoke of the values as they were sent; another one may have been what had to change.
        this.shownProblem = '';
        this.control?.setCustomValidity('');
        return this.control?.reportValidity() ?? true;
    }
    handleFocus(event) {
        const inUnit = event.target.classList.contains('unit');
        this.tell('evidence', { path: inUnit && this.unit ? this.unit.path : this.field.path });
    }
    handleChange(event) {
        this.change(event.detail.value);
    }
    handleLookup(event) {
        this.change(event.detail.recordId ?? '');
    }
    handleCheck(event) {
        this.change(String(event.detail.checked));
    }
    handleUnit(event) {
        if (this.unit)
            this.tell('valuechange', { path: this.unit.path, value: event.detail.value || null });
    }
    handleShow() {
        this.tell('evidence', { path: this.field.path });
    }
    handleChip(event) {
        const { key } = event.currentTarget.dataset;
        const chip = this.field.chips.find((candidate) => candidate.key === key);
        if (!chip)
            return;
        this.tell('valuechange', { path: this.field.path, value: chip.value });
        // The chip goes away with its click: the focus moves to the field it filled.
        this.control?.focus();
    }
    /** Keeps the value as read: it is the person's from now on. */
    handleConfirm() {
        this.tell('valuechange', { path: this.field.path, value: this.field.value });
        this.control?.focus();
    }
    handleSettle(event) {
        const keepMine = event.currentTarget.dataset['keep'] === 'mine';
        this.tell('settle', { path: this.field.path, keepMine });
        this.control?.focus();
    }
    get isPhone() {
        return this.field.control === 'tel';
    }
    plain(text) {
        return this.isPhone ? plainPhone(text) : text.trim();
    }
    get control() {
        return this.template?.querySelector('.base') ?? null;
    }
    change(value) {
        this.typed = value;
        const kept = this.isPhone ? plainPhone(value) : value;
        this.tell('valuechange', { path: this.field.path, value: kept === '' ? null : kept });
    }
    /** Composed on purpose: the frame listens once for every field, however deep it stands. */
    tell(name, detail) {
        this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
    }
}
