import { once } from 'node:events';
import type { Server } from 'node:http';

/** Only this machine reaches it. */
const LOOPBACK = '127.0.0.1';

/** Listens on the loopback address; fails with the system's error when the port is taken. */
export async function listen(server: Server, port: number): Promise<void> {
  server.listen(port, LOOPBACK);
  await once(server, 'listening');
}

export function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Takes no new request, ends idle connections, and waits for the answers under way. */
export async function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  await closed;
}
