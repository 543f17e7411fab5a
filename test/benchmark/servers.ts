import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { z } from 'zod';

import type { Configuration } from '../../middleware/src/platform/configuration.ts';
import type { TestDatabase } from '../../middleware/src/testing/databases.ts';
import { folderWithDatabase, temporaryFolder } from '../../middleware/src/testing/folders.ts';
import { configurationFor, registerTestOrg } from '../../middleware/src/testing/middleware.ts';
import type { TestOrg } from '../../middleware/src/testing/tokens.ts';

const PROGRAMS = {
  ours: join(import.meta.dirname, '../../middleware/src/main.ts'),
  floor: join(import.meta.dirname, 'floor.ts'),
};
export type Side = keyof typeof PROGRAMS;

const listening = z.object({ msg: z.literal('listening'), url: z.url(), metrics: z.url().nullish() });
/** How pino writes the levels error and fatal. Lines are not parsed: the client has better things to do while it measures. */
const ERROR = /^\{"level":[56]0,/;

/** A server in a process of its own, on a database of its own. */
export interface Server {
  url: string;
  /** Where `/metrics` is; empty for the floor, which has none. */
  metricsUrl: string;
  pid: number;
  /** Lines of its log at level error, as they came. */
  errors: string[];
  /** Ends the process in order and removes what it kept. */
  stop(): Promise<void>;
}

interface Wishes {
  /** Of Node. */
  flags?: string[];
  /** Added to the environment. */
  env?: NodeJS.ProcessEnv;
}

/** Starts the middleware, or the floor, as a person would: by its environment. The org is registered. */
export async function startServer(
  side: Side,
  database: TestDatabase,
  org: TestOrg,
  { flags = [], env = {} }: Wishes = {},
) {
  const folder = database.url ? await temporaryFolder() : await folderWithDatabase();
  const configuration = configurationFor(folder, database);
  const child = spawn(process.execPath, [...flags, PROGRAMS[side]], {
    env: { ...process.env, ...environmentOf(configuration), ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const errors: string[] = [];
  const { url, metrics } = await untilListening(child, errors);
  await registerTestOrg(configuration, org);
  const stop = async () => {
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    await exit;
    await rm(folder, { recursive: true });
  };
  return { url, metricsUrl: metrics ?? '', pid: child.pid ?? 0, errors, stop } satisfies Server;
}

function environmentOf({ dataFolder, audience, databaseUrl, masterKeys, limits }: Configuration) {
  return {
    PORT: '0',
    METRICS_PORT: '0',
    DRAIN_SECONDS: '0',
    DATA_FOLDER: dataFolder,
    AUDIENCE: audience,
    LOG_LEVEL: 'info',
    DATABASE_URL: databaseUrl ?? '',
    MASTER_KEYS: databaseUrl ? (masterKeys ?? '') : '',
    LIMIT_USER_REQUESTS: String(limits.userRequests),
    LIMIT_ORG_REQUESTS: String(limits.orgRequests),
    LIMIT_USER_CAPTURES: String(limits.userCaptures),
    LIMIT_ORG_CAPTURES: String(limits.orgCaptures),
  };
}

/** Reads the log of a server to its end, as whoever runs it does. Resolves with what it says when it is ready. */
function untilListening(child: ChildProcess, errors: string[]): Promise<z.infer<typeof listening>> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the server ended with code ${String(code)}`)));
    if (!child.stdout) throw new Error('the server has no output');
    let heard = false;
    createInterface(child.stdout).on('line', (line) => {
      if (ERROR.test(line)) errors.push(line);
      if (heard) return;
      const { data } = listening.safeParse(JSON.parse(line));
      heard = data !== undefined;
      if (data) resolve(data);
    });
  });
}
