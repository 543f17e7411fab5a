import { api, LightningElement } from 'lwc';

import askAccount from '@salesforce/label/c.Match_Ask_Account';
import askContact from '@salesforce/label/c.Match_Ask_Contact';
import hidden from '@salesforce/label/c.Match_Hidden';
import named from '@salesforce/label/c.Match_Named';
import no from '@salesforce/label/c.Match_No';
import yes from '@salesforce/label/c.Match_Yes';
import check from '@salesforce/label/c.Review_Sign_Check';
import type { MatchDecision } from 'c/captureTypes';
import type { CandidateView } from 'c/matchViews';
import { fillIn } from 'c/valueFormat';

/**
 * Existing records that may be the one meant, each with why and with what tells it apart, and the question whether it is.
 * @fires valuechange `{path, value}`: the record to link
 * @fires answer `{kind: 'decided', decisions}`: what the person said, to be remembered
 */
export default class MatchCandidates extends LightningElement {
  /** `account` or `contacts.<id>`. */
  @api owner = 'account';
  @api candidates: readonly CandidateView[] = [];
  /** One exists that the user may not see. */
  @api hasHidden = false;

  labels = { check, hidden, no, yes };

  get isAsking(): boolean {
    return this.candidates.length > 0;
  }
  get isShown(): boolean {
    return this.isAsking || this.hasHidden;
  }
  get heading(): string {
    return this.owner === 'account' ? askAccount : askContact;
  }
  get items() {
    return this.candidates.map((candidate) => ({
      ...candidate,
      hasCompared: candidate.compared.length > 0,
      yesLabel: fillIn(named, yes, candidate.name),
      noLabel: fillIn(named, no, candidate.name),
    }));
  }

  handleYes(event: Event): void {
    const recordId = recordIdOf(event);
    this.tell('valuechange', { path: `${this.owner}.recordId`, value: recordId });
    this.decide(recordId, true);
  }

  handleNo(event: Event): void {
    this.decide(recordIdOf(event), false);
  }

  private decide(recordId: string, same: boolean): void {
    const contactId = /^contacts\.(.+)$/.exec(this.owner)?.[1] ?? null;
    const target = contactId === null ? 'account' : 'contact';
    const decision: MatchDecision = { target, contactId, recordId, draftId: null, captureId: null, same, reason: null };
    this.tell('answer', { kind: 'decided', decisions: [decision] });
  }

  private tell(name: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

function recordIdOf(event: Event): string {
  return (event.currentTarget as HTMLElement).dataset['record'] ?? '';
}
