import { api, LightningElement } from 'lwc';
import consentGiven from '@salesforce/label/c.Sound_Consent';
import locale from '@salesforce/i18n/lang';
import timeZone from '@salesforce/i18n/timeZone';
import userId from '@salesforce/user/Id';
import { headingOf, kindWords } from 'c/sourceKinds';
import { blockTimes, heardTogether, passagesOfValue, wordAt } from 'c/spokenWords';
import { dropEdits, listEdits, putEdits } from 'c/unsentEdits';
import { formatMoment } from 'c/valueFormat';
import { givenWords, isPaged } from './given';
import { labels } from './labels';
const TEXT_PATH = 'source.text';
/**
 * The source of a capture: who gave it and when, the evidence bar, the text with its marks; the text can be corrected here. A
 * recording is played here as well, from a moment on or the words of one value alone.
 * A correction is kept on the device until it was taken, and is put back when the page is opened again.
 * The text's `marklit` and `markchosen` pass through.
 * @fires correct `{text}`: the person wants the source read anew
 * @fires listening `{status, seconds, passage}`: the recording plays, stands or could not be played
 */
export default class SourcePanel extends LightningElement {
    /** Whose source it is: a correction is kept under it. */
    @api
    captureId = '';
    @api
    source;
    @api
    kind = 'text';
    /** The files of the capture. */
    @api
    takes;
    @api
    capturedAt = '';
    /** Of a recording where the others were told that it is one. */
    @api
    consent;
    /** Name of the colleague whose note it is, or empty when it is the user's own. */
    @api
    ownerName = '';
    @api
    blocks = [];
    /** Empty where the source holds no deal. */
    @api
    activeDraftId = '';
    @api
    activePosition = 0;
    @api
    litPath = null;
    @api
    line = null;
    @api
    idle = '';
    @api
    numbered = false;
    @api
    canCorrect = false;
    @api
    maximumLength = 0;
    /** While the corrected text is on its way. */
    @api
    busy = false;
    /** Why the corrected text was not taken. */
    @api
    failure = '';
    labels = labels;
    correcting = false;
    typed = '';
    pageNumber = 0;
    /** Where the words begin that are heard now. */
    heardAt = null;
    connectedCallback() {
        const kept = listEdits(this.keptUnder).find(({ path }) => path === TEXT_PATH)?.value ?? null;
        if (kept === null || !this.canCorrect)
            return;
        if (kept.trim() === this.source.text.trim())
            dropEdits(this.keptUnder);
        else
            this.openCorrection(kept);
    }
    get heading() {
        return headingOf(this.kind, this.source.pages ?? [], this.ownerName);
    }
    get icon() {
        return kindWords(this.kind).icon;
    }
    get hasPages() {
        return isPaged(this.source);
    }
    get passages() {
        return this.source.sound ? passagesOfValue(this.blocks, this.activeDraftId, this.litPath) : [];
    }
    /** What the evidence bar plays. */
    get passage() {
        return this.line ? heardTogether(this.passages) : null;
    }
    get times() {
        return this.source.sound ? blockTimes(this.blocks, this.source.sound) : [];
    }
    /** Words that were hard to read are dotted in the pages. */
    get unsure() {
        return this.source.unsure ?? [];
    }
    get consentText() {
        return this.consent ? consentGiven : '';
    }
    get consentTitle() {
        const { notice = '', givenAt = '' } = this.consent ?? {};
        return [notice, formatMoment(givenAt, locale, timeZone)].filter(Boolean).join(' · ');
    }
    /** The file that the shown page is of. */
    get take() {
        return this.takes?.find(({ take }) => take === this.page?.take) ?? this.takes?.[0] ?? null;
    }
    get showCorrect() {
        return this.canCorrect && !this.hasPages;
    }
    get showText() {
        return !this.hasPages && !this.correcting;
    }
    get showFrame() {
        return this.hasPages || !this.correcting;
    }
    get hasHard() {
        return this.unsure.some(({ from }) => typeof from !== 'number');
    }
    get hasHeardHard() {
        return this.unsure.some(({ from }) => typeof from === 'number');
    }
    get hasLegend() {
        return this.activeDraftId !== '' || this.unsure.length > 0;
    }
    /** Outlines stand for pictures, underlines for text. */
    get legendClass() {
        return this.page?.kind === 'picture' ? 'legend legend_boxes' : 'legend';
    }
    get bodyClass() {
        if (this.hasPages)
            return 'body body_pages';
        return this.correcting ? 'body body_correct' : 'body';
    }
    get when() {
        return givenWords(this.source, formatMoment(this.capturedAt, locale, timeZone), locale);
    }
    get hasCheck() {
        return this.blocks.some((block) => block.segments.some(({ anchors }) => anchors.some(({ toCheck }) => toCheck)));
    }
    /** Brings the source into view, and in a text the lit passage. */
    @api
    reveal() {
        this.template?.querySelector('.panel')?.scrollIntoView();
        this.text?.reveal();
    }
    /** Plays what is said between two moments, in seconds of the recording. */
    @api
    listen(from, to) {
        this.player?.playPassage(from, to);
    }
    /** Closes the editor once the correction was taken. */
    @api
    closeCorrection() {
        this.correcting = false;
        dropEdits(this.keptUnder);
    }
    /** The text goes away that was read, and with it a button that stood by it: the focus moves to where the text is now. */
    handleCorrect() {
        if (!this.correcting)
            this.openCorrection(this.source.text);
        Promise.resolve().then(() => this.template?.querySelector('.correct__text')?.focus());
    }
    handleListen(event) {
        event.stopPropagation();
        this.listen(event.detail.from, event.detail.to);
    }
    handlePlayFrom(event) {
        this.player?.playFrom(event.detail.seconds);
    }
    handleListening(event) {
        const { status, seconds } = event.detail;
        const word = status === 'playing' && this.source.sound ? wordAt(this.source.sound, seconds) : null;
        if ((word?.start ?? null) !== this.heardAt)
            this.text?.showHeard(word);
        this.heardAt = word?.start ?? null;
        this.dispatchEvent(new CustomEvent('listening', { detail: event.detail }));
    }
    handlePage(event) {
        this.pageNumber = event.detail.number;
    }
    handleTyped(event) {
        this.typed = event.detail.value;
        putEdits(this.keptUnder, [{ path: TEXT_PATH, value: this.typed }]);
    }
    handleCancel() {
        this.closeCorrection();
    }
    handleApply() {
        const text = this.typed.trim();
        const field = this.template?.querySelector('.correct__text');
        if (!text || !field?.reportValidity())
            return;
        this.dispatchEvent(new CustomEvent('correct', { detail: { text } }));
    }
    get player() {
        return this.template?.querySelector('c-sound-player') ?? null;
    }
    get text() {
        return this.template?.querySelector('c-source-text') ?? null;
    }
    get page() {
        return this.source.pages?.find(({ number }) => number === this.pageNumber) ?? null;
    }
    get keptUnder() {
        return { userId, draftId: this.captureId };
    }
    openCorrection(text) {
        this.typed = text;
        this.correcting = true;
    }
}
