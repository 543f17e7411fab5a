import { api, LightningElement, wire } from 'lwc';
import { getObjectInfo, getPicklistValuesByRecordType } from 'lightning/uiObjectInfoApi';
/**
 * Reads what the org says of one object: its fields, and its picklist values under the user's default record type.
 * Draws nothing.
 * @fires read `{objectName, object}` whenever something more is known
 * @fires unreadable `{objectName}`
 */
export default class ObjectReader extends LightningElement {
    @api
    objectName = '';
    recordTypeId;
    object = { info: null, picklists: null };
    @wire(getObjectInfo, { objectApiName: '$objectName' })
    handleInfo({ data, error }) {
        if (error)
            this.tell('unreadable', { objectName: this.objectName });
        if (!data)
            return;
        this.recordTypeId = data.defaultRecordTypeId ?? undefined;
        this.know({ ...this.object, info: data });
    }
    @wire(getPicklistValuesByRecordType, { objectApiName: '$objectName', recordTypeId: '$recordTypeId' })
    handlePicklists({ data, error }) {
        if (error)
            this.tell('unreadable', { objectName: this.objectName });
        if (data)
            this.know({ ...this.object, picklists: data });
    }
    know(object) {
        this.object = object;
        this.tell('read', { objectName: this.objectName, object });
    }
    tell(name, detail) {
        this.dispatchEvent(new CustomEvent(name, { detail }));
    }
}
