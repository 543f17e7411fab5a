import { resolve } from 'node:path';

import { z } from 'zod';

import { StartupError } from './errors.ts';
import { parseMasterKeys } from './master-keys.ts';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const environment = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number('a port number').int('a port number').min(0).max(65_535).default(4680),
  DATA_FOLDER: z.string().min(1).default('.data/middleware'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'a postgres:// address' }).optional(),
  MASTER_KEYS: z.string().min(1).optional(),
  AUDIENCE: z.string().min(1).default('https://create-from-notes.example'),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `one of ${LOG_LEVELS.join(', ')}` }).default('info'),
});

/** The settings of one middleware process, checked once at start. */
export interface Configuration {
  host: string;
  /** 0 lets the system choose; the log line `listening` carries the address. */
  port: number;
  /** Absolute. Holds the embedded database, its master key, its lock and the control socket. */
  dataFolder: string;
  /** A PostgreSQL server; absent means the embedded database in `dataFolder`. */
  databaseUrl?: string;
  /** `id:key` pairs, newest first; present exactly when `databaseUrl` is. */
  masterKeys?: string;
  /** What the `aud` of every token must be. */
  audience: string;
  logLevel: (typeof LOG_LEVELS)[number];
}

/**
 * Reads the configuration from environment variables; an empty variable counts as absent.
 * @throws StartupError naming the variable and the fix.
 */
export function readConfiguration(variables: Record<string, string | undefined>): Configuration {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new StartupError(`${issue?.path.join('.')} cannot be used: it must be ${issue?.message}.`);
  }
  const { DATABASE_URL: databaseUrl, MASTER_KEYS: masterKeys, ...others } = parsed.data;
  refuseUnknownCombination(databaseUrl, masterKeys);
  return {
    host: others.HOST,
    port: others.PORT,
    dataFolder: resolve(others.DATA_FOLDER),
    ...(databaseUrl ? { databaseUrl } : {}),
    ...(masterKeys ? { masterKeys } : {}),
    audience: others.AUDIENCE,
    logLevel: others.LOG_LEVEL,
  };
}

function refuseUnknownCombination(databaseUrl: string | undefined, masterKeys: string | undefined): void {
  if (databaseUrl && !masterKeys) {
    throw new StartupError(
      'DATABASE_URL needs MASTER_KEYS: set MASTER_KEYS to id:key, where key is 32 random bytes in base64 (openssl rand -base64 32).',
    );
  }
  if (masterKeys && !databaseUrl) {
    throw new StartupError(
      'MASTER_KEYS goes with DATABASE_URL: the embedded database keeps its own key in the data folder. Unset MASTER_KEYS, or set DATABASE_URL.',
    );
  }
  if (masterKeys) parseMasterKeys(masterKeys);
}
