import { z } from 'zod';

import { CodedError } from '../platform/errors.ts';

const position = z.tuple([z.iso.datetime(), z.uuid()]);

/** Where a page of drafts ended. Opaque to callers. */
export function encodeCursor({ changedAt, id }: { changedAt: Date; id: string }): string {
  return Buffer.from(JSON.stringify([changedAt.toISOString(), id])).toString('base64url');
}

/** @throws CodedError `query-invalid` when the cursor is none of ours. */
export function decodeCursor(cursor: string): { changedAt: Date; id: string } {
  const parsed = position.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (!parsed.success) {
    const errors = [{ pointer: '/cursor', code: 'invalid', message: 'use the cursor of the page before' }];
    throw new CodedError('query-invalid', undefined, { errors });
  }
  const [changedAt, id] = parsed.data;
  return { changedAt: new Date(changedAt), id };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
