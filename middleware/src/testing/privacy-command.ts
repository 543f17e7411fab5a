import { execFile } from 'node:child_process';
import { join } from 'node:path';

import type { Configuration } from '../platform/configuration.ts';

export interface CommandOutcome {
  code: number;
  output: Record<string, unknown>;
  error: string;
}

/** Runs `privacy` as a person does: in a process of its own, on the store of a configuration, beside whatever runs on it. */
export function runPrivacy(configuration: Configuration, ...parameters: string[]): Promise<CommandOutcome> {
  const { databaseUrl = '', masterKeys = '', dataFolder } = configuration;
  const environment = { ...process.env, DATABASE_URL: databaseUrl, MASTER_KEYS: masterKeys, DATA_FOLDER: dataFolder };
  const command = [join(import.meta.dirname, '../privacy.ts'), ...parameters];
  return new Promise((resolve) => {
    execFile(process.execPath, command, { env: environment }, (failure, output, error) => {
      const code = typeof failure?.code === 'number' ? failure.code : 0;
      resolve({ code, error, output: output ? (JSON.parse(output) as CommandOutcome['output']) : {} });
    });
  });
}
