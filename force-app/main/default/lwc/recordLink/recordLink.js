import { api, LightningElement } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
/** A link to a record that also opens in a new tab, as every link of the platform does. */
export default class RecordLink extends NavigationMixin(LightningElement) {
    @api
    recordId = '';
    @api
    label = '';
    url = '#';
    connectedCallback() {
        void this[NavigationMixin.GenerateUrl](this.page).then((url) => {
            this.url = url;
        });
    }
    handleClick(event) {
        if (event.ctrlKey || event.metaKey || event.shiftKey)
            return;
        event.preventDefault();
        this[NavigationMixin.Navigate](this.page);
    }
    get page() {
        return { type: 'standard__recordPage', attributes: { recordId: this.recordId, actionName: 'view' } };
    }
}
