import { combine } from '../metadata/permissions.ts';
import type { ObjectAccess, Permissions } from '../metadata/permissions.ts';
import { describe } from '../schema/description.ts';
import type { FieldDescription, Language, ObjectDescription, Schema } from '../schema/description.ts';
import type { RecordStore, StoredRecord } from './store.ts';

/** A person of the org, or its integration user. */
export interface OrgUser {
  readonly id: string;
  readonly name: string;
  readonly userName: string;
  /** A node of the role hierarchy. */
  readonly role: string;
  readonly language: Language;
  readonly currency: string;
  readonly timeZone: string;
  readonly permissions: Permissions;
}

/** Roles and the role above each; null at the top. */
export type RoleHierarchy = ReadonlyMap<string, string | null>;

const SALES: ObjectAccess = {
  create: true,
  read: true,
  edit: true,
  delete: false,
  viewAll: false,
  modifyAll: false,
};

/** What everybody's profile gives: the sales objects. The product's own objects come from its permission sets. */
function profileAccess(schema: Schema): Permissions {
  const standard = [...schema.values()].filter((object) => !object.custom);
  return { objects: new Map(standard.map((object) => [object.name, SALES])), fields: new Map(), custom: new Set() };
}

/** The permission sets of a user on top of the profile. */
export function userPermissions(schema: Schema, sets: readonly Permissions[]): Permissions {
  return combine([profileAccess(schema), ...sets]);
}

/** What one user may see and change: object and field permissions, ownership, and the role hierarchy. */
export interface Access {
  object(name: string): ObjectAccess;
  readsField(object: ObjectDescription, field: FieldDescription): boolean;
  writesField(object: ObjectDescription, field: FieldDescription): boolean;
  reads(record: StoredRecord): boolean;
  edits(record: StoredRecord): boolean;
}

const NONE: ObjectAccess = {
  create: false,
  read: false,
  edit: false,
  delete: false,
  viewAll: false,
  modifyAll: false,
};
const ALL: ObjectAccess = { create: true, read: true, edit: true, delete: true, viewAll: true, modifyAll: true };

/** System mode: everything but what only the platform writes. */
export const fullAccess: Access = {
  object: () => ALL,
  readsField: () => true,
  writesField: (_object, field) => field.writable,
  reads: () => true,
  edits: () => true,
};

interface Organisation {
  readonly schema: Schema;
  readonly roles: RoleHierarchy;
  readonly store: RecordStore;
  user(id: string): OrgUser | null;
}

export function accessOf(user: OrgUser, organisation: Organisation): Access {
  const { schema, roles, store } = organisation;
  const object = (name: string): ObjectAccess => user.permissions.objects.get(name) ?? NONE;

  const shared = (record: StoredRecord): boolean => {
    const described = describe(schema, record.object);
    if (described.sharing === 'ReadWrite') return true;
    if (described.sharing === 'ControlledByParent') return parentShared(described, record);
    const owner = organisation.user(String(record.fields['OwnerId'] ?? ''));
    return owner !== null && (owner.id === user.id || isAbove(roles, user.role, owner.role));
  };
  const parentShared = (described: ObjectDescription, record: StoredRecord): boolean => {
    const parentField = [...described.fields.values()].find((field) => field.required && field.referenceTo);
    const parent = parentField ? store.get(String(record.fields[parentField.name] ?? '')) : null;
    return parent !== null && shared(parent);
  };

  return {
    object,
    readsField: (described, field) => fieldAccess(user, described, field).read,
    writesField: (described, field) => field.writable && fieldAccess(user, described, field).edit,
    reads: (record) => {
      const access = object(record.object);
      return access.read && (access.viewAll || access.modifyAll || shared(record));
    },
    edits: (record) => {
      const access = object(record.object);
      return access.edit && (access.modifyAll || shared(record));
    },
  };
}

/** Standard fields and required custom fields are open to whoever has the object; other custom fields need a permission set. */
function fieldAccess(
  user: OrgUser,
  object: ObjectDescription,
  field: FieldDescription,
): { read: boolean; edit: boolean } {
  const access = user.permissions.objects.get(object.name) ?? NONE;
  if (!field.custom || field.required) return { read: access.read, edit: access.create || access.edit };
  return user.permissions.fields.get(`${object.name}.${field.name}`) ?? { read: false, edit: false };
}

/** Whether a role is somewhere above another one. */
function isAbove(roles: RoleHierarchy, role: string, other: string): boolean {
  for (let above = roles.get(other) ?? null; above !== null; above = roles.get(above) ?? null) {
    if (above === role) return true;
  }
  return false;
}
