import { chmodSync, rmSync } from 'node:fs';
import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import { join, relative, resolve } from 'node:path';
import { json } from 'node:stream/consumers';

import { StartupError } from './errors.ts';

/** What a command answers, given its JSON input. Whoever can open the socket is the owner of the data folder. */
export type ControlCommands = Readonly<Record<string, (input: unknown) => Promise<unknown>>>;

export interface ControlSocket {
  close(): Promise<void>;
}

/** The shortest limit of the systems we run on (macOS 104 bytes, with the ending zero). */
const MAXIMUM_PATH_BYTES = 103;

/**
 * Listens on `control.sock` (0600) in the data folder, so that commands reach a running process. The caller holds the lock
 * of the folder: a socket that is there already was left by a process that died.
 */
export async function openControlSocket(dataFolder: string, commands: ControlCommands): Promise<ControlSocket> {
  const path = socketPath(dataFolder);
  if (Buffer.byteLength(path) > MAXIMUM_PATH_BYTES) {
    throw new StartupError(`The path ${path} is too long for a socket: choose a DATA_FOLDER nearer to the root.`);
  }
  rmSync(path, { force: true });
  const server = createServer((incoming, outgoing) => {
    void answer(commands, incoming).then(({ status, body }) => {
      outgoing.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  await listenPrivately(server, path);
  return { close: () => new Promise((resolve) => server.close(() => resolve())) };
}

async function listenPrivately(server: Server, path: string): Promise<void> {
  const mask = process.umask(0o177);
  try {
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(path, resolve));
  } finally {
    process.umask(mask);
  }
  chmodSync(path, 0o600);
}

async function answer(
  commands: ControlCommands,
  incoming: IncomingMessage,
): Promise<{ status: number; body: unknown }> {
  const name = (incoming.url ?? '').slice(1);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) return { status: 404, body: { message: `There is no command ${JSON.stringify(name)}.` } };
  try {
    return { status: 200, body: (await command(await json(incoming))) ?? null };
  } catch (error) {
    return { status: 400, body: { message: error instanceof Error ? error.message : 'The command failed.' } };
  }
}

/**
 * Calls a command of the process that holds the data folder. Gives `undefined` when none runs there.
 * @throws Error with the sentence the process answered when it refuses.
 */
export async function callControlSocket(
  dataFolder: string,
  command: string,
  input: unknown,
): Promise<{ result: unknown } | undefined> {
  const response = await send(socketPath(dataFolder), command, input);
  if (!response) return undefined;
  const body: unknown = await json(response);
  if (response.statusCode === 200) return { result: body };
  const message = typeof body === 'object' && body && 'message' in body ? String(body.message) : 'The command failed.';
  throw new Error(message);
}

function send(path: string, command: string, input: unknown): Promise<IncomingMessage | undefined> {
  return new Promise((resolve, reject) => {
    request({ socketPath: path, path: `/${command}`, method: 'POST', headers: { 'content-type': 'application/json' } })
      .once('response', resolve)
      .once('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') resolve(undefined);
        else reject(error);
      })
      .end(JSON.stringify(input));
  });
}

/** Absolute or from the working directory, whichever is shorter: systems cut a socket's path at about a hundred bytes. */
function socketPath(dataFolder: string): string {
  const absolute = join(resolve(dataFolder), 'control.sock');
  const fromHere = relative(process.cwd(), absolute);
  return fromHere.length < absolute.length ? fromHere : absolute;
}
