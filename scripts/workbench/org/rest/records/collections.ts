import { z } from 'zod';

import { SaveRefused } from '../../records/problem.ts';
import type { RecordStore } from '../../records/store.ts';
import { notFound, RestProblem } from '../problem.ts';
import { wellFormed } from '../well-formed.ts';
import { ok } from '../resources/resource.ts';
import type { ApiCall, Resource, Resources } from '../resources/resource.ts';
import type { ApiSession } from '../session.ts';
import { restValue, valueOf } from '../values.ts';
import { attributesOf } from '../soql/rest-records.ts';
import { externalIdField, upserted } from './external-ids.ts';
import { inputFields } from './input.ts';
import { resultErrors } from './refusal.ts';
import { inserted, sourceOf, visible } from './resources.ts';

type Saved = { readonly id: string; readonly created?: boolean };
type Body = Readonly<Record<string, unknown>>;

const MAXIMUM_RECORDS = 200;
const attributes = z.looseObject({ type: z.string() });
const records = z.object({
  allOrNone: z.boolean().default(false),
  records: z.array(z.looseObject({ attributes: attributes.optional() })),
});
const ids = z.string().transform((text) => text.split(',').map((id) => id.trim()));
const retrieval = z.object({ ids: z.array(z.string()), fields: z.array(z.string()).min(1) });

/** Up to 200 records in one call, each with its own result, or all or none. */
export function collectionResources(store: RecordStore): Resources {
  const each = collection(store);
  return {
    'POST composite/sobjects': each(({ session, type, body, allowDuplicates }) => {
      if ('id' in body || 'Id' in body) throw invalidId('cannot specify Id in an insert call');
      const source = sourceOf(session, type);
      return inserted(session, source, inputFields(source, body), allowDuplicates);
    }),
    'PATCH composite/sobjects': each(({ session, type, body, allowDuplicates }) => {
      const id = body['Id'] ?? body['id'];
      const fields = Object.fromEntries(Object.entries(body).filter(([name]) => name.toLowerCase() !== 'id'));
      if (typeof id !== 'string') throw new RestProblem(400, 'MISSING_ARGUMENT', 'Id not specified in an update call');
      const source = sourceOf(session, type);
      return session.records.update(visible(source, id).id, inputFields(source, fields), { allowDuplicates });
    }),
    'PATCH composite/sobjects/:object/:field': each(({ session, type, body, segments, allowDuplicates }) => {
      const source = sourceOf(session, type);
      const field = externalIdField(source, segments['field'] ?? '');
      const key = Object.keys(body).find((name) => name.toLowerCase() === field.name.toLowerCase()) ?? '';
      const { [key]: value, ...rest } = body;
      if (typeof value !== 'string' || value === '') {
        throw new RestProblem(400, 'MISSING_ARGUMENT', `${field.name} not specified`);
      }
      const result = upserted(session, source, { field: field.name, value, body: rest }, allowDuplicates);
      if ('several' in result) {
        throw new RestProblem(
          400,
          'DUPLICATE_EXTERNAL_ID',
          `${field.name}: more than one record found for external id field`,
        );
      }
      return result;
    }),
    'DELETE composite/sobjects': (session, call) => deletion(store, session, call),
    'POST composite/sobjects/:object': retrieve,
  };
}

interface Saving {
  readonly session: ApiSession;
  readonly type: string;
  readonly body: Body;
  readonly segments: Readonly<Record<string, string>>;
  readonly allowDuplicates: boolean;
}

function collection(store: RecordStore): (save: (saving: Saving) => Saved) => Resource {
  return (save) => (session, call, segments) => {
    const given = wellFormed(records, call.body);
    const works = given.records.map(({ attributes: { type } = { type: segments['object'] ?? '' }, ...body }) => {
      if (segments['object'] !== undefined && type.toLowerCase() !== segments['object'].toLowerCase()) {
        return () => {
          throw new RestProblem(400, 'INVALID_TYPE', 'all records must be of the object in the address');
        };
      }
      return () => save({ session, type, body, segments, allowDuplicates: call.allowDuplicates });
    });
    return ok(results(store, works, given.allOrNone, call.version));
  };
}

function deletion(store: RecordStore, session: ApiSession, { query, version }: ApiCall): ReturnType<Resource> {
  const works = wellFormed(ids, query['ids']).map((id) => () => {
    const record = store.get(id);
    if (!record) throw notFound('invalid cross reference id');
    session.records.delete(visible(sourceOf(session, record.object), id).id);
    return { id };
  });
  return ok(results(store, works, query['allOrNone'] === 'true', version));
}

/** Reads many records of one object; a record that is not there is null. */
const retrieve: Resource = (session, { body, version }, { object = '' }) => {
  const asked = wellFormed(retrieval, body);
  const source = sourceOf(session, object);
  const fields = asked.fields.map((name) => {
    const field = source.field(name);
    if (field) return field;
    throw new RestProblem(400, 'INVALID_FIELD', `No such column '${name}' on sobject of type ${object}`);
  });
  const found = asked.ids.map((id) => {
    const record = source.get(id);
    if (!record) return null;
    const values = fields.map((field) => [field.name, restValue(field, valueOf(record, field))]);
    return {
      attributes: attributesOf(record.object, record.id, version),
      ...Object.fromEntries(values),
      Id: record.id,
    };
  });
  return ok(found);
};

class RolledBack extends Error {}

/** The results of many saves, in order. All or none: one failure undoes what went well, and says so of it. */
function results(
  store: RecordStore,
  works: readonly (() => Saved)[],
  allOrNone: boolean,
  version: string,
): readonly unknown[] {
  if (works.length > MAXIMUM_RECORDS) {
    const message = `record limit reached. cannot submit more than ${MAXIMUM_RECORDS} records into this call`;
    throw new RestProblem(400, 'EXCEEDED_ID_LIMIT', message);
  }
  let done: readonly Result[] = [];
  try {
    store.transaction(() => {
      done = works.map((work) => resultOf(work, store, version));
      if (allOrNone && done.some(({ success }) => !success)) throw new RolledBack();
    });
  } catch (failure) {
    if (!(failure instanceof RolledBack)) throw failure;
    return done.map((result) => (result.success ? ROLLED_BACK : result));
  }
  return done;
}

interface Result {
  readonly success: boolean;
  readonly errors: readonly unknown[];
  readonly id?: string;
  readonly created?: boolean;
}

const ROLLED_BACK: Result = {
  success: false,
  errors: [
    {
      statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK',
      message: 'Record rolled back because not all records were valid and the request was using AllOrNone header',
      fields: [],
    },
  ],
};

function resultOf(work: () => Saved, store: RecordStore, version: string): Result {
  try {
    const { id, created } = store.transaction(work);
    return { id, success: true, errors: [], ...(created === undefined ? {} : { created }) };
  } catch (failure) {
    if (failure instanceof SaveRefused) return { success: false, errors: resultErrors(failure, store, version) };
    if (!(failure instanceof RestProblem)) throw failure;
    const { errorCode, message, details } = failure;
    return { success: false, errors: [{ statusCode: errorCode, message, fields: details['fields'] ?? [] }] };
  }
}

function invalidId(message: string): RestProblem {
  return new RestProblem(400, 'INVALID_FIELD_FOR_INSERT_UPDATE', message, { fields: ['Id'] });
}
