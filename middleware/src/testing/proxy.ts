import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A way to a server that a test can cut. */
export interface Proxy {
  /** The address with the proxy's port in place of the server's. */
  readonly url: string;
  /** Refuses connections and breaks those that are open, as a server that is down. */
  cut(): Promise<void>;
  /** Breaks the connections that are open, and accepts new ones. */
  reset(): void;
  /** Accepts connections and lets nothing through, as a network that swallows everything. */
  silence(): void;
  restore(): Promise<void>;
  /** Connections that came so far. */
  connections(): number;
  close(): Promise<void>;
}

/** @param address of a server, as a URL. */
export async function startProxy(address: string): Promise<Proxy> {
  const target = new URL(address);
  const sockets = new Set<Socket>();
  let isSilent = false;
  let connections = 0;
  const join = (from: Socket, to: Socket) => {
    sockets.add(from);
    from.on('data', (chunk) => void (isSilent || to.write(chunk)));
    from
      .on('error', () => undefined)
      .on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
  };
  const server = createServer((client) => {
    connections += 1;
    const upstream = connect(Number(target.port || 5432), target.hostname);
    join(client, upstream);
    join(upstream, client);
  });
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  await listen(0);
  const place = server.address();
  if (typeof place !== 'object' || !place) throw new Error('not listening on a port');
  const url = new URL(address);
  url.host = `127.0.0.1:${place.port}`;
  const reset = () => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  const cut = async () => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    reset();
    await closed;
  };
  return {
    url: url.href,
    cut,
    reset,
    silence: () => void (isSilent = true),
    async restore() {
      // What was swallowed does not come again: connections that waited for it are of no use.
      if (isSilent) reset();
      isSilent = false;
      if (!server.listening) await listen(place.port);
    },
    connections: () => connections,
    close: cut,
  };
}
