import { api, LightningElement } from 'lwc';

import field from '@salesforce/label/c.Match_Field';
import becomes from '@salesforce/label/c.Update_Becomes';
import becomesIs from '@salesforce/label/c.Update_Becomes_Is';
import edit from '@salesforce/label/c.Update_Edit';
import nothing from '@salesforce/label/c.Update_Nothing';
import tableLabel from '@salesforce/label/c.Update_Table';
import take from '@salesforce/label/c.Update_Take';
import takeOf from '@salesforce/label/c.Update_Take_Of';
import today from '@salesforce/label/c.Update_Today';
import todayIs from '@salesforce/label/c.Update_Today_Is';
import done from '@salesforce/label/c.Review_Contact_Done';
import showLabel from '@salesforce/label/c.Review_Sign_Show';
import { takenPath } from 'c/draftEdits';
import type { FormView } from 'c/formView';
import type { UpdateRow } from 'c/updateViews';
import { fillIn } from 'c/valueFormat';

interface ReviewField extends HTMLElement {
  reportValidity(): boolean;
  goTo?(path: string): void;
  goToInvalid?(): void;
}

/**
 * What a draft would change in an opportunity that exists: value by value, today's beside the new one with its proof, each
 * to be taken over or not. The contacts stand below, as in the form.
 * @fires valuechange `{path, value}`: a tick, or another value
 * @fires evidence `{path}`: a row has the focus, or its sign was clicked
 */
export default class UpdateTable extends LightningElement {
  @api view!: FormView;
  @api litPath: string | null = null;

  labels = { becomes, becomesIs, done, edit, field, nothing, showLabel, tableLabel, take, today, todayIs };
  private editing: readonly string[] = [];
  private wanted: string | null = null;

  get rows() {
    return (this.view.update?.rows ?? []).map((row) => this.drawn(row));
  }
  get hasRows(): boolean {
    return this.rows.length > 0;
  }
  get unchanged(): string {
    return this.view.update?.unchanged ?? '';
  }

  override renderedCallback(): void {
    if (this.wanted === null) return;
    const path = this.wanted;
    this.wanted = null;
    (this.editorOf(path) ?? this.tickOf(path))?.focus();
  }

  /** Puts the focus on a value: on its tick, or on its editor where that is open. */
  @api goTo(path: string): void {
    if (path.startsWith('contacts.')) {
      this.child('c-contact-list')?.goTo?.(path);
      return;
    }
    const shown = path === 'opportunity.currency' ? 'opportunity.amount' : path;
    const control = this.editorOf(shown) ?? this.tickOf(shown);
    control?.scrollIntoView({ block: 'center' });
    control?.focus();
  }

  /** @returns whether every control accepts what was typed; each says so itself, and the first takes the focus */
  @api reportValidity(): boolean {
    const controls = this.template?.querySelectorAll<ReviewField>('c-draft-field, c-contact-list') ?? [];
    const refused = [...controls].filter((control) => !control.reportValidity());
    if (refused[0]?.goToInvalid) refused[0].goToInvalid();
    else refused[0]?.focus();
    return refused.length === 0;
  }

  handleTake(event: CustomEvent<{ checked: boolean }>): void {
    this.tell('valuechange', { path: takenPath(pathOf(event)), value: String(event.detail.checked) });
  }

  handleFocus(event: Event): void {
    this.tell('evidence', { path: pathOf(event) });
  }

  handleCorrect(event: CustomEvent<{ path: string }>): void {
    const { path } = event.detail;
    if (!path.startsWith('contacts.')) this.editing = [...this.editing, path];
    this.goTo(path);
    this.wanted = path;
  }

  handleEdit(event: Event): void {
    const path = pathOf(event);
    this.editing = [...this.editing, path];
    this.wanted = path;
  }

  handleDone(event: Event): void {
    const path = pathOf(event);
    this.editing = this.editing.filter((other) => other !== path);
    this.wanted = path;
  }

  private drawn(row: UpdateRow) {
    const { path, field: view } = row;
    const isLit = path === this.litPath || (row.unit !== null && row.unit.path === this.litPath);
    const isRefused = view.problem !== '';
    return {
      ...row,
      isLit,
      isEditing: this.editing.includes(path) || view.conflict !== null,
      className: ['row', isLit ? 'row_lit' : '', row.isTaken ? '' : 'row_out'].filter(Boolean).join(' '),
      todayClass: row.isBlankToday ? 'value value_blank' : 'value',
      signClass: `sign sign_${view.sign}`,
      takeLabel: fillIn(takeOf, row.label),
      editLabel: fillIn(edit, row.label),
      problem: isRefused ? view.problem : '',
    };
  }

  private editorOf(path: string): HTMLElement | null {
    return this.template?.querySelector<HTMLElement>(`c-draft-field[data-path="${CSS.escape(path)}"]`) ?? null;
  }

  private tickOf(path: string): HTMLElement | null {
    return this.template?.querySelector<HTMLElement>(`.take[data-path="${CSS.escape(path)}"]`) ?? null;
  }

  private child(selector: string): ReviewField | null {
    return this.template?.querySelector<ReviewField>(selector) ?? null;
  }

  private tell(name: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

function pathOf(event: Event): string {
  return (event.currentTarget as HTMLElement).dataset['path'] ?? '';
}
