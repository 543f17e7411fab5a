import type { ListFilter, ListView } from '../metadata/list-views.ts';
import type { FieldDescription, ObjectDescription } from '../schema/description.ts';
import { sameValue } from '../records/store.ts';
import type { FieldValue, StoredRecord } from '../records/store.ts';
import { UiApiError } from './errors.ts';
import { visibleObject } from './object-info.ts';
import { content } from './records.ts';
import type { Reader } from './records.ts';

const MAXIMUM = 500;

/** A viewer of lists. */
export interface ListReader extends Reader {
  readonly userId: string;
  readonly views: (objectName: string) => readonly ListView[];
}

/** `GET /ui-api/list-info/{object}` */
export function listInfo(reader: ListReader, objectName: string): unknown {
  visibleObject(reader, objectName);
  const views = reader.views(objectName);
  return { listViews: views.map((view) => ({ name: view.name, label: view.label[reader.language] })) };
}

/** `GET /ui-api/list-records/{object}/{listView}`: what the viewer may see of it, newest first. */
export function listRecords(reader: ListReader, objectName: string, viewName: string): unknown {
  const object = visibleObject(reader, objectName);
  const view = reader.views(objectName).find((each) => each.name === viewName);
  if (!view) throw new UiApiError(404, 'NOT_FOUND', `There is no list view ${viewName}`);
  const columns = view.columns.flatMap((name) => {
    const field = object.fields.get(name);
    return field && reader.access.readsField(object, field) ? [field] : [];
  });
  const records = reader.records
    .find(objectName)
    .filter((record) => view.scope === 'Everything' || record.fields['OwnerId'] === reader.userId)
    .filter((record) => view.filters.every((filter) => passes(object, filter, record)))
    .reverse()
    .slice(0, MAXIMUM);
  return {
    label: view.label[reader.language],
    columns: columns.map((field) => ({ field: field.name, label: field.label[reader.language], type: field.type })),
    records: records.map((record) => ({ id: record.id, fields: cells(reader, columns, record) })),
  };
}

function cells(reader: ListReader, columns: readonly FieldDescription[], record: StoredRecord): unknown {
  const shown = columns.map((field) => [field.name, cell(reader, field, record)]);
  return Object.fromEntries(shown) as Record<string, unknown>;
}

function cell(reader: ListReader, field: FieldDescription, record: StoredRecord): unknown {
  const { value, displayValue } = content(reader, field, record);
  if (!field.referenceTo || typeof value !== 'string') return { value, displayValue };
  const target = reader.records.get(value);
  return { value, displayValue: target ? String(target.fields['Name'] ?? '') : null };
}

function passes(object: ObjectDescription, filter: ListFilter, record: StoredRecord): boolean {
  const field = object.fields.get(filter.field);
  if (!field) throw new UiApiError(400, 'INVALID_FIELD', `A list view filters on the unknown field ${filter.field}`);
  const value = record.fields[field.name] ?? null;
  const wanted = filter.values.map((text) => typed(field, text));
  const any = (test: (each: FieldValue) => boolean): boolean => wanted.some(test);
  switch (filter.operation) {
    case 'equals':
      return any((each) => sameValue(value, each));
    case 'notEqual':
      return !any((each) => sameValue(value, each));
    case 'contains':
      return any((each) => textOf(value).includes(textOf(each)));
    case 'notContain':
      return !any((each) => textOf(value).includes(textOf(each)));
    case 'startsWith':
      return any((each) => textOf(value).startsWith(textOf(each)));
    default:
      return any((each) => inOrder(filter.operation, value, each));
  }
}

function inOrder(operation: string, value: FieldValue, bound: FieldValue): boolean {
  if (value === null || bound === null) return false;
  switch (operation) {
    case 'lessThan':
      return value < bound;
    case 'lessOrEqual':
      return value <= bound;
    case 'greaterThan':
      return value > bound;
    case 'greaterOrEqual':
      return value >= bound;
    default:
      throw new UiApiError(400, 'INVALID_FILTER', `A list view uses the unknown operation ${operation}`);
  }
}

/** The text of a filter as a value of its field: an empty text stands for no value. */
function typed(field: FieldDescription, text: string): FieldValue {
  if (text === '') return null;
  switch (field.type) {
    case 'Boolean':
      return text === '1' || text.toLowerCase() === 'true';
    case 'Currency':
    case 'Double':
    case 'Int':
    case 'Percent':
      return Number(text);
    default:
      return text;
  }
}

function textOf(value: FieldValue): string {
  return String(value ?? '').toLowerCase();
}
