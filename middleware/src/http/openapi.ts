import { z } from 'zod';
import {
  createDocument,
  type ZodOpenApiContentObject,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
} from 'zod-openapi';

import type { Operation } from '../orgs/operation.ts';
import { PROBLEMS, type ProblemCode } from '../platform/errors.ts';
import { PROBLEM_MEDIA_TYPE, problemAnswer } from '../platform/problem.ts';
import { REQUEST_ID } from './requests.ts';

/** Problems that any call can meet, before it is known what it wants. */
const TRANSPORT_PROBLEMS: readonly ProblemCode[] = ['request-malformed', 'request-timeout', 'headers-too-large'];
/** Problems that any authenticated call can meet. */
const COMMON_PROBLEMS: readonly ProblemCode[] = [
  ...TRANSPORT_PROBLEMS,
  'too-many-requests',
  'token-missing',
  'token-invalid',
  'token-expired',
  'scope-insufficient',
  'method-not-allowed',
  'route-not-found',
  'internal-error',
  'unavailable',
];
const BODY_PROBLEMS: readonly ProblemCode[] = ['malformed-json', 'body-too-large', 'media-type-not-supported'];
const BYTES_PROBLEMS: readonly ProblemCode[] = ['header-invalid', 'digest-mismatch', 'media-type-not-supported'];

/** Bytes as OpenAPI writes them. */
const BYTES = { type: 'string', format: 'binary' } as const;

/** The OpenAPI 3.1 document of the operations, from the same schemas that check them. */
export function describeOperations(operations: readonly Operation[]) {
  const paths: ZodOpenApiPathsObject = {};
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describeOperation(operation) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Create from notes',
      version: '1',
      description: 'Notes become drafts of opportunities, with evidence.',
    },
    security: [{ bearer: [] }],
    paths: { ...paths, ...openPaths },
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
  });
}

const requestId = z.guid().meta({ description: 'Names the call in the log: what it was sent with, or a new one.' });
const sentRequestId = z
  .string()
  .meta({ description: 'A UUID that names the call in log and answer; others are ignored.' });
const retryAfter = z.int().meta({ description: 'Seconds to wait before the call is sent again.' });

const status = z.object({ status: z.literal('ok') }).meta({ id: 'Status' });

const openPaths: ZodOpenApiPathsObject = {
  '/health': openPath('health', 'Whether the process runs.', status),
  '/ready': openPath('ready', 'Whether calls can be answered; `checks` of the problem says what is wrong.', status, [
    'unavailable',
  ]),
  '/openapi.json': openPath('openapi', 'This document: OpenAPI 3.1.', z.looseObject({})),
};

function openPath(operationId: string, summary: string, schema: z.ZodType, problems: readonly ProblemCode[] = []) {
  const answer = describeAnswer({ description: 'Yes.', schema });
  const codes = [...problems, ...TRANSPORT_PROBLEMS, 'method-not-allowed', 'internal-error'] as const;
  const header = z.object({ [REQUEST_ID]: sentRequestId.optional() });
  const responses = { 200: answer, ...describeProblems(codes) };
  return { get: { operationId, summary, security: [], requestParams: { header }, responses } };
}

function describeOperation(operation: Operation): ZodOpenApiOperationObject {
  const { params, query } = operation;
  const content = contentOf(operation);
  return {
    operationId: operation.id,
    summary: operation.summary,
    description: `Scopes: ${operation.scopes.join(', ')}.`,
    requestParams: { ...(params ? { path: params } : {}), ...(query ? { query } : {}), header: headersOf(operation) },
    ...(content ? { requestBody: { required: !operation.bodyIsOptional, content } } : {}),
    responses: { ...describeAnswers(operation), ...describeProblems(problemsOf(operation)) },
  };
}

function contentOf({ body, bytes }: Operation): ZodOpenApiContentObject | undefined {
  if (bytes) return { 'application/octet-stream': { schema: { ...BYTES, maxLength: bytes.most } } };
  return body && { 'application/json': { schema: body } };
}

function headersOf({ waits, needsVersion, bytes }: Operation): z.ZodObject {
  const prefer = z
    .string()
    .meta({ description: 'wait=N: answer when finished, at the latest after N seconds (at most 20).' });
  const ifMatch = z.string().meta({ description: 'The version of the draft that was changed, in quotes.' });
  const contentDigest = z.string().meta({ description: 'RFC 9530: `sha-256=:<base64>:` of the bytes of the body.' });
  return z.object({
    [REQUEST_ID]: sentRequestId.optional(),
    ...(waits ? { Prefer: prefer.optional() } : {}),
    ...(needsVersion ? { 'If-Match': ifMatch } : {}),
    ...(bytes ? { 'Content-Digest': contentDigest } : {}),
  });
}

function describeAnswers({ answers }: Operation): ZodOpenApiOperationObject['responses'] {
  return Object.fromEntries(Object.entries(answers).map(([code, answer]) => [code, describeAnswer(answer)]));
}

function describeAnswer({ description, headers = [], ...kind }: Operation['answers'][number]) {
  const own = Object.fromEntries(headers.map((name) => [name, z.string()]));
  return {
    description,
    headers: z.object({ [REQUEST_ID]: requestId, ...own }),
    content:
      'schema' in kind ? { 'application/json': { schema: kind.schema } } : { [kind.mediaType]: { schema: BYTES } },
  };
}

/** Every code an operation can answer with. */
export function problemsOf({ method, body, bytes, problems }: Operation): ProblemCode[] {
  const replay: ProblemCode[] = method === 'get' ? [] : ['token-replayed'];
  const ofBody = bytes ? [...BYTES_PROBLEMS, bytes.tooLarge] : body ? BODY_PROBLEMS : [];
  return [...new Set([...problems, ...COMMON_PROBLEMS, ...replay, ...ofBody])];
}

function describeProblems(codes: readonly ProblemCode[]): ZodOpenApiOperationObject['responses'] {
  const byStatus = Map.groupBy(codes, (code) => PROBLEMS[code].status);
  return Object.fromEntries(
    [...byStatus].map(([code, group]) => [
      String(code),
      {
        description: group.map((name) => `\`${name}\`: ${PROBLEMS[name].title}`).join('\n\n'),
        headers: headersOfProblem(Number(code)),
        content: { [PROBLEM_MEDIA_TYPE]: { schema: problemAnswer } },
      },
    ]),
  );
}

/** The headers that every problem answer of a status carries. */
function headersOfProblem(code: number): z.ZodObject {
  return z.object({
    [REQUEST_ID]: requestId,
    ...(code === 401 ? { 'WWW-Authenticate': z.literal('Bearer') } : {}),
    ...(code === 405 ? { Allow: z.string() } : {}),
    ...(code === 429 || code === 503 ? { 'Retry-After': retryAfter } : {}),
  });
}
