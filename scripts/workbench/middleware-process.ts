import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { WorkbenchProblem } from './problem.ts';

const MAIN = path.resolve(import.meta.dirname, '../../middleware/src/main.ts');

/** Long enough for a first start, which makes the database. */
const START_LIMIT = 60_000;
/** After a polite request to stop, a process gets this long to finish what it does. */
const STOP_LIMIT = 15_000;

export interface MiddlewareProcess {
  readonly url: string;
  /** Settles when the process ends without having been asked to. */
  readonly died: Promise<WorkbenchProblem>;
  /** For tests that freeze or kill it. */
  readonly pid: number;
  stop(): Promise<void>;
}

interface Line {
  readonly msg?: string;
  readonly url?: string;
}

/**
 * Starts the middleware as its own process and waits until it listens. Its log goes to `logFile`.
 * @throws WorkbenchProblem `middleware-failed` with what the process said last
 */
export async function startMiddleware(options: {
  readonly dataFolder: string;
  readonly logFile: string;
  readonly env: NodeJS.ProcessEnv;
  /** Any that is free, where none is named. */
  readonly port?: number;
  /** Another program in the place of the middleware's own. */
  readonly entry?: string;
}): Promise<MiddlewareProcess> {
  mkdirSync(path.dirname(options.logFile), { recursive: true });
  const child = spawn(process.execPath, [options.entry ?? MAIN], {
    env: {
      ...options.env,
      DATA_FOLDER: options.dataFolder,
      HOST: '127.0.0.1',
      PORT: String(options.port ?? 0),
      METRICS_PORT: 'off',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // However this process ends, it leaves none behind.
  const killChild = (): boolean => child.kill('SIGKILL');
  process.once('exit', killChild);
  const ended = once(child, 'exit');
  void ended.finally(() => process.off('exit', killChild));
  try {
    const { url, lastWords } = await listening(child, ended, options.logFile);
    return { url, pid: child.pid ?? 0, ...guarded(child, ended, options.logFile, lastWords) };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}

async function listening(
  child: ChildProcess,
  ended: Promise<unknown>,
  logFile: string,
): Promise<{ url: string; lastWords: () => string }> {
  const log = createWriteStream(logFile, { flags: 'a' });
  const errors: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => {
    log.write(chunk);
    errors.push(chunk.toString());
  });
  const lastWords = (): string => errors.join('').trim().split('\n').slice(-5).join('\n');
  const url = new Promise<string>((resolve) => {
    if (!child.stdout) return;
    createInterface({ input: child.stdout }).on('line', (line) => {
      log.write(`${line}\n`);
      const { msg, url: address } = parsed(line);
      if (msg === 'listening' && address !== undefined) resolve(address);
    });
  });
  const found = await Promise.race([url, ended.then(() => null), afterLimit(START_LIMIT)]);
  if (found === null) throw notStarted(lastWords(), logFile);
  return { url: found, lastWords };
}

function notStarted(lastWords: string, logFile: string): WorkbenchProblem {
  return new WorkbenchProblem(
    'middleware-failed',
    `The middleware did not start. ${lastWords || 'It said nothing.'}\nIts log is ${logFile}.`,
  );
}

function guarded(
  child: ChildProcess,
  ended: Promise<unknown>,
  logFile: string,
  lastWords: () => string,
): Pick<MiddlewareProcess, 'died' | 'stop'> {
  let isWanted = true;
  const died = new Promise<WorkbenchProblem>((resolve) => {
    void ended.then(() => {
      if (isWanted) resolve(stoppedByItself(lastWords(), logFile));
    });
  });
  const stop = async (): Promise<void> => {
    isWanted = false;
    child.kill('SIGTERM');
    const isOver = await Promise.race([ended.then(() => true), afterLimit(STOP_LIMIT)]);
    if (isOver === null) child.kill('SIGKILL');
    await ended;
  };
  return { died, stop };
}

function stoppedByItself(lastWords: string, logFile: string): WorkbenchProblem {
  return new WorkbenchProblem(
    'middleware-stopped',
    `The middleware stopped by itself. ${lastWords}\nIts log is ${logFile}. Start the workbench again; what was accepted is kept.`,
  );
}

function afterLimit(milliseconds: number): Promise<null> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds, null).unref());
}

function parsed(line: string): Line {
  try {
    return JSON.parse(line) as Line;
  } catch {
    return {};
  }
}
