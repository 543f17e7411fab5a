import { DISCONNECTED, type CallFailure } from './door.ts';

/** Why something could not be shown: it is not there for this person, the stand-in is away, or it refused. */
export type FailureKind = 'missing' | 'offline' | 'refused';

/** The kind of a failed call, and the org's own sentence where it gave one. */
export function explain(error: unknown): { readonly kind: FailureKind; readonly message: string } {
  const { status, body } = (error ?? {}) as Partial<CallFailure>;
  const said = messageIn(body);
  if (status === 404 || status === 403) return { kind: 'missing', message: said };
  if (said === '' || said === DISCONNECTED) return { kind: 'offline', message: '' };
  return { kind: 'refused', message: said };
}

/** UI API answers with one error or, in some of its versions, with a list of them. */
function messageIn(body: unknown): string {
  const first: unknown = Array.isArray(body) ? body[0] : body;
  const message = (first as { message?: unknown } | null | undefined)?.message;
  return typeof message === 'string' ? message : '';
}
