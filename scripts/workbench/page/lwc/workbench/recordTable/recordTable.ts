import { LightningElement, api } from 'lwc';
import { sortRows, type ListColumn, type ListRow, type RecordList } from '../../../org/lists.ts';
import { addressOf } from '../../../places/page-reference.ts';
import { shownValue } from '../../../words/values.ts';
import { filled, words } from '../../../words/words.ts';

interface Heading {
  readonly key: string;
  readonly label: string;
  readonly hint: string;
  readonly className: string;
  readonly direction: 'ascending' | 'descending' | 'none';
  readonly icon: string | null;
}

interface Cell {
  readonly key: string;
  readonly label: string;
  readonly text: string;
  readonly className: string;
}

interface Row {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly cells: readonly Cell[];
}

const NUMBERS = new Set(['currency', 'double', 'int', 'number', 'percent']);

/** Records as a table that sorts by any column; on a phone each record is a card. Fires `sorted` with the column's label. */
export default class RecordTable extends LightningElement {
  @api objectName = '';
  @api label = '';
  @api list: RecordList = { label: '', columns: [], records: [] };
  words = words;
  sortField = '';
  descending = false;

  get firstColumn(): ListColumn | undefined {
    return this.list.columns[0];
  }

  get isEmpty(): boolean {
    return this.list.records.length === 0;
  }

  get hasRows(): boolean {
    return !this.isEmpty;
  }

  get headings(): readonly Heading[] {
    return this.list.columns.map((column) => this.headingOf(column));
  }

  headingOf({ field, label, type }: ListColumn): Heading {
    const sorted = field === this.sortField;
    return {
      key: field,
      label,
      hint: filled(words.sortBy, label),
      className: alignmentOf(type),
      direction: sorted ? (this.descending ? 'descending' : 'ascending') : 'none',
      icon: sorted ? (this.descending ? 'utility:arrowdown' : 'utility:arrowup') : null,
    };
  }

  get rows(): readonly Row[] {
    const { language } = globalThis.workbench.session;
    const { records } = this.list;
    const direction = this.descending ? 'desc' : 'asc';
    const sorted = this.sortField === '' ? records : sortRows(records, this.sortField, direction, language);
    return sorted.map((record) => this.rowOf(record));
  }

  rowOf(record: ListRow): Row {
    const [first, ...others] = this.list.columns;
    const attributes = { objectApiName: this.objectName, recordId: record.id, actionName: 'view' };
    return {
      id: record.id,
      name: (first && cellText(record, first)) || record.id,
      address: addressOf({ type: 'standard__recordPage', attributes }),
      cells: others.map((column) => ({
        key: column.field,
        label: column.label,
        text: cellText(record, column),
        className: alignmentOf(column.type),
      })),
    };
  }

  /** For the sort control of a phone, where there are no headings. */
  get sortOptions(): readonly { readonly label: string; readonly value: string }[] {
    return this.list.columns.map(({ field, label }) => ({ label, value: field }));
  }

  handleHeading(event: Event): void {
    const field = (event.currentTarget as HTMLElement).dataset['field'] ?? '';
    this.sort(field, field === this.sortField && !this.descending);
  }

  handleSortField(event: CustomEvent<{ value: string }>): void {
    this.sort(event.detail.value, this.descending);
  }

  handleDirection(): void {
    this.sort(this.sortField, !this.descending);
  }

  sort(field: string, descending: boolean): void {
    this.sortField = field;
    this.descending = descending;
    this.dispatchEvent(new CustomEvent('sorted', { detail: this.sortLabel }));
  }

  get sortLabel(): string {
    return this.list.columns.find(({ field }) => field === this.sortField)?.label.toLowerCase() ?? '';
  }
}

function cellText(record: ListRow, { field, type }: ListColumn): string {
  const { language } = globalThis.workbench.session;
  return shownValue(record.fields[field], type, language, globalThis.workbench.baseValue('timeZone', 'UTC'));
}

function alignmentOf(type: string): string {
  return NUMBERS.has(type.toLowerCase()) ? 'wb-number' : '';
}
