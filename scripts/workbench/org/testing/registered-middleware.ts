import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { startMiddleware } from '../../middleware-process.ts';
import type { RunningOrg } from '../server.ts';

const MIDDLEWARE = join(import.meta.dirname, '../../../../middleware/src');

export const AUDIENCE = 'https://create-from-notes.example';

/** A real middleware in a process of its own, on an embedded database in the given folder. */
export interface TestMiddleware {
  readonly url: string;
  readonly pid: number;
  /** Registers the key of an org, as an administrator does. */
  register(org: Pick<RunningOrg, 'orgId' | 'publicKeyFile'>): Promise<void>;
  /** Erases every note of an org that names a person, as an operator does. */
  erasePerson(org: Pick<RunningOrg, 'orgId'>, email: string): Promise<void>;
  stop(): Promise<void>;
}

export async function startTestMiddleware(
  dataFolder: string,
  options: Pick<Parameters<typeof startMiddleware>[0], 'entry' | 'port'> & { readonly env?: NodeJS.ProcessEnv } = {},
): Promise<TestMiddleware> {
  const env = { ...process.env, AUDIENCE, ...options.env };
  const command = async (program: string, words: readonly string[]): Promise<void> => {
    const parameters = [join(MIDDLEWARE, program), ...words, '--data', dataFolder];
    await promisify(execFile)(process.execPath, parameters, { env });
  };
  const running = await startMiddleware({ ...options, dataFolder, logFile: `${dataFolder}.log`, env });
  return {
    url: running.url,
    pid: running.pid,
    register: ({ orgId, publicKeyFile }) =>
      command('org-keys.ts', ['register', '--org', orgId, '--name', 'Test', '--key', publicKeyFile]),
    erasePerson: ({ orgId }, email) => command('privacy.ts', ['erase', '--org', orgId, '--email', email, '--yes']),
    stop: () => running.stop(),
  };
}
