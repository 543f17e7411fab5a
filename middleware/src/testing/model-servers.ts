import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';

import type { ModelProvider } from '../platform/model-providers.ts';
import { listenAnywhere } from './listening.ts';
import { MODEL_PROTOCOLS, type ModelProtocol, type Said } from './model-protocols.ts';

/** A call that came to a stand-in. */
export interface ModelServerCall {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Record<string, unknown>;
}

/** What a stand-in does with a call that its vendor would take. */
export type ModelStep = (exchange: {
  readonly call: ModelServerCall;
  readonly response: ServerResponse;
  readonly protocol: ModelProtocol;
}) => void | Promise<void>;

/**
 * A stand-in for the vendor of a language model: a local server that speaks its protocol and does what a test scripts. It is no model.
 * What it sends and refuses is made after test/fixtures/models, which is what the vendors really answer.
 */
export interface ModelServer {
  readonly provider: ModelProvider;
  /** As a setting would give it. */
  readonly baseUrl: string;
  /** Every call that came, in order. */
  readonly calls: readonly ModelServerCall[];
  /** The most calls that were under way at once. */
  readonly mostAtOnce: () => number;
  /** What is done with the next calls, one each; then with every call what `always` said. */
  script(...steps: readonly ModelStep[]): void;
  always(step: ModelStep): void;
  close(): Promise<void>;
}

/** Starts a stand-in on a free port. A call for which nothing is scripted is answered with status 500. */
export async function startModelServer(provider: ModelProvider): Promise<ModelServer> {
  const protocol = MODEL_PROTOCOLS[provider];
  const calls: ModelServerCall[] = [];
  const steps: ModelStep[] = [];
  let otherwise: ModelStep = refuses(500, 'api_error', 'nothing is scripted');
  let underWay = 0;
  let most = 0;
  const server = createServer((request, response) => {
    underWay += 1;
    most = Math.max(most, underWay);
    response.on('close', () => (underWay -= 1)).on('error', () => undefined);
    void readCall(request).then(async (call) => {
      calls.push(call);
      const refusal = protocol.refusalOf(call.headers, call.body);
      if (call.path !== protocol.path)
        return sendJson(response, 404, protocol.problem('not_found_error', 'no such path'));
      if (refusal) return sendJson(response, refusal.status, refusal.body);
      await (steps.shift() ?? otherwise)({ call, response, protocol });
    });
  });
  const port = await listenAnywhere(server);
  return {
    provider,
    baseUrl: `http://127.0.0.1:${port}${protocol.path.replace(/\/(chat\/completions|messages)$/, '')}`,
    calls,
    mostAtOnce: () => most,
    script: (...next) => void steps.push(...next),
    always: (step) => void (otherwise = step),
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function readCall(request: IncomingMessage): Promise<ModelServerCall> {
  const chunks: Buffer[] = await request.toArray();
  const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>;
  return { path: request.url ?? '', headers: request.headers, body };
}

function sendJson(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/** Answers as the model would, with `content` as its text; null for an answer without any. */
export function answers(
  content: string | null,
  said: Partial<Pick<Said, 'finish' | 'inputTokens' | 'outputTokens'>> = {},
): ModelStep {
  return ({ call, response, protocol }) => {
    const choice = call.body['tool_choice'] as { name?: string } | undefined;
    const model = String(call.body['model']);
    const usual = { finish: 'stop' as const, inputTokens: 10, outputTokens: 20 };
    sendJson(response, 200, protocol.answer({ ...usual, ...said, content, model, tool: choice?.name }));
  };
}

/** Refuses with the vendor's own body. */
export function refuses(
  status: number,
  type: string,
  message: string,
  more: { code?: string; param?: string; headers?: Record<string, string> } = {},
): ModelStep {
  return ({ response, protocol }) => sendJson(response, status, protocol.problem(type, message, more), more.headers);
}

/** Sends anything. */
export function sends(status: number, headers: Record<string, string>, body: string | Buffer): ModelStep {
  return ({ response }) => void response.writeHead(status, headers).end(body);
}

/** Takes the call and never answers. */
export const isSilent: ModelStep = () => undefined;

/** Waits for `until`, then goes on. */
export function waits(until: Promise<unknown>, step: ModelStep): ModelStep {
  return async (exchange) => {
    await until;
    await step(exchange);
  };
}

/** Breaks the connection: before anything was said, or in the middle of an answer. */
export function cutsOff(where: 'before' | 'middle'): ModelStep {
  return ({ response }) => {
    if (where === 'before') return void response.socket?.resetAndDestroy();
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write('{"id": "chatcmpl', () => response.socket?.resetAndDestroy());
  };
}

/** Sends a body that has no end, as fast as it is taken. */
export function neverEnds(status = 200): ModelStep {
  return ({ response }) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    const chunk = Buffer.alloc(64 * 1024, ' ');
    const write = () => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on('drain', write);
    write();
  };
}

/** Sends an answer that begins and goes on, byte by byte, without ever being one. */
export const dribbles: ModelStep = ({ response }) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const timer = setInterval(() => response.write(' '), 10);
  response.on('close', () => clearInterval(timer));
};
