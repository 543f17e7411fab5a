import { api, LightningElement } from 'lwc';
import locale from '@salesforce/i18n/lang';
import { addDraft, correctSource, getCapture, rejectDraft, saysErased, toCaptureError } from 'c/captureApi';
import { createDeal } from 'c/dealCreation';
import { createdDeal, problemPath, refusedDeal, rejectedDeal } from 'c/dealState';
import { formFields, isComplete } from 'c/formFields';
import { failureView } from 'c/refusalViews';
import { ReviewFocus } from 'c/reviewFocus';
import { takeAnswer } from './answers';
import { openBook } from './book';
import { findMissing } from './completeness';
import { draw, dealShown, dealsShown, formOf } from './drawing';
import { labels } from './labels';
import { lightOn, troubleOf } from './light';
import { uncoverFocus } from './parts';
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
    @api
    captureId = '';
    @api
    configuration;
    @api
    get view() {
        return this.currentView;
    }
    set view(view) {
        this.take(view);
    }
    @api
    get source() {
        return this.currentSource;
    }
    set source(source) {
        this.currentSource = source;
        this.redraw();
    }
    @api
    get draftId() {
        return this.activeId || null;
    }
    set draftId(draftId) {
        if (!draftId || draftId === this.activeId)
            return;
        this.activeId = draftId;
        this.redraw();
    }
    labels = labels;
    drawing = null;
    activeId = '';
    litPath = null;
    side = 'form';
    /** What is on its way: one thing at a time. */
    work = '';
    failure = null;
    correctionFailure = '';
    fieldsFailed = false;
    /** Why the recording is not heard. */
    soundTrouble = '';
    currentView;
    addedId = crypto.randomUUID(); // the same until an answer came: a lost one adds no second deal
    currentSource;
    objects = {};
    names = {};
    book = null;
    focus = new ReviewFocus(() => this.template);
    connectedCallback() {
        this.book = openBook(() => this.redraw(), () => this.leave());
        this.book.take(this.currentView);
    }
    disconnectedCallback() {
        // What waits is on the device; it is sent now rather than when the page is opened again.
        void this.book?.flushAll();
        this.book?.stop();
    }
    renderedCallback() {
        this.focus.reach();
    }
    get objectNames() {
        return [...new Set(this.configuration.fields.map(({ objectName }) => objectName))];
    }
    get fields() {
        return formFields(this.configuration, this.objects);
    }
    get isReady() {
        return isComplete(this.configuration, this.objects);
    }
    get isBusy() {
        return this.work !== '';
    }
    get light() {
        return lightOn(this.drawing, this.litPath, this.currentSource, this.side, this.soundTrouble);
    }
    handleRead(event) {
        const { objectName, object } = event.detail;
        this.objects = { ...this.objects, [objectName]: object };
        this.fieldsFailed = false;
        this.redraw();
    }
    handleUnreadable() {
        this.fieldsFailed = !this.isReady;
    }
    handleValueChange(event) {
        event.stopPropagation();
        this.failure = null;
        this.book?.edit(this.activeId, event.detail.path, event.detail.value);
    }
    handleEvidence(event) {
        event.stopPropagation();
        this.litPath = event.detail.path;
    }
    handleListen(event) {
        event.stopPropagation();
        this.focus.listenTo(event.detail);
    }
    handleListenLit() {
        if (this.light.passage)
            this.focus.listenTo(this.light.passage);
    }
    handleListening(event) {
        this.soundTrouble = troubleOf(event.detail);
    }
    handleSettle(event) {
        event.stopPropagation();
        this.book?.settle(this.activeId, event.detail.path, event.detail.keepMine);
    }
    handleNamed(event) {
        event.stopPropagation();
        this.names = { ...this.names, [event.detail.recordId]: event.detail.name };
        this.redraw();
    }
    handleFocus(event) {
        uncoverFocus(event, this.focus.part('c-review-footer'));
    }
    handleSide(event) {
        this.side = event.currentTarget.dataset['side'] === 'source' ? 'source' : 'form';
        if (this.side === 'source')
            this.focus.toSource();
    }
    handleChoose(event) {
        this.choose(event.detail.draftId);
    }
    handleMarkLit(event) {
        if (event.detail.draftId === this.activeId)
            this.litPath = event.detail.path;
    }
    handleMarkChosen(event) {
        const { path, draftId } = event.detail;
        this.choose(draftId);
        this.side = 'form';
        this.litPath = path;
        this.focus.aimNow(path);
    }
    handleGoTo(event) {
        this.focus.part('.deal')?.goTo(event.detail.path);
    }
    handleUseLink(event) {
        this.book?.change(this.activeId, (deal) => refusedDeal(deal, []));
        this.book?.edit(this.activeId, event.detail.path, event.detail.recordId);
    }
    /** What the person said of something that may be the same. */
    async handleAnswer(event) {
        event.stopPropagation();
        const { book, activeId } = this;
        if (book)
            await this.attempt('answer', () => takeAnswer(book, activeId, event.detail));
        if (event.detail.kind === 'merged')
            this.focus.toOutcome();
    }
    whenSaved = () => this.book?.flushAll() ?? Promise.resolve();
    handleSaveAgain() {
        void this.book?.flushAll();
    }
    handleNext() {
        const next = this.drawing?.open[0];
        if (next)
            this.choose(next.draft.id);
    }
    /** The note is no more: nothing that waits may follow it. */
    handleErased() {
        this.book?.stop();
        this.book = null;
    }
    handleForward(event) {
        this.dispatchEvent(new CustomEvent(event.type));
    }
    /** Create, or the allowance of duplicates that a refusal asked for. */
    handleCreate({ type }) {
        void this.create(type === 'allow');
    }
    async handleDrop(event) {
        const draftId = this.activeId;
        await this.working('drop', async () => {
            const draft = await rejectDraft(draftId, event.detail.reason);
            this.book?.change(draftId, (deal) => rejectedDeal(deal, draft, Date.now()));
            this.book?.forget(draftId);
            this.focus.part('c-review-footer')?.closeDrop();
            if (this.activeId === draftId)
                this.focus.toOutcome();
        });
    }
    async handleAddDeal() {
        await this.working('add', async () => {
            const view = await addDraft(this.captureId, this.addedId);
            this.take(view);
            this.choose(this.addedId);
            this.addedId = crypto.randomUUID();
            this.dispatchEvent(new CustomEvent('corrected', { detail: view }));
        });
    }
    /** Edits go first, so that the values a person set are kept when the text is read anew. */
    async handleCorrect(event) {
        this.correctionFailure = '';
        await this.working('correct', async () => {
            await this.book?.flushAll();
            const view = await correctSource(this.captureId, event.detail.text);
            this.focus.part('c-source-panel')?.closeCorrection();
            this.dispatchEvent(new CustomEvent('corrected', { detail: view }));
        });
    }
    async create(allowDuplicates) {
        const { book, fields, activeId: draftId } = this;
        if (!book || this.isBusy || !this.isComplete(draftId))
            return;
        await this.working('create', async () => {
            const shown = { formOf: (deal) => this.formOf(deal) };
            const creation = await createDeal({ book, draftId, fields, allowDuplicates, ...shown });
            if (creation)
                this.settleCreation(draftId, creation.result, creation.edits);
        });
    }
    settleCreation(draftId, result, sent) {
        this.side = 'form';
        if (!result.created)
            return this.refused(draftId, result.problems ?? []);
        this.litPath = null;
        this.book?.change(draftId, (deal) => createdDeal(deal, result, sent, Date.now()));
        this.book?.forget(draftId);
        this.focus.toOutcome();
        if (this.drawing && this.drawing.open.length > 0)
            void this.findAgain();
    }
    take(view) {
        this.currentView = view;
        this.book?.take(view);
    }
    /** The account and contacts of one deal exist from now on: the others of the note link to them rather than double them. */
    async findAgain() {
        const view = await getCapture(this.captureId).catch(() => null);
        if (view)
            this.take(view);
    }
    /** Leads to the first refused value; what is refused as a whole stands in the banner. */
    refused(draftId, problems) {
        this.book?.change(draftId, (deal) => refusedDeal(deal, problems));
        const path = problems.map(problemPath).find((each) => each !== null) ?? null;
        this.focus.aim(path);
        if (path === null)
            this.focus.toForm();
        // Today's values are others than those that the person saw.
        if (problems.some(({ code }) => code === 'record-changed'))
            void this.findAgain();
    }
    /** Whether every required value is there and every control accepts its own; what is not is said at the field. */
    isComplete(draftId) {
        const deal = this.book?.deal(draftId);
        if (!this.book || !deal)
            return false;
        const open = findMissing(this.book, deal, this.formOf(deal), this.fields);
        this.side = 'form';
        this.focus.aim(open[0] ?? null);
        return (this.focus.part('.deal')?.reportValidity() ?? false) && open.length === 0;
    }
    async working(work, task) {
        if (this.isBusy)
            return;
        this.work = work;
        await this.attempt(work, task);
        this.work = '';
    }
    /** Says what failed; never throws. */
    async attempt(work, task) {
        this.failure = null;
        try {
            await task();
        }
        catch (error) {
            const failure = toCaptureError(error);
            if (saysErased(failure))
                this.leave();
            else if (work === 'correct')
                this.correctionFailure = failure.message;
            else
                this.failure = failureView(failure, work === 'create');
        }
    }
    /** Of the deal itself, not of the one on the screen: the person may look at another while this one is created. */
    formOf(deal) {
        return formOf(this.sourcesOf(this.book?.deals() ?? []), deal);
    }
    sourcesOf(deals) {
        const { configuration, currentView: view, currentSource: source, fields, names, activeId, whenSaved } = this;
        return { deals, activeId, view, source, configuration, fields, names, locale, whenSaved };
    }
    /** The note was erased elsewhere. */
    leave() {
        this.handleErased();
        this.dispatchEvent(new CustomEvent('refresh'));
    }
    choose(draftId) {
        if (draftId === this.activeId)
            return;
        this.activeId = draftId;
        this.side = 'form';
        this.litPath = null;
        this.failure = null;
        this.redraw();
        this.dispatchEvent(new CustomEvent('draftselect', { detail: draftId }));
    }
    redraw() {
        const deals = dealsShown(this.book?.deals() ?? [], this.activeId);
        const deal = dealShown(deals, this.activeId);
        if (!deal || !this.currentSource)
            return;
        this.activeId = deal.draft.id;
        this.drawing = draw(this.sourcesOf(deals), deal);
        this.dispatchEvent(new CustomEvent('progress', { detail: this.drawing.progress }));
    }
}
