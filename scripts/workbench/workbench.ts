import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { buildPage } from './build/build.ts';
import { lockFolder } from './folder-lock.ts';
import { startMiddleware, type MiddlewareProcess } from './middleware-process.ts';
import { createOrg } from './org/server.ts';
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
  /** Settles when the middleware ends by itself; the page is of no use any more then. */
  readonly failed: Promise<WorkbenchProblem>;
  stop(): Promise<void>;
}

type Org = Awaited<ReturnType<typeof createOrg>>;

/**
 * Starts the workbench: builds the page, starts the middleware and the org stand-in, and makes them known to each other.
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
    const env = { ...process.env, AUDIENCE: DEFAULT_AUDIENCE, ...options.env };
    const logFile = path.join(dataFolder, 'middleware.log');
    const middleware = await startMiddleware({ dataFolder: path.join(dataFolder, 'middleware'), logFile, env });
    started.push(() => middleware.stop());
    options.signal?.throwIfAborted();
    const org = await openOrg({ ...options, dataFolder, pageFolder }, middleware, env['AUDIENCE']);
    started.push(() => org.close());
    await registerKey(org, path.join(dataFolder, 'middleware'), env);
    options.signal?.throwIfAborted();
    lock.note(org.url);
    return { url: org.url, middlewareUrl: middleware.url, logFile, failed: middleware.died, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function openOrg(
  { dataFolder, pageFolder, port }: WorkbenchOptions & { readonly pageFolder: string },
  middleware: MiddlewareProcess,
  audience: string,
): Promise<Org> {
  try {
    return await createOrg({
      dataFolder: path.join(dataFolder, 'org'),
      middlewareUrl: middleware.url,
      audience,
      pageFolder,
      port,
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new WorkbenchProblem(
      'port-in-use',
      `Port ${port} is taken by another program. Choose another with PORT=4700, or PORT=0 for any that is free.`,
      { cause: error },
    );
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
