import { api, LightningElement, wire } from 'lwc';
import { getRecord } from 'lightning/uiRecordApi';
import details from '@salesforce/label/c.Review_Account_Details';
import placeholder from '@salesforce/label/c.Review_Account_Placeholder';
import newSign from '@salesforce/label/c.Review_Account_New_Sign';
import or from '@salesforce/label/c.Review_Or';
import { NEW_RECORD } from 'c/suggestedLinks';
import { readablePhones } from 'c/valueFormat';
/**
 * The buyer: an existing account, or the values of one to create. Existing accounts that may be meant are one click away,
 * each with its reason; every other account is found by the platform's record picker. What else the source says of a new
 * account is folded into one line, so that the deal's own values stay near: it opens where something needs a person.
 * @fires valuechange `{path: 'account.recordId', value}`: the account to link, or '' to create one
 * @fires answer `{kind: 'decided', decisions}`: an account that was offered is the one meant
 * @fires named `{recordId, name}`: how an account is called that was found by search
 */
export default class AccountField extends LightningElement {
    @api
    account;
    @api
    litPath = null;
    labels = { details, newSign, or, placeholder };
    searching = false;
    shownProblem = '';
    /** The person's choice; null leaves the fold to what it holds. */
    unfolded = null;
    wanted = null;
    @wire(getRecord, { recordId: '$unnamedId', fields: ['Account.Name'] })
    handleRecord({ data }) {
        const name = data?.fields.Name?.value;
        if (data && name)
            this.tell('named', { recordId: data.id, name });
    }
    /** The linked account while nothing says how it is called: the picker tells its id alone. */
    get unnamedId() {
        return this.account.displayName === '' ? (this.account.recordId ?? undefined) : undefined;
    }
    get showPicker() {
        return this.account.linked || this.searching;
    }
    get hasDetails() {
        return !this.showPicker && this.isNew && this.account.details.length > 0;
    }
    get isNew() {
        return this.account.name?.value != null;
    }
    get isUnfolded() {
        return this.unfolded ?? this.account.details.some(needsPerson);
    }
    get expanded() {
        return String(this.isUnfolded);
    }
    get detailsIcon() {
        return this.isUnfolded ? 'utility:chevrondown' : 'utility:chevronright';
    }
    get detailsClass() {
        return this.isUnfolded ? 'details' : 'details details_folded';
    }
    get moreClass() {
        const holdsLit = this.account.details.some(({ path }) => path === this.litPath);
        return holdsLit && !this.isUnfolded ? 'more more_lit' : 'more';
    }
    /** What the fold holds, in one line. */
    get detailsText() {
        return this.isUnfolded ? '' : this.account.details.map(textOf).filter(Boolean).join(' · ');
    }
    get drawnDetails() {
        return this.account.details.map((view) => ({ view, lit: view.path === this.litPath }));
    }
    get lit() {
        return this.litPath === 'account.name' || this.litPath === 'account.recordId';
    }
    get rowClass() {
        if (!this.showPicker)
            return 'row row_named';
        return this.lit ? 'row row_lit' : 'row';
    }
    get chipsLabel() {
        return `${or} ${this.account.label}`;
    }
    renderedCallback() {
        this.goToWanted();
        const problem = this.account.problem;
        if (this.shownProblem === problem)
            return;
        this.shownProblem = problem;
        this.control?.setCustomValidity(problem);
        this.control?.reportValidity();
    }
    goToWanted() {
        if (!this.wanted)
            return;
        const path = this.wanted;
        this.wanted = null;
        this.detailAt(path)?.focus();
    }
    /** @param path the value to go to; without a field of its own here, the account itself takes the focus */
    @api
    goTo(path) {
        if (this.detailAt(path)) {
            this.unfold(path);
            return;
        }
        const target = this.template?.querySelector('.name') ?? this.control;
        this.template?.querySelector('.row')?.scrollIntoView({ block: 'center' });
        target?.focus();
    }
    /** Puts the focus on the first value that its control does not accept. */
    @api
    goToInvalid() {
        const refused = this.controls.find((control) => !control.reportValidity());
        const path = refused?.dataset['path'];
        if (path)
            this.unfold(path);
        else
            refused?.focus();
    }
    @api
    reportValidity() {
        this.shownProblem = '';
        this.control?.setCustomValidity('');
        return this.controls.map((control) => control.reportValidity()).every(Boolean);
    }
    handleDetails() {
        this.unfolded = !this.isUnfolded;
    }
    handleFocus() {
        this.tell('evidence', { path: 'account.name' });
    }
    handlePick(event) {
        const { recordId } = event.detail;
        if (recordId)
            this.link(recordId);
        else if (this.account.linked) {
            this.link(NEW_RECORD);
            this.searching = true;
        }
    }
    handleChip(event) {
        const { key } = event.currentTarget.dataset;
        const chip = this.account.chips.find((candidate) => candidate.key === key);
        if (!chip)
            return;
        if (chip.recordId === null)
            this.searching = true;
        else
            this.link(chip.recordId);
        if (chip.recordId)
            this.tell('answer', { kind: 'decided', decisions: [saidSame(chip.recordId)] });
        // The chip goes away with its click: the focus moves to the control that it changed.
        Promise.resolve().then(() => this.goTo('account.name'));
    }
    /** The question goes away with its answer: the focus moves to what it changed. */
    handleAnswer() {
        this.searching = false;
        Promise.resolve().then(() => this.goTo('account.name'));
    }
    /** Opens the fold and goes to one of its values, which can take the focus once it is shown. */
    unfold(path) {
        if (this.isUnfolded) {
            this.detailAt(path)?.focus();
            return;
        }
        this.wanted = path;
        this.unfolded = true;
    }
    detailAt(path) {
        return this.template?.querySelector(`.detail[data-path="${CSS.escape(path)}"]`) ?? null;
    }
    get control() {
        return this.template?.querySelector('.base') ?? null;
    }
    link(recordId) {
        this.searching = false;
        if (recordId === NEW_RECORD)
            this.tell('valuechange', { path: 'account.name', value: this.account.name?.value ?? null });
        this.tell('valuechange', { path: 'account.recordId', value: recordId });
    }
    get controls() {
        return [...(this.template?.querySelectorAll('c-draft-field, .base') ?? [])];
    }
    tell(name, detail) {
        this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
    }
}
/** An account that was offered and taken: the next note that calls it so is linked to it. */
function saidSame(recordId) {
    return { target: 'account', contactId: null, recordId, draftId: null, captureId: null, same: true, reason: null };
}
function needsPerson({ sign, problem, conflict }) {
    return sign === 'check' || problem !== '' || conflict !== null;
}
function textOf({ options, value }) {
    return options.find((option) => option.value === value)?.label ?? readablePhones(value ?? '');
}
