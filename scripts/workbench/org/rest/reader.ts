import type { Records } from '../records/user-mode.ts';
import type { FieldValue, RecordStore, StoredRecord } from '../records/store.ts';
import type { FieldDescription, ObjectDescription, Schema } from '../schema/description.ts';
import type { SetupObject, SetupObjects } from './setup-objects.ts';

/** One object as a user sees it through the API. Names are found without case, as SOQL does. */
export interface Source {
  readonly described: ObjectDescription;
  /** The fields the user may read. */
  readonly fields: readonly FieldDescription[];
  field(name: string): FieldDescription | null;
  get(id: string): StoredRecord | null;
  /** All records the user may see, oldest first; those that equal a value when one is named. */
  find(equal?: Readonly<Record<string, FieldValue>>): readonly StoredRecord[];
  /** The recycle bin. */
  deleted(): readonly StoredRecord[];
}

/** What one user may read through the API. */
export interface Reader {
  /** Null when there is no such object or the user may not read it: Salesforce does not tell the two apart. */
  source(name: string): Source | null;
  readonly names: readonly string[];
}

/** Fields and objects that a test hides from everybody. */
export type Hidden = (object: string, field?: string) => boolean;

export interface Surroundings {
  readonly schema: Schema;
  readonly store: RecordStore;
  readonly setup: SetupObjects;
  readonly hidden: Hidden;
}

/** What the user of these records may read; each object is looked up once. */
export function readerOf(surroundings: Surroundings, records: Records): Reader {
  const { schema, setup, hidden } = surroundings;
  const readable = [...schema.values()].filter(({ name }) => records.access.object(name).read && !hidden(name));
  const ofSetup = setup.objects().filter(({ described }) => !hidden(described.name));
  const sources = new Map<string, () => Source>([
    ...readable.map((object): [string, () => Source] => [
      object.name.toLowerCase(),
      once(() => recordSource(surroundings, records, object)),
    ]),
    ...ofSetup.map((type): [string, () => Source] => [
      type.described.name.toLowerCase(),
      once(() => setupSource(type, hidden)),
    ]),
  ]);
  return {
    names: [...readable.map(({ name }) => name), ...ofSetup.map(({ described }) => described.name)],
    source: (name) => sources.get(name.toLowerCase())?.() ?? null,
  };
}

function once<Result>(make: () => Result): () => Result {
  let made: { readonly result: Result } | null = null;
  return () => (made ??= { result: make() }).result;
}

function recordSource({ store, hidden }: Surroundings, records: Records, described: ObjectDescription): Source {
  const { access } = records;
  const fields = [...described.fields.values()].filter(
    (each) => access.readsField(described, each) && !hidden(described.name, each.name),
  );
  return {
    described,
    fields,
    field: fieldFinder(fields),
    get: (id) => {
      const record = records.get(id);
      return record?.object === described.name ? record : null;
    },
    find: (equal) => records.find(described.name, equal),
    deleted: () => store.deleted(described.name).filter(access.reads),
  };
}

function setupSource({ described, records }: SetupObject, hidden: Hidden): Source {
  const fields = [...described.fields.values()].filter((each) => !hidden(described.name, each.name));
  return {
    described,
    fields,
    field: fieldFinder(fields),
    get: (id) => records.find((record) => record.id === id) ?? null,
    find: (equal = {}) =>
      records.filter((record) => Object.entries(equal).every(([name, value]) => record.fields[name] === value)),
    deleted: () => [],
  };
}

function fieldFinder(fields: readonly FieldDescription[]): (name: string) => FieldDescription | null {
  const byName = new Map(fields.map((each) => [each.name.toLowerCase(), each]));
  return (name) => byName.get(name.toLowerCase()) ?? null;
}
