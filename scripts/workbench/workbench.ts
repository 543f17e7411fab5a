import { execFile } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { promisify } from 'node:util';
import { buildPage } from './build/build.ts';
import { lockFolder } from './folder-lock.ts';
import { startMiddleware, type MiddlewareProcess } from './middleware-process.ts';
import { connectionSettings, connectToOrg } from './org-connection.ts';
import { createOrg } from './org/server.ts';
import { freePort, holdPort, isTaken, type HeldPort } from './ports.ts';
import { WorkbenchProblem } from './problem.ts';

const ORG_KEYS = path.resolve(import.meta.dirname, '../../middleware/src/org-keys.ts');

/** The name that tokens are made out to; a running middleware accepts only its own. */
const DEFAULT_AUDIENCE = 'https://create-from-notes.example';

export interface WorkbenchOptions {
  /** Where everything is kept: the org's records, the middleware's database, logs. Made when absent. */
  readonly dataFolder: string;
  /** Port of the page; 0 for any that is free. */
  readonly port: number;
  /** A page built before; else it is built now, unless this state of the sources was. */
  readonly pageFolder?: string;
  /** Added to the environment of the middleware. */
  readonly env?: NodeJS.ProcessEnv;
  /** Ends a start that is under way; nothing is left running then. A workbench that runs is ended by `stop`. */
  readonly signal?: AbortSignal;
}

/** Everything that runs: the page over its org stand-in, and the middleware. */
export interface Workbench {
  readonly url: string;
  readonly middlewareUrl: string;
  readonly logFile: string;
  /** Why the middleware knows no records of the org; null: it is connected and has read them. */
  readonly unconnected: string | null;
  /** Settles when the middleware ends by itself; the page is of no use any more then. */
  readonly failed: Promise<WorkbenchProblem>;
  stop(): Promise<void>;
}

type Org = Awaited<ReturnType<typeof createOrg>>;

/**
 * Starts the workbench: builds the page, starts the middleware and the org stand-in, makes them known to each other, and waits
 * until the middleware has read the org's records. That it cannot is no reason not to start.
 * @throws WorkbenchProblem when the folder or port is taken or the middleware does not start; nothing is left running
 */
export async function startWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const dataFolder = path.resolve(options.dataFolder);
  const lock = lockFolder(dataFolder);
  const started: (() => Promise<void> | void)[] = [() => lock.release()];
  const stop = async (): Promise<void> => {
    for (const undo of started.splice(0).reverse()) await undo();
  };
  try {
    const pageFolder = options.pageFolder ?? (await buildPage());
    options.signal?.throwIfAborted();
    // The middleware is told of the org before there is one.
    const held = await whenFree(options.port, () => holdPort(options.port));
    started.push(() => held.free());
    const { middleware, env, logFile } = await openMiddleware(dataFolder, held, options.env);
    started.push(() => middleware.stop());
    options.signal?.throwIfAborted();
    await held.free();
    const org = await openOrg({ dataFolder, pageFolder, port: held.number }, middleware, env.AUDIENCE);
    started.push(() => org.close());
    const middlewareFolder = path.join(dataFolder, 'middleware');
    await registerKey(org, middlewareFolder, env);
    options.signal?.throwIfAborted();
    const unconnected = await untilAborted(connectToOrg(middlewareFolder, org), options.signal);
    lock.note(org.url);
    return { url: org.url, middlewareUrl: middleware.url, logFile, unconnected, failed: middleware.died, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function openMiddleware(dataFolder: string, { number: orgPort }: HeldPort, more: NodeJS.ProcessEnv = {}) {
  const logFile = path.join(dataFolder, 'middleware.log');
  const start = async (port: number) => {
    const urls = { org: `http://127.0.0.1:${orgPort}`, middleware: `http://127.0.0.1:${port}` };
    const connection = connectionSettings(path.join(dataFolder, 'org'), urls);
    const env = { ...process.env, AUDIENCE: DEFAULT_AUDIENCE, ...connection, ...more };
    const folder = path.join(dataFolder, 'middleware');
    return { middleware: await startMiddleware({ dataFolder: folder, logFile, env, port }), env, logFile };
  };
  const port = await freePort();
  try {
    return await start(port);
  } catch (error) {
    // Another program took the port while the middleware started: once is bad luck.
    if (!(await isTaken(port))) throw error;
    return start(await freePort());
  }
}

function openOrg(
  { dataFolder, pageFolder, port }: { dataFolder: string; pageFolder: string; port: number },
  middleware: MiddlewareProcess,
  audience: string,
): Promise<Org> {
  const options = { dataFolder: path.join(dataFolder, 'org'), middlewareUrl: middleware.url, audience };
  return whenFree(port, () => createOrg({ ...options, pageFolder, port }));
}

async function whenFree<Result>(port: number, listen: () => Promise<Result>): Promise<Result> {
  try {
    return await listen();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new WorkbenchProblem(
      'port-in-use',
      `Port ${port} is taken by another program. Choose another with PORT=4700, or PORT=0 for any that is free.`,
      { cause: error },
    );
  }
}

/** @throws the reason of the signal, as soon as it is aborted. */
async function untilAborted<Result>(work: Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
  if (!signal) return work;
  const settled = new AbortController();
  const aborted = once(signal, 'abort', { signal: settled.signal }).then(() => signal.throwIfAborted());
  try {
    await Promise.race([work, aborted]);
    return await work;
  } finally {
    settled.abort();
    aborted.catch(() => undefined);
  }
}

/** The middleware believes only orgs whose key an operator registered: here that operator is the workbench. */
async function registerKey(org: Org, middlewareFolder: string, env: NodeJS.ProcessEnv): Promise<void> {
  const key = ['register', '--org', org.orgId, '--name', 'Workbench', '--key', org.publicKeyFile];
  try {
    await promisify(execFile)(process.execPath, [ORG_KEYS, ...key, '--data', middlewareFolder], { env });
  } catch (error) {
    const said = (error as { stderr?: string }).stderr?.trim() ?? '';
    throw new WorkbenchProblem('key-not-registered', `The org's key could not be registered. ${said}`, {
      cause: error,
    });
  }
}
