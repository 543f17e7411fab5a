import { api, LightningElement } from 'lwc';

import allSame from '@salesforce/label/c.Merge_All_Same';
import conflict from '@salesforce/label/c.Merge_Conflict';
import decided from '@salesforce/label/c.Merge_Decided';
import hint from '@salesforce/label/c.Merge_Hint';
import loading from '@salesforce/label/c.Merge_Loading';
import otherLabel from '@salesforce/label/c.Merge_Other';
import sameLabel from '@salesforce/label/c.Merge_Same';
import thisLabel from '@salesforce/label/c.Merge_This';
import title from '@salesforce/label/c.Merge_Title';
import merging from '@salesforce/label/c.Merge_Working';
import named from '@salesforce/label/c.Match_Named';
import cancel from '@salesforce/label/c.Review_Cancel';
import merge from '@salesforce/label/c.Review_Duplicate_Merge';
import { getCapture, mergeDraft, saveChanges, toCaptureError } from 'c/captureApi';
import type { Draft } from 'c/captureTypes';
import type { Edits } from 'c/draftEdits';
import type { CompareSources } from 'c/matchViews';
import { mergeChanges, mergeView } from 'c/mergeViews';
import type { MergeView } from 'c/mergeViews';
import { fillIn } from 'c/valueFormat';

/** A draft that may be merged into another one. */
export interface Merging {
  draft: Draft;
  edits: Edits;
  compare: CompareSources;
  /** The draft that stays. */
  intoDraftId: string;
  captureId: string;
  /** Resolves once nothing of the page waits to be saved. */
  whenSaved(): Promise<void>;
}

/**
 * Two drafts of one deal become one: for each value where they differ the person says which stays. The values go into the
 * other draft first and this one is dropped after that, so that nothing is lost half way.
 * @fires merged `{draft, into}`: this draft as it was dropped, and the one that stays
 * @fires cancel
 */
export default class DraftMerge extends LightningElement {
  @api merging!: Merging;

  labels = { allSame, cancel, hint, loading, title };
  failure = '';
  isWorking = false;
  private other: Draft | null = null;
  private choices: Readonly<Record<string, boolean>> = {};
  private wantsFocus = true;

  override connectedCallback(): void {
    void this.load();
  }

  override renderedCallback(): void {
    if (!this.wantsFocus) return;
    this.wantsFocus = false;
    this.template?.querySelector<HTMLElement>('.title')?.focus();
  }

  get isReady(): boolean {
    return this.other !== null;
  }
  get isLoading(): boolean {
    return this.other === null && this.failure === '';
  }
  get isUnchangeable(): boolean {
    return this.isWorking || this.other === null;
  }
  get mergeLabel(): string {
    return this.isWorking ? merging : merge;
  }
  get isAllSame(): boolean {
    return this.view.rows.length === 0;
  }
  get sameText(): string {
    const { same } = this.view;
    return same.length > 0 ? fillIn(sameLabel, same.join(', ')) : '';
  }
  get rows() {
    return this.view.rows.map(({ path, label, mine, other, keepsMine }) => ({
      path,
      label,
      value: (this.choices[path] ?? keepsMine) ? 'mine' : 'other',
      options: [
        { value: 'mine', label: fillIn(named, thisLabel, mine) },
        { value: 'other', label: fillIn(named, otherLabel, other) },
      ],
    }));
  }

  handleChoice(event: CustomEvent<{ value: string }>): void {
    const path = (event.currentTarget as HTMLElement).dataset['path'] ?? '';
    this.choices = { ...this.choices, [path]: event.detail.value === 'mine' };
  }

  handleCancel(): void {
    this.dispatchEvent(new CustomEvent('cancel'));
  }

  async handleMerge(): Promise<void> {
    if (this.isUnchangeable) return;
    this.isWorking = true;
    this.failure = '';
    try {
      await this.merge();
    } catch (error) {
      this.failure = toCaptureError(error).message;
    } finally {
      this.isWorking = false;
    }
  }

  private async merge(): Promise<void> {
    const { draft, intoDraftId } = this.merging;
    const { other } = this;
    if (!other) return;
    await this.merging.whenSaved();
    const changes = mergeChanges(this.view.rows, this.choices);
    const saved = changes.length > 0 ? await saveChanges(other.id, other.version, changes) : null;
    this.other = saved?.draft ?? other;
    if (saved?.conflict) {
      this.failure = conflict;
      return;
    }
    const merged = await mergeDraft(draft.id, intoDraftId);
    this.dispatchEvent(new CustomEvent('merged', { detail: { draft: merged, into: this.other } }));
  }

  private async load(): Promise<void> {
    try {
      await this.merging.whenSaved();
      const { capture } = await getCapture(this.merging.captureId);
      const other = capture.drafts.find(({ id }) => id === this.merging.intoDraftId) ?? null;
      const isOpen = other !== null && ['open', 'approved'].includes(other.state);
      if (isOpen) this.other = other;
      else this.failure = decided;
    } catch (error) {
      this.failure = toCaptureError(error).message;
    }
  }

  private get view(): MergeView {
    const { draft, edits, compare } = this.merging;
    const { other } = this;
    if (!other) return { rows: [], same: [] };
    return mergeView({ draft, edits, other, fields: compare.fields, reading: compare.reading });
  }
}
