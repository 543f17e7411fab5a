import type { Database } from '../platform/database.ts';

export type LinkPurpose = 'login' | 'check';

/** A login that was begun in a browser. */
export interface Flow {
  browserHash: Buffer;
  loginUrl: string;
  sealedVerifier: Buffer;
  expiresAt: Date;
}

interface Link {
  loginUrl: string;
  expiresAt: Date;
}

/** Links and logins under way, found by hashes alone: what opens them is nowhere stored. */
export interface LoginStore {
  addLink(orgId: string, link: Link & { hash: Buffer; purpose: LinkPurpose }): Promise<void>;
  findLink(orgId: string, hash: Buffer, purpose: LinkPurpose): Promise<Link | null>;
  /** Gives a link and ends it: of two who come at once, one gets it. */
  takeLink(orgId: string, hash: Buffer, purpose: LinkPurpose): Promise<Link | null>;
  addFlow(orgId: string, flow: Flow & { stateHash: Buffer }): Promise<void>;
  findFlow(orgId: string, stateHash: Buffer): Promise<Flow | null>;
  /** Ends a login. Gives whether it was this call that did. */
  takeFlow(orgId: string, stateHash: Buffer): Promise<boolean>;
  /** Forgets what an org left open. */
  forget(orgId: string, expiredBefore: Date): Promise<void>;
}

interface LinkRow {
  login_url: string;
  expires_at: Date;
}

interface FlowRow extends LinkRow {
  browser_hash: Buffer;
  sealed_verifier: Buffer;
}

export function createLoginStore(database: Database): LoginStore {
  return {
    async addLink(orgId, { hash, purpose, loginUrl, expiresAt }) {
      await database.query(
        'insert into login_links (org_id, link_hash, purpose, login_url, expires_at) values ($1, $2, $3, $4, $5)',
        [orgId, hash, purpose, loginUrl, expiresAt],
      );
    },
    async findLink(orgId, hash, purpose) {
      const { rows } = await database.query<LinkRow>(
        'select login_url, expires_at from login_links where org_id = $1 and link_hash = $2 and purpose = $3',
        [orgId, hash, purpose],
      );
      return toLink(rows[0]);
    },
    async takeLink(orgId, hash, purpose) {
      const { rows } = await database.query<LinkRow>(
        `delete from login_links where org_id = $1 and link_hash = $2 and purpose = $3 returning login_url, expires_at`,
        [orgId, hash, purpose],
      );
      return toLink(rows[0]);
    },
    async addFlow(orgId, { stateHash, browserHash, loginUrl, sealedVerifier, expiresAt }) {
      await database.query(
        `insert into login_flows (org_id, state_hash, browser_hash, login_url, sealed_verifier, expires_at)
         values ($1, $2, $3, $4, $5, $6)`,
        [orgId, stateHash, browserHash, loginUrl, sealedVerifier, expiresAt],
      );
    },
    async findFlow(orgId, stateHash) {
      const { rows } = await database.query<FlowRow>(
        `select browser_hash, login_url, sealed_verifier, expires_at from login_flows
         where org_id = $1 and state_hash = $2`,
        [orgId, stateHash],
      );
      const [row] = rows;
      const link = toLink(row);
      return row && link ? { ...link, browserHash: row.browser_hash, sealedVerifier: row.sealed_verifier } : null;
    },
    async takeFlow(orgId, stateHash) {
      const { rowCount } = await database.query('delete from login_flows where org_id = $1 and state_hash = $2', [
        ...[orgId, stateHash],
      ]);
      return rowCount === 1;
    },
    async forget(orgId, expiredBefore) {
      await database.query('delete from login_links where org_id = $1 and expires_at < $2', [orgId, expiredBefore]);
      await database.query('delete from login_flows where org_id = $1 and expires_at < $2', [orgId, expiredBefore]);
    },
  };
}

const toLink = (row: LinkRow | undefined): Link | null =>
  row ? { loginUrl: row.login_url, expiresAt: row.expires_at } : null;
