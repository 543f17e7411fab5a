import { LightningElement, api } from 'lwc';
import { explain } from '../../../org/failures.ts';
import { readObjectInfo, type ObjectInfo } from '../../../org/objects.ts';
import { readRecord, type RecordRepresentation } from '../../../org/records.ts';
import { currentPlace, goTo } from '../../../places/location.ts';
import { OBJECTS, type ObjectLook } from '../../../words/objects.ts';
import { recordRows, type RecordRow } from '../../../words/record-rows.ts';
import { words } from '../../../words/words.ts';

interface Message {
  readonly heading: string;
  readonly text: string;
}

/** The page of one record: highlights, actions, details and related lists. Fires `titled` with the record's name. */
export default class RecordPage extends LightningElement {
  @api recordId = '';
  words = words;
  record: RecordRepresentation | null = null;
  info: ObjectInfo | null = null;
  failure: Message | null = null;
  actionIsOpen = false;

  connectedCallback(): void {
    void this.load();
  }

  async load(): Promise<void> {
    this.failure = null;
    try {
      const record = await readRecord(this.recordId);
      this.info = await readObjectInfo(record.apiName);
      this.record = record;
      this.nameObject(record.apiName);
      this.dispatchEvent(new CustomEvent('titled', { detail: this.name, bubbles: true, composed: true }));
    } catch (error) {
      this.failure = messageOf(error);
    }
  }

  /** An address without the object, as a link may have it, is completed once the object is known. */
  nameObject(objectApiName: string): void {
    const place = currentPlace();
    if (place?.attributes?.['recordId'] !== this.recordId || place.attributes['objectApiName'] === objectApiName)
      return;
    goTo({ ...place, attributes: { ...place.attributes, objectApiName } }, true);
  }

  get look(): ObjectLook | undefined {
    return this.record ? OBJECTS[this.record.apiName] : undefined;
  }

  get objectApiName(): string | undefined {
    return this.record?.apiName;
  }

  get name(): string {
    const found = this.record?.fields['Name'];
    return String(found?.displayValue ?? found?.value ?? this.recordId);
  }

  get rows(): readonly RecordRow[] {
    return this.record && this.info ? recordRows(this.record, this.info) : [];
  }

  get highlights(): readonly RecordRow[] {
    const { rows } = this;
    const names = this.look?.highlights ?? [];
    return names.flatMap((name) => rows.filter((row) => row.field === name));
  }

  /** The page of a draft is the review itself, as its record page in the org lays it out. */
  get isDraft(): boolean {
    return this.record?.apiName === 'Opportunity_Draft__c';
  }

  get related(): readonly {
    readonly key: string;
    readonly object: string;
    readonly field: string;
    readonly id: string;
  }[] {
    return (this.look?.related ?? []).flatMap(({ object, field, of }) => {
      const id = of === 'Id' ? this.record?.id : this.record?.fields[of]?.value;
      return typeof id === 'string' ? [{ key: object, object, field, id }] : [];
    });
  }

  get hasRelated(): boolean {
    return this.related.length > 0;
  }

  get bodyClass(): string {
    return this.hasRelated ? 'wb-record__body wb-record__body_split' : 'wb-record__body';
  }

  handleRetry(): void {
    void this.load();
  }

  handleOpenAction(): void {
    this.actionIsOpen = true;
  }

  handleCloseAction(): void {
    this.actionIsOpen = false;
  }
}

function messageOf(error: unknown): Message {
  const { kind, message } = explain(error);
  if (kind === 'missing') return { heading: words.noRecordTitle, text: words.noRecordText };
  return { heading: words.failedTitle, text: message || words.offline };
}
