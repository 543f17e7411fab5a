import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';

import type { Call } from './world.ts';

/** An answer as it came. */
export interface WireAnswer {
  readonly status: number;
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const PATIENCE_MILLISECONDS = 30_000;

/** Sends calls as they are, over few connections. */
export function createWire(url: string) {
  const { hostname, port } = new URL(url);
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  return {
    async send({ method, path, headers, body }: Call): Promise<WireAnswer> {
      const host = headers.some(([name]) => name === 'Host') ? [] : ['Host', `${hostname}:${port}`];
      const length = body ? ['Content-Length', String(body.length)] : [];
      const sent = request({
        agent,
        host: hostname,
        port,
        method,
        path,
        headers: [
          ...host,
          ...length,
          ...headers.flatMap(([name, value]) => [name, Buffer.from(value).toString('latin1')]),
        ],
        signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
      });
      sent.end(body ?? undefined);
      const [answer] = (await once(sent, 'response')) as [IncomingMessage];
      const names = Object.entries(answer.headers).map(([name, value]) => [name, String(value)]);
      return { status: answer.statusCode ?? 0, headers: Object.fromEntries(names), body: await buffer(answer) };
    },
    close: () => agent.destroy(),
  };
}
