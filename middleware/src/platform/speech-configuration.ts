import { StartupError } from './errors.ts';
import type { Settings } from './settings.ts';
import { SPEECH_PROVIDERS, type SpeechProvider } from './speech-providers.ts';

/** The speech recognisers of one middleware process. */
export interface SpeechConfiguration {
  /** In the order in which they are tried; empty: recordings wait for the summary of a person. */
  accounts: readonly SpeechAccount[];
  limits: SpeechLimits;
}

/** What a provider is spoken to with. The key is in no log and in no message. */
export interface SpeechAccount {
  provider: SpeechProvider;
  /** Empty where the provider asks for none, or (Google) finds an account by itself. */
  apiKey: string;
  model: string;
  /** Null: the provider's own address. */
  baseUrl: string | null;
}

/** What each provider may take. */
export interface SpeechLimits {
  /** The time that one slice may keep it: waiting for a free place and retries included. */
  milliseconds: number;
  retries: number;
  concurrency: number;
}

/** Servers of one's own have the model that they were started with; speaches knows this name for its usual one. */
const OWN_MODEL = 'whisper-1';

export function speechOf(read: Settings): SpeechConfiguration {
  const order = read.SPEECH_PROVIDERS ?? SPEECH_PROVIDERS.filter((provider) => hasAccount(provider, read));
  return {
    accounts: order.map((provider) => accountOf(provider, read)),
    limits: {
      milliseconds: read.SPEECH_SECONDS * 1000,
      retries: read.SPEECH_RETRIES,
      concurrency: read.SPEECH_CONCURRENCY,
    },
  };
}

function accountOf(provider: SpeechProvider, read: Settings): SpeechAccount {
  const account = (key: string | undefined, model: string, baseUrl: string | undefined): SpeechAccount => {
    return { provider, apiKey: key ?? '', model, baseUrl: baseUrl ?? null };
  };
  if (provider === 'whisper')
    return account(read.WHISPER_API_KEY, read.WHISPER_MODEL ?? OWN_MODEL, read.WHISPER_BASE_URL);
  if (provider === 'groq') return account(read.GROQ_API_KEY, read.GROQ_SPEECH_MODEL, read.GROQ_BASE_URL);
  if (provider === 'openai') return account(read.OPENAI_API_KEY, read.OPENAI_SPEECH_MODEL, read.OPENAI_BASE_URL);
  // Its SDK reads the file of a service account by itself.
  return account(read.GOOGLE_SPEECH_API_KEY, read.GOOGLE_SPEECH_MODEL, read.GOOGLE_SPEECH_BASE_URL);
}

/** Any one of them is enough to speak to the provider; the first is the one to advise. */
const NEEDS = {
  whisper: ['WHISPER_BASE_URL'],
  groq: ['GROQ_API_KEY'],
  google: ['GOOGLE_SPEECH_API_KEY', 'GOOGLE_APPLICATION_CREDENTIALS', 'GOOGLE_SPEECH_BASE_URL'],
  openai: ['OPENAI_API_KEY'],
} as const satisfies Record<SpeechProvider, readonly (keyof Settings)[]>;

const hasAccount = (provider: SpeechProvider, read: Settings): boolean =>
  NEEDS[provider].some((name) => read[name] !== undefined);

/** @throws StartupError naming the settings that do not go together, and the way out. */
export function refuseSpeechContradictions(read: Settings): void {
  for (const provider of read.SPEECH_PROVIDERS ?? []) {
    if (hasAccount(provider, read)) continue;
    throw new StartupError(
      `SPEECH_PROVIDERS names ${provider}, and ${NEEDS[provider][0]} is not set: set it, or take ${provider} out of SPEECH_PROVIDERS.`,
    );
  }
  const lonely = (['WHISPER_MODEL', 'WHISPER_API_KEY'] as const).find((name) => read[name] !== undefined);
  if (lonely && read.WHISPER_BASE_URL === undefined) {
    throw new StartupError(
      `${lonely} needs WHISPER_BASE_URL: set it to the address of your server, such as http://127.0.0.1:8000, or unset ${lonely}.`,
    );
  }
  if (read.GOOGLE_SPEECH_API_KEY !== undefined && read.GOOGLE_APPLICATION_CREDENTIALS !== undefined) {
    throw new StartupError(
      'GOOGLE_SPEECH_API_KEY and GOOGLE_APPLICATION_CREDENTIALS are both set, and one is enough: unset the one that is not meant.',
    );
  }
}
