import { api, LightningElement } from 'lwc';
import locale from '@salesforce/i18n/lang';
import { addDraft, correctSource, getCapture, rejectDraft, saysErased, toCaptureError } from 'c/captureApi';
import { missingValues } from 'c/creationRequest';
import { createDeal } from 'c/dealCreation';
import { createdDeal, problemPath, refusedDeal, rejectedDeal } from 'c/dealState';
import { formFields, isComplete } from 'c/formFields';
import { standingEdits } from 'c/formView';
import { failureView } from 'c/refusalViews';
import { ReviewFocus } from 'c/reviewFocus';
import { matchesOf } from 'c/suggestedLinks';
import { openBook } from './book';
import { draw, dealShown, dealsShown } from './drawing';
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
        this.currentView = view;
        this.book?.take(view);
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
    dismissed = [];
    names = {};
    book = null;
    focus = new ReviewFocus(() => this.template);
    handleOnline = () => this.handleSaveAgain();
    connectedCallback() {
        this.book = openBook(() => this.redraw(), () => this.leave());
        this.book.take(this.currentView);
        window.addEventListener('online', this.handleOnline);
    }
    disconnectedCallback() {
        window.removeEventListener('online', this.handleOnline);
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
        const { passage } = this.light;
        if (passage)
            this.focus.listenTo(passage);
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
        const { recordId, name } = event.detail;
        this.names = { ...this.names, [recordId]: name };
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
        this.focus.aim(path);
        // A mark that the arrows lit already changes nothing on the page, so that nothing is drawn anew.
        Promise.resolve().then(() => this.focus.reach());
    }
    handleGoTo(event) {
        this.focus.part('c-draft-form')?.goTo(event.detail.path);
    }
    handleUseLink(event) {
        this.book?.change(this.activeId, (deal) => refusedDeal(deal, []));
        this.book?.edit(this.activeId, event.detail.path, event.detail.recordId);
    }
    handleDismiss(event) {
        this.dismissed = [...this.dismissed, event.detail.key];
        this.redraw();
    }
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
            this.currentView = view;
            this.book?.take(view);
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
    /** Checks, then creates. */
    async create(allowDuplicates) {
        const draftId = this.activeId;
        if (this.isBusy || !this.isComplete(draftId))
            return;
        const { book, fields } = this;
        await this.working('create', async () => {
            if (!book)
                return;
            const editsOf = (deal) => this.editsOf(deal);
            const creation = await createDeal({ book, draftId, fields, allowDuplicates, editsOf });
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
    /** The account and contacts of one deal exist from now on: the others of the note link to them rather than double them. */
    async findAgain() {
        const view = await getCapture(this.captureId).catch(() => null);
        if (!view)
            return;
        this.currentView = view;
        this.book?.take(view);
    }
    /** Leads to the first refused value; what is refused as a whole stands in the banner. */
    refused(draftId, problems) {
        this.book?.change(draftId, (deal) => refusedDeal(deal, problems));
        const path = problems.map(problemPath).find((each) => each !== null) ?? null;
        this.focus.aim(path);
        if (path === null)
            this.focus.toForm();
    }
    /** Whether every required value is there and every control accepts its own; what is not is said at the field. */
    isComplete(draftId) {
        const deal = this.book?.deal(draftId);
        if (!deal)
            return false;
        const missing = missingValues(deal.draft, this.editsOf(deal), this.fields);
        this.book?.change(draftId, (current) => ({ ...current, missing, problems: [] }));
        this.side = 'form';
        this.focus.aim(missing[0] ?? Object.keys(deal.theirs)[0] ?? null);
        const accepted = this.focus.part('c-draft-form')?.reportValidity() ?? false;
        return missing.length === 0 && accepted && Object.keys(deal.theirs).length === 0;
    }
    async working(work, task) {
        if (this.isBusy)
            return;
        this.work = work;
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
        finally {
            this.work = '';
        }
    }
    /** Of the deal itself, not of the one on the screen: the person may look at another while this one is created. */
    editsOf(deal) {
        return standingEdits(deal, matchesOf(this.currentView, this.book?.deals() ?? []), this.configuration);
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
        const { configuration, currentView: view, currentSource: source, fields, dismissed, names, activeId } = this;
        this.drawing = draw({ deals, activeId, view, source, configuration, fields, dismissed, names, locale }, deal);
        this.dispatchEvent(new CustomEvent('progress', { detail: this.drawing.progress }));
    }
}
