import { LightningElement, api, wire } from 'lwc';
import {
  DRAFT_LIST,
  NOWHERE,
  isDraftObject,
  isSameAddress,
  pageAt,
  readAddress,
  type CaptureAddress,
} from 'c/captureAddress';
import {
  NoteErased,
  captureOf,
  getCapture,
  getConfiguration,
  getSource,
  saysErased,
  toCaptureError,
  type CaptureError,
} from 'c/captureApi';
import type { CaptureView, Configuration, ReviewProgress, Sample, SourceView, StartedCapture } from 'c/captureTypes';
import { forgetNote, type ErasedNote } from 'c/noteErasure';
import { addText } from 'c/unsentNote';
import { fillIn } from 'c/valueFormat';
import { CurrentPageReference, NavigationMixin, type PageReference } from 'lightning/navigation';
import another from '@salesforce/label/c.Capture_Another';
import created from '@salesforce/label/c.Capture_Created';
import createdOf from '@salesforce/label/c.Capture_Created_Of';
import found from '@salesforce/label/c.Capture_Found';
import goToDrafts from '@salesforce/label/c.Capture_Go_To_Drafts';
import notAllowed from '@salesforce/label/c.Capture_Not_Allowed';
import notAllowedReview from '@salesforce/label/c.Capture_Not_Allowed_Review';
import noPermission from '@salesforce/label/c.Capture_Error_No_Access';
import openFailed from '@salesforce/label/c.Capture_Open_Failed';
import opening from '@salesforce/label/c.Capture_Opening';
import retry from '@salesforce/label/c.Capture_Retry';
import setup from '@salesforce/label/c.Capture_Setup';
import locale from '@salesforce/i18n/lang';
import userId from '@salesforce/user/Id';
import { foundIn } from './findings';
import { headingOf, type PageHeading, type Stage } from './headings';

/**
 * The page from a note to its opportunities. The URL names the capture, the draft and the record it was opened from, so
 * that back, forward, a reload and a bookmark lead to the very same place.
 */
export default class CreateFromNotes extends NavigationMixin(LightningElement) {
  /** The record whose page this stands on: a draft is opened, an account or opportunity is taken into account. */
  @api recordId: string | null = null;
  @api objectApiName: string | null = null;
  /** Notes to try with one click, for demonstrations: `{title, language, text}`. */
  @api samples: Sample[] = [];

  labels = { another, created, found, goToDrafts, notAllowed, opening, retry, setup };
  stage: Stage = 'opening';
  address: CaptureAddress = NOWHERE;
  configuration: Configuration | null = null;
  view: CaptureView | null = null;
  source: SourceView | null = null;
  /** The text of the note; empty when it was asked for and not given. */
  text: string | null = null;
  /** What is left of the note that the address names, once it was erased. */
  erased: ErasedNote | null = null;
  error: CaptureError | null = null;
  progress: ReviewProgress | null = null;
  private page: PageReference | null = null;
  /** Counts what was opened, so that a late answer for something left meanwhile is not shown. */
  private visits = 0;
  private headingTakesFocus = false;
  private hasShown = false;

  @wire(CurrentPageReference)
  handlePage(page: PageReference | null): void {
    if (!page) {
      return;
    }
    this.page = page;
    const before = this.address;
    const address = readAddress(page);
    if (this.isDraftPage || isSameAddress(address, before)) {
      return;
    }
    this.address = address;
    if (this.configuration && (address.captureId === null || address.captureId !== before.captureId)) {
      this.open();
    }
  }

  override connectedCallback(): void {
    this.begin();
  }

  override renderedCallback(): void {
    if (this.headingTakesFocus) {
      this.headingTakesFocus = false;
      this.template?.querySelector<HTMLElement>('h1')?.focus();
    }
  }

  /** True under the name of the stage that is shown. */
  get at(): Partial<Record<Stage, boolean>> {
    return { [this.stage]: true };
  }

  get heading(): PageHeading {
    return headingOf(this.stage, this.view?.capture);
  }

  /** On a phone a heading that the app's own bar or the part below it says already is only read aloud. */
  get headerClass(): string {
    return this.at.review || this.at.reading ? 'header' : 'header header_repeats';
  }
  get showsFound(): boolean {
    return this.stage === 'review' && this.progress !== null;
  }
  get foundText(): string {
    return this.view && this.progress ? foundIn(this.view.capture, this.progress.deals, locale) : '';
  }
  get createdText(): string {
    return this.progress ? fillIn(createdOf, this.progress.created, this.progress.deals) : '';
  }

  get canGoOn(): boolean {
    return !/^(capture|opening|erased)$/.test(this.stage) && this.mayCapture;
  }

  get mayCapture(): boolean {
    return this.configuration?.canCreate === true;
  }

  get canReview(): boolean {
    return this.configuration?.canReviewTeam === true;
  }

  get refusal(): string {
    return this.canReview ? notAllowedReview : noPermission;
  }

  get canAdminister(): boolean {
    return this.configuration?.canAdminister === true;
  }

  /** An administrator sees what blocks; anybody else is sent to one. */
  get isBlocked(): boolean {
    return this.configuration?.blocked === true && !this.canAdminister;
  }

  get errorHeading(): string | null {
    return this.address.captureId ? openFailed : null;
  }

  /** The record that a new note belongs to. */
  get originId(): string | null {
    return this.address.recordId ?? (this.isDraftPage ? null : this.recordId) ?? null;
  }

  async handleAgain(): Promise<void> {
    await (this.configuration ? this.open() : this.begin());
  }

  handleStarted(event: CustomEvent<StartedCapture>): void {
    const { view, text } = event.detail;
    if (this.goTo({ captureId: view.capture.id, draftId: null, recordId: this.originId }, true)) {
      this.text = text;
      this.show(view, ++this.visits);
    }
  }

  /** A recording of an earlier visit arrived: the list beside the form has it. */
  handleDelivered(): void {
    this.template?.querySelector<HTMLElement & { refresh(): void }>('c-unfinished-captures')?.refresh();
  }

  handleView(event: CustomEvent<CaptureView>): void {
    this.show(event.detail, ++this.visits);
  }

  /** The text was corrected or a draft was added: the source may be another one. */
  handleChanged(event: CustomEvent<CaptureView>): void {
    this.text = null;
    this.show(event.detail, ++this.visits);
  }

  handleProgress(event: CustomEvent<ReviewProgress>): void {
    this.progress = event.detail;
  }

  handleRefresh(): void {
    this.load();
  }

  /** From wherever it was asked for. In the list beside the form another note than the one being typed was meant. */
  handleErased({ detail }: CustomEvent<ErasedNote>): void {
    if (this.at.capture) {
      this.template?.querySelector<HTMLElement & { restore(): void }>('c-capture-form')?.restore();
    } else {
      this.visits += 1;
      this.showErased(detail);
    }
  }

  handleDraftSelect(event: CustomEvent<string>): void {
    const address = { ...this.address, draftId: event.detail };
    if (this.isDraftPage) {
      this.address = address;
    } else {
      this.goTo(address, true);
    }
  }

  handleOpen(event: CustomEvent<{ captureId: string; draftId: string | null }>): void {
    this.goAndOpen({ ...NOWHERE, ...event.detail });
  }

  handleAnother(): void {
    this.goAndOpen(NOWHERE);
  }

  handleReuse(): void {
    addText(userId, this.text ?? '');
    this.goAndOpen(NOWHERE);
  }

  handleOpenList(): void {
    this[NavigationMixin.Navigate](DRAFT_LIST);
  }

  private get isDraftPage(): boolean {
    return Boolean(this.recordId) && isDraftObject(this.objectApiName);
  }

  private goAndOpen(address: CaptureAddress): void {
    if (this.goTo(address, false)) {
      this.open();
    }
  }

  /**
   * Names the address in the URL. A record page stands for its record: from there the way leads to the page of its own,
   * and this one keeps what it shows.
   * @returns whether this page is the one that shows the address
   */
  private goTo(address: CaptureAddress, replace: boolean): boolean {
    const stays = this.page?.type !== 'standard__recordPage';
    if (stays) {
      this.address = address;
    }
    this[NavigationMixin.Navigate](pageAt(this.page, address), replace && stays);
    return stays;
  }

  private async begin(): Promise<void> {
    const visit = ++this.visits;
    this.error = null;
    this.setStage('opening');
    try {
      this.configuration = await getConfiguration();
      if (this.isDraftPage && this.recordId) {
        this.address = { ...(await captureOf(this.recordId)), recordId: null };
      }
      await this.open();
    } catch (error) {
      this.fail(error, visit);
    }
  }

  /** Opens what the address names. */
  private async open(): Promise<void> {
    this.view = null;
    this.source = null;
    this.text = null;
    this.progress = null;
    this.error = null;
    if (this.address.captureId) {
      this.setStage('opening');
      await this.load();
    } else {
      this.visits += 1;
      this.setStage(this.configuration?.canCreate ? 'capture' : 'refused');
    }
  }

  private async load(): Promise<void> {
    const visit = ++this.visits;
    try {
      await this.show(await getCapture(this.address.captureId ?? ''), visit);
    } catch (error) {
      this.fail(error, visit);
    }
  }

  /** Shows a capture where it stands. A ready one needs its source first: the marks are places in it. */
  private async show(view: CaptureView, visit: number): Promise<void> {
    if (view.capture.state !== 'ready') {
      this.settle(view, 'reading', visit);
      await this.readText(view, visit);
      return;
    }
    try {
      const source = await getSource(view.capture.id);
      if (visit === this.visits) {
        this.source = source;
        this.text = source.text;
      }
      this.settle(view, view.capture.drafts.length > 0 ? 'review' : 'none', visit);
    } catch (error) {
      this.fail(error, visit);
    }
  }

  private settle(view: CaptureView, stage: Stage, visit: number): void {
    if (visit === this.visits) {
      this.view = view;
      this.error = null;
      this.setStage(stage);
    }
  }

  /** The text beside the progress is a comfort: when the source is not to be had yet, the page goes without it. */
  private async readText(view: CaptureView, visit: number): Promise<void> {
    if (this.text === null) {
      const source = await getSource(view.capture.id).catch(() => null);
      if (visit === this.visits) {
        this.text = source?.text ?? '';
      }
    }
  }

  private fail(error: unknown, visit: number): void {
    if (visit !== this.visits) return;
    if (error instanceof NoteErased) {
      forgetNote(userId, error.note);
      this.showErased(error.note);
    } else if (saysErased(error) && this.stage !== 'opening') {
      this.load();
    } else {
      this.error = toCaptureError(error);
      if (this.stage === 'opening') {
        this.setStage('broken');
      }
    }
  }

  private showErased(note: ErasedNote): void {
    this.erased = note;
    this.view = null;
    this.source = null;
    this.text = null;
    this.error = null;
    this.setStage('erased');
  }

  /** The heading takes the focus when one state gives way to another, not when the page comes up. */
  private setStage(stage: Stage): void {
    if (stage !== this.stage && stage !== 'opening') {
      this.headingTakesFocus = this.hasShown;
      this.hasShown = true;
    }
    this.stage = stage;
  }
}
