import type { Database } from '../platform/database.ts';
import type { Keyring } from '../platform/keyring.ts';
import type { ConnectionCode } from './connection-words.ts';
import type { Session } from './tokens.ts';

/**
 * `new`: never reached yet. `refused`: by the org, which is asked again after a rest. `login-revoked` and `disconnected`: not
 * asked again until a person connects it.
 */
export type ConnectionState = 'new' | 'connected' | 'login-revoked' | 'refused' | 'disconnected';
export type Method = 'jwt-bearer' | 'client-credentials' | 'refresh-token';

/** What we know of an org's connection. Its secrets are opened here and nowhere stored but in the sealed columns. */
export interface StoredConnection {
  orgId: string;
  state: ConnectionState;
  refusal: string | null;
  loginUrl: string;
  /** As the org told last. */
  instanceUrl: string | null;
  session: Session | null;
  refreshToken: string | null;
  method: Method | null;
  /** How often it was connected or disconnected. */
  logins: number;
  connectedAt: Date | null;
  renewedAt: Date | null;
}

export interface ConnectionStore {
  find(orgId: string): Promise<StoredConnection | null>;
  list(): Promise<{ orgId: string; state: ConnectionState; refusal: string | null }[]>;
  /** Makes the row of an org that has none. */
  introduce(orgId: string, loginUrl: string): Promise<void>;
  /** Whether this process asks for the next token; if not, another one does just now. Gives it back by `save` or `giveBack`. */
  claim(orgId: string, seconds: number): Promise<boolean>;
  giveBack(orgId: string): Promise<void>;
  /**
   * Keeps what the org gave, unless somebody connected or disconnected it since `seen` was read. A refresh token of null leaves
   * the one that is there.
   */
  save(seen: StoredConnection, given: Given): Promise<void>;
  /** Keeps a login of the admin in place of whatever was there; without a session, one is asked for when it is needed. */
  replace(orgId: string, login: NewLogin): Promise<void>;
  /** Notes that the org let nobody in, unless somebody connected or disconnected it since. With `login-revoked` the tokens go. */
  refuse(seen: StoredConnection, state: 'login-revoked' | 'refused', refusal: ConnectionCode): Promise<void>;
  /** Forgets the tokens, and lets nobody ask for others. */
  disconnect(orgId: string): Promise<void>;
}

/** What an org gave when it was asked for a token. */
export interface Given {
  session: Session;
  refreshToken: string | null;
  method: Method;
}

/** What a login of the admin gave. */
interface NewLogin {
  loginUrl: string;
  instanceUrl: string | null;
  session: Session | null;
  refreshToken: string | null;
}

interface Row {
  org_id: string;
  state: ConnectionState;
  refusal: string | null;
  login_url: string;
  instance_url: string | null;
  api_version: string | null;
  user_id: string | null;
  method: Method | null;
  logins: number;
  sealed_session: Buffer | null;
  sealed_refresh_token: Buffer | null;
  connected_at: Date | null;
  renewed_at: Date | null;
}

const SESSION = 'connections.sealed_session';
const REFRESH_TOKEN = 'connections.sealed_refresh_token';

export function createConnectionStore(database: Database, keyring: Pick<Keyring, 'sealFor'>): ConnectionStore {
  const secrets: Secrets = {
    seal: (orgId, text, place) =>
      text === null ? null : keyring.sealFor(purposeOf(orgId)).sealBytes(Buffer.from(text, 'utf8'), place),
    open: (orgId, bytes, place) =>
      bytes === null ? null : keyring.sealFor(purposeOf(orgId)).openBytes(bytes, place).toString('utf8'),
  };
  return { ...readers(database, secrets), ...turns(database), ...writers(database, secrets) };
}

const purposeOf = (orgId: string) => `connection:${orgId}`;

interface Secrets {
  seal(orgId: string, text: string | null, place: string): Buffer | null;
  open(orgId: string, bytes: Buffer | null, place: string): string | null;
}

function readers(database: Database, { open }: Secrets): Pick<ConnectionStore, 'find' | 'list'> {
  return {
    async find(orgId) {
      const { rows } = await database.query<Row>('select * from connections where org_id = $1', [orgId]);
      const [row] = rows;
      if (!row) return null;
      const accessToken = open(orgId, row.sealed_session, SESSION);
      return { ...described(row, accessToken), refreshToken: open(orgId, row.sealed_refresh_token, REFRESH_TOKEN) };
    },
    async list() {
      const { rows } = await database.query<Row>('select org_id, state, refusal from connections order by org_id');
      return rows.map(({ org_id: orgId, state, refusal }) => ({ orgId, state, refusal }));
    },
  };
}

function turns(database: Database): Pick<ConnectionStore, 'introduce' | 'claim' | 'giveBack' | 'disconnect'> {
  return {
    async introduce(orgId, loginUrl) {
      await database.query(
        `insert into connections (org_id, state, login_url) values ($1, 'new', $2) on conflict do nothing`,
        [orgId, loginUrl],
      );
    },
    async claim(orgId, seconds) {
      const { rowCount } = await database.query(
        `update connections set renewing_until = now() + make_interval(secs => $2)
         where org_id = $1 and (renewing_until is null or renewing_until < now())`,
        [orgId, seconds],
      );
      return rowCount === 1;
    },
    async giveBack(orgId) {
      await database.query('update connections set renewing_until = null where org_id = $1', [orgId]);
    },
    async disconnect(orgId) {
      await database.query(
        `update connections set state = 'disconnected', refusal = null, sealed_session = null,
           sealed_refresh_token = null, logins = logins + 1, renewing_until = null
         where org_id = $1`,
        [orgId],
      );
    },
  };
}

const told = (session: Session | null) => [session?.apiVersion, session?.userId];

function writers(database: Database, { seal }: Secrets): Pick<ConnectionStore, 'save' | 'replace' | 'refuse'> {
  return {
    async save({ orgId, logins }, { session, refreshToken, method }) {
      await database.query(
        `update connections set state = 'connected', refusal = null, instance_url = $3, api_version = $4, user_id = $5,
           sealed_session = $6, sealed_refresh_token = coalesce($7, sealed_refresh_token), method = $8,
           connected_at = coalesce(connected_at, now()), renewed_at = now(), renewing_until = null
         where org_id = $1 and logins = $2`,
        [
          ...[orgId, logins, session.instanceUrl, ...told(session), seal(orgId, session.accessToken, SESSION)],
          ...[seal(orgId, refreshToken, REFRESH_TOKEN), method],
        ],
      );
    },
    async replace(orgId, { loginUrl, instanceUrl, session, refreshToken }) {
      await database.query(
        `insert into connections (org_id, state, login_url, instance_url, api_version, user_id, method, sealed_session,
           sealed_refresh_token, connected_at, renewed_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, now(), now())
         on conflict (org_id) do update set state = excluded.state, refusal = null, login_url = excluded.login_url,
           instance_url = excluded.instance_url, api_version = excluded.api_version, user_id = excluded.user_id,
           method = excluded.method, sealed_session = excluded.sealed_session, connected_at = excluded.connected_at,
           sealed_refresh_token = excluded.sealed_refresh_token, renewed_at = excluded.renewed_at,
           logins = connections.logins + 1, renewing_until = null`,
        [
          ...[orgId, session ? 'connected' : 'new', loginUrl, instanceUrl, ...told(session)],
          ...[session ? 'refresh-token' : null, seal(orgId, session?.accessToken ?? null, SESSION)],
          seal(orgId, refreshToken, REFRESH_TOKEN),
        ],
      );
    },
    async refuse({ orgId, logins }, state, refusal) {
      await database.query(
        `update connections set state = $3, refusal = $4, sealed_session = null, renewing_until = null,
           sealed_refresh_token = case when $3 = 'refused' then sealed_refresh_token end
         where org_id = $1 and logins = $2`,
        [orgId, logins, state, refusal],
      );
    },
  };
}

function described(row: Row, accessToken: string | null): Omit<StoredConnection, 'refreshToken'> {
  const { instance_url: instanceUrl, api_version: apiVersion, user_id: userId } = row;
  const isWhole = accessToken !== null && instanceUrl !== null && apiVersion !== null && userId !== null;
  return {
    orgId: row.org_id,
    state: row.state,
    refusal: row.refusal,
    loginUrl: row.login_url,
    instanceUrl,
    session: isWhole ? { accessToken, instanceUrl, apiVersion, userId } : null,
    method: row.method,
    logins: row.logins,
    connectedAt: row.connected_at,
    renewedAt: row.renewed_at,
  };
}
