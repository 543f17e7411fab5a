import { randomUUID } from 'node:crypto';
import { STATUS_CODES, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

import { CodedError, type ProblemCode } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import type { Metrics } from '../platform/metrics.ts';
import { PROBLEM_MEDIA_TYPE, problemOf } from '../platform/problem.ts';
import { sendProblem } from './problems.ts';
import { REQUEST_ID } from './requests.ts';
import { SECURE_HEADERS } from './secure-headers.ts';

/** How long a client may take, in milliseconds. One that sends a byte a minute must not hold a connection. */
export interface Deadlines {
  /** Until all headers of a call have come. */
  headers: number;
  /** Until all of a call has come. */
  request: number;
  /** Between two calls on one connection: longer than the proxy before us keeps one, so that it never meets a closed one. */
  keepAlive: number;
  /** How often the first two are looked at. */
  lookEvery: number;
}

export const DEADLINES: Deadlines = { headers: 10_000, request: 30_000, keepAlive: 65_000, lookEvery: 5_000 };

/** A refused client may read its answer for this long before its connection is cut. */
const LAST_WORD_MILLISECONDS = 2_000;
/** Above this connections are cut at once: many times what a proxy keeps, and far less than the memory of a process. */
const MAXIMUM_CONNECTIONS = 5_000;

/** The calls that were begun and are not answered yet. */
export type OpenCalls = ReadonlySet<ServerResponse>;

interface Parts {
  log: Log;
  metrics: Pick<Metrics, 'onAnswered' | 'onRefused'>;
}

/**
 * Hands every call of a server to `listener`, and answers by itself what never becomes one: what cannot be read, comes too
 * slowly or is too large gets a problem answer like every other.
 */
export function serveCalls(server: Server, listener: RequestListener, parts: Parts): OpenCalls {
  const open = new Set<ServerResponse>();
  const serve: RequestListener = (request, response) => {
    open.add(response);
    response.once('close', () => open.delete(response));
    listener(request, response);
  };
  // With Expect: 100-continue a caller asks before it sends its body, and is answered where the body is read.
  server.on('request', serve).on('checkContinue', serve).on('checkExpectation', serve);
  server.on('connect', (_request, socket) => refuse(socket, 'method-not-allowed', parts));
  const refused = new WeakSet<Duplex>();
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    // What comes after the first error on a connection is part of it.
    if (refused.has(socket)) return;
    refused.add(socket);
    answerBroken(socket, problemOfClient(error.code), open, parts);
  });
  server.maxConnections = MAXIMUM_CONNECTIONS;
  server.on('drop', () => parts.metrics.onRefused('connections'));
  return open;
}

/** What the codes of Node.js mean to a client; nothing when it has hung up. */
function problemOfClient(code: string | undefined): ProblemCode | undefined {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 'request-timeout';
  if (code === 'HPE_HEADER_OVERFLOW') return 'headers-too-large';
  if (code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW') return 'body-too-large';
  return code?.startsWith('HPE_') && code !== 'HPE_INVALID_EOF_STATE' ? 'request-malformed' : undefined;
}

function answerBroken(socket: Duplex, code: ProblemCode | undefined, open: OpenCalls, parts: Parts): void {
  const onSocket = [...open].filter((response) => response.socket === socket);
  const begun = onSocket.find((response) => !response.req.complete);
  if (!code || !socket.writable) socket.destroy();
  else if (begun) {
    begun.shouldKeepAlive = false;
    sendProblem(begun, new CodedError(code));
    endSoon(socket);
  } else if (onSocket.length > 0) {
    // What is broken came behind a whole call: that one is answered, and nothing after it.
    for (const response of onSocket) response.shouldKeepAlive = false;
  } else refuse(socket, code, parts);
}

/** Answers a call that never became one, past Express. */
function refuse(socket: Duplex, code: ProblemCode, { log, metrics }: Parts): void {
  const requestId = randomUUID();
  const problem = problemOf(new CodedError(code), requestId);
  const body = JSON.stringify(problem);
  const headers = {
    ...SECURE_HEADERS,
    [REQUEST_ID]: requestId,
    ...(code === 'method-not-allowed' ? { Allow: 'GET, HEAD, POST, PUT, PATCH, DELETE' } : {}),
    'Content-Type': `${PROBLEM_MEDIA_TYPE}; charset=utf-8`,
    'Content-Length': Buffer.byteLength(body),
    Connection: 'close',
    Date: new Date().toUTCString(),
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const { status } = problem;
  socket.on('error', () => undefined);
  socket.end(`${[`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines].join('\r\n')}\r\n\r\n${body}`);
  endSoon(socket);
  metrics.onAnswered({ operation: 'none', method: 'none', status, milliseconds: 0 });
  log.info({ request: requestId, operation: 'none', status, code }, 'answered');
}

/** Closed at once, a connection on which the client still sends would be reset, and the answer lost with it. */
function endSoon(socket: Duplex): void {
  const timer = setTimeout(() => socket.destroy(), LAST_WORD_MILLISECONDS).unref();
  socket.once('close', () => clearTimeout(timer));
}
