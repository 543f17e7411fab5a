import { api, LightningElement } from 'lwc';

import type { Draft, MatchDecision } from 'c/captureTypes';
import type { Merging } from 'c/draftMerge';
import type { PossibleDuplicate } from 'c/duplicateViews';

type MergeFrom = Pick<Merging, 'draft' | 'edits' | 'compare' | 'whenSaved'>;

/**
 * Everything that may be the same deal, above the form: each a notice, and the merging of two drafts in its place.
 * @fires valuechange `{path, value}`: the opportunity that takes the values
 * @fires answer `{kind: 'decided', decisions}`: what the person said, to be remembered
 * @fires choose `{draftId}`: another deal of the note is to be shown
 * @fires answer `{kind: 'merged', draft, into}`
 */
export default class SameDeal extends LightningElement {
  @api duplicates: readonly PossibleDuplicate[] = [];
  @api from!: MergeFrom;
  @api busy = false;

  private mergingKey = '';

  get items() {
    return this.duplicates.map((duplicate) => ({
      duplicate,
      merging: duplicate.key === this.mergingKey ? this.mergingInto(duplicate) : null,
    }));
  }

  handleUpdate(event: CustomEvent<{ recordId: string }>): void {
    const { recordId } = event.detail;
    this.tell('valuechange', { path: 'opportunity.recordId', value: recordId });
    const decision: MatchDecision = {
      target: 'opportunity',
      contactId: null,
      recordId,
      draftId: null,
      captureId: null,
      same: true,
      reason: null,
    };
    this.tell('answer', { kind: 'decided', decisions: [decision] });
    this.keepFocus();
  }

  handleDismiss(event: CustomEvent<{ decision: MatchDecision }>): void {
    this.tell('answer', { kind: 'decided', decisions: [event.detail.decision] });
    this.keepFocus();
  }

  handleMerge(event: Event): void {
    this.mergingKey = (event.currentTarget as HTMLElement).dataset['key'] ?? '';
  }

  handleCancel(): void {
    this.mergingKey = '';
  }

  handleChoose(event: CustomEvent<{ draftId: string }>): void {
    this.tell('choose', event.detail);
  }

  handleMerged(event: CustomEvent<{ draft: Draft; into: Draft }>): void {
    this.mergingKey = '';
    this.tell('answer', { kind: 'merged', ...event.detail });
  }

  /** The notice goes away with its answer: the focus stays where it was, above the form. */
  private keepFocus(): void {
    Promise.resolve().then(() => this.template?.querySelector<HTMLElement>('.notices')?.focus());
  }

  private mergingInto({ draftId, captureId }: PossibleDuplicate): Merging | null {
    return draftId && captureId ? { ...this.from, intoDraftId: draftId, captureId } : null;
  }

  private tell(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
