import { randomBytes, randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';

import { startApp, type App } from '../app.ts';
import type { Configuration } from '../platform/configuration.ts';
import { callControlSocket } from '../platform/control-socket.ts';
import { openServerDatabase } from '../platform/database.ts';
import { createLog, type Log } from '../platform/log.ts';
import type { ModelConfiguration, ProviderLimits } from '../platform/model-configuration.ts';
import type { SpeechConfiguration, SpeechLimits } from '../platform/speech-configuration.ts';
import { ofProviders } from '../platform/model-settings.ts';
import { registerOrg } from '../orgs/registration.ts';
import { createOrgStore } from '../orgs/store.ts';
import type { TestDatabase } from './databases.ts';
import { folderWithDatabase, temporaryFolder } from './folders.ts';
import { AUDIENCE, makeOrg, signToken, type TestOrg, type TokenWishes } from './tokens.ts';

export const ORG = makeOrg('00D000000000001AAA');
export const OTHER_ORG = makeOrg('00D000000000002AAA');

export interface Answer {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
}

interface CallWishes extends TokenWishes {
  org?: TestOrg;
  body?: unknown;
  headers?: Record<string, string>;
  /** A ready-made token, or null for none. */
  token?: string | null;
}

/** A middleware that runs for one test file, with two orgs registered. */
export interface TestMiddleware {
  app: App;
  folder: string;
  configuration: Configuration;
  call(method: string, path: string, wishes?: CallWishes): Promise<Answer>;
  /** Stops it and removes what it kept. */
  remove(): Promise<void>;
}

export type Replacements = Omit<Parameters<typeof startApp>[0], 'configuration' | 'log'> & { log?: Log };

/** Models as a configuration names them; none unless a test gives some. */
export function modelConfiguration(
  accounts: ModelConfiguration['accounts'] = [],
  limits: Partial<ProviderLimits> = {},
): ModelConfiguration {
  const usual = { milliseconds: 8_000, retries: 0, concurrency: 4, dailyRequests: 1_000, price: null };
  return { accounts, limits: ofProviders(() => ({ ...usual, ...limits })), totalMilliseconds: 20_000 };
}

/** Speech recognisers as a configuration names them; none unless a test gives some. */
export function speechConfiguration(
  accounts: SpeechConfiguration['accounts'] = [],
  limits: Partial<SpeechLimits> = {},
): SpeechConfiguration {
  return { accounts, limits: { milliseconds: 20_000, retries: 0, concurrency: 4, ...limits } };
}

export function configurationFor(folder: string, database: Pick<TestDatabase, 'url'> = {}): Configuration {
  const keys = { masterKeys: `test-1:${randomBytes(32).toString('base64')}` };
  return {
    host: '127.0.0.1',
    port: 0,
    trustedProxies: [],
    drainSeconds: 0,
    dataFolder: folder,
    audience: AUDIENCE,
    logLevel: 'silent',
    databaseConnections: 10,
    metrics: null,
    limits: {
      userRequests: 1e6,
      orgRequests: 1e6,
      userCaptures: 1e6,
      orgCaptures: 1e6,
      userUploads: 1e6,
      orgUploads: 1e6,
    },
    retention: { decidedDays: null, undecidedDays: null, failedDays: null, uploadDays: null },
    reading: { processes: 2, megabytes: 420, seconds: 60 },
    models: modelConfiguration(),
    speech: speechConfiguration(),
    salesforce: {
      app: null,
      loginUrl: 'https://login.salesforce.com',
      publicUrl: null,
      milliseconds: 10_000,
      mirrorMinutes: 10,
    },
    ...(database.url ? { databaseUrl: database.url, ...keys } : {}),
  };
}

export async function startMiddleware(
  database: Pick<TestDatabase, 'url'> = {},
  replacements: Replacements = {},
): Promise<TestMiddleware> {
  const folder = database.url ? await temporaryFolder() : await folderWithDatabase();
  const configuration = configurationFor(folder, database);
  const app = await startOn(configuration, replacements);
  return {
    app,
    folder,
    configuration,
    call: (method, path, wishes) => callAt(app.url, method, path, wishes),
    async remove() {
      await app.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** Starts a middleware of a configuration, with two orgs registered, for tests that stop it themselves. */
export async function startOn(configuration: Configuration, replacements: Replacements = {}): Promise<App> {
  const app = await startApp({ configuration, log: createLog('silent'), ...replacements });
  for (const org of [ORG, OTHER_ORG]) await registerTestOrg(configuration, org);
  return app;
}

/** Registers an org as the command does: through the socket of an embedded store, or in the server's store. */
export async function registerTestOrg(configuration: Configuration, org: TestOrg): Promise<void> {
  const input = { orgId: org.orgId, name: 'Test', key: org.publicKey };
  if (!configuration.databaseUrl) {
    await callControlSocket(configuration.dataFolder, 'register-org', input);
    return;
  }
  const database = openServerDatabase(configuration.databaseUrl, createLog('silent'));
  await registerOrg(createOrgStore(database), input);
  await database.close();
}

export async function callAt(url: string, method: string, path: string, wishes: CallWishes = {}): Promise<Answer> {
  const { org = ORG, body, headers = {}, token, ...tokenWishes } = wishes;
  const authorization =
    token === null ? {} : { authorization: `Bearer ${token ?? (await signToken(org, tokenWishes))}` };
  const json = body === undefined ? {} : { 'content-type': 'application/json' };
  const response = await fetch(new URL(path, url), {
    method,
    headers: { ...authorization, ...json, ...headers },
    ...(body === undefined ? {} : { body: isRaw(body) ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text ? (JSON.parse(text) as Answer['body']) : {} };
}

const isRaw = (body: unknown): body is string | Uint8Array<ArrayBuffer> =>
  typeof body === 'string' || body instanceof Uint8Array;

/** A capture as Apex sends it. */
export function captureBody(changes: Record<string, unknown> = {}) {
  return {
    id: randomUUID(),
    kind: 'text',
    text: 'La société Baobab Énergies veut 40 postes. Contact : Moussa Sarr, m.sarr@baobab-energies.example',
    capturedAt: '2026-11-20T10:00:00+00:00',
    timeZone: 'Africa/Dakar',
    language: 'fr',
    context: {
      picklists: {
        'Opportunity.StageName': [{ value: 'Prospection', label: 'Prospection', default: true }],
        'Opportunity.Type': [{ value: 'Vente directe', label: 'Vente directe' }],
      },
      currencies: ['XOF', 'EUR'],
      defaults: { stage: 'Prospection', closeDateDays: 7 },
      vendor: { names: [], domains: [] },
    },
    ...changes,
  };
}
