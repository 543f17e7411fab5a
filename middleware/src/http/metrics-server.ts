import { createServer, type ServerResponse } from 'node:http';

import { describeError, type Log } from '../platform/log.ts';
import type { Metrics } from '../platform/metrics.ts';
import { listen } from './listening.ts';
import { SECURE_HEADERS } from './secure-headers.ts';

/** The server of `/metrics`: a listener of its own, so that no proxy of the calls leads to it. */
export interface MetricsServer {
  /** @throws StartupError when the address cannot be had. */
  listen(host: string, port: number): Promise<string>;
  close(): Promise<void>;
}

/** Nobody but one scraper or two has business here. */
const MAXIMUM_CONNECTIONS = 20;

export function createMetricsServer(metrics: Pick<Metrics, 'expose'>, log: Log): MetricsServer {
  const server = createServer({ headersTimeout: 5_000, requestTimeout: 5_000 }, (request, response) => {
    response.setHeaders(new Headers(SECURE_HEADERS));
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    expose(metrics, response).catch((error: unknown) => {
      log.error({ error: describeError(error) }, 'metrics not told');
      response.writeHead(500).end();
    });
  });
  server.maxConnections = MAXIMUM_CONNECTIONS;
  const settings = { host: 'METRICS_HOST', port: 'METRICS_PORT' };
  return {
    listen: (host, port) => listen(server, { host, port, settings }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function expose(metrics: Pick<Metrics, 'expose'>, response: ServerResponse): Promise<void> {
  const { type, text } = await metrics.expose();
  response.writeHead(200, { 'Content-Type': type }).end(text);
}
