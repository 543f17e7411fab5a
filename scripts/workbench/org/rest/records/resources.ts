import type { Fields, StoredRecord } from '../../records/store.ts';
import { notFound, RestProblem } from '../problem.ts';
import type { Source } from '../reader.ts';
import { noContent, ok } from '../resources/resource.ts';
import type { ApiAnswer, Resource, Resources } from '../resources/resource.ts';
import type { ApiSession } from '../session.ts';
import { attributesOf } from '../soql/rest-records.ts';
import { restValue, valueOf } from '../values.ts';
import { externalIdField, findByExternalId, upserted } from './external-ids.ts';
import { inputFields, recordBody } from './input.ts';
import { longId } from '../../records/ids.ts';

/** Single records: create, read, change, delete, and all four by an external id. */
export const recordResources: Resources = {
  'POST sobjects/:object': create,
  'GET sobjects/:object/:id': (session, call, { object = '', id = '' }) =>
    ok(representation(visible(sourceOf(session, object), id), sourceOf(session, object), call)),
  'PATCH sobjects/:object/:id': (session, { body, allowDuplicates }, { object = '', id = '' }) => {
    const source = sourceOf(session, object);
    const record = visible(source, id);
    session.records.update(record.id, inputFields(source, recordBody(body)), { allowDuplicates });
    return noContent;
  },
  'DELETE sobjects/:object/:id': (session, _call, { object = '', id = '' }) => {
    session.records.delete(visible(sourceOf(session, object), id).id);
    return noContent;
  },
  'GET sobjects/:object/:field/:value': (session, call, { object = '', field = '', value = '' }) => {
    const source = sourceOf(session, object);
    return single(source, findByExternalId(source, externalIdField(source, field), value), call.version, (record) =>
      ok(representation(record, source, call)),
    );
  },
  'PATCH sobjects/:object/:field/:value': (session, call, { object = '', field = '', value = '' }) => {
    const source = sourceOf(session, object);
    const result = upserted(session, source, { field, value, body: recordBody(call.body) }, call.allowDuplicates);
    if ('several' in result) return several(source, result.several, call.version);
    const status = result.created ? 201 : 200;
    return { status, body: { id: result.id, success: true, errors: [], created: result.created } };
  },
  'DELETE sobjects/:object/:field/:value': (session, call, { object = '', field = '', value = '' }) => {
    const source = sourceOf(session, object);
    return single(source, findByExternalId(source, externalIdField(source, field), value), call.version, (record) => {
      session.records.delete(record.id);
      return noContent;
    });
  },
};

function create(
  session: ApiSession,
  { body, allowDuplicates, version }: Parameters<Resource>[1],
  { object = '' }: Parameters<Resource>[2],
): ApiAnswer {
  const source = sourceOf(session, object);
  const fields = inputFields(source, recordBody(body));
  const { id } = inserted(session, source, fields, allowDuplicates);
  const location = `/services/data/${version}/sobjects/${source.described.name}/${id}`;
  return { status: 201, body: { id, success: true, errors: [] }, headers: { Location: location } };
}

/**
 * A new record under all rules of the org.
 * @throws SaveRefused, or RestProblem for what only Setup and deploys make
 */
export function inserted(session: ApiSession, source: Source, fields: Fields, allowDuplicates: boolean): StoredRecord {
  const { name } = source.described;
  if (session.records.access.object(name).read) return session.records.insert(name, fields, { allowDuplicates });
  throw new RestProblem(400, 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', `entity type cannot be inserted: ${name}`);
}

/** The object of an address; what the user may not see is not there. */
export function sourceOf({ reader }: ApiSession, object: string): Source {
  const source = reader.source(object);
  if (!source) throw notFound();
  return source;
}

/** The record of an address; a deleted one is told apart from one that never was. */
export function visible(source: Source, id: string): StoredRecord {
  const long = longId(id);
  const record = long === null ? null : source.get(long);
  if (record) return record;
  if (source.deleted().some((each) => each.id === long)) {
    throw new RestProblem(404, 'ENTITY_IS_DELETED', 'entity is deleted');
  }
  throw long === null ? notFound(`Provided external ID field does not exist or is not accessible: ${id}`) : notFound();
}

function single(
  source: Source,
  found: readonly StoredRecord[],
  version: string,
  answer: (record: StoredRecord) => ApiAnswer,
): ApiAnswer {
  const [record] = found;
  if (!record) throw notFound();
  return found.length > 1 ? several(source, found, version) : answer(record);
}

/** 300: the value leads to more than one record. */
function several({ described }: Source, found: readonly StoredRecord[], version: string): ApiAnswer {
  return { status: 300, body: found.map(({ id }) => attributesOf(described.name, id, version)['url']) };
}

function representation(
  record: StoredRecord,
  source: Source,
  { version, query }: { readonly version: string; readonly query: Readonly<Record<string, string>> },
): unknown {
  const asked = query['fields']?.split(',').map((name) => {
    const field = source.field(name.trim());
    if (field) return field;
    throw new RestProblem(400, 'INVALID_FIELD', `No such column '${name.trim()}' on sobject of type ${record.object}`);
  });
  const id = asked?.some(({ name }) => name === 'Id') === false ? { Id: record.id } : {};
  const values = (asked ?? source.fields).map((field) => [field.name, restValue(field, valueOf(record, field))]);
  return { attributes: attributesOf(record.object, record.id, version), ...Object.fromEntries(values), ...id };
}
