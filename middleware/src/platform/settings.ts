import { isIP } from 'node:net';

import { z } from 'zod';

import { modelSettings } from './model-settings.ts';
import { salesforceSettings } from './salesforce-settings.ts';
import { whole } from './setting-shapes.ts';
import { speechSettings } from './speech-settings.ts';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const orNull = (word: string, shape: ReturnType<typeof whole>) =>
  z.union([z.literal(word).transform(() => null), shape]);
const days = orNull('never', whole(1, 36_500, 'a number of days, or "never"'));

const isNetwork = (text: string) => {
  const [address = '', bits, ...rest] = text.split('/');
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return rest.length === 0 && most > 0 && (bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= most));
};
const addresses = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .refine((parts) => parts.every((part) => part === 'loopback' || isNetwork(part)), {
    error: '"loopback", addresses and networks (10.0.0.0/8), separated by commas',
  });

/**
 * Every setting of the middleware: its check, its default, and what the README says of it. An environment variable that is not
 * here is none of ours.
 */
export const settings = z.object({
  HOST: z.string().min(1).default('127.0.0.1').describe('address to listen on; put a TLS proxy before it'),
  PORT: whole(0, 65_535, 'a port number')
    .default(4680)
    .describe('`0`: any free port, told in the log line `listening`'),
  TRUSTED_PROXIES: addresses
    .default([])
    .describe(
      'proxies whose `X-Forwarded-For` is believed: `loopback`, addresses, networks, with commas; else none is',
    ),
  DRAIN_SECONDS: whole(0, 120)
    .default(0)
    .describe(
      'a stopping process still answers for so long, while `/ready` says 503: what a load balancer needs to see it',
    ),
  DATA_FOLDER: z
    .string()
    .min(1)
    .default('.data/middleware')
    .describe('embedded database, its master key, its lock and control socket'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'a postgres:// address' })
    .optional()
    .describe('a PostgreSQL 15 or later instead of the embedded database; needs `MASTER_KEYS`'),
  DATABASE_CONNECTIONS: whole(2, 200).default(10).describe('the most connections this process keeps to `DATABASE_URL`'),
  MASTER_KEYS: z
    .string()
    .min(1)
    .optional()
    .describe('`id:key` pairs, newest first, each key 32 random bytes in base64 (`openssl rand -base64 32`)'),
  AUDIENCE: z
    .string()
    .min(1)
    .default('https://create-from-notes.example')
    .describe('what the `aud` of every token must be'),
  LOG_LEVEL: z
    .enum(LOG_LEVELS, { error: `one of ${LOG_LEVELS.join(', ')}` })
    .default('info')
    .describe(LOG_LEVELS.map((level) => `\`${level}\``).join(', ')),
  METRICS_HOST: z.string().min(1).default('127.0.0.1').describe('address of `/metrics`: keep it inside'),
  METRICS_PORT: orNull('off', whole(0, 65_535, 'a port number, or "off"'))
    .default(4681)
    .describe('`/metrics` has a port of its own, which no proxy leads to; `off` for none'),
  LIMIT_USER_REQUESTS: whole(1, 1_000_000).default(300).describe('calls a minute by one user, in this process'),
  LIMIT_ORG_REQUESTS: whole(1, 1_000_000).default(6_000).describe('calls a minute by one org, in this process'),
  LIMIT_USER_CAPTURES: whole(1, 1_000_000).default(50).describe('unfinished captures of one user at a time'),
  LIMIT_ORG_CAPTURES: whole(1, 1_000_000).default(2_000).describe('unfinished captures of one org at a time'),
  LIMIT_USER_UPLOADS: whole(1, 1_000_000).default(20).describe('captures of one user whose files are being sent'),
  LIMIT_ORG_UPLOADS: whole(1, 1_000_000).default(1_000).describe('captures of one org whose files are being sent'),
  RETENTION_DECIDED: days
    .default(90)
    .describe('days after the last decision until a capture is erased whose drafts are all decided, or that has none'),
  RETENTION_UNDECIDED: days
    .default(365)
    .describe('days after the last change until a capture is erased that still has open or approved drafts'),
  RETENTION_FAILED: days.default(90).describe('days after its failure until a failed capture is erased'),
  RETENTION_UPLOADS: days.default(7).describe('days until a capture is erased whose files were not all sent'),
  READING_PROCESSES: orNull('auto', whole(1, 64, 'a number of processes from 1 to 64, or "auto"'))
    .prefault('auto')
    .describe('processes that read photos and documents, about 300 MB each; `auto`: one for each core, at most 2'),
  READING_MEGABYTES: whole(300, 16_384)
    .default(420)
    .describe('memory that each of them may take; a file that needs more is refused as `file-too-demanding`'),
  READING_SECONDS: whole(5, 600)
    .default(60)
    .describe('how long reading one page may take; a page that needs longer is refused as `file-too-demanding`'),
  ...modelSettings,
  ...speechSettings,
  ...salesforceSettings,
});

export type Settings = z.infer<typeof settings>;
export type SettingName = keyof Settings;

/** The settings as the README lists them, in order. `standard` is the default as a person writes it; empty when there is none. */
export function describeSettings(): { name: SettingName; standard: string; meaning: string }[] {
  return Object.entries(settings.shape).map(([name, shape]) => ({
    name: name as SettingName,
    standard: shape instanceof z.ZodDefault || shape instanceof z.ZodPrefault ? String(shape.def.defaultValue) : '',
    meaning: shape.description ?? '',
  }));
}
