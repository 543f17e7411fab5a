import type { Database } from '../platform/database.ts';

export interface Org {
  orgId: string;
  name: string;
  /** The ids of the keys whose signatures are accepted. */
  keys: string[];
}

export interface OrgStore {
  register(org: { orgId: string; name: string; keyId: string; publicKey: string }): Promise<void>;
  /** Accepts a key no longer. False when the org has no such active key. */
  revoke(orgId: string, keyId: string): Promise<boolean>;
  list(): Promise<Org[]>;
  /** The PEM public keys whose signatures are accepted for an org; none for an unknown one. */
  activeKeys(orgId: string): Promise<string[]>;
  /** Marks a token as used. False when it was used before. */
  useToken(orgId: string, jti: string, expiresAt: Date): Promise<boolean>;
  /** Forgets used tokens that could not be accepted any more. */
  forgetTokens(expiredBefore: Date): Promise<number>;
}

export function createOrgStore(database: Database): OrgStore {
  return {
    register: (org) =>
      database.transaction(async (client) => {
        await client.query(
          'insert into orgs (org_id, name) values ($1, $2) on conflict (org_id) do update set name = excluded.name',
          [org.orgId, org.name],
        );
        await client.query(
          `insert into signing_keys (org_id, key_id, public_key) values ($1, $2, $3)
           on conflict (org_id, key_id) do update set active = true`,
          [org.orgId, org.keyId, org.publicKey],
        );
      }),
    async revoke(orgId, keyId) {
      const { rowCount } = await database.query(
        'update signing_keys set active = false where org_id = $1 and key_id = $2 and active',
        [orgId, keyId],
      );
      return rowCount === 1;
    },
    async list() {
      const { rows } = await database.query<{ org_id: string; name: string; keys: string[] }>(
        `select org_id, name, array(select key_id from signing_keys k where k.org_id = o.org_id and k.active
           order by created_at desc) as keys
         from orgs o order by org_id`,
      );
      return rows.map((row) => ({ orgId: row.org_id, name: row.name, keys: row.keys }));
    },
    async activeKeys(orgId) {
      const { rows } = await database.query<{ public_key: string }>(
        'select public_key from signing_keys where org_id = $1 and active order by created_at desc',
        [orgId],
      );
      return rows.map((row) => row.public_key);
    },
    async useToken(orgId, jti, expiresAt) {
      const { rowCount } = await database.query(
        'insert into used_tokens (org_id, jti, expires_at) values ($1, $2, $3) on conflict do nothing',
        [orgId, jti, expiresAt],
      );
      return rowCount === 1;
    },
    async forgetTokens(expiredBefore) {
      const { rowCount } = await database.query('delete from used_tokens where expires_at < $1', [expiredBefore]);
      return rowCount ?? 0;
    },
  };
}
