import { z } from 'zod';

import type { ModelFailure } from '../schema.ts';
import type { Manners } from './manners.ts';
import { ModelError, type ModelReply, type ModelRequest } from './provider.ts';

/** How a model of the chat completions protocol gets the schema: strictly, as JSON alone, or in words alone. */
export const CHAT_FORMS = ['schema', 'object', 'prompt'] as const;
export type ChatForm = (typeof CHAT_FORMS)[number];

/** What every vendor of the protocol takes. */
export interface ChatBody {
  model: string;
  messages: { role: 'system' | 'user' | 'assistant'; content: string }[];
  stream: false;
  response_format?:
    | { type: 'json_schema'; json_schema: { name: string; strict: true; schema: Record<string, unknown> } }
    | { type: 'json_object' };
}

/** The part of a body that is the same for every vendor of the protocol. */
export function chatBody(model: string, request: ModelRequest, { form }: Manners<ChatForm>): ChatBody {
  const { system, turns, answer } = request;
  const strict = { name: answer.name, strict: true as const, schema: answer.schema };
  return {
    model,
    messages: [
      { role: 'system', content: form === 'schema' ? system : withSchema(request) },
      ...turns.map(({ role, content }) => ({ role, content })),
    ],
    stream: false,
    ...(form === 'schema' && { response_format: { type: 'json_schema', json_schema: strict } }),
    ...(form === 'object' && { response_format: { type: 'json_object' } }),
  };
}

/** The instructions for a model that does not take the schema beside them. The word JSON is required for `json_object`. */
export function withSchema({ system, answer }: ModelRequest): string {
  return `${system}\n\nAnswer with one JSON object that fits this JSON schema, and with nothing before or after it:\n${JSON.stringify(answer.schema)}`;
}

const tokens = z.int().min(0).max(1_000_000_000).catch(0);
const part = z.object({ type: z.string(), text: z.string().optional() });

/** What the vendors of the protocol answer, as far as it is used. */
const completion = z.object({
  choices: z.array(
    z.object({
      finish_reason: z.string().nullish(),
      message: z.object({ content: z.unknown().optional(), refusal: z.string().nullish() }),
    }),
  ),
  usage: z
    .object({ prompt_tokens: tokens, completion_tokens: tokens })
    .catch({ prompt_tokens: 0, completion_tokens: 0 }),
});

/**
 * Reads an answer.
 * @throws ModelError `unavailable` when it is not of the protocol, `too-long`, or `not-an-answer` when it holds no text.
 */
export function readCompletion(answer: unknown, form: ChatForm): ModelReply {
  const read = completion.safeParse(answer);
  if (!read.success) throw new ModelError('unavailable', 'the answer is not of the protocol');
  const choice = read.data.choices[0];
  const { prompt_tokens: inputTokens, completion_tokens: outputTokens } = read.data.usage;
  const usage = { inputTokens, outputTokens };
  const finish = choice?.finish_reason ?? '';
  const failed = (failure: ModelFailure, why: string) => new ModelError(failure, why, null, usage);
  // `model_length` and `error` are Mistral's.
  if (finish === 'length' || finish === 'model_length') throw failed('too-long', 'the answer was cut off');
  if (finish === 'error') throw failed('unavailable', 'the vendor failed while it answered');
  if (choice?.message.refusal || finish === 'content_filter') throw failed('not-an-answer', 'refused to answer');
  const content = textOf(choice?.message.content);
  if (content.trim() === '') throw failed('not-an-answer', 'no text');
  return { content: form === 'prompt' ? withoutFence(content) : content, usage };
}

/** Mistral's models that think answer in parts: what is thought, then text. */
function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  const parts = z.array(part).safeParse(content);
  if (!parts.success) return '';
  return parts.data.map(({ type, text }) => (type === 'text' ? (text ?? '') : '')).join('');
}

/** The JSON in a fenced block, in which models like to put it when nothing but words asks for it. */
export function withoutFence(content: string): string {
  return /^\s*```(?:json)?[ \t]*\n(.*)\n[ \t]*```\s*$/s.exec(content)?.[1] ?? content;
}
