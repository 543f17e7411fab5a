import { api, LightningElement, wire } from 'lwc';
import { getObjectInfo, getPicklistValuesByRecordType } from 'lightning/uiObjectInfoApi';

import type { ObjectInfo, OrgObject, PicklistValues } from 'c/formFields';

interface Answer<Data> {
  data?: Data;
  error?: unknown;
}

/**
 * Reads what the org says of one object: its fields, and its picklist values under the user's default record type.
 * Draws nothing.
 * @fires read `{objectName, object}` whenever something more is known
 * @fires unreadable `{objectName}`
 */
export default class ObjectReader extends LightningElement {
  @api objectName = '';

  recordTypeId: string | undefined;
  private object: OrgObject = { info: null, picklists: null };

  @wire(getObjectInfo, { objectApiName: '$objectName' })
  handleInfo({ data, error }: Answer<ObjectInfo>): void {
    if (error) this.tell('unreadable', { objectName: this.objectName });
    if (!data) return;
    this.recordTypeId = data.defaultRecordTypeId ?? undefined;
    this.know({ ...this.object, info: data });
  }

  @wire(getPicklistValuesByRecordType, { objectApiName: '$objectName', recordTypeId: '$recordTypeId' })
  handlePicklists({ data, error }: Answer<PicklistValues>): void {
    if (error) this.tell('unreadable', { objectName: this.objectName });
    if (data) this.know({ ...this.object, picklists: data });
  }

  private know(object: OrgObject): void {
    this.object = object;
    this.tell('read', { objectName: this.objectName, object });
  }

  private tell(name: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
