import { once } from 'node:events';
import type { Server } from 'node:net';

/** Has a server listen on a free port of this machine, and gives the port. */
export async function listenAnywhere(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const place = server.address();
  if (typeof place !== 'object' || !place) throw new Error('not listening on a port');
  return place.port;
}
