import type { Connection, HttpRequest, HttpResponse } from 'jsforce';
import type { Transport } from 'jsforce/lib/transport.js';
import type { z } from 'zod';

import { pause } from '../../platform/ended.ts';
import { OrgRefusal, refusalOf } from './refusals.ts';

/** Waits, until the signal at the latest. */
export type Wait = (milliseconds: number, signal: AbortSignal) => Promise<void>;

/** One call of an org's REST API. `path` begins after the version, as in `/limits`. */
export interface OrgCall {
  readonly path: string;
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly body?: unknown;
}

/** How much of its daily calls the org has used, as its last answer said (header Sforce-Limit-Info). */
export interface Usage {
  readonly used: number;
  readonly limit: number;
}

/** The REST API of one org, in the name of its connection. Every call may throw an OrgRefusal. */
export interface OrgCalls {
  readonly signal: AbortSignal;
  json<Shape extends z.ZodType>(call: OrgCall, shape: Shape): Promise<z.output<Shape>>;
  /** A page of results as text, with the header that says where the next one begins; null: there is none. */
  csv(path: string): Promise<{ text: string; locator: string | null }>;
  /** The org's own clock at its last answer; null when no answer told it. */
  clock(): Date | null;
  usage(): Usage | null;
  /** Waits as calls do between tries. */
  wait(milliseconds: number): Promise<void>;
}

interface Parts {
  /** Gives a live connection. Asked again when the session was lost and could not be renewed. */
  readonly connect: () => Promise<Connection>;
  readonly signal: AbortSignal;
  readonly wait?: Wait;
}

const FIRST_PAUSE_MILLISECONDS = 1_000;
/** With pauses that double: half a minute in all. Who still has no answer comes again at the next look. */
const MOST_TRIES = 6;

/** @param parts `wait` is there for tests. */
export function createOrgCalls({ connect, signal, wait = pause }: Parts): OrgCalls {
  let connection: Promise<Connection> | undefined;
  let last: HttpResponse | undefined;
  const once = async (request: HttpRequest, responseType: string): Promise<unknown> => {
    let heard: HttpResponse | null = null;
    const hear = (answer: HttpResponse) => {
      last = heard = answer;
    };
    try {
      connection ??= connect();
      const live = await connection;
      const answer = live.request<unknown>({ ...request }, { transport: overheard(live, hear), responseType });
      return await untilStopped(answer, signal);
    } catch (error) {
      throw refusalOf(error, heard, signal);
    }
  };
  const send = async (request: HttpRequest, responseType: string): Promise<unknown> => {
    for (let tries = 1; ; tries += 1) {
      if (signal.aborted) throw new OrgRefusal('stopped');
      try {
        return await once(request, responseType);
      } catch (refusal) {
        if (!(refusal instanceof OrgRefusal)) throw refusal;
        // Whoever keeps the connection knows whether there is another one, and why not.
        connection = undefined;
        const passes = refusal.code === 'unreachable' || (refusal.code === 'login-refused' && tries === 1);
        if (!passes || tries === MOST_TRIES) throw refusal;
        await wait(FIRST_PAUSE_MILLISECONDS * 2 ** (tries - 1), signal);
      }
    }
  };
  return {
    signal,
    async json({ path, method = 'GET', body }, shape) {
      const request: HttpRequest = { url: path, method };
      if (body !== undefined) {
        request.body = JSON.stringify(body);
        request.headers = { 'Content-Type': 'application/json; charset=utf-8' };
      }
      const answer = shape.safeParse(await send(request, 'application/json'));
      if (!answer.success) throw new OrgRefusal('answer-unexpected');
      return answer.data;
    },
    async csv(path) {
      const text = await send({ url: path, method: 'GET', headers: { Accept: 'text/csv' } }, 'text/plain');
      const locator = last?.headers['sforce-locator'];
      return { text: String(text), locator: !locator || locator === 'null' ? null : locator };
    },
    clock() {
      const time = Date.parse(last?.headers['date'] ?? '');
      return Number.isNaN(time) ? null : new Date(time);
    },
    usage: () => readUsage(last?.headers['sforce-limit-info']),
    wait: (duration) => wait(duration, signal),
  };
}

/** The connection's own way out, with every answer shown to `hear`: jsforce keeps the headers to itself. */
function overheard(connection: Connection, hear: (answer: HttpResponse) => void): Pick<Transport, 'httpRequest'> {
  return {
    httpRequest(request, options) {
      const answer = connection._transport.httpRequest(request, options);
      answer.then(hear, () => undefined);
      return answer;
    },
  };
}

/** What is on its way is left to end by itself. */
async function untilStopped<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  const stopped = Promise.withResolvers<never>();
  const onStop = () => stopped.reject(new OrgRefusal('stopped'));
  signal.addEventListener('abort', onStop, { once: true });
  try {
    return await Promise.race([work, stopped.promise]);
  } finally {
    signal.removeEventListener('abort', onStop);
  }
}

function readUsage(header: string | undefined): Usage | null {
  const [, used, limit] = /api-usage=(\d+)\/(\d+)/.exec(header ?? '') ?? [];
  return used && limit ? { used: Number(used), limit: Number(limit) } : null;
}
