import { LAST_RESORT_MILLISECONDS } from '../../platform/door.ts';
import type { ModelProvider } from '../../platform/model-providers.ts';
import { refusalIn, type Refusal } from '../../platform/refusals.ts';
import type { ClientAccount } from '../../platform/vendor-clients.ts';
import { toModelError } from './failures.ts';
import { createManners, type Manners } from './manners.ts';
import { ModelError, type LanguageModel, type ModelReply, type ModelRequest } from './provider.ts';

/** What a vendor is spoken to with. */
export interface VendorAccount extends ClientAccount {
  readonly model: string;
}

/** What a vendor's own part knows: its body, how it is sent, and how its answer is read. */
export interface Vendor<Form extends string, Body> {
  readonly provider: ModelProvider;
  readonly model: string;
  /** How the schema can be given, the strictest first. */
  readonly forms: readonly [Form, ...Form[]];
  /** What is sent where it is accepted, by the names in the body. */
  readonly options: readonly string[];
  body(request: ModelRequest, manners: Manners<Form>): Body;
  send(body: Body, options: CallOptions): Promise<unknown>;
  /** @throws ModelError */
  read(answer: unknown, form: Form): ModelReply;
  /** What a refusal gives all the same. */
  rescue?(refusal: Refusal): ModelReply | undefined;
}

/** One call: no retry of the SDK's own, and no limit but the signal's. */
export interface CallOptions {
  readonly signal: AbortSignal;
  readonly maxRetries: 0;
  readonly timeout: number;
}

/**
 * A language model from a vendor's part. A refusal that teaches how the model must be asked (its schema, an option) is remembered;
 * the error then has `retryAfterMilliseconds` 0: asked again, it is asked in the other way.
 */
export function createLanguageModel<Form extends string, Body>(vendor: Vendor<Form, Body>): LanguageModel {
  const learned = createManners(vendor.forms, vendor.options);
  return {
    provider: vendor.provider,
    model: vendor.model,
    body: (request) => vendor.body(request, learned.now()),
    async ask(request, signal) {
      const manners = learned.now();
      const sent = await send(vendor, vendor.body(request, manners), signal);
      if ('answer' in sent) return vendor.read(sent.answer, manners.form);
      const refusal = refusalIn(sent.error);
      if (!refusal) throw toModelError(sent.error, signal);
      const rescued = vendor.rescue?.(refusal);
      if (rescued) return rescued;
      const { form } = manners;
      if (!learned.learn(manners, refusal)) throw toModelError(sent.error, signal);
      const failure = learned.now().form === form ? 'refused' : 'schema-refused';
      throw new ModelError(failure, `status ${refusal.status}: to be asked in another way`, 0);
    },
  };
}

async function send<Form extends string, Body>(
  vendor: Vendor<Form, Body>,
  body: Body,
  signal: AbortSignal,
): Promise<{ answer: unknown } | { error: unknown }> {
  try {
    return { answer: await vendor.send(body, { signal, maxRetries: 0, timeout: LAST_RESORT_MILLISECONDS }) };
  } catch (error) {
    return { error };
  }
}
