/** Who read a source and where its values come from, as the middleware tells it. Types only. */

export type Origin = 'source' | 'default' | 'match' | 'person' | 'none';
export type Reason =
  | 'org-default'
  | 'days-after-capture'
  | 'account-and-subject'
  | 'currency-of-country'
  | 'currency-of-org'
  | 'currency-not-in-org'
  | 'country-of-city'
  | 'country-of-phone'
  | 'country-of-domain'
  | 'end-of-period'
  | 'relative-date'
  | 'next-occurrence'
  | 'record-opened-from';

export type ModelProvider = 'groq' | 'ollama' | 'mistral' | 'openai' | 'anthropic';
export type ModelFailure =
  | 'time-limit'
  | 'rate-limited'
  | 'unavailable'
  | 'connection'
  | 'refused'
  | 'schema-refused'
  | 'too-long'
  | 'not-an-answer'
  | 'quota-reached'
  | 'resting';

/** Who read a source, and what that took. */
export interface Extractor {
  by: 'rules' | 'model';
  provider: ModelProvider | null;
  model: string | null;
  /** Version of what the model was told. */
  prompt: string | null;
  requests: number;
  inputTokens: number;
  outputTokens: number;
  /** In US dollars; null when a price is not known. */
  cost: number | null;
  /** The providers that were tried and gave nothing, in order. */
  failures: { provider: ModelProvider; failure: ModelFailure }[];
  /** Of a long source the parts that no model read. */
  unreadParts?: number;
}

/** Why a person should look twice before creating. */
export type DraftWarning = 'planted-instructions' | 'readings-differ';
