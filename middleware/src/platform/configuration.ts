import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';

import { distance } from 'fastest-levenshtein';

import { StartupError } from './errors.ts';
import { parseMasterKeys } from './master-keys.ts';
import { modelsOf, refuseModelContradictions, type ModelConfiguration } from './model-configuration.ts';
import {
  refuseSalesforceContradictions,
  salesforceOf,
  type SalesforceConfiguration,
} from './salesforce-configuration.ts';
import { refuseSpeechContradictions, speechOf, type SpeechConfiguration } from './speech-configuration.ts';
import { settings, type SettingName, type Settings } from './settings.ts';

/** The settings of one middleware process, checked once at start. */
export interface Configuration {
  host: string;
  /** 0 lets the system choose; the log line `listening` carries the address. */
  port: number;
  /** Proxies whose X-Forwarded-For is believed: addresses, networks, or `loopback`. */
  trustedProxies: string[];
  /** How long a stopping process still answers, so that whoever sends calls sees that it stops. */
  drainSeconds: number;
  /** Absolute. Holds the embedded database, its master key, its lock and the control socket. */
  dataFolder: string;
  /** A PostgreSQL server; absent means the embedded database in `dataFolder`. */
  databaseUrl?: string;
  databaseConnections: number;
  /** `id:key` pairs, newest first; present exactly when `databaseUrl` is. */
  masterKeys?: string;
  /** What the `aud` of every token must be. */
  audience: string;
  logLevel: Settings['LOG_LEVEL'];
  /** Where `/metrics` listens; null for nowhere. */
  metrics: { host: string; port: number } | null;
  limits: Limits;
  retention: Retention;
  reading: ReadingLimits;
  models: ModelConfiguration;
  speech: SpeechConfiguration;
  salesforce: SalesforceConfiguration;
}

/** What the processes in which files are read may take: how many at a time, and each of them for a page. */
export interface ReadingLimits {
  processes: number;
  megabytes: number;
  seconds: number;
}

/** Requests count per minute and process; captures are those at work, uploads those whose files are being sent. */
export interface Limits {
  userRequests: number;
  orgRequests: number;
  userCaptures: number;
  orgCaptures: number;
  userUploads: number;
  orgUploads: number;
}

/** Days until a capture is erased by itself, by what became of it; null for never. */
export interface Retention {
  decidedDays: number | null;
  undecidedDays: number | null;
  failedDays: number | null;
  uploadDays: number | null;
}

/**
 * Reads the configuration from environment variables; an empty variable counts as absent.
 * @throws StartupError naming the variable and the fix.
 */
export function readConfiguration(variables: Record<string, string | undefined>): Configuration {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  refuseUnknownSettings(Object.keys(given));
  const parsed = settings.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new StartupError(`${issue?.path.join('.')} cannot be used: it must be ${issue?.message}.`);
  }
  refuseContradictions(parsed.data);
  return toConfiguration(parsed.data);
}

/** With as many, the middleware and its processes stay below 1.5 GB whatever they read. */
const MOST_PROCESSES_BY_ITSELF = 2;

/** What the settings say of the processes in which files are read. */
export function readingLimits(
  read: Pick<Settings, 'READING_PROCESSES' | 'READING_MEGABYTES' | 'READING_SECONDS'>,
): ReadingLimits {
  return {
    processes: read.READING_PROCESSES ?? Math.min(availableParallelism(), MOST_PROCESSES_BY_ITSELF),
    megabytes: read.READING_MEGABYTES,
    seconds: read.READING_SECONDS,
  };
}

function toConfiguration(read: Settings): Configuration {
  return {
    host: read.HOST,
    port: read.PORT,
    trustedProxies: read.TRUSTED_PROXIES,
    drainSeconds: read.DRAIN_SECONDS,
    dataFolder: resolve(read.DATA_FOLDER),
    ...(read.DATABASE_URL ? { databaseUrl: read.DATABASE_URL } : {}),
    databaseConnections: read.DATABASE_CONNECTIONS,
    ...(read.MASTER_KEYS ? { masterKeys: read.MASTER_KEYS } : {}),
    audience: read.AUDIENCE,
    logLevel: read.LOG_LEVEL,
    metrics: read.METRICS_PORT === null ? null : { host: read.METRICS_HOST, port: read.METRICS_PORT },
    limits: {
      userRequests: read.LIMIT_USER_REQUESTS,
      orgRequests: read.LIMIT_ORG_REQUESTS,
      userCaptures: read.LIMIT_USER_CAPTURES,
      orgCaptures: read.LIMIT_ORG_CAPTURES,
      userUploads: read.LIMIT_USER_UPLOADS,
      orgUploads: read.LIMIT_ORG_UPLOADS,
    },
    retention: {
      decidedDays: read.RETENTION_DECIDED,
      undecidedDays: read.RETENTION_UNDECIDED,
      failedDays: read.RETENTION_FAILED,
      uploadDays: read.RETENTION_UPLOADS,
    },
    reading: readingLimits(read),
    models: modelsOf(read),
    speech: speechOf(read),
    salesforce: salesforceOf(read),
  };
}

/** Beginnings of names that are ours alone: whatever else begins so was meant for us. */
const OWN_FAMILIES =
  /^(?:LIMIT_(?:USER|ORG)|RETENTION|READING|METRICS|MASTER_KEY|MODEL_(?:PROVIDER|SECOND|TOTAL|RETR|CONCURREN|DAILY|PRICE)|SPEECH_(?:PROVIDER|SECOND|RETR|CONCURREN)|(?:GROQ|GOOGLE|OPENAI)_SPEECH_|SALESFORCE_(?:CLIENT|PRIVATE|USER|LOGIN|SECOND)|MIRROR_MINUTE|(?:GROQ|MISTRAL|OPENAI|ANTHROPIC|WHISPER)_(?:API_?)?KEYS?$)/;
/** Near to ours, and settings of others: the folder of an Ollama server. */
const OF_OTHERS = new Set(['OLLAMA_MODELS']);
/** Shorter names are near too many of the system's own (HOST and HOME). */
const SHORTEST_TYPING_ERROR = 8;

/** The environment is everybody's, so only what can be nothing but a mistyped setting of ours is refused. */
function refuseUnknownSettings(names: readonly string[]): void {
  const known = Object.keys(settings.shape) as SettingName[];
  const strange = names.filter((name) => !known.includes(name as SettingName) && !OF_OTHERS.has(name));
  for (const name of strange) {
    const nearest = known.toSorted((left, right) => distance(name, left) - distance(name, right))[0] ?? '';
    const mistyped = name.length >= SHORTEST_TYPING_ERROR && distance(name, nearest) <= 2;
    if (mistyped || OWN_FAMILIES.test(name)) {
      throw new StartupError(
        `There is no setting ${name}: write ${nearest}, or remove it. The README lists every setting.`,
      );
    }
  }
}

function refuseContradictions(read: Settings): void {
  if (read.DATABASE_URL && !read.MASTER_KEYS) {
    throw new StartupError(
      'DATABASE_URL needs MASTER_KEYS: set MASTER_KEYS to id:key, where key is 32 random bytes in base64 (openssl rand -base64 32).',
    );
  }
  if (read.MASTER_KEYS && !read.DATABASE_URL) {
    throw new StartupError(
      'MASTER_KEYS goes with DATABASE_URL: the embedded database keeps its own key in the data folder. Unset MASTER_KEYS, or set DATABASE_URL.',
    );
  }
  if (read.MASTER_KEYS) parseMasterKeys(read.MASTER_KEYS);
  refuseLimitsAbove('LIMIT_USER_REQUESTS', 'LIMIT_ORG_REQUESTS', read);
  refuseLimitsAbove('LIMIT_USER_CAPTURES', 'LIMIT_ORG_CAPTURES', read);
  refuseLimitsAbove('LIMIT_USER_UPLOADS', 'LIMIT_ORG_UPLOADS', read);
  refuseModelContradictions(read);
  refuseSpeechContradictions(read);
  refuseSalesforceContradictions(read);
  if (read.METRICS_PORT !== null && read.METRICS_PORT !== 0 && read.METRICS_PORT === read.PORT) {
    throw new StartupError(
      'METRICS_PORT and PORT are the same: give /metrics a port of its own, or set METRICS_PORT to off.',
    );
  }
}

function refuseLimitsAbove(user: LimitName, org: LimitName, read: Settings): void {
  if (read[user] <= read[org]) return;
  throw new StartupError(
    `${user} (${read[user]}) is above ${org} (${read[org]}): one user would be refused for the org first. Lower the first or raise the second.`,
  );
}

type LimitName = `LIMIT_${'USER' | 'ORG'}_${'REQUESTS' | 'CAPTURES' | 'UPLOADS'}`;
