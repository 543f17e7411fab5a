import { api, LightningElement } from 'lwc';
import allow from '@salesforce/label/c.Review_Refused_Allow';
import use from '@salesforce/label/c.Review_Refused_Use';
/**
 * Why nothing was created, with the way to every value that must change.
 * @fires goto `{path}`
 * @fires uselink `{path, recordId}`: take the existing record instead of a new one
 * @fires allow: create although Salesforce sees a duplicate
 */
export default class RefusalBanner extends LightningElement {
    @api
    refusal;
    labels = { allow, use };
    handleGo(event) {
        const { path } = event.currentTarget.dataset;
        this.dispatchEvent(new CustomEvent('goto', { detail: { path } }));
    }
    handleUse(event) {
        const { path, record } = event.currentTarget.dataset;
        this.dispatchEvent(new CustomEvent('uselink', { detail: { path, recordId: record } }));
    }
    handleAllow() {
        this.dispatchEvent(new CustomEvent('allow'));
    }
}
