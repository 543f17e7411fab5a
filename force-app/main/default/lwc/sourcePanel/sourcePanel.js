import { api, LightningElement } from 'lwc';
import cancel from '@salesforce/label/c.Review_Cancel';
import check from '@salesforce/label/c.Review_Legend_Check';
import here from '@salesforce/label/c.Review_Legend_Here';
import other from '@salesforce/label/c.Review_Legend_Other';
import sample from '@salesforce/label/c.Review_Legend_Sample';
import correct from '@salesforce/label/c.Review_Source_Correct';
import apply from '@salesforce/label/c.Review_Source_Correct_Apply';
import correctEmpty from '@salesforce/label/c.Review_Source_Correct_Empty';
import correctHint from '@salesforce/label/c.Review_Source_Correct_Hint';
import correctLabel from '@salesforce/label/c.Review_Source_Correct_Label';
import corrected from '@salesforce/label/c.Review_Source_Corrected';
import sourceOf from '@salesforce/label/c.Review_Source_Of';
import typedOn from '@salesforce/label/c.Review_Source_Typed';
import yours from '@salesforce/label/c.Review_Source_Yours';
import locale from '@salesforce/i18n/lang';
import timeZone from '@salesforce/i18n/timeZone';
import userId from '@salesforce/user/Id';
import { dropEdits, listEdits, putEdits } from 'c/unsentEdits';
import { fillIn, formatMoment } from 'c/valueFormat';
const TEXT_PATH = 'source.text';
/**
 * The source of a capture: who wrote it and when, the evidence bar, the text with its marks; the text can be corrected here.
 * A correction is kept on the device until it was taken, and is put back when the page is opened again.
 * The text's `marklit` and `markchosen` pass through.
 * @fires correct `{text}`: the person wants the source read anew
 */
export default class SourcePanel extends LightningElement {
    /** Whose source it is: a correction is kept under it. */
    @api
    captureId = '';
    @api
    source;
    @api
    capturedAt = '';
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
    labels = { apply, cancel, check, correct, correctEmpty, correctHint, correctLabel, here, other, sample };
    correcting = false;
    typed = '';
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
        return this.ownerName ? fillIn(sourceOf, this.ownerName) : yours;
    }
    get when() {
        return fillIn(this.source.corrected ? corrected : typedOn, formatMoment(this.capturedAt, locale, timeZone));
    }
    get hasCheck() {
        return this.blocks.some((block) => block.segments.some(({ anchors }) => anchors.some(({ toCheck }) => toCheck)));
    }
    /** Closes the editor once the correction was taken. */
    @api
    closeCorrection() {
        this.correcting = false;
        dropEdits(this.keptUnder);
    }
    handleCorrect() {
        if (!this.correcting)
            this.openCorrection(this.source.text);
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
    get keptUnder() {
        return { userId, draftId: this.captureId };
    }
    openCorrection(text) {
        this.typed = text;
        this.correcting = true;
    }
}
