import { createServer, type Server } from 'node:http';

import express, { type Express } from 'express';

import type { Operation } from '../orgs/operation.ts';
import type { Authenticate } from '../orgs/token.ts';
import type { Database } from '../platform/database.ts';
import { CodedError, StartupError } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import { describeOperations } from './openapi.ts';
import { mountOperations, refuseMethod } from './operations.ts';
import { answerProblems, unknownRoute } from './problems.ts';
import { identifyRequests, secureHeaders } from './requests.ts';

interface Parts {
  operations: readonly Operation[];
  authenticate: Authenticate;
  database: Database;
  log: Log;
}

/** How long calls that were begun may take to end when the server stops. */
const PATIENCE_MILLISECONDS = 5_000;

/** The HTTP server of the middleware. */
export interface HttpServer {
  /** Gives the address it answers under; with port 0 the system chose one. */
  listen(host: string, port: number): Promise<string>;
  /** Accepts no further call, ends those that wait, and resolves when all are answered. */
  close(): Promise<void>;
}

export function createHttpServer(parts: Parts): HttpServer {
  const closing = new AbortController();
  const server = createServer({ connectionsCheckingInterval: 5_000 }, createExpress(parts, closing.signal));
  limitSlowClients(server);
  // Node closes idle connections when a server closes, and leaves those open that become idle after that.
  server.on('request', (_request, response) => {
    response.once('close', () => setImmediate(() => closing.signal.aborted && server.closeIdleConnections()));
  });
  return {
    listen: (host, port) =>
      new Promise((resolve, reject) => {
        server.once('error', (error) => reject(refusal(error, host, port)));
        server.listen(port, host, () => resolve(addressOf(server)));
      }),
    close: () =>
      new Promise((resolve) => {
        closing.abort();
        // A client that never ends its call must not keep the process from stopping cleanly.
        const patience = setTimeout(() => server.closeAllConnections(), PATIENCE_MILLISECONDS);
        server.close(() => {
          clearTimeout(patience);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}

function createExpress({ operations, authenticate, database, log }: Parts, closing: AbortSignal): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.use(identifyRequests(log), secureHeaders);
  const document = describeOperations(operations);
  app.get('/health', (_request, response) => void response.json({ status: 'ok' }));
  app.get('/ready', async (_request, response) => {
    await database.query('select 1').catch(() => {
      throw new CodedError('unavailable');
    });
    response.json({ status: 'ok' });
  });
  app.get('/openapi.json', (_request, response) => void response.json(document));
  app.all(['/health', '/ready', '/openapi.json'], refuseMethod(['GET', 'HEAD']));
  app.use(mountOperations(operations, authenticate, closing));
  app.use(unknownRoute, answerProblems(log));
  return app;
}

/** A client that sends a byte a minute must not hold a connection: headers in 10 s, the whole call in 30 s, looked at each 5 s. */
function limitSlowClients(server: Server): void {
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  server.keepAliveTimeout = 65_000;
}

function refusal(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new StartupError(`Port ${port} of ${host} is in use: stop what uses it, or choose another PORT.`);
  }
  return new StartupError(`Cannot listen on port ${port} of ${host} (${error.code}): correct HOST or PORT.`);
}

function addressOf(server: Server): string {
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('not listening on a port');
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return `http://${host}:${address.port}`;
}
