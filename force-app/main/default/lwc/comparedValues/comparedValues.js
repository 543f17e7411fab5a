import { api, LightningElement } from 'lwc';
import compared from '@salesforce/label/c.Match_Compared';
import fieldLabel from '@salesforce/label/c.Match_Field';
import said from '@salesforce/label/c.Match_Said';
import existing from '@salesforce/label/c.Review_Sign_Existing';
import { fillIn } from 'c/valueFormat';
/** What an existing record holds beside what the source says. */
export default class ComparedValues extends LightningElement {
    /** Name of the record. */
    @api
    name = '';
    @api
    values = [];
    labels = { existing, fieldLabel, said };
    get caption() {
        return fillIn(compared, this.name);
    }
    get rows() {
        return this.values.map((value) => ({ ...value, said: value.said || '—' }));
    }
}
