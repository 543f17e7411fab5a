import { integrationUser, roles, defaultCurrency, timeZone, users } from '../demo/organisation.ts';
import type { DemoUser } from '../demo/organisation.ts';
import type { Permissions } from './metadata/permissions.ts';
import { userPermissions } from './records/access.ts';
import type { OrgUser, RoleHierarchy } from './records/access.ts';
import { recordId } from './records/ids.ts';
import type { RecordStore } from './records/store.ts';
import type { Schema } from './schema/description.ts';

/** The org's users. Their ids are the same in every data folder, so that a cookie of one workbench means something in another. */
export interface People {
  readonly roles: RoleHierarchy;
  readonly integration: OrgUser;
  /** Those a person at the page can be, the first one to begin with. */
  readonly offered: readonly Offered[];
  byId(id: string): OrgUser | null;
  /** A user that a page may be of: everyone but the integration user. */
  person(id: string): OrgUser | null;
  byAlias(alias: string): OrgUser;
}

export interface Offered {
  readonly user: OrgUser;
  readonly role: 'rep' | 'manager' | 'admin';
}

export function gatherPeople(schema: Schema, permissionSets: ReadonlyMap<string, Permissions>): People {
  const build = (demo: DemoUser, serial: number): OrgUser => ({
    id: recordId('005', serial),
    name: `${demo.firstName} ${demo.lastName}`,
    userName: userNameOf(demo),
    role: demo.role,
    language: demo.language,
    currency: defaultCurrency,
    timeZone,
    permissions: userPermissions(
      schema,
      demo.permissionSets.map((name) => permissionSetOf(permissionSets, name)),
    ),
  });
  const all = [...users, integrationUser].map((demo, at): [DemoUser, OrgUser] => [demo, build(demo, at + 1)]);
  const byAlias = new Map(all.map(([demo, user]) => [demo.alias, user]));
  const byId = new Map(all.map(([, user]) => [user.id, user]));
  const find = (alias: string): OrgUser => {
    const user = byAlias.get(alias);
    if (!user) throw new Error(`The demo org has no user ${alias}`);
    return user;
  };
  const integration = find(integrationUser.alias);
  return {
    roles,
    integration,
    offered: all.flatMap(([demo, user]) => (demo.offeredAs ? [{ user, role: demo.offeredAs }] : [])),
    byId: (id) => byId.get(id) ?? null,
    person: (id) => (id === integration.id ? null : (byId.get(id) ?? null)),
    byAlias: find,
  };
}

/** The name by which a user of the demo org logs in. */
export function userNameOf({ alias }: DemoUser): string {
  return `${alias}@workbench.example`;
}

function permissionSetOf(sets: ReadonlyMap<string, Permissions>, name: string): Permissions {
  const found = sets.get(name);
  if (!found) throw new Error(`force-app has no permission set ${name}, which the demo org assigns`);
  return found;
}

/** Keeps a User record for everyone, so that owners can be read and looked up like any other record. */
export function recordPeople(store: RecordStore, people: People): void {
  store.transaction(() => {
    const known = new Set(store.find('User').map((record) => record.id));
    for (const demo of [...users, integrationUser]) {
      const user = people.byAlias(demo.alias);
      const fields = {
        Name: user.name,
        FirstName: demo.firstName,
        LastName: demo.lastName,
        Username: user.userName,
        Alias: demo.alias,
        Email: user.userName,
        IsActive: true,
      };
      if (known.has(user.id)) store.update(user.id, fields);
      else store.insert('User', '005', fields);
    }
  });
}
