import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';

import { createMirror, type Mirror } from '../../middleware/src/matching/mirror/mirror.ts';
import { systemClock } from '../../middleware/src/platform/clock.ts';
import { openServerDatabase, type Database } from '../../middleware/src/platform/database.ts';
import { openEmbeddedDatabase } from '../../middleware/src/platform/embedded-database.ts';
import { openKeyring, type Keyring } from '../../middleware/src/platform/keyring.ts';
import { createLog, type Log } from '../../middleware/src/platform/log.ts';
import { migrate, MIGRATIONS_FOLDER, readMigrations } from '../../middleware/src/platform/migrations.ts';
import { createSalesforceConnections } from '../../middleware/src/salesforce/connections.ts';
import { createMirrorFilling, type MirrorFilling } from '../../middleware/src/salesforce/filling/filling.ts';
import type { TestDatabase } from '../../middleware/src/testing/databases.ts';
import { folderWithDatabase, temporaryFolder } from '../../middleware/src/testing/folders.ts';
import { startRestOrg, type RestOrg, type RestOrgOptions } from '../../scripts/workbench/org/testing/rest-org.ts';

/** A store of its own and an org that it is connected with. */
export interface ConnectedOrg {
  readonly org: RestOrg;
  readonly database: Database;
  readonly keyring: Keyring;
  /** The key of the keyring, in base64: for another process on the same database. */
  readonly masterKey: string;
  readonly mirror: Mirror;
  readonly log: Log;
  /** What was logged so far. */
  logged(): string;
  /** The process as far as it fills mirrors. Stopped with the rest. */
  filling(pageSize?: number): MirrorFilling;
  connections(): ReturnType<typeof createSalesforceConnections>;
  close(): Promise<void>;
}

/** Pauses of a thousandth: what waits a second between tries waits a millisecond. */
export const hurried = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds / 1000));

/** Connections as a process has them that was given the app of this org. */
export function connectionsTo(
  org: Pick<RestOrg, 'url' | 'orgId' | 'clientId' | 'clientSecret'>,
  { database, keyring, log }: Pick<ConnectedOrg, 'database' | 'keyring' | 'log'>,
): ReturnType<typeof createSalesforceConnections> {
  const { clientId, clientSecret } = org;
  return createSalesforceConnections({
    database,
    keyring,
    configuration: {
      app: { clientId, clientSecret, privateKey: null, usernames: { everyOrg: null, byOrg: {} } },
      loginUrl: org.url,
      publicUrl: null,
      milliseconds: 20_000,
    },
    registeredOrgs: () => Promise.resolve([org.orgId]),
    clock: systemClock,
    log,
  });
}

export async function connectOrg(place: TestDatabase, options: RestOrgOptions): Promise<ConnectedOrg> {
  const lines: string[] = [];
  const log = createLog('debug', { write: (line) => void lines.push(line) });
  const folder = place.url ? await temporaryFolder() : await folderWithDatabase();
  const database = place.url ? openServerDatabase(place.url, log) : await openEmbeddedDatabase(folder);
  await migrate(database, await readMigrations(MIGRATIONS_FOLDER), createLog('silent'));
  const masterKey = randomBytes(32);
  const keyring = await openKeyring(database, [{ id: 'test', key: masterKey }]);
  const org = await startRestOrg(options);
  await database.query('insert into orgs (org_id, name) values ($1, $2)', [org.orgId, 'test']);
  const mirror = createMirror(database, keyring);
  const open: { stop(): void | Promise<void> }[] = [];
  const connections = () => {
    const made = connectionsTo(org, { database, keyring, log });
    open.push(made);
    return made;
  };
  return {
    org,
    database,
    keyring,
    masterKey: masterKey.toString('base64'),
    mirror,
    log,
    logged: () => lines.join(''),
    connections,
    filling(pageSize = 2_000) {
      const made = createMirrorFilling({
        database,
        mirror,
        connections: connections(),
        standardCurrency: () => Promise.resolve('XOF'),
        everyMinutes: 10,
        clock: systemClock,
        log,
        wait: hurried,
        pageSize,
      });
      open.push(made);
      return made;
    },
    async close() {
      await Promise.all(open.map((part) => part.stop()));
      await org.close();
      await database.close();
      await place.drop();
      await rm(folder, { recursive: true });
    },
  };
}
