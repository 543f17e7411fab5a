import { requireUse } from './access.ts';
import { CodedError } from './coded-error.ts';
import type { MiddlewareCalls } from './middleware.ts';
import { scopeOfCapture } from './rows.ts';
import type { Transaction } from './transaction.ts';

/** The door to a capture for the person, with what a row they can read adds to their own right. */
export function doorFor(
  transaction: Transaction,
  captureId: string | null,
): { readonly door: MiddlewareCalls; readonly known: string } {
  requireUse(transaction.user);
  if (captureId === null) throw new CodedError('not-found');
  const scope = scopeOfCapture(transaction, captureId);
  return { door: transaction.middleware(transaction.user.id, scope), known: captureId };
}
