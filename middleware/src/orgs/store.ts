import type { Database } from '../platform/database.ts';
import { createSigningKeys, type SigningKeys } from './signing-keys.ts';

export interface PublicKey {
  keyId: string;
  pem: string;
}

export type TokenUse = 'first' | 'again' | 'key-revoked';

export interface OrgStore extends SigningKeys {
  /** The keys whose signatures are accepted for an org, newest first; none for an unknown one. */
  activeKeys(orgId: string): Promise<PublicKey[]>;
  /** Marks a token as used, if the key that signed it is accepted at this moment. */
  useToken(token: { orgId: string; keyId: string; jti: string; expiresAt: Date }): Promise<TokenUse>;
  /** Forgets used tokens that could not be accepted any more. */
  forgetTokens(expiredBefore: Date): Promise<number>;
}

export function createOrgStore(database: Database): OrgStore {
  return {
    ...createSigningKeys(database),
    async activeKeys(orgId) {
      const { rows } = await database.query<{ key_id: string; public_key: string }>(
        'select key_id, public_key from signing_keys where org_id = $1 and active order by created_at desc',
        [orgId],
      );
      return rows.map((row) => ({ keyId: row.key_id, pem: row.public_key }));
    },
    async useToken({ orgId, keyId, jti, expiresAt }) {
      const { rows } = await database.query<{ active: boolean; used: boolean }>(
        `with signer as (select 1 from signing_keys where org_id = $1 and key_id = $2 and active),
           used as (
             insert into used_tokens (org_id, jti, expires_at) select $1, $3, $4 where exists (select from signer)
             on conflict do nothing returning 1)
         select exists (select from signer) as active, exists (select from used) as used`,
        [orgId, keyId, jti, expiresAt],
      );
      if (!rows[0]?.active) return 'key-revoked';
      return rows[0].used ? 'first' : 'again';
    },
    async forgetTokens(expiredBefore) {
      const { rowCount } = await database.query('delete from used_tokens where expires_at < $1', [expiredBefore]);
      return rowCount ?? 0;
    },
  };
}
