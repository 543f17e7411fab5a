import type { z } from 'zod';

import { RestProblem } from './problem.ts';

/**
 * What a caller gave, as its schema says.
 * @throws RestProblem 400 with the given code, naming the place that does not fit
 */
export function wellFormed<Shape>(shape: z.ZodType<Shape>, given: unknown, errorCode = 'JSON_PARSER_ERROR'): Shape {
  const found = shape.safeParse(given ?? {});
  if (found.success) return found.data;
  const where = found.error.issues[0]?.path.join('.') || 'body';
  throw new RestProblem(400, errorCode, `The request is not well formed at ${where}`);
}
