import { api, LightningElement } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import createdTitle from '@salesforce/label/c.Review_Created_Title';
import createdWhen from '@salesforce/label/c.Review_Created_When';
import droppedText from '@salesforce/label/c.Review_Dropped_Text';
import droppedTitle from '@salesforce/label/c.Review_Dropped_Title';
import expiredTitle from '@salesforce/label/c.Review_Expired_Title';
import mergedText from '@salesforce/label/c.Merge_Done_Text';
import mergedTitle from '@salesforce/label/c.Merge_Done_Title';
import updatedTitle from '@salesforce/label/c.Update_Done_Title';
import open from '@salesforce/label/c.Review_Created_Open';
import locale from '@salesforce/i18n/lang';
import timeZone from '@salesforce/i18n/timeZone';
import { fillIn, formatMoment } from 'c/valueFormat';
/** How a deal ended: the records that were made, each a link, or that it was dropped. */
export default class CreatedSummary extends NavigationMixin(LightningElement) {
    @api
    outcome = 'created';
    /** The opportunity was there before, and took the values. */
    @api
    isUpdate = false;
    /** Another draft took the values over. */
    @api
    isMerged = false;
    @api
    records = [];
    /** ISO moment of the decision. */
    @api
    decidedAt = '';
    /** Whether the user made the decision. */
    @api
    mine = false;
    labels = { open };
    get isCreated() {
        return this.outcome === 'created';
    }
    get icon() {
        return this.isCreated ? 'utility:success' : 'utility:dash';
    }
    get iconClass() {
        return this.isCreated ? 'icon icon_good' : 'icon';
    }
    get heading() {
        if (this.isCreated)
            return this.isUpdate ? updatedTitle : createdTitle;
        if (this.isMerged)
            return mergedTitle;
        return this.outcome === 'rejected' ? droppedTitle : expiredTitle;
    }
    get text() {
        if (!this.isCreated)
            return this.isMerged ? mergedText : droppedText;
        const moment = formatMoment(this.decidedAt, locale, timeZone);
        return this.mine ? fillIn(createdWhen, moment) : moment;
    }
    get opportunityId() {
        return this.records.find(({ key }) => key === 'opportunity')?.recordId ?? null;
    }
    /** Puts the focus on the outcome, so that it is read. */
    @api
    focus() {
        this.template?.querySelector('.title')?.focus();
    }
    handleOpen() {
        const attributes = { recordId: this.opportunityId ?? '', actionName: 'view' };
        this[NavigationMixin.Navigate]({ type: 'standard__recordPage', attributes });
    }
}
