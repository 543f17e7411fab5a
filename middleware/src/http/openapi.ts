import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';

import type { Operation } from '../orgs/operation.ts';
import { PROBLEMS, type ProblemCode } from '../platform/errors.ts';
import { PROBLEM_MEDIA_TYPE, problemAnswer } from '../platform/problem.ts';

/** Problems that any authenticated call can meet. */
const COMMON_PROBLEMS: readonly ProblemCode[] = [
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

const status = z.object({ status: z.literal('ok') }).meta({ id: 'Status' });
const statusAnswer = { 200: { description: 'Yes.', content: { 'application/json': { schema: status } } } };

const openPaths: ZodOpenApiPathsObject = {
  '/health': {
    get: { operationId: 'health', summary: 'Whether the process runs.', security: [], responses: statusAnswer },
  },
  '/ready': {
    get: {
      operationId: 'ready',
      summary: 'Whether the process and its database can answer.',
      security: [],
      responses: { ...statusAnswer, ...describeProblems(['unavailable']) },
    },
  },
  '/openapi.json': {
    get: {
      operationId: 'openapi',
      summary: 'This document.',
      security: [],
      responses: {
        200: { description: 'OpenAPI 3.1.', content: { 'application/json': { schema: z.looseObject({}) } } },
      },
    },
  },
};

function describeOperation(operation: Operation): ZodOpenApiOperationObject {
  const { params, query, body } = operation;
  const header = headersOf(operation);
  return {
    operationId: operation.id,
    summary: operation.summary,
    description: `Scopes: ${operation.scopes.join(', ')}.`,
    requestParams: { ...(params ? { path: params } : {}), ...(query ? { query } : {}), ...(header ? { header } : {}) },
    ...(body ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } } : {}),
    responses: { ...describeAnswers(operation), ...describeProblems(problemsOf(operation)) },
  };
}

function headersOf({ waits, needsVersion }: Operation): z.ZodObject | undefined {
  const prefer = z
    .string()
    .meta({ description: 'wait=N: answer when finished, at the latest after N seconds (at most 20).' });
  const ifMatch = z.string().meta({ description: 'The version of the draft that was changed, in quotes.' });
  if (waits) return z.object({ Prefer: prefer.optional() });
  return needsVersion ? z.object({ 'If-Match': ifMatch }) : undefined;
}

function describeAnswers({ answers }: Operation): ZodOpenApiOperationObject['responses'] {
  return Object.fromEntries(
    Object.entries(answers).map(([code, { description, schema, headers = [] }]) => [
      code,
      {
        description,
        headers: z.object(Object.fromEntries(headers.map((name) => [name, z.string()]))),
        content: { 'application/json': { schema } },
      },
    ]),
  );
}

/** Every code an operation can answer with. */
export function problemsOf({ method, body, problems }: Operation): ProblemCode[] {
  const replay: ProblemCode[] = method === 'get' ? [] : ['token-replayed'];
  return [...new Set([...problems, ...COMMON_PROBLEMS, ...replay, ...(body ? BODY_PROBLEMS : [])])];
}

function describeProblems(codes: readonly ProblemCode[]): ZodOpenApiOperationObject['responses'] {
  const byStatus = Map.groupBy(codes, (code) => PROBLEMS[code].status);
  return Object.fromEntries(
    [...byStatus].map(([code, group]) => [
      String(code),
      {
        description: group.map((name) => `\`${name}\`: ${PROBLEMS[name].title}`).join('\n\n'),
        content: { [PROBLEM_MEDIA_TYPE]: { schema: problemAnswer } },
      },
    ]),
  );
}
