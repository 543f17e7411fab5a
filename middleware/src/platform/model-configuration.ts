import { StartupError } from './errors.ts';
import { MODEL_PROVIDERS, type ModelProvider } from './model-providers.ts';
import { ofProviders, type OfProviders } from './model-settings.ts';
import type { Settings } from './settings.ts';

/** The language models of one middleware process. */
export interface ModelConfiguration {
  /** In the order in which they are tried; empty: the rules read alone. */
  accounts: readonly ModelAccount[];
  limits: OfProviders<ProviderLimits>;
  /** For all that models are asked about one note. */
  totalMilliseconds: number;
}

/** What a provider is spoken to with. The key is in no log and in no message. */
export interface ModelAccount {
  provider: ModelProvider;
  /** Empty where the provider asks for none. */
  apiKey: string;
  model: string;
  /** Null: the provider's own address. */
  baseUrl: string | null;
}

export interface ProviderLimits {
  milliseconds: number;
  retries: number;
  concurrency: number;
  dailyRequests: number;
  /** US dollars a million tokens; null: not known. */
  price: { input: number; output: number } | null;
}

export function modelsOf(read: Settings): ModelConfiguration {
  const order = read.MODEL_PROVIDERS ?? MODEL_PROVIDERS.filter((provider) => hasAccount(provider, read));
  return {
    accounts: order.map((provider) => accountOf(provider, read)),
    limits: ofProviders((provider) => ({
      milliseconds: read.MODEL_SECONDS[provider] * 1000,
      retries: read.MODEL_RETRIES[provider],
      concurrency: read.MODEL_CONCURRENCY[provider],
      dailyRequests: read.MODEL_DAILY_REQUESTS[provider],
      price: (read.MODEL_PRICES ?? OWN_MACHINES)[provider],
    })),
    totalMilliseconds: read.MODEL_TOTAL_SECONDS * 1000,
  };
}

/** Whoever runs Ollama pays for the machine, not for tokens; of the others the price is not known. */
const OWN_MACHINES = ofProviders((provider) => (provider === 'ollama' ? { input: 0, output: 0 } : null));

function accountOf(provider: ModelProvider, read: Settings): ModelAccount {
  if (provider === 'ollama') {
    return { provider, apiKey: '', model: read.OLLAMA_MODEL ?? '', baseUrl: read.OLLAMA_BASE_URL ?? null };
  }
  const { key, model, address } = NAMES_OF[provider];
  return { provider, apiKey: read[key] ?? '', model: read[model], baseUrl: read[address] ?? null };
}

const NAMES_OF = {
  groq: { key: 'GROQ_API_KEY', model: 'GROQ_MODEL', address: 'GROQ_BASE_URL' },
  mistral: { key: 'MISTRAL_API_KEY', model: 'MISTRAL_MODEL', address: 'MISTRAL_BASE_URL' },
  openai: { key: 'OPENAI_API_KEY', model: 'OPENAI_MODEL', address: 'OPENAI_BASE_URL' },
  anthropic: { key: 'ANTHROPIC_API_KEY', model: 'ANTHROPIC_MODEL', address: 'ANTHROPIC_BASE_URL' },
} as const;

const hasAccount = (provider: ModelProvider, read: Settings): boolean =>
  read[provider === 'ollama' ? 'OLLAMA_BASE_URL' : NAMES_OF[provider].key] !== undefined;

/** @throws StartupError naming the settings that do not go together, and the way out. */
export function refuseModelContradictions(read: Settings): void {
  for (const provider of read.MODEL_PROVIDERS ?? []) {
    if (hasAccount(provider, read)) continue;
    const missing = provider === 'ollama' ? 'OLLAMA_BASE_URL' : NAMES_OF[provider].key;
    throw new StartupError(
      `MODEL_PROVIDERS names ${provider}, and ${missing} is not set: set it, or take ${provider} out of MODEL_PROVIDERS.`,
    );
  }
  if ((read.OLLAMA_BASE_URL === undefined) !== (read.OLLAMA_MODEL === undefined)) {
    const [given, missing] = read.OLLAMA_MODEL ? ['MODEL', 'BASE_URL'] : ['BASE_URL', 'MODEL'];
    throw new StartupError(
      `OLLAMA_${given} needs OLLAMA_${missing}: set both (an address such as http://127.0.0.1:11434, and a model that "ollama list" names there), or neither.`,
    );
  }
  refuseSecondsAboveTotal(read);
}

function refuseSecondsAboveTotal({ MODEL_SECONDS: each, MODEL_TOTAL_SECONDS: total }: Settings): void {
  const slowest = MODEL_PROVIDERS.toSorted((left, right) => each[right] - each[left])[0] ?? 'groq';
  if (each[slowest] <= total) return;
  throw new StartupError(
    `MODEL_SECONDS (${each[slowest]} for ${slowest}) is above MODEL_TOTAL_SECONDS (${total}): a provider cannot have longer than all of them together. Lower the first or raise the second.`,
  );
}
