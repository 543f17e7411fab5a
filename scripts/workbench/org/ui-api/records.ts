import { describe, relationshipName } from '../schema/description.ts';
import type { FieldDescription, ObjectDescription } from '../schema/description.ts';
import { longId } from '../records/ids.ts';
import type { StoredRecord } from '../records/store.ts';
import type { Records } from '../records/user-mode.ts';
import { displayValue } from './display.ts';
import { recordNotFound, UiApiError } from './errors.ts';
import { MASTER_RECORD_TYPE, visibleFields, visibleObject } from './object-info.ts';
import type { Viewer } from './object-info.ts';

/** A viewer who reads records. */
export interface Reader extends Viewer {
  readonly records: Records;
  readonly timeZone: string;
}

interface FieldContent {
  readonly displayValue: string | null;
  readonly value: unknown;
}

/**
 * `GET /ui-api/records/{id}`: UI API's RecordRepresentation with the asked fields (`Opportunity.Account.Name` reaches through
 * a lookup), or with every visible field when none is asked for.
 */
export function recordRepresentation(reader: Reader, id: string, asked: readonly string[] | null): unknown {
  const record = reader.records.get(longId(id) ?? '');
  if (!record) throw recordNotFound();
  const object = visibleObject(reader, record.object);
  const paths = asked ? asked.map((path) => pathWithin(object, path)) : allPaths(reader, object);
  return representation(reader, record, paths);
}

/** Also for every lookup the name of what it leads to: a record page shows names, not ids. */
function allPaths(reader: Reader, object: ObjectDescription): readonly (readonly string[])[] {
  return visibleFields(reader, object).flatMap((field) => {
    const relationship = relationshipName(field);
    return relationship ? [[field.name], [relationship, 'Name']] : [[field.name]];
  });
}

function pathWithin(object: ObjectDescription, path: string): readonly string[] {
  const [first, ...rest] = path.split('.');
  if (first !== object.name || rest.length === 0 || rest.length > 3) throw invalidField(path);
  return rest;
}

function representation(reader: Reader, record: StoredRecord, paths: readonly (readonly string[])[]): unknown {
  const object = describe(reader.schema, record.object);
  const fields: Record<string, FieldContent> = {};
  for (const [name = '', ...rest] of paths) {
    if (rest.length === 0) fields[name] = ownField(reader, object, record, name);
    else fields[name] = related(reader, object, record, name, below(paths, name));
  }
  return {
    apiName: record.object,
    childRelationships: {},
    fields,
    id: record.id,
    lastModifiedById: record.fields['LastModifiedById'] ?? null,
    lastModifiedDate: record.fields['LastModifiedDate'] ?? null,
    recordTypeId: MASTER_RECORD_TYPE,
    recordTypeInfo: null,
    systemModstamp: record.fields['LastModifiedDate'] ?? null,
  };
}

function below(paths: readonly (readonly string[])[], name: string): readonly (readonly string[])[] {
  return paths.filter((path) => path[0] === name && path.length > 1).map((path) => path.slice(1));
}

function ownField(reader: Reader, object: ObjectDescription, record: StoredRecord, name: string): FieldContent {
  const field = object.fields.get(name);
  if (!field || !reader.access.readsField(object, field)) throw invalidField(`${object.name}.${name}`);
  return content(reader, field, record);
}

/** What a field holds, and how it reads. */
export function content(reader: Reader, field: FieldDescription, record: StoredRecord): FieldContent {
  const value = record.fields[field.name] ?? null;
  return { displayValue: displayValue(field, value, record.fields, reader.language, reader.timeZone), value };
}

/** What a lookup leads to: null when it is empty or the viewer may not see the record. */
function related(
  reader: Reader,
  object: ObjectDescription,
  record: StoredRecord,
  relationship: string,
  paths: readonly (readonly string[])[],
): FieldContent {
  const lookup = [...object.fields.values()].find((field) => relationshipName(field) === relationship);
  if (!lookup || !reader.access.readsField(object, lookup)) throw invalidField(`${object.name}.${relationship}`);
  const target = reader.records.get(String(record.fields[lookup.name] ?? ''));
  if (!target) return { displayValue: null, value: null };
  return { displayValue: String(target.fields['Name'] ?? ''), value: representation(reader, target, paths) };
}

function invalidField(path: string): UiApiError {
  return new UiApiError(400, 'INVALID_FIELD', `No such column '${path}'`);
}
