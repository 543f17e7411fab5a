import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';

const LOOPBACK = '127.0.0.1';

/** A port that nobody else gets. Whoever calls meanwhile is turned away, as if nothing listened. */
export interface HeldPort {
  readonly number: number;
  /** As often as one likes. */
  free(): Promise<void>;
}

/**
 * Takes a port before what will listen on it is there; 0 takes any that is free.
 * @throws the system's error when it is taken.
 */
export async function holdPort(port: number): Promise<HeldPort> {
  const server = createServer((socket) => socket.destroy()).listen(port, LOOPBACK);
  await once(server, 'listening');
  let freed: Promise<void> | undefined;
  return { number: (server.address() as AddressInfo).port, free: () => (freed ??= closed(server)) };
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const held = await holdPort(0);
  await held.free();
  return held.number;
}

export async function isTaken(port: number): Promise<boolean> {
  try {
    await (await holdPort(port)).free();
    return false;
  } catch {
    return true;
  }
}

async function closed(server: Server): Promise<void> {
  const close = once(server, 'close');
  server.close();
  await close;
}
