import type { Database, Queryable } from '../platform/database.ts';

/** Two, so that an org can change its certificate without a gap; more would be keys that somebody forgot. */
export const MAXIMUM_KEYS = 2;

/** A key of an org, without the key itself. */
export interface SigningKey {
  keyId: string;
  registeredAt: Date;
  /** When the certificate ends that it came with; null for a bare public key. */
  certificateExpiresAt: Date | null;
  /** Whether its signatures are accepted. */
  active: boolean;
}

export interface Org {
  orgId: string;
  name: string;
  /** Newest first. */
  keys: SigningKey[];
}

export interface NewKey {
  orgId: string;
  /** Null leaves the name of a known org as it is. */
  name: string | null;
  keyId: string;
  /** PEM. */
  publicKey: string;
  certificateExpiresAt: Date | null;
}

/** The orgs and their keys. What is refused changes nothing. */
export interface SigningKeys {
  /** Accepts a key from now on; one that is accepted already counts once. Only a name makes an unknown org known. */
  register(key: NewKey): Promise<'registered' | 'unknown-org' | 'too-many-keys'>;
  /** Accepts a key no longer. `evenLast` allows it to be the org's only one. */
  revoke(orgId: string, keyId: string, evenLast: boolean): Promise<'revoked' | 'no-such-key' | 'last-key'>;
  list(): Promise<Org[]>;
}

export function createSigningKeys(database: Database): SigningKeys {
  return {
    register: (key) => database.transaction((client) => register(client, key)),
    revoke: (orgId, keyId, evenLast) =>
      database.transaction(async (client) => {
        const active = await holdActiveKeys(client, orgId);
        if (!active?.includes(keyId)) return 'no-such-key';
        if (active.length === 1 && !evenLast) return 'last-key';
        await client.query('update signing_keys set active = false where org_id = $1 and key_id = $2', [orgId, keyId]);
        return 'revoked';
      }),
    list: () => list(database),
  };
}

async function register(client: Queryable, key: NewKey): ReturnType<SigningKeys['register']> {
  if (key.name !== null) {
    await client.query('insert into orgs (org_id, name) values ($1, $2) on conflict do nothing', [key.orgId, key.name]);
  }
  const active = await holdActiveKeys(client, key.orgId);
  if (!active) return 'unknown-org';
  if (active.filter((keyId) => keyId !== key.keyId).length >= MAXIMUM_KEYS) return 'too-many-keys';
  if (key.name !== null) await client.query('update orgs set name = $2 where org_id = $1', [key.orgId, key.name]);
  await client.query(
    `insert into signing_keys (org_id, key_id, public_key, certificate_expires_at) values ($1, $2, $3, $4)
     on conflict (org_id, key_id) do update set active = true,
       certificate_expires_at = coalesce(excluded.certificate_expires_at, signing_keys.certificate_expires_at)`,
    [key.orgId, key.keyId, key.publicKey, key.certificateExpiresAt],
  );
  return 'registered';
}

/** The ids of the org's active keys, which nobody else changes until the transaction ends; nothing for an unknown org. */
async function holdActiveKeys(client: Queryable, orgId: string): Promise<string[] | undefined> {
  const { rowCount } = await client.query('select 1 from orgs where org_id = $1 for no key update', [orgId]);
  if (rowCount === 0) return undefined;
  const { rows } = await client.query<{ key_id: string }>(
    'select key_id from signing_keys where org_id = $1 and active',
    [orgId],
  );
  return rows.map((row) => row.key_id);
}

interface Row {
  org_id: string;
  name: string;
  key_id: string | null;
  created_at: Date;
  certificate_expires_at: Date | null;
  active: boolean;
}

async function list(database: Database): Promise<Org[]> {
  const { rows } = await database.query<Row>(
    `select o.org_id, o.name, k.key_id, k.created_at, k.certificate_expires_at, k.active
     from orgs o left join signing_keys k on k.org_id = o.org_id order by o.org_id, k.created_at desc, k.key_id`,
  );
  return [...Map.groupBy(rows, (row) => row.org_id).entries()].map(([orgId, ofOrg]) => ({
    orgId,
    name: ofOrg[0]?.name ?? '',
    keys: ofOrg.flatMap((row) => (row.key_id === null ? [] : [toKey({ ...row, key_id: row.key_id })])),
  }));
}

const toKey = (row: Row & { key_id: string }): SigningKey => ({
  keyId: row.key_id,
  registeredAt: row.created_at,
  certificateExpiresAt: row.certificate_expires_at,
  active: row.active,
});
