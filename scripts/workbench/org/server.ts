import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { join } from 'node:path';
import express from 'express';
import type { Request } from 'express';

import { PICTURES_FOLDER, PICTURES_PATH, sampleNotes } from '../demo/notes.ts';
import { captureController } from './apex/capture-controller.ts';
import { draftController } from './apex/draft-controller.ts';
import { fileController } from './apex/file-controller.ts';
import { openDoor } from './apex/middleware.ts';
import { serverMessages } from './apex/server-messages.ts';
import { settingsController } from './apex/settings-controller.ts';
import { fitted } from './apex/settings.ts';
import { synchronise } from './apex/sync.ts';
import type { Transaction } from './apex/transaction.ts';
import { startBackground } from './background.ts';
import type { Background } from './background.ts';
import { apex } from './http/apex.ts';
import { answerFailures, logFailure } from './http/failures.ts';
import { guard } from './http/guard.ts';
import { closeServer, listen, portOf } from './http/listening.ts';
import { pages } from './http/pages.ts';
import { sessionOf } from './http/sessions.ts';
import type { Session } from './http/sessions.ts';
import { uiApi } from './http/ui-api.ts';
import { workbench } from './http/workbench.ts';
import { openOrganisation } from './organisation.ts';
import type { Org } from './organisation.ts';
import { asUser } from './records/user-mode.ts';
import { salesforceApi } from './rest/api.ts';
import { demoClient } from './rest/oauth/client-app.ts';
import type { ClientApp } from './rest/oauth/client-app.ts';
import { openOrgKey } from './signing.ts';
import { readerFor } from './readers.ts';

export interface OrgOptions {
  /** Where records and the org's key are kept; made when it is missing. */
  readonly dataFolder: string;
  readonly middlewareUrl: string;
  readonly audience: string;
  /** The built page; without it only the interfaces are served. */
  readonly pageFolder?: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Seconds between two runs of the scheduled sync; 0 leaves them to `sync()`. */
  readonly syncSeconds?: number;
  /** The metadata to run on; the project's own by default. */
  readonly forceApp?: string;
  readonly now?: () => Date;
}

export interface RunningOrg {
  readonly url: string;
  readonly orgId: string;
  /** The public half of the org's key, to register with the middleware. */
  readonly publicKeyFile: string;
  /** One run of the scheduled sync. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

const FORCE_APP = join(import.meta.dirname, '../../../force-app/main/default');
/** The platform's limit for one call from a component. */
const MAXIMUM_BODY = '4mb';
const SYNC_SECONDS = 30;

/** The Apex classes with methods for components, by name. */
export const controllers = {
  CaptureController: captureController,
  DraftController: draftController,
  FileController: fileController,
  SettingsController: settingsController,
};

/**
 * Starts the org stand-in: a Salesforce org reduced to what the product uses, for people without one and for tests. It listens
 * on 127.0.0.1 only and has no login, so it refuses to start where NODE_ENV is `production`.
 */
export async function createOrg(options: OrgOptions): Promise<RunningOrg> {
  if (process.env['NODE_ENV'] === 'production') {
    throw new Error('The org stand-in has no login: it does not start with NODE_ENV=production.');
  }
  const org = openOrganisation(options.dataFolder, options.forceApp ?? FORCE_APP, options.now ?? (() => new Date()));
  const key = openOrgKey(options.dataFolder, org.id);
  const background = startBackground(logFailure);
  const door = (requestId: string): Transaction['middleware'] =>
    openDoor({ ...connection(options, org), key }, requestId);
  const begin = transactions(org, door, background);
  const sync = (): Promise<void> => synchronise(begin({ user: org.people.integration, language: 'fr' }));

  let port = 0;
  const restApi = salesforceApi({
    org,
    dataFolder: options.dataFolder,
    forceApp: options.forceApp ?? FORCE_APP,
    clients: () => [middlewareClient(options)],
    url: () => `http://127.0.0.1:${port}`,
  });
  const server = createServer(application(org, options, begin, restApi.router, () => port));
  try {
    await listen(server, options.port);
  } catch (failure) {
    org.store.close();
    throw failure;
  }
  port = portOf(server);
  const seconds = options.syncSeconds ?? SYNC_SECONDS;
  if (seconds > 0) background.schedule(seconds, sync);
  return {
    url: `http://127.0.0.1:${port}`,
    orgId: org.id,
    publicKeyFile: key.publicKeyFile,
    sync,
    close: async () => {
      await closeServer(server);
      await background.close();
      org.store.close();
    },
  };
}

function connection({ middlewareUrl, audience }: OrgOptions, { settings }: Org) {
  return { url: middlewareUrl, audience, timeoutSeconds: settings.timeoutSeconds };
}

/** The External Client App of the middleware: it works as the integration user, and an admin may let it in. */
function middlewareClient({ dataFolder, middlewareUrl }: OrgOptions): ClientApp {
  const { userName, ...client } = demoClient(dataFolder);
  const redirectUris = [`${middlewareUrl}/auth/callback`];
  return { ...client, redirectUris, runAs: userName, approved: (name) => name === userName };
}

/** Begins a transaction of whoever a session is of. */
type Begin = (session: Session) => Transaction;

function transactions(
  org: Org,
  doorOf: (requestId: string) => Transaction['middleware'],
  background: Background,
): Begin {
  return ({ user, language }) => {
    const records = asUser(org, user);
    const requestId = randomUUID();
    return {
      user,
      language,
      organisation: org,
      organisationName: org.name,
      currencies: org.currencies,
      records,
      settings: fitted(org.settings, org.schema, records.access),
      messages: serverMessages(org.labels, language),
      middleware: doorOf(requestId),
      requestId,
      enqueue: background.enqueue,
      unforeseen: logFailure,
    };
  };
}

function application(
  org: Org,
  options: OrgOptions,
  begin: Begin,
  restApi: express.Router,
  port: () => number,
): express.Express {
  const app = express();
  const session = (request: Request): Session => sessionOf(request, org.people);
  app.disable('x-powered-by');
  app.use(guard(port));
  app.use(restApi);
  app.use(express.json({ limit: MAXIMUM_BODY }));
  const surroundings = { people: org.people, middlewareUrl: options.middlewareUrl, notes: sampleNotes };
  app.use(PICTURES_PATH, express.static(PICTURES_FOLDER, { index: false }));
  app.use('/workbench', workbench(surroundings));
  app.use(
    '/ui-api',
    uiApi((request) => readerFor(org, session(request))),
  );
  app.use(
    '/apex',
    apex(controllers, (request) => begin(session(request))),
  );
  if (options.pageFolder) app.use(pages(options.pageFolder));
  app.use((_request, response) => void response.status(404).json({ message: 'There is nothing at this address.' }));
  app.use(answerFailures(logFailure));
  return app;
}
