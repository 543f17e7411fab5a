import Anthropic from '@anthropic-ai/sdk';
import { z } from 'zod';

import { goThroughDoor, NO_KEY, QUIET } from '../../platform/door.ts';
import { vendorAddress } from '../../platform/vendor-addresses.ts';
import type { ModelFailure } from '../schema.ts';
import { createLanguageModel, type VendorAccount } from './adapter.ts';
import { withoutFence, withSchema } from './chat.ts';
import type { Manners } from './manners.ts';
import { ModelError, type LanguageModel, type ModelReply, type ModelRequest, type ModelUsage } from './provider.ts';

/**
 * Structured output first (`output_config.format`); where its grammar is refused as too large, a tool that must be used, whose
 * schema is not compiled; where a tool cannot be forced (models that always think), words.
 */
const FORMS = ['schema', 'tool', 'prompt'] as const;
type Form = (typeof FORMS)[number];

type Body = Anthropic.MessageCreateParamsNonStreaming;

/** Anthropic, by its own SDK. No temperature: the SDK's parameters have none any more, and the newer models refuse it. */
export function createAnthropicModel({ apiKey, model, baseUrl }: VendorAccount): LanguageModel {
  const anthropic = new Anthropic({
    ...QUIET,
    // A key given alone keeps the SDK from looking for others in the environment and in files.
    apiKey: apiKey || NO_KEY,
    baseURL: vendorAddress('anthropic', baseUrl),
    fetch: goThroughDoor,
    openTelemetry: false,
  });
  return createLanguageModel<Form, Body>({
    provider: 'anthropic',
    model,
    forms: FORMS,
    options: ['thinking'],
    body: (request, manners) => anthropicBody(model, request, manners),
    send: (body, options) => anthropic.messages.create(body, options),
    read: readMessage,
  });
}

function anthropicBody(model: string, request: ModelRequest, { form, without }: Manners<Form>): Body {
  const { answer, maximumTokens, system, turns } = request;
  return {
    model,
    max_tokens: maximumTokens,
    system: form === 'prompt' ? withSchema(request) : system,
    messages: turns.map(({ role, content }) => ({ role, content })),
    // Newer models think unless told, which counts as answer and takes seconds that nobody has.
    ...(!without.has('thinking') && { thinking: { type: 'disabled' } }),
    ...(form === 'schema' && { output_config: { format: { type: 'json_schema', schema: answer.schema } } }),
    ...(form === 'tool' && {
      tools: [
        {
          name: answer.name,
          description: 'Takes the answer.',
          input_schema: { ...answer.schema, type: 'object' },
        },
      ],
      tool_choice: { type: 'tool', name: answer.name, disable_parallel_tool_use: true },
    }),
  };
}

const tokens = z.int().min(0).max(1_000_000_000).catch(0);
const none = { input_tokens: 0, output_tokens: 0, cache_creation_input_tokens: 0, cache_read_input_tokens: 0 };

/** What Anthropic answers, as far as it is used. */
const message = z.object({
  content: z.array(
    z.union([
      z.object({ type: z.literal('text'), text: z.string() }),
      z.object({ type: z.literal('tool_use'), input: z.record(z.string(), z.unknown()) }),
      // Thinking, and what may come yet.
      z.object({ type: z.string() }),
    ]),
  ),
  stop_reason: z.string().nullish(),
  usage: z
    .object({
      input_tokens: tokens,
      output_tokens: tokens,
      cache_creation_input_tokens: tokens,
      cache_read_input_tokens: tokens,
    })
    .catch(none),
});

function readMessage(answer: unknown, form: Form): ModelReply {
  const read = message.safeParse(answer);
  if (!read.success) throw new ModelError('unavailable', 'the answer is not of the protocol');
  const { content, stop_reason: stop } = read.data;
  const usage = usageOf(read.data.usage);
  const failed = (failure: ModelFailure, why: string) => new ModelError(failure, why, null, usage);
  if (stop === 'max_tokens' || stop === 'model_context_window_exceeded') {
    throw failed('too-long', 'the answer was cut off');
  }
  if (stop === 'refusal') throw failed('not-an-answer', 'refused to answer');
  const tool = content.find((block) => 'input' in block);
  const said = tool ? JSON.stringify(tool.input) : content.map((block) => ('text' in block ? block.text : '')).join('');
  if (said.trim() === '') throw failed('not-an-answer', 'no text');
  return { content: form === 'prompt' ? withoutFence(said) : said, usage };
}

const usageOf = (usage: z.infer<typeof message>['usage']): ModelUsage => ({
  inputTokens: usage.input_tokens + usage.cache_creation_input_tokens + usage.cache_read_input_tokens,
  outputTokens: usage.output_tokens,
});
