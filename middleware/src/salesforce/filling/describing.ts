import { z } from 'zod';

import type { OrgCalls } from '../calls/org-calls.ts';
import { OrgRefusal } from '../calls/refusals.ts';
import { visibleFields, type MirroredObject, type VisibleFields } from './objects.ts';

const description = z.object({ queryable: z.boolean().nullish(), fields: z.array(z.object({ name: z.string() })) });

/**
 * What the user of the connection sees of an object: the org's own description leaves out what they do not.
 * @throws OrgRefusal `object-hidden` when that is not enough for a mirror.
 */
export async function describeObject(calls: OrgCalls, object: MirroredObject): Promise<VisibleFields> {
  const { queryable, fields } = await asHidden(() => calls.json({ path: `/sobjects/${object}/describe` }, description));
  const visible = visibleFields(object, new Set(fields.map(({ name }) => name)));
  if (queryable === false || !visible) throw new OrgRefusal('object-hidden');
  return visible;
}

/** An object that a user may not see does not exist for them. */
async function asHidden<Result>(call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    const isUnknown = error instanceof OrgRefusal && error.code === 'refused' && error.orgCode === 'NOT_FOUND';
    if (isUnknown) throw new OrgRefusal('object-hidden', error.orgCode);
    throw error;
  }
}
