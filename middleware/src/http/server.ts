import { createServer, type Server } from 'node:http';

import express, { type Express, type RequestHandler } from 'express';

import type { Operation } from '../orgs/operation.ts';
import type { Authenticate } from '../orgs/token.ts';
import { CodedError } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import type { Metrics } from '../platform/metrics.ts';
import type { Page } from '../salesforce/routes.ts';
import { requireToken } from './authentication.ts';
import { DEADLINES, serveCalls, type Deadlines } from './connections.ts';
import type { CallLimits } from './limits.ts';
import { listen } from './listening.ts';
import { describeOperations } from './openapi.ts';
import { mountOperations, refuseMethod } from './operations.ts';
import { mountPages } from './pages.ts';
import { answerProblems, unknownRoute } from './problems.ts';
import { refuseUnready, type Readiness } from './readiness.ts';
import { identifyRequests, nameOperation } from './requests.ts';
import { secureHeaders } from './secure-headers.ts';

interface Parts {
  operations: readonly Operation[];
  /** For people, without a token: the login of an org's admin. */
  pages?: readonly Page[];
  authenticate: Authenticate;
  limits: CallLimits;
  readiness: Readiness;
  metrics: Pick<Metrics, 'onAnswered' | 'onRefused'>;
  /** Proxies whose X-Forwarded-For is believed: addresses, networks, or `loopback`. */
  trustedProxies: readonly string[];
  /** Resolves when whoever sends calls here has had the time to see that the process stops. */
  drain: () => Promise<void>;
  deadlines?: Deadlines;
  log: Log;
}

/** How long calls that were begun may take to end when the server stops. */
const PATIENCE_MILLISECONDS = 5_000;
const IDLE_MILLISECONDS = 100;

/** The HTTP server of the middleware. */
export interface HttpServer {
  /** Gives the address it answers under; with port 0 the system chose one. */
  listen(host: string, port: number): Promise<string>;
  /** Tells that it stops, ends calls that wait, accepts none after the drain, and resolves when all are answered. */
  close(): Promise<void>;
}

export function createHttpServer(parts: Parts): HttpServer {
  const closing = new AbortController();
  const { headers, request, keepAlive, lookEvery } = parts.deadlines ?? DEADLINES;
  const server = createServer({
    headersTimeout: headers,
    requestTimeout: request,
    keepAliveTimeout: keepAlive,
    connectionsCheckingInterval: lookEvery,
    // Node's own refusal would be no problem answer.
    requireHostHeader: false,
  });
  const open = serveCalls(server, createExpress(parts, closing.signal), parts);
  const settings = { host: 'HOST', port: 'PORT' };
  return {
    listen: (host, port) => listen(server, { host, port, settings }),
    async close() {
      closing.abort();
      for (const response of open) response.shouldKeepAlive = false;
      await parts.drain();
      await finish(server);
    },
  };
}

/** Ends with the last call. Node closes idle connections when a server closes, and leaves those open that become idle later. */
function finish(server: Server): Promise<void> {
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_MILLISECONDS);
  // A client that never ends its call must not keep the process from stopping cleanly.
  const patience = setTimeout(() => server.closeAllConnections(), PATIENCE_MILLISECONDS);
  return new Promise((resolve) => {
    server.close(() => {
      clearInterval(idle);
      clearTimeout(patience);
      resolve();
    });
  });
}

function createExpress(parts: Parts, closing: AbortSignal): Express {
  const { operations, pages = [], authenticate, limits, log, metrics, trustedProxies } = parts;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.set('trust proxy', trustedProxies);
  app.use(leaveWhen(closing), identifyRequests(log, metrics), secureHeaders, requireHost, noticeProxies(log));
  mountOpenRoutes(app, parts, closing);
  app.use(mountPages(pages, limits));
  app.use(mountOperations(operations, requireToken(authenticate, limits), closing));
  app.use(unknownRoute, answerProblems(log));
  return app;
}

/** Answers during the stop ask callers to come back on another connection. */
function leaveWhen(closing: AbortSignal): RequestHandler {
  return (_request, response, next) => {
    if (closing.aborted) response.shouldKeepAlive = false;
    next();
  };
}

/** HTTP/1.1 asks for it (RFC 9112, section 3.2). */
const requireHost: RequestHandler = (request, _response, next) => {
  if (request.headers.host === undefined && request.httpVersion === '1.1') throw new CodedError('request-malformed');
  next();
};

/** Behind a proxy that is not trusted all callers have one address, and are refused together: the operator is told once. */
function noticeProxies(log: Log): RequestHandler {
  let isTold = false;
  return (request, _response, next) => {
    if (!isTold && request.headers['x-forwarded-for'] !== undefined && request.ips.length === 0) {
      isTold = true;
      log.warn('calls come through a proxy that TRUSTED_PROXIES does not name: all of them count as one address');
    }
    next();
  };
}

/** What answers without a token. */
function mountOpenRoutes(app: Express, { operations, readiness }: Parts, closing: AbortSignal): void {
  const document = describeOperations(operations);
  const open: Record<string, () => object | Promise<object>> = {
    health: () => ({ status: 'ok' }),
    ready: async () => {
      refuseUnready(await readiness(closing.aborted));
      return { status: 'ok' };
    },
    'openapi.json': () => document,
  };
  for (const [path, answer] of Object.entries(open)) {
    const route = app.route(`/${path}`);
    route.get(nameOperation(path), async (_request, response) => void response.json(await answer()));
    route.all(refuseMethod(['GET', 'HEAD']));
  }
}
