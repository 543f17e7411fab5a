import type { Connection } from 'jsforce';
import { z } from 'zod';

import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Keyring } from '../platform/keyring.ts';
import type { Log } from '../platform/log.ts';
import type { SalesforceConfiguration } from '../platform/salesforce-configuration.ts';
import { callOrg, type CallBounds } from './connection-call.ts';
import { createConnectionStore, type ConnectionState, type ConnectionStore } from './connection-store.ts';
import { openConnection, type LiveSession } from './connection-transport.ts';
import { SalesforceUnavailable, type SalesforceConnections } from './connection.ts';
import { readPrivateKey } from './oauth-key.ts';
import { createOAuth, parseJson, type OAuth, type OAuthApp } from './oauth.ts';
import { createSessions, type Sessions } from './tokens.ts';

export interface ConnectionParts {
  database: Database;
  keyring: Pick<Keyring, 'sealFor' | 'lookup'>;
  configuration: Omit<SalesforceConfiguration, 'mirrorMinutes'>;
  /** The orgs that sign tokens here: no other can be connected. */
  registeredOrgs: () => Promise<readonly string[]>;
  clock: Clock;
  log: Log;
}

/** The connections of one process, with what logins and checks need of them. */
export interface OpenConnections extends SalesforceConnections {
  /** Null: the configuration names no app. */
  access: {
    oauth: OAuth;
    app: OAuthApp;
    sessions: Sessions;
    versionOf: (instanceUrl: string) => Promise<string>;
  } | null;
  store: ConnectionStore;
  /** Ends all calls that are under way; those that follow end at once. */
  stop(): void;
}

/**
 * The connections to the orgs. Without an app in the configuration every org is `not-connected`.
 * @throws StartupError when the private key cannot be read.
 */
export function createSalesforceConnections(parts: ConnectionParts): OpenConnections {
  const { configuration, database, keyring, registeredOrgs } = parts;
  const store = createConnectionStore(database, keyring);
  const stopping = new AbortController();
  const bounds = { milliseconds: configuration.milliseconds, stopped: stopping.signal };
  const access = configuration.app && openAccess(parts, configuration.app, store, bounds);
  const open = new Map<string, OpenOrg>();
  return {
    store,
    access,
    async background(orgId) {
      if (!access) throw new SalesforceUnavailable('no-app');
      const { sessions } = access;
      const session = await sessions.current(orgId);
      const known = open.get(orgId);
      const org = known ?? { session, renew: (refused: string) => sessions.renewed(orgId, refused), connection: null };
      open.set(orgId, org);
      org.session = session;
      org.connection ??= openConnection(org, bounds);
      const connection = await org.connection;
      connection.instanceUrl = session.instanceUrl;
      connection.version = session.apiVersion;
      return connection;
    },
    async connected() {
      if (!access) return [];
      const known = await store.list();
      const connected = known.filter(({ state, refusal }) => OPEN.includes(state) && refusal !== 'other-org');
      const { key, clientSecret } = access.app;
      if (key === null && clientSecret === null) return connected.map(({ orgId }) => orgId);
      const fresh = (await registeredOrgs()).filter((orgId) => known.every((other) => other.orgId !== orgId));
      return [...connected.map(({ orgId }) => orgId), ...fresh].toSorted();
    },
    stop: () => stopping.abort(),
  };
}

function openAccess(
  { configuration, registeredOrgs, clock, log }: ConnectionParts,
  given: NonNullable<SalesforceConfiguration['app']>,
  store: ConnectionStore,
  bounds: Pick<CallBounds, 'milliseconds' | 'stopped'>,
) {
  const { clientId, clientSecret, privateKey, usernames } = given;
  const usernameOf = (orgId: string) => usernames.byOrg[orgId] ?? usernames.everyOrg;
  const app: OAuthApp = { clientId, clientSecret, key: readPrivateKey(privateKey), usernameOf };
  const oauth = createOAuth(app, bounds, clock);
  const versionOf = (instanceUrl: string) => newestVersion(instanceUrl, bounds);
  const isRegistered = async (orgId: string) => (await registeredOrgs()).includes(orgId);
  const { loginUrl } = configuration;
  const { stopped } = bounds;
  const sessions = createSessions({ store, oauth, app, versionOf, loginUrl, isRegistered, stopped, clock, log });
  return { oauth, app, sessions, versionOf };
}

/** An org that was worked with since the start. */
interface OpenOrg extends LiveSession {
  connection: Promise<Connection> | null;
}

/** A refusal may have been mended: the org rests, and is asked again. */
const OPEN: readonly ConnectionState[] = ['new', 'connected', 'refused'];

/** What we were made for: a newer one may answer otherwise. */
const NEWEST_VERSION = 67;
const LARGEST_LIST = 256 * 1024;
const LONGEST_MILLISECONDS = 10_000;
const versions = z.array(z.object({ version: z.string().max(10) }));

async function newestVersion(
  instanceUrl: string,
  bounds: Pick<CallBounds, 'milliseconds' | 'stopped'>,
): Promise<string> {
  const call = { method: 'GET', url: `${instanceUrl}/services/data/`, headers: { Accept: 'application/json' } };
  const milliseconds = Math.min(bounds.milliseconds, LONGEST_MILLISECONDS);
  const answer = await callOrg(call, { ...bounds, milliseconds, mostBytes: LARGEST_LIST });
  const read = versions.safeParse(answer.status === 200 ? parseJson(answer.body) : undefined);
  const offered = (read.data ?? [])
    .map(({ version }) => Number(version))
    .filter((version) => version <= NEWEST_VERSION);
  if (offered.length > 0) return `${Math.max(...offered)}.0`;
  throw new SalesforceUnavailable('nonsense');
}
