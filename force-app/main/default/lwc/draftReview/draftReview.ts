import { api, LightningElement } from 'lwc';

import locale from '@salesforce/i18n/lang';
import { addDraft, correctSource, getCapture, rejectDraft, saysErased, toCaptureError } from 'c/captureApi';
import type { CaptureView, Configuration, CreateResult, CreationProblem, SourceView } from 'c/captureTypes';
import { createDeal } from 'c/dealCreation';
import type { DealBook } from 'c/dealBook';
import { createdDeal, problemPath, refusedDeal, rejectedDeal, type Deal } from 'c/dealState';
import type { Edits } from 'c/draftEdits';
import { formFields, isComplete, type OrgObject, type OrgObjects } from 'c/formFields';
import type { FormView } from 'c/formView';
import { failureView, type RefusalView } from 'c/refusalViews';
import { ReviewFocus } from 'c/reviewFocus';
import type { Listening, Passage } from 'c/soundPlayback';

import { takeAnswer } from './answers';
import type { Answer } from './answers';
import { openBook } from './book';
import { findMissing } from './completeness';
import { draw, dealShown, dealsShown, formOf } from './drawing';
import type { Drawing, DrawingSources } from './drawing';
import { labels } from './labels';
import { lightOn, troubleOf } from './light';
import { uncoverFocus } from './parts';
import type { PathDetail, Work } from './parts';

/**
 * The review of one capture: its source beside the form of one of its deals, and what Create will do below. Every change of
 * a deal goes through the book; what is shown is drawn anew from it.
 * @fires corrected the capture after its text was corrected or a deal was added
 * @fires draftselect the id of the deal that is shown
 * @fires progress how many of the deals were created
 * @fires refresh when the note was erased elsewhere
 * @fires another
 * @fires openlist
 */
export default class DraftReview extends LightningElement {
  @api captureId = '';
  @api configuration!: Configuration;

  @api get view(): CaptureView {
    return this.currentView;
  }
  set view(view: CaptureView) {
    this.take(view);
  }

  @api get source(): SourceView {
    return this.currentSource;
  }
  set source(source: SourceView) {
    this.currentSource = source;
    this.redraw();
  }

  @api get draftId(): string | null {
    return this.activeId || null;
  }
  set draftId(draftId: string | null) {
    if (!draftId || draftId === this.activeId) return;
    this.activeId = draftId;
    this.redraw();
  }

  labels = labels;
  drawing: Drawing | null = null;
  activeId = '';
  litPath: string | null = null;
  side: 'form' | 'source' = 'form';
  /** What is on its way: one thing at a time. */
  work: Work | '' = '';
  failure: RefusalView | null = null;
  correctionFailure = '';
  fieldsFailed = false;
  /** Why the recording is not heard. */
  soundTrouble = '';
  private currentView!: CaptureView;
  private addedId = crypto.randomUUID(); // the same until an answer came: a lost one adds no second deal
  private currentSource!: SourceView;
  private objects: OrgObjects = {};
  private names: Readonly<Record<string, string>> = {};
  private book: DealBook | null = null;
  private readonly focus = new ReviewFocus(() => this.template);

  override connectedCallback(): void {
    this.book = openBook(
      () => this.redraw(),
      () => this.leave(),
    );
    this.book.take(this.currentView);
  }

  override disconnectedCallback(): void {
    // What waits is on the device; it is sent now rather than when the page is opened again.
    void this.book?.flushAll();
    this.book?.stop();
  }

  override renderedCallback(): void {
    this.focus.reach();
  }

  get objectNames(): readonly string[] {
    return [...new Set(this.configuration.fields.map(({ objectName }) => objectName))];
  }
  get fields() {
    return formFields(this.configuration, this.objects);
  }
  get isReady(): boolean {
    return isComplete(this.configuration, this.objects);
  }
  get isBusy(): boolean {
    return this.work !== '';
  }
  get light() {
    return lightOn(this.drawing, this.litPath, this.currentSource, this.side, this.soundTrouble);
  }

  handleRead(event: CustomEvent<{ objectName: string; object: OrgObject }>): void {
    const { objectName, object } = event.detail;
    this.objects = { ...this.objects, [objectName]: object };
    this.fieldsFailed = false;
    this.redraw();
  }
  handleUnreadable(): void {
    this.fieldsFailed = !this.isReady;
  }
  handleValueChange(event: CustomEvent<PathDetail & { value: string | null }>): void {
    event.stopPropagation();
    this.failure = null;
    this.book?.edit(this.activeId, event.detail.path, event.detail.value);
  }
  handleEvidence(event: CustomEvent<PathDetail>): void {
    event.stopPropagation();
    this.litPath = event.detail.path;
  }
  handleListen(event: CustomEvent<Passage>): void {
    event.stopPropagation();
    this.focus.listenTo(event.detail);
  }
  handleListenLit(): void {
    if (this.light.passage) this.focus.listenTo(this.light.passage);
  }
  handleListening(event: CustomEvent<Listening>): void {
    this.soundTrouble = troubleOf(event.detail);
  }
  handleSettle(event: CustomEvent<PathDetail & { keepMine: boolean }>): void {
    event.stopPropagation();
    this.book?.settle(this.activeId, event.detail.path, event.detail.keepMine);
  }
  handleNamed(event: CustomEvent<{ recordId: string; name: string }>): void {
    event.stopPropagation();
    this.names = { ...this.names, [event.detail.recordId]: event.detail.name };
    this.redraw();
  }
  handleFocus(event: FocusEvent): void {
    uncoverFocus(event, this.focus.part('c-review-footer'));
  }
  handleSide(event: Event): void {
    this.side = (event.currentTarget as HTMLElement).dataset['side'] === 'source' ? 'source' : 'form';
    if (this.side === 'source') this.focus.toSource();
  }
  handleChoose(event: CustomEvent<{ draftId: string }>): void {
    this.choose(event.detail.draftId);
  }
  handleMarkLit(event: CustomEvent<PathDetail & { draftId: string }>): void {
    if (event.detail.draftId === this.activeId) this.litPath = event.detail.path;
  }
  handleMarkChosen(event: CustomEvent<PathDetail & { draftId: string }>): void {
    const { path, draftId } = event.detail;
    this.choose(draftId);
    this.side = 'form';
    this.litPath = path;
    this.focus.aimNow(path);
  }
  handleGoTo(event: CustomEvent<PathDetail>): void {
    this.focus.part('.deal')?.goTo(event.detail.path);
  }
  handleUseLink(event: CustomEvent<PathDetail & { recordId: string }>): void {
    this.book?.change(this.activeId, (deal) => refusedDeal(deal, []));
    this.book?.edit(this.activeId, event.detail.path, event.detail.recordId);
  }
  /** What the person said of something that may be the same. */
  async handleAnswer(event: CustomEvent<Answer>): Promise<void> {
    event.stopPropagation();
    const { book, activeId } = this;
    if (book) await this.attempt('answer', () => takeAnswer(book, activeId, event.detail));
    if (event.detail.kind === 'merged') this.focus.toOutcome();
  }
  whenSaved = (): Promise<void> => this.book?.flushAll() ?? Promise.resolve();
  handleSaveAgain(): void {
    void this.book?.flushAll();
  }
  handleNext(): void {
    const next = this.drawing?.open[0];
    if (next) this.choose(next.draft.id);
  }
  /** The note is no more: nothing that waits may follow it. */
  handleErased(): void {
    this.book?.stop();
    this.book = null;
  }
  handleForward(event: Event): void {
    this.dispatchEvent(new CustomEvent(event.type));
  }
  /** Create, or the allowance of duplicates that a refusal asked for. */
  handleCreate({ type }: Event): void {
    void this.create(type === 'allow');
  }
  async handleDrop(event: CustomEvent<{ reason: string }>): Promise<void> {
    const draftId = this.activeId;
    await this.working('drop', async () => {
      const draft = await rejectDraft(draftId, event.detail.reason);
      this.book?.change(draftId, (deal) => rejectedDeal(deal, draft, Date.now()));
      this.book?.forget(draftId);
      this.focus.part('c-review-footer')?.closeDrop();
      if (this.activeId === draftId) this.focus.toOutcome();
    });
  }
  async handleAddDeal(): Promise<void> {
    await this.working('add', async () => {
      const view = await addDraft(this.captureId, this.addedId);
      this.take(view);
      this.choose(this.addedId);
      this.addedId = crypto.randomUUID();
      this.dispatchEvent(new CustomEvent('corrected', { detail: view }));
    });
  }
  /** Edits go first, so that the values a person set are kept when the text is read anew. */
  async handleCorrect(event: CustomEvent<{ text: string }>): Promise<void> {
    this.correctionFailure = '';
    await this.working('correct', async () => {
      await this.book?.flushAll();
      const view = await correctSource(this.captureId, event.detail.text);
      this.focus.part('c-source-panel')?.closeCorrection();
      this.dispatchEvent(new CustomEvent('corrected', { detail: view }));
    });
  }

  private async create(allowDuplicates: boolean): Promise<void> {
    const { book, fields, activeId: draftId } = this;
    if (!book || this.isBusy || !this.isComplete(draftId)) return;
    await this.working('create', async () => {
      const shown = { formOf: (deal: Deal) => this.formOf(deal) };
      const creation = await createDeal({ book, draftId, fields, allowDuplicates, ...shown });
      if (creation) this.settleCreation(draftId, creation.result, creation.edits);
    });
  }

  private settleCreation(draftId: string, result: CreateResult, sent: Edits): void {
    this.side = 'form';
    if (!result.created) return this.refused(draftId, result.problems ?? []);
    this.litPath = null;
    this.book?.change(draftId, (deal) => createdDeal(deal, result, sent, Date.now()));
    this.book?.forget(draftId);
    this.focus.toOutcome();
    if (this.drawing && this.drawing.open.length > 0) void this.findAgain();
  }

  private take(view: CaptureView): void {
    this.currentView = view;
    this.book?.take(view);
  }

  /** The account and contacts of one deal exist from now on: the others of the note link to them rather than double them. */
  private async findAgain(): Promise<void> {
    const view = await getCapture(this.captureId).catch(() => null);
    if (view) this.take(view);
  }

  /** Leads to the first refused value; what is refused as a whole stands in the banner. */
  private refused(draftId: string, problems: readonly CreationProblem[]): void {
    this.book?.change(draftId, (deal) => refusedDeal(deal, problems));
    const path = problems.map(problemPath).find((each) => each !== null) ?? null;
    this.focus.aim(path);
    if (path === null) this.focus.toForm();
    // Today's values are others than those that the person saw.
    if (problems.some(({ code }) => code === 'record-changed')) void this.findAgain();
  }

  /** Whether every required value is there and every control accepts its own; what is not is said at the field. */
  private isComplete(draftId: string): boolean {
    const deal = this.book?.deal(draftId);
    if (!this.book || !deal) return false;
    const open = findMissing(this.book, deal, this.formOf(deal), this.fields);
    this.side = 'form';
    this.focus.aim(open[0] ?? null);
    return (this.focus.part('.deal')?.reportValidity() ?? false) && open.length === 0;
  }

  private async working(work: Work, task: () => Promise<void>): Promise<void> {
    if (this.isBusy) return;
    this.work = work;
    await this.attempt(work, task);
    this.work = '';
  }

  /** Says what failed; never throws. */
  private async attempt(work: Work, task: () => Promise<void>): Promise<void> {
    this.failure = null;
    try {
      await task();
    } catch (error) {
      const failure = toCaptureError(error);
      if (saysErased(failure)) this.leave();
      else if (work === 'correct') this.correctionFailure = failure.message;
      else this.failure = failureView(failure, work === 'create');
    }
  }

  /** Of the deal itself, not of the one on the screen: the person may look at another while this one is created. */
  private formOf(deal: Deal): FormView {
    return formOf(this.sourcesOf(this.book?.deals() ?? []), deal);
  }

  private sourcesOf(deals: readonly Deal[]): DrawingSources {
    const { configuration, currentView: view, currentSource: source, fields, names, activeId, whenSaved } = this;
    return { deals, activeId, view, source, configuration, fields, names, locale, whenSaved };
  }

  /** The note was erased elsewhere. */
  private leave(): void {
    this.handleErased();
    this.dispatchEvent(new CustomEvent('refresh'));
  }

  private choose(draftId: string): void {
    if (draftId === this.activeId) return;
    this.activeId = draftId;
    this.side = 'form';
    this.litPath = null;
    this.failure = null;
    this.redraw();
    this.dispatchEvent(new CustomEvent('draftselect', { detail: draftId }));
  }

  private redraw(): void {
    const deals = dealsShown(this.book?.deals() ?? [], this.activeId);
    const deal = dealShown(deals, this.activeId);
    if (!deal || !this.currentSource) return;
    this.activeId = deal.draft.id;
    this.drawing = draw(this.sourcesOf(deals), deal);
    this.dispatchEvent(new CustomEvent('progress', { detail: this.drawing.progress }));
  }
}
