import { api, LightningElement } from 'lwc';

import confirm from '@salesforce/label/c.Review_Correct_As_Is';
import conflict from '@salesforce/label/c.Review_Conflict';
import conflictMine from '@salesforce/label/c.Review_Conflict_Mine';
import conflictTheirs from '@salesforce/label/c.Review_Conflict_Theirs';
import or from '@salesforce/label/c.Review_Or';
import show from '@salesforce/label/c.Review_Sign_Show';
import alsoHeard from '@salesforce/label/c.Sound_Also';
import type { FieldView } from 'c/fieldViews';
import { fillIn, plainPhone, readablePhones } from 'c/valueFormat';

/** What the base components have in common, as far as this field uses it. */
interface BaseControl extends HTMLElement {
  setCustomValidity(message: string): void;
  reportValidity(): boolean;
}

/** A web address stays text: Salesforce takes one without `https://`, the browser's own check does not. */
const INPUT_TYPES: Readonly<Record<string, string>> = {
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
  @api field!: FieldView;
  /** A second control beside the first: the currency of an amount. */
  @api unit: FieldView | null = null;
  @api lit = false;

  labels = { confirm, conflict, show };
  private shownProblem = '';
  private typed = '';

  get isCombobox(): boolean {
    return this.field.control === 'picklist';
  }
  get isTextarea(): boolean {
    return this.field.control === 'longText';
  }
  get isLookup(): boolean {
    return this.field.control === 'lookup';
  }
  get isCheckbox(): boolean {
    return this.field.control === 'checkbox';
  }
  get inputType(): string {
    return INPUT_TYPES[this.field.control] ?? 'text';
  }
  /** What was typed stays as typed while it is only spaces away from what was saved: the cursor must not jump. */
  get inputValue(): string {
    const value = this.field.value ?? '';
    if (this.plain(this.typed) === value) return this.typed;
    return this.isPhone ? readablePhones(value) : value;
  }
  /** A whole amount is shown without decimals; undefined leaves the number to the step of the field. */
  get fractionDigits(): number | undefined {
    return this.field.control === 'number' && /^-?\d*$/.test(this.field.value ?? '') ? 0 : undefined;
  }
  get isChecked(): boolean {
    return this.field.value === 'true';
  }
  get needsCheck(): boolean {
    return this.field.sign === 'check' || this.field.conflict !== null;
  }
  /** An extra field of the org has no source to speak of. */
  get showSign(): boolean {
    return !this.field.path.startsWith('additional.');
  }
  get rowClass(): string {
    return ['row', this.lit ? 'row_lit' : '', this.needsCheck ? 'row_check' : ''].filter(Boolean).join(' ');
  }
  get signClass(): string {
    return `sign sign_${this.field.sign}`;
  }
  get isToCheck(): boolean {
    return this.field.sign === 'check';
  }
  get hasChips(): boolean {
    return this.isToCheck || this.field.chips.length > 0;
  }
  get showOr(): boolean {
    return !this.field.restores && this.field.chips.length > 0;
  }
  get orText(): string {
    // To leave it blank is a way out, and nothing that was heard.
    const hasOthers = this.field.chips.some(({ key }) => key.startsWith('or-'));
    return this.field.isHeard && hasOthers ? alsoHeard : or;
  }
  get chipsLabel(): string {
    return `${this.orText} ${this.field.label}`;
  }
  get mineText(): string {
    return fillIn(conflictMine, this.field.conflict?.mine ?? '');
  }
  get theirsText(): string {
    return fillIn(conflictTheirs, this.field.conflict?.theirs ?? '');
  }

  override renderedCallback(): void {
    if (this.shownProblem === this.field.problem) return;
    this.shownProblem = this.field.problem;
    this.control?.setCustomValidity(this.field.problem);
    this.control?.reportValidity();
  }

  /** Brings the field into view and puts the focus in it. */
  @api focus(): void {
    this.template?.querySelector('.row')?.scrollIntoView({ block: 'center' });
    this.control?.focus();
  }

  /** @returns whether the control accepts what was typed; the control says so itself where it does not */
  @api reportValidity(): boolean {
    // A refusal spoke of the values as they were sent; another one may have been what had to change.
    this.shownProblem = '';
    this.control?.setCustomValidity('');
    return this.control?.reportValidity() ?? true;
  }

  handleFocus(event: Event): void {
    const inUnit = (event.target as HTMLElement).classList.contains('unit');
    this.tell('evidence', { path: inUnit && this.unit ? this.unit.path : this.field.path });
  }

  handleChange(event: CustomEvent<{ value: string }>): void {
    this.change(event.detail.value);
  }

  handleLookup(event: CustomEvent<{ recordId: string | null }>): void {
    this.change(event.detail.recordId ?? '');
  }

  handleCheck(event: CustomEvent<{ checked: boolean }>): void {
    this.change(String(event.detail.checked));
  }

  handleUnit(event: CustomEvent<{ value: string }>): void {
    if (this.unit) this.tell('valuechange', { path: this.unit.path, value: event.detail.value || null });
  }

  handleShow(): void {
    this.tell('evidence', { path: this.field.path });
  }

  handleChip(event: Event): void {
    const { key } = (event.currentTarget as HTMLElement).dataset;
    const chip = this.field.chips.find((candidate) => candidate.key === key);
    if (!chip) return;
    this.tell('valuechange', { path: this.field.path, value: chip.value });
    // The chip goes away with its click: the focus moves to the field it filled.
    this.control?.focus();
  }

  /** Keeps the value as read: it is the person's from now on. */
  handleConfirm(): void {
    this.tell('valuechange', { path: this.field.path, value: this.field.value });
    this.control?.focus();
  }

  handleSettle(event: Event): void {
    const keepMine = (event.currentTarget as HTMLElement).dataset['keep'] === 'mine';
    this.tell('settle', { path: this.field.path, keepMine });
    this.control?.focus();
  }

  private get isPhone(): boolean {
    return this.field.control === 'tel';
  }

  private plain(text: string): string {
    return this.isPhone ? plainPhone(text) : text.trim();
  }

  private get control(): BaseControl | null {
    return this.template?.querySelector<BaseControl>('.base') ?? null;
  }

  private change(value: string): void {
    this.typed = value;
    const kept = this.isPhone ? plainPhone(value) : value;
    this.tell('valuechange', { path: this.field.path, value: kept === '' ? null : kept });
  }

  /** Composed on purpose: the frame listens once for every field, however deep it stands. */
  private tell(name: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
