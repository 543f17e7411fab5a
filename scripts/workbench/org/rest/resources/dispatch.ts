import { notFound, RestProblem } from '../problem.ts';
import type { ApiSession } from '../session.ts';
import type { ApiAnswer, ApiCall, Resource, Resources } from './resource.ts';

interface Route {
  readonly method: string;
  readonly segments: readonly string[];
  readonly resource: Resource;
}

/** Answers calls by the resources; refusals are thrown. */
export type Dispatch = (session: ApiSession, call: ApiCall) => ApiAnswer;

export function dispatcher(resources: Resources): Dispatch {
  const routes = Object.entries(resources).map(([key, resource]): Route => {
    const [method = '', path = ''] = key.split(' ');
    return { method, segments: path.split('/'), resource };
  });
  return (session, call) => {
    const given = call.path.split('/');
    const fitting = routes.filter(({ segments }) => fits(segments, given));
    const route = fitting.find(({ method }) => method === call.method);
    if (route) return route.resource(session, call, valuesOf(route.segments, given));
    if (fitting.length === 0) throw notFound();
    const methods = fitting.map(({ method }) => method).join(',');
    throw new RestProblem(
      405,
      'METHOD_NOT_ALLOWED',
      `HTTP Method '${call.method}' not allowed. Allowed are ${methods}`,
    );
  };
}

function fits(segments: readonly string[], given: readonly string[]): boolean {
  if (segments.length !== given.length) return false;
  return segments.every((segment, at) => segment.startsWith(':') || segment === given[at]);
}

function valuesOf(segments: readonly string[], given: readonly string[]): Readonly<Record<string, string>> {
  const pairs = segments.flatMap((segment, at) => (segment.startsWith(':') ? [[segment.slice(1), given[at]]] : []));
  return Object.fromEntries(pairs.map(([name, value]) => [name, decoded(value ?? '')]));
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw notFound();
  }
}
