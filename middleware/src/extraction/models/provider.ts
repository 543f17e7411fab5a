import type { ModelProvider } from '../../platform/model-providers.ts';
import type { ModelFailure } from '../schema.ts';

/** What a model is asked, whichever it is. */
export interface ModelRequest {
  /** Who it is and how it answers. */
  readonly system: string;
  /** The first turn is the source; a repair adds what the model answered and what is wrong with it. */
  readonly turns: readonly ModelTurn[];
  /** The strict JSON schema of the answer; every field required, absent values null. */
  readonly answer: { readonly name: string; readonly schema: Readonly<Record<string, unknown>> };
  /** The most tokens that the answer may have. */
  readonly maximumTokens: number;
}

export interface ModelTurn {
  readonly role: 'user' | 'assistant';
  readonly content: string;
}

export interface ModelUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** What a model said. `content` is text that should be JSON; nothing of it is believed yet. */
export interface ModelReply {
  readonly content: string;
  readonly usage: ModelUsage;
}

/** A call to a provider that gave nothing. Its message never holds text of a source. */
export class ModelError extends Error {
  readonly failure: ModelFailure;
  /** How long the provider wants to be left alone; null when it does not say. 0 with a refusal: asked again, it is asked in another way. */
  readonly retryAfterMilliseconds: number | null;
  /** What the call used all the same, such as an answer that was cut off; null when the provider does not say. */
  readonly usage: ModelUsage | null;
  constructor(
    failure: ModelFailure,
    message: string,
    retryAfterMilliseconds: number | null = null,
    usage: ModelUsage | null = null,
  ) {
    super(message);
    this.name = 'ModelError';
    this.failure = failure;
    this.retryAfterMilliseconds = retryAfterMilliseconds;
    this.usage = usage;
  }
}

/** One language model behind its vendor's protocol. It is asked once a call: retries, limits and order are its caller's. */
export interface LanguageModel {
  readonly provider: ModelProvider;
  readonly model: string;
  /** The exact body that a call sends, for whoever wants to judge a prompt without a network. */
  body(request: ModelRequest): unknown;
  /**
   * @param signal ends the call.
   * @throws ModelError
   */
  ask(request: ModelRequest, signal: AbortSignal): Promise<ModelReply>;
}
