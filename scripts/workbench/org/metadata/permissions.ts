import { join } from 'node:path';
import { z } from 'zod';

import { flag, many, metadataFiles, readMetadata } from './xml.ts';

const permissionSet = z.object({
  customPermissions: many(z.object({ enabled: flag, name: z.string() })),
  fieldPermissions: many(z.object({ field: z.string(), readable: flag, editable: flag })),
  objectPermissions: many(
    z.object({
      object: z.string(),
      allowCreate: flag,
      allowRead: flag,
      allowEdit: flag,
      allowDelete: flag,
      viewAllRecords: flag,
      modifyAllRecords: flag,
    }),
  ),
});

export interface ObjectAccess {
  readonly create: boolean;
  readonly read: boolean;
  readonly edit: boolean;
  readonly delete: boolean;
  readonly viewAll: boolean;
  readonly modifyAll: boolean;
}

export interface FieldAccess {
  readonly read: boolean;
  readonly edit: boolean;
}

/** What permission sets give, added together: the keys are object names and `Object.Field`. */
export interface Permissions {
  readonly objects: ReadonlyMap<string, ObjectAccess>;
  readonly fields: ReadonlyMap<string, FieldAccess>;
  readonly custom: ReadonlySet<string>;
}

/** All permission sets of force-app by API name. */
export function readPermissionSets(root: string): ReadonlyMap<string, Permissions> {
  const files = metadataFiles(join(root, 'permissionsets'), '.permissionset-meta.xml');
  return new Map(files.map(([file, name]) => [name, permissionsOf(file)]));
}

function permissionsOf(file: string): Permissions {
  const set = readMetadata(file, 'PermissionSet', permissionSet);
  return {
    objects: new Map(
      set.objectPermissions.map((each) => [
        each.object,
        {
          create: each.allowCreate,
          read: each.allowRead,
          edit: each.allowEdit,
          delete: each.allowDelete,
          viewAll: each.viewAllRecords,
          modifyAll: each.modifyAllRecords,
        },
      ]),
    ),
    fields: new Map(set.fieldPermissions.map((each) => [each.field, { read: each.readable, edit: each.editable }])),
    custom: new Set(set.customPermissions.filter((each) => each.enabled).map((each) => each.name)),
  };
}

/** The union of several permission sets: permissions only ever add up. */
export function combine(sets: readonly Permissions[]): Permissions {
  const objects = new Map<string, ObjectAccess>();
  const fields = new Map<string, FieldAccess>();
  for (const set of sets) {
    for (const [name, access] of set.objects) objects.set(name, either(objects.get(name), access));
    for (const [name, access] of set.fields) fields.set(name, either(fields.get(name), access));
  }
  return { objects, fields, custom: new Set(sets.flatMap((set) => [...set.custom])) };
}

function either<Access extends object>(first: Access | undefined, second: Access): Access {
  if (!first) return second;
  const names = Object.keys(second) as (keyof Access)[];
  return Object.fromEntries(names.map((name) => [name, Boolean(first[name] || second[name])])) as Access;
}
