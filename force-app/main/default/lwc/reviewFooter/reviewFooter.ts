import { api, LightningElement } from 'lwc';

import allDone from '@salesforce/label/c.Review_Footer_All_Done';
import another from '@salesforce/label/c.Review_Another_Note';
import cancel from '@salesforce/label/c.Review_Cancel';
import cannotCreate from '@salesforce/label/c.Review_Cannot_Create';
import create from '@salesforce/label/c.Review_Create';
import creating from '@salesforce/label/c.Review_Creating';
import creation from '@salesforce/label/c.Review_Footer_Label';
import drop from '@salesforce/label/c.Review_Drop';
import dropHint from '@salesforce/label/c.Review_Drop_Hint';
import dropMissing from '@salesforce/label/c.Review_Drop_Missing';
import dropReason from '@salesforce/label/c.Review_Drop_Reason';
import dropTitle from '@salesforce/label/c.Review_Drop_Title';
import next from '@salesforce/label/c.Review_Footer_Next';
import openList from '@salesforce/label/c.Review_Open_List';
import remains from '@salesforce/label/c.Review_Footer_Remains';
import remainsOne from '@salesforce/label/c.Review_Footer_Remains_One';
import remainsOther from '@salesforce/label/c.Review_Footer_Remains_Other';
import saveAgain from '@salesforce/label/c.Review_Save_Again';
import savedAt from '@salesforce/label/c.Review_Saved_At';
import saving from '@salesforce/label/c.Review_Saving';
import toCreate from '@salesforce/label/c.Review_Footer_Create';
import toLink from '@salesforce/label/c.Review_Footer_Link';
import toUpdate from '@salesforce/label/c.Update_Footer';
import update from '@salesforce/label/c.Update_Button';
import updating from '@salesforce/label/c.Update_Working';
import unsaved from '@salesforce/label/c.Review_Unsaved';
import unsavedConflict from '@salesforce/label/c.Review_Unsaved_Conflict';
import locale from '@salesforce/i18n/lang';
import timeZone from '@salesforce/i18n/timeZone';
import type { Saving } from 'c/dealState';
import type { FooterView } from 'c/dealViews';
import { countOf, fillIn } from 'c/valueFormat';

/**
 * What Create will do, when the draft was saved, and the one primary action.
 * @fires create
 * @fires drop `{reason}`
 * @fires next
 * @fires another
 * @fires openlist
 * @fires saveagain
 */
export default class ReviewFooter extends LightningElement {
  /** Null when the deal is done. */
  @api summary: FooterView | null = null;
  @api saving: Saving | null = null;
  @api hasConflict = false;
  @api canCreate = false;
  /** `create` or `drop` while it is on its way, else empty. */
  @api work = '';
  /** How many deals still wait for the person. */
  @api remaining = 0;
  /** Number of the deal that comes next, or 0. */
  @api nextNumber = 0;

  labels = {
    allDone,
    another,
    cancel,
    cannotCreate,
    creation,
    drop,
    dropHint,
    dropMissing,
    dropReason,
    dropTitle,
    openList,
    remains,
    saveAgain,
  };
  dropping = false;
  reason = '';

  get isOpen(): boolean {
    return this.summary !== null;
  }
  get busy(): boolean {
    return this.work !== '';
  }
  get groups() {
    const { update: values, create: records = [], link = [] } = this.summary ?? {};
    return [
      { title: toUpdate, records: values ?? [] },
      { title: toCreate, records },
      { title: toLink, records: link },
    ].filter((group) => group.records.length > 0);
  }
  get createLabel(): string {
    const isUpdate = Boolean(this.summary?.update);
    if (this.work === 'create') return isUpdate ? updating : creating;
    return isUpdate ? update : create;
  }
  get nextLabel(): string {
    return fillIn(next, this.nextNumber);
  }
  get remainingText(): string {
    return countOf(this.remaining, remainsOne, remainsOther, locale);
  }
  get showSaved(): boolean {
    return this.isOpen && this.saved !== '';
  }
  get saved(): string {
    if (!this.saving) return '';
    if (this.hasConflict) return unsavedConflict;
    const { status, at, message } = this.saving;
    if (status === 'saving') return saving;
    if (status === 'failed') return fillIn(unsaved, message);
    if (at === null) return '';
    const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone }).format(at);
    return fillIn(savedAt, time);
  }
  get isUnsaved(): boolean {
    return this.hasConflict || this.saving?.status === 'failed';
  }
  get canSaveAgain(): boolean {
    return this.saving?.status === 'failed';
  }
  get savedIcon(): string {
    return this.isUnsaved ? 'utility:warning' : 'utility:check';
  }
  get savedClass(): string {
    return this.isUnsaved ? 'saved saved_not' : 'saved';
  }

  /** Closes the question once the deal was dropped. */
  @api closeDrop(): void {
    this.dropping = false;
    this.reason = '';
  }

  /** Moves the page so that the footer does not lie over what has the focus. What is taller than the room above it stays. */
  @api uncover(focused: Element): void {
    const top = this.template?.querySelector('.footer')?.getBoundingClientRect().top ?? Infinity;
    const { bottom, height } = focused.getBoundingClientRect();
    if (bottom > top && height < top) focused.scrollIntoView({ block: 'center' });
  }

  handleAskDrop(): void {
    this.dropping = true;
    Promise.resolve().then(() => this.template?.querySelector<HTMLElement>('.drop__reason')?.focus());
  }
  handleCancel(): void {
    this.dropping = false;
  }
  handleReason(event: CustomEvent<{ value: string }>): void {
    this.reason = event.detail.value;
  }
  handleDrop(): void {
    const field = this.template?.querySelector<HTMLElement & { reportValidity(): boolean }>('.drop__reason');
    if (!field?.reportValidity() || !this.reason.trim()) return;
    this.tell('drop', { reason: this.reason.trim() });
  }
  handleCreate(): void {
    this.tell('create');
  }
  handleNext(): void {
    this.tell('next');
  }
  handleAnother(): void {
    this.tell('another');
  }
  handleOpenList(): void {
    this.tell('openlist');
  }
  handleSaveAgain(): void {
    this.tell('saveagain');
  }

  private tell(name: string, detail?: object): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
