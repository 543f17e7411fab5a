import { LightningElement, api, wire } from 'lwc';
import { DRAFT_LIST, NOWHERE, isDraftObject, isSameAddress, pageAt, readAddress, } from 'c/captureAddress';
import { NoteErased, captureOf, getCapture, getConfiguration, getSource, saysErased, toCaptureError, } from 'c/captureApi';
import { forgetNote } from 'c/noteErasure';
import { addText } from 'c/unsentNote';
import { fillIn } from 'c/valueFormat';
import { CurrentPageReference, NavigationMixin } from 'lightning/navigation';
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
import { headingOf } from './headings';
/**
 * The page from a note to its opportunities. The URL names the capture, the draft and the record it was opened from, so
 * that back, forward, a reload and a bookmark lead to the very same place.
 */
export default class CreateFromNotes extends NavigationMixin(LightningElement) {
    /** The record whose page this stands on: a draft is opened, an account or opportunity is taken into account. */
    @api
    recordId = null;
    @api
    objectApiName = null;
    /** Notes to try with one click, for demonstrations: `{title, language, text}`. */
    @api
    samples = [];
    labels = { another, created, found, goToDrafts, notAllowed, opening, retry, setup };
    stage = 'opening';
    address = NOWHERE;
    configuration = null;
    view = null;
    source = null;
    /** The text of the note; empty when it was asked for and not given. */
    text = null;
    /** What is left of the note that the address names, once it was erased. */
    erased = null;
    error = null;
    progress = null;
    page = null;
    /** Counts what was opened, so that a late answer for something left meanwhile is not shown. */
    visits = 0;
    headingTakesFocus = false;
    hasShown = false;
    @wire(CurrentPageReference)
    handlePage(page) {
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
    connectedCallback() {
        this.begin();
    }
    renderedCallback() {
        if (this.headingTakesFocus) {
            this.headingTakesFocus = false;
            this.template?.querySelector('h1')?.focus();
        }
    }
    /** True under the name of the stage that is shown. */
    get at() {
        return { [this.stage]: true };
    }
    get heading() {
        return headingOf(this.stage, this.view?.capture);
    }
    /** On a phone a heading that the app's own bar or the part below it says already is only read aloud. */
    get headerClass() {
        return this.at.review || this.at.reading ? 'header' : 'header header_repeats';
    }
    get showsFound() {
        return this.stage === 'review' && this.progress !== null;
    }
    get foundText() {
        return this.view && this.progress ? foundIn(this.view.capture, this.progress.deals, locale) : '';
    }
    get createdText() {
        return this.progress ? fillIn(createdOf, this.progress.created, this.progress.deals) : '';
    }
    get canGoOn() {
        return !/^(capture|opening|erased)$/.test(this.stage) && this.mayCapture;
    }
    get mayCapture() {
        return this.configuration?.canCreate === true;
    }
    get canReview() {
        return this.configuration?.canReviewTeam === true;
    }
    get refusal() {
        return this.canReview ? notAllowedReview : noPermission;
    }
    get canAdminister() {
        return this.configuration?.canAdminister === true;
    }
    /** An administrator sees what blocks; anybody else is sent to one. */
    get isBlocked() {
        return this.configuration?.blocked === true && !this.canAdminister;
    }
    get errorHeading() {
        return this.address.captureId ? openFailed : null;
    }
    /** The record that a new note belongs to. */
    get originId() {
        return this.address.recordId ?? (this.isDraftPage ? null : this.recordId) ?? null;
    }
    async handleAgain() {
        await (this.configuration ? this.open() : this.begin());
    }
    handleStarted(event) {
        const { view, text } = event.detail;
        if (this.goTo({ captureId: view.capture.id, draftId: null, recordId: this.originId }, true)) {
            this.text = text;
            this.show(view, ++this.visits);
        }
    }
    /** A recording of an earlier visit arrived: the list beside the form has it. */
    handleDelivered() {
        this.template?.querySelector('c-unfinished-captures')?.refresh();
    }
    handleView(event) {
        this.show(event.detail, ++this.visits);
    }
    /** The text was corrected or a draft was added: the source may be another one. */
    handleChanged(event) {
        this.text = null;
        this.show(event.detail, ++this.visits);
    }
    handleProgress(event) {
        this.progress = event.detail;
    }
    handleRefresh() {
        this.load();
    }
    /** From wherever it was asked for. In the list beside the form another note than the one being typed was meant. */
    handleErased({ detail }) {
        if (this.at.capture) {
            this.template?.querySelector('c-capture-form')?.restore();
        }
        else {
            this.visits += 1;
            this.showErased(detail);
        }
    }
    handleDraftSelect(event) {
        const address = { ...this.address, draftId: event.detail };
        if (this.isDraftPage) {
            this.address = address;
        }
        else {
            this.goTo(address, true);
        }
    }
    handleOpen(event) {
        this.goAndOpen({ ...NOWHERE, ...event.detail });
    }
    handleAnother() {
        this.goAndOpen(NOWHERE);
    }
    handleReuse() {
        addText(userId, this.text ?? '');
        this.goAndOpen(NOWHERE);
    }
    handleOpenList() {
        this[NavigationMixin.Navigate](DRAFT_LIST);
    }
    get isDraftPage() {
        return Boolean(this.recordId) && isDraftObject(this.objectApiName);
    }
    goAndOpen(address) {
        if (this.goTo(address, false)) {
            this.open();
        }
    }
    /**
     * Names the address in the URL. A record page stands for its record: from there the way leads to the page of its own,
     * and this one keeps what it shows.
     * @returns whether this page is the one that shows the address
     */
    goTo(address, replace) {
        const stays = this.page?.type !== 'standard__recordPage';
        if (stays) {
            this.address = address;
        }
        this[NavigationMixin.Navigate](pageAt(this.page, address), replace && stays);
        return stays;
    }
    async begin() {
        const visit = ++this.visits;
        this.error = null;
        this.setStage('opening');
        try {
            this.configuration = await getConfiguration();
            if (this.isDraftPage && this.recordId) {
                this.address = { ...(await captureOf(this.recordId)), recordId: null };
            }
            await this.open();
        }
        catch (error) {
            this.fail(error, visit);
        }
    }
    /** Opens what the address names. */
    async open() {
        this.view = null;
        this.source = null;
        this.text = null;
        this.progress = null;
        this.error = null;
        if (this.address.captureId) {
            this.setStage('opening');
            await this.load();
        }
        else {
            this.visits += 1;
            this.setStage(this.configuration?.canCreate ? 'capture' : 'refused');
        }
    }
    async load() {
        const visit = ++this.visits;
        try {
            await this.show(await getCapture(this.address.captureId ?? ''), visit);
        }
        catch (error) {
            this.fail(error, visit);
        }
    }
    /** Shows a capture where it stands. A ready one needs its source first: the marks are places in it. */
    async show(view, visit) {
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
        }
        catch (error) {
            this.fail(error, visit);
        }
    }
    settle(view, stage, visit) {
        if (visit === this.visits) {
            this.view = view;
            this.error = null;
            this.setStage(stage);
        }
    }
    /** The text beside the progress is a comfort: when the source is not to be had yet, the page goes without it. */
    async readText(view, visit) {
        if (this.text === null) {
            const source = await getSource(view.capture.id).catch(() => null);
            if (visit === this.visits) {
                this.text = source?.text ?? '';
            }
        }
    }
    fail(error, visit) {
        if (visit !== this.visits)
            return;
        if (error instanceof NoteErased) {
            forgetNote(userId, error.note);
            this.showErased(error.note);
        }
        else if (saysErased(error) && this.stage !== 'opening') {
            this.load();
        }
        else {
            this.error = toCaptureError(error);
            if (this.stage === 'opening') {
                this.setStage('broken');
            }
        }
    }
    showErased(note) {
        this.erased = note;
        this.view = null;
        this.source = null;
        this.text = null;
        this.error = null;
        this.setStage('erased');
    }
    /** The heading takes the focus when one state gives way to another, not when the page comes up. */
    setStage(stage) {
        if (stage !== this.stage && stage !== 'opening') {
            this.headingTakesFocus = this.hasShown;
            this.hasShown = true;
        }
        this.stage = stage;
    }
}
