import { LightningElement, api } from 'lwc';
import { ask } from '../../../org/door.ts';
import { readRecord } from '../../../org/records.ts';
import { counted, words } from '../../../words/words.ts';

interface Found {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
}

interface Option extends Found {
  readonly elementId: string;
  readonly className: string;
  readonly selected: 'true' | 'false';
}

/** Typing is followed by a search once it pauses this long. */
const PAUSE = 250;

/**
 * Stands in for `lightning-record-picker`: a combobox over the records that the person may see. Same attributes and
 * `change` event (`detail.recordId`, null when cleared) as the platform's; filters and display settings are not read.
 */
export default class RecordPicker extends LightningElement {
  @api label = '';
  @api placeholder: string = words.pickerSearch;
  @api objectApiName = '';
  @api variant: string | undefined;
  @api required = false;
  @api disabled = false;

  words = words;
  text = '';
  found: readonly Found[] = [];
  isOpen = false;
  activeIndex = -1;
  selected: Found | null = null;
  error = '';

  #customError = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #search = 0;

  @api
  get value(): string | null {
    return this.selected?.id ?? null;
  }
  set value(recordId: string | null | undefined) {
    if (!recordId) this.selected = null;
    else if (recordId !== this.selected?.id) void this.preselect(recordId);
  }

  @api
  clearSelection(): void {
    this.selected = null;
    this.text = '';
  }

  @api
  focus(): void {
    this.template?.querySelector('input')?.focus();
  }

  @api
  checkValidity(): boolean {
    return this.#customError === '' && !(this.required && this.selected === null);
  }

  @api
  reportValidity(): boolean {
    const valid = this.checkValidity();
    this.error = valid ? '' : this.#customError || words.pickerRequired;
    return valid;
  }

  @api
  setCustomValidity(message: string): void {
    this.#customError = message;
  }

  async preselect(recordId: string): Promise<void> {
    this.selected = { id: recordId, name: '', detail: '' };
    try {
      const record = await readRecord(recordId);
      if (this.selected?.id !== recordId) return;
      this.selected = { id: recordId, name: String(record.fields['Name']?.value ?? ''), detail: '' };
    } catch (error) {
      this.dispatchEvent(new CustomEvent('error', { detail: { error } }));
    }
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer);
  }

  get options(): readonly Option[] {
    return this.found.map((each, index) => ({
      ...each,
      elementId: `option-${index}`,
      className: `slds-media slds-listbox__option slds-listbox__option_entity slds-listbox__option_has-meta ${
        index === this.activeIndex ? 'slds-has-focus' : ''
      }`,
      selected: index === this.activeIndex ? 'true' : 'false',
    }));
  }

  get isSelected(): boolean {
    return this.selected !== null;
  }

  get shownText(): string {
    return this.selected?.name ?? this.text;
  }

  get expanded(): 'true' | 'false' {
    return this.isOpen ? 'true' : 'false';
  }

  get comboboxClass(): string {
    return `slds-combobox slds-dropdown-trigger slds-dropdown-trigger_click ${this.isOpen ? 'slds-is-open' : ''}`;
  }

  get formElementClass(): string {
    return `slds-form-element ${this.error === '' ? '' : 'slds-has-error'}`;
  }

  get labelClass(): string {
    return this.variant === 'label-hidden' ? 'slds-assistive-text' : 'slds-form-element__label';
  }

  get invalid(): 'true' | 'false' {
    return this.error === '' ? 'false' : 'true';
  }

  get isEmpty(): boolean {
    return this.found.length === 0;
  }

  get status(): string {
    if (!this.isOpen) return '';
    if (this.isEmpty) return words.pickerNone;
    return counted(words.pickerCount, this.found.length, globalThis.workbench.session.language);
  }

  /** Says which option the arrow keys are on; set by hand because the ids of options change with each search. */
  renderedCallback(): void {
    const input = this.template?.querySelector('input');
    const active = this.template?.querySelector('[aria-selected="true"]');
    if (active) {
      input?.setAttribute('aria-activedescendant', active.id);
      active.scrollIntoView({ block: 'nearest' });
    } else input?.removeAttribute('aria-activedescendant');
  }

  handleInput(event: Event): void {
    this.text = (event.target as HTMLInputElement).value;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.search(), PAUSE);
  }

  async search(): Promise<void> {
    const search = ++this.#search;
    const query = new URLSearchParams({ q: this.text });
    try {
      const { records } = await ask<{ records: readonly Found[] }>(`/ui-api/lookups/${this.objectApiName}?${query}`);
      if (search !== this.#search) return;
      this.found = records;
      this.isOpen = true;
      this.activeIndex = -1;
    } catch (error) {
      this.dispatchEvent(new CustomEvent('error', { detail: { error } }));
    }
  }

  handleFocus(): void {
    this.dispatchEvent(new CustomEvent('focus'));
    if (!this.selected) void this.search();
  }

  handleBlur(): void {
    this.close();
    this.dispatchEvent(new CustomEvent('blur'));
  }

  handleKey(event: KeyboardEvent): void {
    if (this.selected) {
      if (event.key === 'Backspace' || event.key === 'Delete') this.handleClear();
    } else if (event.key === 'ArrowDown') this.moveBy(1, event);
    else if (event.key === 'ArrowUp') this.moveBy(-1, event);
    else if (event.key === 'Enter' && this.isOpen) this.chooseActive(event);
    else if (event.key === 'Escape' && this.isOpen) {
      event.stopPropagation();
      this.close();
    }
  }

  moveBy(step: number, event: Event): void {
    event.preventDefault();
    const { length } = this.found;
    if (!this.isOpen) void this.search();
    else if (length > 0) this.activeIndex = (this.activeIndex + step + length) % length;
  }

  chooseActive(event: Event): void {
    event.preventDefault();
    const active = this.found[this.activeIndex];
    if (active) this.choose(active);
  }

  /** On mouse down, which comes before the field loses its focus and the list closes. */
  handleChoose(event: Event): void {
    event.preventDefault();
    const id = (event.currentTarget as HTMLElement).dataset['id'];
    const chosen = this.found.find((each) => each.id === id);
    if (chosen) this.choose(chosen);
  }

  choose(chosen: Found): void {
    this.selected = chosen;
    this.close();
    this.error = '';
    this.tellChange();
  }

  handleClear(): void {
    this.clearSelection();
    this.tellChange();
    Promise.resolve().then(() => this.focus());
  }

  tellChange(): void {
    this.dispatchEvent(new CustomEvent('change', { detail: { recordId: this.value } }));
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#search += 1;
    this.isOpen = false;
    this.activeIndex = -1;
  }
}
