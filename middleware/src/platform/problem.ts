import { z } from 'zod';

import { CodedError, PROBLEMS, type ProblemCode } from './errors.ts';

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

const codes = Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]];

/** Where in a request something is wrong: a JSON pointer (RFC 6901) or a parameter's name. */
const fieldError = z.object({ pointer: z.string(), code: z.string(), message: z.string() }).meta({ id: 'FieldError' });
export type FieldError = z.infer<typeof fieldError>;

/** A problem answer of RFC 9457. Further members depend on the code (`draft` with `version-conflict`). */
export const problemAnswer = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.enum(codes),
    detail: z.string().optional(),
    requestId: z.string().optional(),
    /** Seconds to wait, as the header Retry-After says. */
    retryAfter: z.int().optional(),
    errors: z.array(fieldError).optional(),
  })
  .meta({ id: 'Problem' });
export type ProblemAnswer = z.infer<typeof problemAnswer>;

/** What a caller is told about a failure. An error without a code tells nothing of itself. */
export function problemOf(error: unknown, requestId?: string): ProblemAnswer {
  const coded = error instanceof CodedError ? error : new CodedError('internal-error');
  const { status, title } = PROBLEMS[coded.code];
  return {
    type: `urn:create-from-notes:problem:${coded.code}`,
    title,
    status,
    code: coded.code,
    ...(coded.detail ? { detail: coded.detail } : {}),
    ...(requestId ? { requestId } : {}),
    ...coded.members,
  };
}

/** The issues of a zod error as field errors: pointers into the request, never the refused values. */
export function fieldErrors(error: z.ZodError): FieldError[] {
  return error.issues.slice(0, 50).map((issue) => ({
    pointer: pointerTo(issue.path),
    code: issue.code,
    message: issue.message,
  }));
}

function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
