import { createServer } from 'node:http';
import { rmSync } from 'node:fs';
import express from 'express';

import { answerFailures, logFailure } from '../http/failures.ts';
import { guard } from '../http/guard.ts';
import { closeServer, listen, portOf } from '../http/listening.ts';
import { openOrganisation } from '../organisation.ts';
import type { Org } from '../organisation.ts';
import type { OrgUser } from '../records/access.ts';
import { asUser } from '../records/user-mode.ts';
import type { Fields, StoredRecord } from '../records/store.ts';
import { salesforceApi } from '../rest/api.ts';
import { demoClient } from '../rest/oauth/client-app.ts';
import type { ClientApp } from '../rest/oauth/client-app.ts';
import { faults } from './faults.ts';
import type { Faults } from './faults.ts';
import { generate } from './generated-records.ts';
import { FORCE_APP, temporaryFolder } from './test-org.ts';

export interface RestOrgOptions {
  /** Generated records beside those of the demo. Contacts and opportunities belong to the generated accounts. */
  readonly accounts?: number;
  readonly contacts?: number;
  readonly opportunities?: number;
  /** Where codes of `/services/oauth2/authorize` may go. */
  readonly redirectUris?: readonly string[];
  readonly rotatesRefreshTokens?: boolean;
  /** The largest page of a bulk query's results, whatever a caller asks for. */
  readonly bulkPageRows?: number;
  /** A folder that is kept, for an org that is started again; else a new one that `close` removes. */
  readonly dataFolder?: string;
  /** The same port as before a restart; any that is free by default. */
  readonly port?: number;
  readonly now?: () => Date;
}

/** An org that answers Salesforce's REST API on 127.0.0.1, and what a test does to it from behind. */
export interface RestOrg extends Faults {
  readonly url: string;
  readonly orgId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The key for JWT assertions whose public half the org knows. */
  readonly privateKeyPem: string;
  /** The integration user: who the client credentials flow works as. */
  readonly userName: string;
  readonly org: Org;
  /** Requests that arrived since the start, faults included. */
  requests(): number;
  /** Past all rules, as the platform itself: the record's id. */
  insert(object: string, fields: Fields): string;
  update(id: string, changes: Fields): void;
  delete(id: string): void;
  records(object: string): readonly StoredRecord[];
  /** As a person of the org would, under all its rules. */
  asPerson(alias: string): ReturnType<typeof asUser>;
  close(): Promise<void>;
}

/** Starts an org of its own for a test. */
export async function startRestOrg(options: RestOrgOptions = {}): Promise<RestOrg> {
  const folder = options.dataFolder ?? temporaryFolder();
  const org = openOrganisation(folder, FORCE_APP, options.now ?? (() => new Date()));
  const client = demoClient(folder);
  let port = 0;
  let requests = 0;
  const disturbance = faults();
  const api = salesforceApi({
    org,
    dataFolder: folder,
    forceApp: FORCE_APP,
    clients: () => [clientApp(options, client, org.people.integration)],
    url: () => `http://127.0.0.1:${port}`,
    hidden: disturbance.hidden,
    bulkPageRows: options.bulkPageRows,
  });
  const app = express();
  app.use((_request, _response, next) => {
    requests++;
    next();
  });
  app.use(
    guard(() => port),
    disturbance.handler,
    api.router,
  );
  app.use(answerFailures(logFailure));
  const server = createServer(app);
  await listen(server, options.port ?? 0);
  port = portOf(server);
  const { accounts = 0, contacts = 0, opportunities = 0 } = options;
  generate(org, { accounts, contacts, opportunities });
  return {
    ...disturbance.controls(api),
    url: `http://127.0.0.1:${port}`,
    orgId: org.id,
    clientId: client.clientId,
    clientSecret: client.clientSecret,
    privateKeyPem: client.privateKeyPem,
    userName: org.people.integration.userName,
    org,
    requests: () => requests,
    ...fromBehind(org),
    close: async () => {
      server.closeAllConnections();
      await closeServer(server);
      org.store.close();
      if (options.dataFolder === undefined) rmSync(folder, { recursive: true });
    },
  };
}

function clientApp(
  { redirectUris = [], rotatesRefreshTokens = false }: RestOrgOptions,
  client: ReturnType<typeof demoClient>,
  { userName }: OrgUser,
): ClientApp {
  return { ...client, redirectUris, rotatesRefreshTokens, runAs: userName, approved: (name) => name === userName };
}

function fromBehind(org: Org): Pick<RestOrg, 'insert' | 'update' | 'delete' | 'records' | 'asPerson'> {
  const stamp = (): Fields => {
    const moment = org.now().toISOString();
    return { LastModifiedDate: moment, LastModifiedById: org.people.integration.id, SystemModstamp: moment };
  };
  return {
    insert(object, fields) {
      const described = org.schema.get(object);
      if (!described) throw new Error(`The org has no object ${object}`);
      const { id } = org.people.integration;
      const own = { OwnerId: id, CreatedById: id, CreatedDate: org.now().toISOString(), ...stamp() };
      return org.store.insert(object, described.keyPrefix, { ...own, ...fields }).id;
    },
    update: (id, changes) => void org.store.update(id, { ...stamp(), ...changes }),
    delete: (id) => org.store.delete(id, org.now()),
    records: (object) => org.store.find(object),
    asPerson: (alias) => asUser(org, org.people.byAlias(alias)),
  };
}
