import type { Server } from 'node:http';

import { StartupError } from '../platform/errors.ts';

/** Where a server listens, by the names of the settings that say so. */
export interface Place {
  host: string;
  port: number;
  settings: { host: string; port: string };
}

/**
 * Gives the address a server then answers under; with port 0 the system chose one.
 * @throws StartupError when the address cannot be had.
 */
export function listen(server: Server, place: Place): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(refusal(error, place)));
    server.listen(place.port, place.host, () => resolve(addressOf(server)));
  });
}

function refusal(error: NodeJS.ErrnoException, { host, port, settings }: Place): Error {
  if (error.code === 'EADDRINUSE') {
    return new StartupError(
      `Port ${port} of ${host} is in use: stop what uses it, or choose another ${settings.port}.`,
    );
  }
  return new StartupError(
    `Cannot listen on port ${port} of ${host} (${error.code}): correct ${settings.host} or ${settings.port}.`,
  );
}

function addressOf(server: Server): string {
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('not listening on a port');
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return `http://${host}:${address.port}`;
}
