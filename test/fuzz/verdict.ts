import { isOfOrg } from './callers.ts';
import type { Document, Response } from './document.ts';
import type { Plan } from './plans.ts';
import type { WireAnswer } from './wire.ts';

const PROBLEM = 'application/problem+json';

/** What is wrong with an answer by the document, in words; nothing when it is as described. */
export function faultOf(document: Document, plan: Plan, answer: WireAnswer, body: unknown): string | undefined {
  const { status, headers } = answer;
  if (!/^[0-9a-f-]{36}$/.test(headers['x-request-id'] ?? '')) return 'no X-Request-Id';
  const { operation } = plan;
  const method = plan.method ?? operation.method;
  const described = document.operations.find(
    (one) => one.path === operation.path && one.method === (method === 'HEAD' ? 'GET' : method),
  );
  if (status >= 500) return `a ${status}`;
  return (
    faultOfAccess(plan, answer) ??
    (described
      ? faultByDescription(document, described.id, described.responses[status], answer, body, method)
      : faultOfNowhere(document, answer, body, method))
  );
}

/** What no caller may do, whatever the document says. */
function faultOfAccess({ target, caller, operation, method }: Plan, { status }: WireAnswer): string | undefined {
  const isDone = status < 300;
  const accepted = isOfOrg(caller) || caller === 'replayed';
  const named = operation.path.includes('{id}');
  if (!isDone || !named) return undefined;
  if (target === 'other org' && accepted) return 'another org was let in';
  return target === 'erased' && (method ?? operation.method) !== 'DELETE' ? 'an erased capture answers' : undefined;
}

function faultByDescription(
  document: Document,
  id: string,
  described: Response | undefined,
  answer: WireAnswer,
  body: unknown,
  method: string,
): string | undefined {
  const { status, headers } = answer;
  if (!described) return `the document does not list ${status} for ${id}`;
  for (const [name, { required, schema }] of Object.entries(described.headers ?? {})) {
    const value = headers[name.toLowerCase()];
    if (value === undefined ? required : !document.checkHeader(schema, value))
      return `header ${name} is ${value ?? 'missing'}`;
  }
  if (method === 'HEAD') return undefined;
  const mediaType = mediaTypeOf(answer);
  if (!described.content?.[mediaType]) return `media type ${mediaType} is not described for ${status}`;
  if (!/\bjson$/.test(mediaType)) return faultOfBytes(answer);
  const operation = document.operations.find((one) => one.id === id);
  if (!operation) return `no operation ${id}`;
  const pointer = [
    'paths',
    operation.path,
    operation.method.toLowerCase(),
    'responses',
    String(status),
    'content',
    mediaType,
    'schema',
  ];
  const check = document.checkAt(...pointer);
  return check(body) ? undefined : `the body of ${status} does not fit: ${JSON.stringify(check.errors?.[0])}`;
}

/** Bytes are of no shape: they come whole, and nothing guesses at them. */
function faultOfBytes({ headers, body }: WireAnswer): string | undefined {
  if (Number(headers['content-length']) !== body.length) return `${body.length} bytes of ${headers['content-length']}`;
  return headers['x-content-type-options'] === 'nosniff' ? undefined : 'bytes that a browser may guess at';
}

/** A call that no operation describes: a problem that says so. */
function faultOfNowhere(document: Document, answer: WireAnswer, body: unknown, method: string): string | undefined {
  if (answer.status < 400) return `${answer.status} at an address or method that is not described`;
  if (method === 'HEAD') return undefined;
  if (mediaTypeOf(answer) !== PROBLEM) return `media type ${mediaTypeOf(answer)} for a problem`;
  return document.problem(body) ? undefined : `not a problem: ${JSON.stringify(document.problem.errors?.[0])}`;
}

const mediaTypeOf = ({ headers }: WireAnswer) => (headers['content-type'] ?? 'none').split(';')[0] ?? 'none';
