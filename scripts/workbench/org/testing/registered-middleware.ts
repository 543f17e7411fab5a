import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { startMiddleware } from '../../middleware-process.ts';
import type { RunningOrg } from '../server.ts';

const ORG_KEYS = join(import.meta.dirname, '../../../../middleware/src/org-keys.ts');

export const AUDIENCE = 'https://create-from-notes.example';

/** A real middleware in a process of its own, on an embedded database in the given folder. */
export interface TestMiddleware {
  readonly url: string;
  /** Registers the key of an org, as an administrator does. */
  register(org: Pick<RunningOrg, 'orgId' | 'publicKeyFile'>): Promise<void>;
  stop(): Promise<void>;
}

export async function startTestMiddleware(dataFolder: string): Promise<TestMiddleware> {
  const env = { ...process.env, AUDIENCE };
  const running = await startMiddleware({ dataFolder, logFile: `${dataFolder}.log`, env });
  return {
    url: running.url,
    register: async ({ orgId, publicKeyFile }) => {
      const words = ['register', '--org', orgId, '--name', 'Test', '--key', publicKeyFile, '--data', dataFolder];
      await promisify(execFile)(process.execPath, [ORG_KEYS, ...words], { env });
    },
    stop: () => running.stop(),
  };
}
