import type { z } from 'zod';

import { CodedError, type ProblemCode } from '../platform/errors.ts';
import { fieldErrors } from '../platform/problem.ts';
import type { Caller, Scope } from './caller.ts';

/** One call as it arrived: authenticated, not yet checked against the operation's shapes. */
export interface RawCall {
  caller: Caller;
  params: unknown;
  query: unknown;
  body: unknown;
  /** The body of an operation that takes bytes, as its digest says it is; empty for others. */
  bytes: Uint8Array;
  /** The header If-Match as sent. */
  ifMatch: string | undefined;
  /** Names the call in every log line and row that come of it: the id the org sent, or one made here. A UUID. */
  requestId: string;
  /** Seconds the caller is ready to wait (`Prefer: wait=N`); 0 when it is not. */
  waitSeconds: number;
  /** Aborted when the caller hung up or the server stops: waiting is over. */
  gone: AbortSignal;
}

export interface Answer {
  status: number;
  /** Bytes where the operation describes a media type, else what becomes JSON. Of a media range, `content-type` says which. */
  body: unknown;
  headers?: Readonly<Record<string, string>>;
}

type AnswerDescription = { description: string; headers?: readonly string[] } & (
  | { schema: z.ZodType }
  /** Bytes as they are, of this type. */
  | { mediaType: string }
);

/** A body that is bytes as they are: `application/octet-stream`, with the header Content-Digest (RFC 9530). */
interface BytesBody {
  readonly most: number;
  /** What more bytes are answered with. */
  readonly tooLarge: ProblemCode;
}

/** One call that a room offers: what HTTP mounts, and what the OpenAPI document says of it. */
export interface Operation {
  readonly id: string;
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** With parameters in braces, as OpenAPI writes them: `/v1/captures/{id}`. */
  readonly path: string;
  readonly summary: string;
  readonly scopes: readonly Scope['kind'][];
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Whether the call may have no body at all: its shape then takes undefined. */
  readonly bodyIsOptional?: boolean;
  /** How large the body may be as it is sent, where a megabyte is not enough. */
  readonly bodyKilobytes?: number;
  /** In place of `body`. */
  readonly bytes?: BytesBody;
  readonly waits?: boolean;
  readonly needsVersion?: boolean;
  readonly answers: Readonly<Record<number, AnswerDescription>>;
  readonly problems: readonly ProblemCode[];
  readonly handle: (call: RawCall) => Promise<Answer>;
}

interface Definition<Params extends z.ZodObject, Query extends z.ZodObject, Body extends z.ZodType> extends Omit<
  Operation,
  'handle' | 'params' | 'query' | 'body'
> {
  readonly params?: Params;
  /** What a malformed parameter means, all of them or each by its name: an id that cannot exist is one that does not. */
  readonly unknownId?: ProblemCode | Readonly<Record<keyof z.infer<Params>, ProblemCode>>;
  readonly query?: Query;
  readonly body?: Body;
  /** Refusals that deserve a code of their own, looked for before the shape is checked. */
  readonly refuse?: (body: unknown) => CodedError | undefined;
  readonly handle: (
    call: Omit<RawCall, 'params' | 'query' | 'body'> & {
      params: z.infer<Params>;
      query: z.infer<Query>;
      body: z.infer<Body>;
    },
  ) => Promise<Answer>;
}

/** Ties an operation's handler to its shapes: the handler sees checked values only. */
export function operation<Params extends z.ZodObject, Query extends z.ZodObject, Body extends z.ZodType>(
  definition: Definition<Params, Query, Body>,
): Operation {
  const { params, query, body, unknownId, refuse, handle, ...rest } = definition;
  return {
    ...rest,
    ...(params ? { params } : {}),
    ...(query ? { query } : {}),
    ...(body ? { body } : {}),
    async handle(call) {
      refuseScope(rest.scopes, call.caller.scope);
      const refusal = refuse?.(call.body);
      if (refusal) throw refusal;
      return handle({
        ...call,
        params: parseParams(params, call.params, unknownId ?? 'route-not-found') as z.infer<Params>,
        query: parse(query, call.query, 'query-invalid') as z.infer<Query>,
        body: parse(body, call.body, 'body-invalid') as z.infer<Body>,
      });
    },
  };
}

function refuseScope(allowed: readonly Scope['kind'][], scope: Scope): void {
  if (!allowed.includes(scope.kind)) throw new CodedError('scope-insufficient');
}

function parseParams(
  schema: z.ZodType | undefined,
  value: unknown,
  codes: ProblemCode | Readonly<Record<string, ProblemCode>>,
): unknown {
  if (typeof codes === 'string' || !schema) return parse(schema, value, codes as ProblemCode);
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new CodedError(codes[String(parsed.error.issues[0]?.path[0])] ?? 'route-not-found');
}

function parse(schema: z.ZodType | undefined, value: unknown, code: ProblemCode): unknown {
  if (!schema) return undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new CodedError(code, undefined, code.endsWith('-not-found') ? {} : { errors: fieldErrors(parsed.error) });
}
