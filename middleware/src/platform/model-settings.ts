import { z } from 'zod';

import { MODEL_PROVIDERS, modelProvider, type ModelProvider } from './model-providers.ts';
import { modelName, namesAmong, partsOf, secret, webAddress, whole } from './setting-shapes.ts';

/** One figure for every provider. */
export type OfProviders<Value> = Readonly<Record<ModelProvider, Value>>;

const NAMES = MODEL_PROVIDERS.join(', ');
const MOST_SECONDS = 120;
const MOST_DOLLARS = 10_000;

const isProvider = (name: string): name is ModelProvider => modelProvider.safeParse(name).success;

/** `8`, or `8,groq=4,ollama=20`: a figure, and the providers that have another. */
function figures(from: number, to: number, standard: number) {
  const error = `a whole number from ${from} to ${to}, and after it exceptions such as groq=${standard}, separated by commas`;
  return z
    .string()
    .transform((text, context) => parseFigures(text, from, to) ?? refuse(context, error))
    .prefault(String(standard));
}

function parseFigures(text: string, from: number, to: number): OfProviders<number> | undefined {
  const [first = '', ...rest] = partsOf(text);
  const figure = (written: string) => (/^\d{1,9}$/.test(written) ? Number(written) : NaN);
  const exceptions = pairsIn(rest, (written) => {
    const value = figure(written);
    return value >= from && value <= to ? value : undefined;
  });
  const all = figure(first);
  if (!exceptions || !(all >= from && all <= to)) return undefined;
  return ofProviders((provider) => exceptions.get(provider) ?? all);
}

const dollars = (written: string) => {
  const value = /^\d{1,6}(?:\.\d{1,6})?$/.test(written) ? Number(written) : NaN;
  return value <= MOST_DOLLARS ? value : undefined;
};

const prices = z
  .string()
  .transform((text, context) => {
    const given = pairsIn(partsOf(text), (written) => {
      const [input, output, ...more] = written.split('/').map(dollars);
      return input === undefined || output === undefined || more.length > 0 ? undefined : { input, output };
    });
    // Whoever runs Ollama pays for the machine, not for tokens.
    const free = { input: 0, output: 0 };
    return given
      ? ofProviders((provider) => given.get(provider) ?? (provider === 'ollama' ? free : null))
      : refuse(context, 'a provider, its US dollars for a million tokens in, and out: groq=0.15/0.75,anthropic=1/5');
  })
  .optional();

/** `name=value` pairs, each provider once; undefined when one of them is none. */
function pairsIn<Value>(parts: readonly string[], parse: (written: string) => Value | undefined) {
  const found = new Map<ModelProvider, Value>();
  for (const part of parts) {
    const [name = '', written = '', ...more] = part.split('=').map((piece) => piece.trim());
    const value = parse(written);
    if (!isProvider(name) || value === undefined || more.length > 0 || found.has(name)) return undefined;
    found.set(name, value);
  }
  return found;
}

export function ofProviders<Value>(value: (provider: ModelProvider) => Value): OfProviders<Value> {
  return Object.fromEntries(MODEL_PROVIDERS.map((provider) => [provider, value(provider)])) as Record<
    ModelProvider,
    Value
  >;
}

function refuse(context: z.RefinementCtx, error: string): never {
  context.addIssue({ code: 'custom', message: error });
  return z.NEVER;
}

const key = (vendor: string) =>
  secret().optional().describe(`key of ${vendor}; with it, orgs whose settings name this provider are read by it`);
const model = (vendor: string, standard: string) => modelName().default(standard).describe(`the model of ${vendor}`);
const address = (meaning: string) => webAddress().optional().describe(meaning);
const gateway = (vendor: string) => address(`another address than ${vendor}'s own, such as a gateway of yours`);

/** Who may be asked to read notes, and what that may take. Without any of them the rules read alone. */
export const modelSettings = {
  MODEL_PROVIDERS: namesAmong(MODEL_PROVIDERS)
    .optional()
    .describe(
      `language models in the order in which they are tried, of ${NAMES}; else all whose key or address is set, in this order. An org's notes go to a provider only when that org's own settings name it`,
    ),
  GROQ_API_KEY: key('Groq'),
  GROQ_MODEL: model('Groq', 'openai/gpt-oss-120b'),
  GROQ_BASE_URL: gateway('Groq'),
  OLLAMA_BASE_URL: address(
    'a server of Ollama, such as `http://127.0.0.1:11434`; needs `OLLAMA_MODEL`. Check `OLLAMA_CONTEXT_LENGTH` on that server: what is longer it cuts without a word',
  ),
  OLLAMA_MODEL: modelName().optional().describe('a model that it has'),
  MISTRAL_API_KEY: key('Mistral'),
  MISTRAL_MODEL: model('Mistral', 'mistral-medium-latest'),
  MISTRAL_BASE_URL: gateway('Mistral'),
  OPENAI_API_KEY: key('OpenAI'),
  OPENAI_MODEL: model('OpenAI', 'gpt-5.4-mini'),
  OPENAI_BASE_URL: address("another address than OpenAI's own: any service that speaks its protocol"),
  ANTHROPIC_API_KEY: key('Anthropic'),
  ANTHROPIC_MODEL: model('Anthropic', 'claude-haiku-5-5'),
  ANTHROPIC_BASE_URL: gateway('Anthropic'),
  MODEL_SECONDS: figures(1, MOST_SECONDS, 8).describe(
    'the longest a provider may keep a question, waiting and retries included; exceptions: `8,groq=4,ollama=20`',
  ),
  MODEL_TOTAL_SECONDS: whole(1, MOST_SECONDS)
    .default(20)
    .describe('the longest that all providers together may keep a note; then the rules read it alone'),
  MODEL_RETRIES: figures(0, 5, 1).describe(
    'how often a failed call is made again where that can help; exceptions as above',
  ),
  MODEL_CONCURRENCY: figures(1, 64, 4).describe(
    'calls to a provider at a time, from this process; exceptions as above',
  ),
  MODEL_DAILY_REQUESTS: figures(1, 100_000_000, 1000).describe(
    'calls to a provider in a UTC day, retries and repairs included, over all orgs and processes; exceptions as above',
  ),
  MODEL_PRICES: prices.describe(
    'US dollars for a million tokens in and out: `groq=0.15/0.75,anthropic=1/5`; without, the cost is told as unknown',
  ),
};
