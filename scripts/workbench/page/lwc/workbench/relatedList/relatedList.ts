import { LightningElement, api } from 'lwc';
import { readList, readListViews, type ListRow } from '../../../org/lists.ts';
import { readObjectInfo } from '../../../org/objects.ts';
import { addressOf } from '../../../places/page-reference.ts';
import { OBJECTS } from '../../../words/objects.ts';
import { words } from '../../../words/words.ts';

interface Item {
  readonly id: string;
  readonly name: string;
  readonly address: string;
}

/** Records of an object whose field holds a given record's id. */
export default class RelatedList extends LightningElement {
  @api objectName = '';
  @api fieldName = '';
  @api recordId = '';
  words = words;
  label = '';
  items: readonly Item[] | null = null;

  connectedCallback(): void {
    void this.load();
  }

  async load(): Promise<void> {
    try {
      const [info, views] = await Promise.all([readObjectInfo(this.objectName), readListViews(this.objectName)]);
      this.label = info.labelPlural;
      this.items = await this.find(views[0]?.name);
    } catch {
      // The record itself is shown; a list beside it that cannot be read stays empty.
      this.items = [];
    }
  }

  /** The stand-in has no related lists: the first list view of an object holds all records, and is filtered here. */
  async find(view: string | undefined): Promise<readonly Item[]> {
    if (view === undefined) return [];
    const { records } = await readList(this.objectName, view);
    return records
      .filter(({ fields }) => fields[this.fieldName]?.value === this.recordId)
      .map((row) => this.itemOf(row));
  }

  itemOf({ id, fields }: ListRow): Item {
    const attributes = { objectApiName: this.objectName, recordId: id, actionName: 'view' };
    return {
      id,
      name: String(fields['Name']?.value ?? id),
      address: addressOf({ type: 'standard__recordPage', attributes }),
    };
  }

  get icon(): string | undefined {
    return OBJECTS[this.objectName]?.icon;
  }

  get heading(): string {
    return this.items === null ? this.label : `${this.label} (${this.items.length})`;
  }

  get isEmpty(): boolean {
    return this.items?.length === 0;
  }
}
