import { LightningElement, api } from 'lwc';
import { NOWHERE, pageAt } from 'c/captureAddress';
import { CloseActionScreenEvent } from 'lightning/actions';
import { NavigationMixin } from 'lightning/navigation';
import opening from '@salesforce/label/c.Capture_Opening';

/**
 * The record action: goes to the full page with the record. The dialog of an action is no place for a note, because
 * closing it loses what it holds.
 */
export default class CreateFromNotesAction extends NavigationMixin(LightningElement) {
  openingLabel = opening;
  private record: string | null = null;

  /** The platform gives it after the component is connected, so the way on starts here. */
  @api get recordId(): string | null {
    return this.record;
  }
  set recordId(recordId: string | null) {
    if (recordId && recordId !== this.record) {
      this.record = recordId;
      this[NavigationMixin.Navigate](pageAt(null, { ...NOWHERE, recordId }));
      this.dispatchEvent(new CloseActionScreenEvent());
    }
  }
}
