import type { ModelProvider } from '../platform/model-providers.ts';

/** What a stand-in knows of its vendor: where it is called, what it takes, and how it says things. */
export interface ModelProtocol {
  readonly path: string;
  /** Why the vendor would not take a call; undefined when it does. Bodies as in test/fixtures/models. */
  refusalOf(
    headers: Record<string, unknown>,
    body: Record<string, unknown>,
  ): { status: number; body: unknown } | undefined;
  answer(said: Said): unknown;
  /** A refusal with the vendor's own body. */
  problem(type: string, message: string, more?: { code?: string; param?: string }): unknown;
}

export interface Said {
  readonly content: string | null;
  /** `stop` unless the answer ended otherwise, in the words of OpenAI. */
  readonly finish: 'stop' | 'length' | 'content_filter' | 'refusal';
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly model: string;
  /** The name of the tool through which the answer goes, where the call forces one (Anthropic). */
  readonly tool: string | undefined;
}

const CHAT_FIELDS = ['model', 'messages', 'stream', 'response_format', 'temperature'];
const MISTRAL_FIELDS = [...CHAT_FIELDS, 'max_tokens'];
const ANTHROPIC_FIELDS = [
  'model',
  'max_tokens',
  'system',
  'messages',
  'thinking',
  'output_config',
  'tools',
  'tool_choice',
];

const openAiProblem: ModelProtocol['problem'] = (type, message, { code, param } = {}) => ({
  error: { message, type, param: param ?? null, code: code ?? null },
});

const chat = (path: string, refusalOf: ModelProtocol['refusalOf']): ModelProtocol => ({
  path,
  refusalOf: (headers, body) =>
    isBearer(headers)
      ? refusalOf(headers, body)
      : { status: 401, body: openAiProblem('invalid_request_error', 'no key') },
  problem: openAiProblem,
  answer: ({ content, finish, inputTokens, outputTokens, model }) => ({
    id: 'chatcmpl-stand-in',
    object: 'chat.completion',
    created: 1_741_569_952,
    model,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: finish === 'refusal' ? null : content,
          refusal: finish === 'refusal' ? content : null,
        },
        logprobs: null,
        finish_reason: finish === 'refusal' ? 'stop' : finish,
      },
    ],
    usage: { prompt_tokens: inputTokens, completion_tokens: outputTokens, total_tokens: inputTokens + outputTokens },
  }),
});

const isBearer = ({ authorization }: Record<string, unknown>) => /^Bearer \S+$/.test(String(authorization));

const strictRefusal: ModelProtocol['refusalOf'] = (_headers, body) => {
  const schema = schemaIn(body);
  if (schema === undefined || isStrict(schema)) return undefined;
  const message =
    "Invalid schema for response_format: 'additionalProperties' is required to be supplied and to be false.";
  return { status: 400, body: openAiProblem('invalid_request_error', message, { param: 'response_format' }) };
};

const mistralRefusal: ModelProtocol['refusalOf'] = (_headers, body) => {
  const unknown = Object.keys(body).filter((name) => !MISTRAL_FIELDS.includes(name));
  if (unknown.length === 0) return undefined;
  const detail = unknown.map((name) => ({
    type: 'extra_forbidden',
    loc: ['body', name],
    msg: 'Extra inputs are not permitted',
    input: body[name],
  }));
  const refusal = { object: 'error', message: { detail }, type: 'invalid_request_error', param: null, code: null };
  return { status: 422, body: refusal };
};

const anthropicProblem: ModelProtocol['problem'] = (type, message, { code } = {}) => ({
  type: 'error',
  error: { type, message, ...(code && { details: { error_code: code } }) },
  request_id: 'req_stand_in',
});

const anthropic: ModelProtocol = {
  path: '/v1/messages',
  problem: anthropicProblem,
  refusalOf(headers, body) {
    // The SDK of version 1 gives the key as a bearer's; the header of before is still taken.
    if (!isBearer(headers) && !headers['x-api-key']) {
      return { status: 401, body: anthropicProblem('authentication_error', 'a key is required') };
    }
    if (!headers['anthropic-version']) {
      return { status: 400, body: anthropicProblem('invalid_request_error', 'anthropic-version: header is required') };
    }
    const unknown = Object.keys(body).filter((name) => !ANTHROPIC_FIELDS.includes(name));
    const message = `${unknown.join(', ')}: Extra inputs are not permitted`;
    return unknown.length > 0 ? { status: 400, body: anthropicProblem('invalid_request_error', message) } : undefined;
  },
  answer({ content, finish, inputTokens, outputTokens, model, tool }) {
    const text = [{ type: 'text', text: content ?? '' }];
    const used = [{ type: 'tool_use', id: 'toolu_stand_in', name: tool, input: asObject(content) }];
    const stops = {
      stop: tool ? 'tool_use' : 'end_turn',
      length: 'max_tokens',
      content_filter: 'refusal',
      refusal: 'refusal',
    };
    return {
      id: 'msg_stand_in',
      type: 'message',
      role: 'assistant',
      model,
      content: content === null ? [] : tool && asObject(content) ? used : text,
      stop_reason: stops[finish],
      stop_sequence: null,
      usage: { input_tokens: inputTokens, output_tokens: outputTokens },
    };
  },
};

/** The protocols of the vendors, as far as they are used. */
export const MODEL_PROTOCOLS: Readonly<Record<ModelProvider, ModelProtocol>> = {
  groq: chat('/openai/v1/chat/completions', strictRefusal),
  openai: chat('/v1/chat/completions', strictRefusal),
  mistral: chat('/v1/chat/completions', mistralRefusal),
  ollama: chat('/v1/chat/completions', () => undefined),
  anthropic,
};

function schemaIn(body: Record<string, unknown>): unknown {
  const format = body['response_format'] as { json_schema?: { strict?: boolean; schema?: unknown } } | undefined;
  return format?.json_schema?.strict ? format.json_schema.schema : undefined;
}

/** What strict schemas have to be (OpenAI and Groq): every object closed, every property required. */
function isStrict(schema: unknown): boolean {
  if (typeof schema !== 'object' || schema === null) return true;
  const { type, properties, required, additionalProperties } = schema as Record<string, unknown>;
  if (type === 'object' && additionalProperties !== false) return false;
  const names = Object.keys((properties as object | undefined) ?? {});
  if (!names.every((name) => Array.isArray(required) && required.includes(name))) return false;
  return Object.values(schema).every(isStrict);
}

function asObject(content: string | null): object | undefined {
  try {
    const value: unknown = JSON.parse(content ?? '');
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
