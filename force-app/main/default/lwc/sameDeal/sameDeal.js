import { api, LightningElement } from 'lwc';
/**
 * Everything that may be the same deal, above the form: each a notice, and the merging of two drafts in its place.
 * @fires valuechange `{path, value}`: the opportunity that takes the values
 * @fires answer `{kind: 'decided', decisions}`: what the person said, to be remembered
 * @fires choose `{draftId}`: another deal of the note is to be shown
 * @fires answer `{kind: 'merged', draft, into}`
 */
export default class SameDeal extends LightningElement {
    @api
    duplicates = [];
    @api
    from;
    @api
    busy = false;
    mergingKey = '';
    get items() {
        return this.duplicates.map((duplicate) => ({
            duplicate,
            merging: duplicate.key === this.mergingKey ? this.mergingInto(duplicate) : null,
        }));
    }
    handleUpdate(event) {
        const { recordId } = event.detail;
        this.tell('valuechange', { path: 'opportunity.recordId', value: recordId });
        const decision = {
            target: 'opportunity',
            contactId: null,
            recordId,
            draftId: null,
            captureId: null,
            same: true,
            reason: null,
        };
        this.tell('answer', { kind: 'decided', decisions: [decision] });
        this.keepFocus();
    }
    handleDismiss(event) {
        this.tell('answer', { kind: 'decided', decisions: [event.detail.decision] });
        this.keepFocus();
    }
    handleMerge(event) {
        this.mergingKey = event.currentTarget.dataset['key'] ?? '';
    }
    handleCancel() {
        this.mergingKey = '';
    }
    handleChoose(event) {
        this.tell('choose', event.detail);
    }
    handleMerged(event) {
        this.mergingKey = '';
        this.tell('answer', { kind: 'merged', ...event.detail });
    }
    /** The notice goes away with its answer: the focus stays where it was, above the form. */
    keepFocus() {
        Promise.resolve().then(() => this.template?.querySelector('.notices')?.focus());
    }
    mergingInto({ draftId, captureId }) {
        return draftId && captureId ? { ...this.from, intoDraftId: draftId, captureId } : null;
    }
    tell(name, detail) {
        this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
    }
}
