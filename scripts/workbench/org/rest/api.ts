import { join } from 'node:path';
import express from 'express';
import type { ErrorRequestHandler, Request, Response, Router } from 'express';

import { SaveRefused } from '../records/problem.ts';
import type { Org } from '../organisation.ts';
import { bulkRoutes } from './bulk/routes.ts';
import { createJobs } from './bulk/jobs.ts';
import type { Jobs } from './bulk/jobs.ts';
import { compositeResources } from './composite/resources.ts';
import { createCursors } from './cursors.ts';
import type { ClientApp } from './oauth/client-app.ts';
import { identityRoutes, oauthRoutes } from './oauth/routes.ts';
import type { OAuthOrg } from './oauth/routes.ts';
import { openTokens } from './oauth/tokens.ts';
import type { Tokens } from './oauth/tokens.ts';
import { notFound, OAuthProblem, RestProblem } from './problem.ts';
import type { Hidden } from './reader.ts';
import { collectionResources } from './records/collections.ts';
import { describeResources } from './records/describe.ts';
import { refusalBody, refusalStatus } from './records/refusal.ts';
import { replicationResources } from './records/replication.ts';
import { recordResources } from './records/resources.ts';
import { dispatcher } from './resources/dispatch.ts';
import type { Dispatch } from './resources/dispatch.ts';
import { queryResources } from './resources/queries.ts';
import { ok } from './resources/resource.ts';
import type { ApiAnswer, ApiCall, Resource, Resources } from './resources/resource.ts';
import { apiSession } from './session.ts';
import type { ApiSession } from './session.ts';
import { setupObjects } from './setup-objects.ts';
import { createUsage } from './usage.ts';
import type { Usage } from './usage.ts';
import { versionRoutes } from './versions.ts';

export interface ApiOptions {
  readonly org: Org;
  readonly dataFolder: string;
  readonly forceApp: string;
  /** Asked for when a token is first wanted: making a client's key takes time. */
  clients(): readonly ClientApp[];
  /** The address of the org, once it listens. */
  url(): string;
  /** What tests hide from everybody; nothing in the workbench. */
  readonly hidden?: Hidden;
  /** The largest page of a bulk query's results. */
  readonly bulkPageRows?: number | undefined;
}

/** Salesforce's REST API over the org's records, and the tokens that open it. */
export interface Api {
  readonly router: Router;
  readonly tokens: Tokens;
  readonly jobs: Jobs;
}

/** Salesforce's own limit for one call. */
const MAXIMUM_BODY = '6mb';

/** Mounts `/services/oauth2`, `/services/data` and `/id`. Everything under `/services/data` runs as the user of the token. */
export function salesforceApi(options: ApiOptions): Api {
  const { org } = options;
  const tokens = openTokens(org.id, join(options.dataFolder, 'refresh-tokens.json'));
  const jobs = createJobs(() => org.now(), options.bulkPageRows);
  const authority = authorityOf(options, tokens);
  const usage = createUsage();
  const data = dataRouter({ options, tokens, jobs, usage });
  const router = express.Router();
  router.use('/services/oauth2', oauthRoutes(authority));
  router.use('/id', identityRoutes(authority));
  router.use('/services/data', express.json({ limit: MAXIMUM_BODY, strict: false }), versionRoutes(data));
  router.use(['/services', '/id'], () => {
    throw notFound();
  });
  router.use(answerProblems(org));
  return { router, tokens, jobs };
}

function authorityOf({ org, clients, url }: ApiOptions, tokens: Tokens): OAuthOrg {
  return {
    org,
    clients,
    tokens,
    url,
    // An org takes its own address, and the login address that every org shares.
    audiences: () => [url(), `${url()}/services/oauth2/token`, 'https://login.salesforce.com'],
    userByName: (userName) => {
      const [record] = org.store.find('User', { Username: userName });
      return record ? org.people.byId(record.id) : null;
    },
  };
}

interface DataParts {
  readonly options: ApiOptions;
  readonly tokens: Tokens;
  readonly jobs: Jobs;
  readonly usage: Usage;
}

/** What stands under one version. */
function dataRouter({ options, tokens, jobs, usage }: DataParts): (version: string) => Router {
  const { org, forceApp, dataFolder, hidden = () => false } = options;
  const setup = setupObjects(org, forceApp, dataFolder);
  const sessionOf = (request: Request): ApiSession => apiSession({ org, tokens, setup, hidden }, request);
  const dispatch = dispatchOver(org, usage, options.url);
  return (version) => {
    const router = express.Router();
    router.use((_request, response, next) => {
      usage.count();
      response.set('Sforce-Limit-Info', usage.header());
      next();
    });
    router.use('/jobs/query', bulkRoutes(jobs, sessionOf, version));
    router.use((request, response) => {
      const session = sessionOf(request);
      send(response, dispatch(session, callOf(request, version)));
    });
    return router;
  };
}

function dispatchOver(org: Org, usage: Usage, url: () => string): Dispatch {
  const resources: Resources = {
    'GET ': resourceList(org, url),
    ...queryResources(createCursors()),
    ...usage.resources,
    ...describeResources,
    ...replicationResources(() => org.now()),
    ...collectionResources(org.store),
    ...recordResources,
  };
  const plain = dispatcher(resources);
  const answering = (session: ApiSession, call: ApiCall): ApiAnswer => {
    try {
      return plain(session, call);
    } catch (failure) {
      const answer = problemAnswer(org, failure, call.version);
      if (!answer) throw failure;
      return answer;
    }
  };
  return dispatcher({ ...compositeResources(org.store, answering), ...resources });
}

/** What a version has, and who asks. */
function resourceList(org: Org, url: () => string): Resource {
  return ({ user }, { version }) => {
    const names = ['sobjects', 'query', 'queryAll', 'composite', 'limits', 'jobs'];
    const addresses = names.map((name) => [name, `/services/data/${version}/${name}`]);
    return ok({ ...Object.fromEntries(addresses), identity: `${url()}/id/${org.id}/${user.id}` });
  };
}

function callOf(request: Request, version: string): ApiCall {
  const query = Object.entries(request.query).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value]] : [],
  );
  const batchSize = /batchSize=(\d+)/i.exec(request.get('sforce-query-options') ?? '')?.[1];
  return {
    method: request.method,
    path: request.path.replace(/^\/|\/$/g, ''),
    query: Object.fromEntries(query),
    body: request.body,
    version,
    allowDuplicates: /allowSave=true/i.test(request.get('sforce-duplicate-rule-header') ?? ''),
    // Salesforce gives pages of 200 to 2,000 rows.
    pageRows: batchSize === undefined ? null : Math.min(2000, Math.max(200, Number(batchSize))),
  };
}

function send(response: Response, { status, body, headers = {} }: ApiAnswer): void {
  response.status(status).set(headers);
  if (body === undefined) response.end();
  else response.json(body);
}

function problemAnswer(org: Org, failure: unknown, version: string): ApiAnswer | null {
  if (failure instanceof RestProblem) return { status: failure.status, body: failure.body() };
  if (!(failure instanceof SaveRefused)) return null;
  return { status: refusalStatus(failure), body: refusalBody(failure, org.store, version) };
}

function answerProblems(org: Org): ErrorRequestHandler {
  return (failure: unknown, request, response, next) => {
    const version = /\/(v\d+\.\d)\//.exec(request.originalUrl)?.[1] ?? 'v67.0';
    const answer =
      failure instanceof OAuthProblem
        ? { status: failure.status, body: failure.body() }
        : (problemAnswer(org, failure, version) ?? unreadable(failure));
    if (response.headersSent || !answer) next(failure);
    else send(response, answer);
  };
}

/** A body that is no JSON, or too large. */
function unreadable(failure: unknown): ApiAnswer | null {
  const type = failure instanceof Error && 'type' in failure ? failure.type : null;
  if (type === 'entity.parse.failed') {
    return {
      status: 400,
      body: [{ message: 'Unexpected character in the request body', errorCode: 'JSON_PARSER_ERROR' }],
    };
  }
  if (type !== 'entity.too.large') return null;
  return { status: 413, body: [{ message: 'The request body is too large.', errorCode: 'REQUEST_ENTITY_TOO_LARGE' }] };
}
