/**
 * Loaded before a program (`NODE_OPTIONS=--import=<this file>`): its sockets, and those of its children, reach this machine alone.
 * Every other host that it asks for is refused and written into the file that NETWORK_LOG names, one a line.
 */
import { appendFileSync } from 'node:fs';
import net from 'node:net';

const LOOPBACK = /^(localhost|127\.[\d.]+|::1|\[::1\])$/;
const connect: unknown = Reflect.get(net.Socket.prototype, 'connect');

/** The host of the three ways to call `connect`: with options, with a port and a host, or with what Node made of them. */
function hostOf([first, second]: readonly unknown[]): string {
  const options: unknown = Array.isArray(first) ? first[0] : first;
  if (typeof options !== 'object' || options === null) return typeof second === 'string' ? second : 'localhost';
  if ('path' in options && typeof options.path === 'string') return 'localhost';
  return 'host' in options && typeof options.host === 'string' ? options.host : 'localhost';
}

/** A port on which nobody listens: the program meets the failure it would meet without a network. */
const NOBODY = { host: '127.0.0.1', port: 1 };

function connectHere(this: net.Socket, ...given: unknown[]): unknown {
  if (typeof connect !== 'function') throw new TypeError('sockets do not connect in this version of Node');
  const host = hostOf(given);
  if (LOOPBACK.test(host)) return Reflect.apply(connect, this, given);
  const log = process.env['NETWORK_LOG'];
  if (log !== undefined) appendFileSync(log, `${host}\n`);
  return Reflect.apply(connect, this, [NOBODY]);
}

Reflect.set(net.Socket.prototype, 'connect', connectHere);
