import { readObjectInfo, readPicklists, type ObjectName } from '../../../org/objects.ts';
import { qualified, type FieldName } from '../../../org/records.ts';
import { wireAdapter } from '../../../org/wires.ts';

export const getObjectInfo = wireAdapter(({ objectApiName }) => readObjectInfo(objectApiName as ObjectName));

/** Wires the values of one picklist. A field that is no picklist, or that the person may not see, is an error. */
export const getPicklistValues = wireAdapter(async ({ recordTypeId, fieldApiName }) => {
  const [object = '', field = ''] = qualified(fieldApiName as FieldName).split('.');
  const { picklistFieldValues } = await readPicklists(object, recordTypeId as string);
  const values = picklistFieldValues[field];
  if (values === undefined) throw noPicklist(object, field);
  return values;
});

export const getPicklistValuesByRecordType = wireAdapter(({ objectApiName, recordTypeId }) =>
  readPicklists(objectApiName as ObjectName, recordTypeId as string),
);

function noPicklist(object: string, field: string): unknown {
  const body = { statusCode: 400, errorCode: 'INVALID_FIELD', message: `${object}.${field} is not a picklist.` };
  return { ok: false, status: 400, statusText: 'Bad Request', errorType: 'fetchResponse', headers: {}, body };
}
