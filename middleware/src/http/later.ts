import { z } from 'zod';

import { operation, type Operation } from '../orgs/operation.ts';
import { CodedError } from '../platform/errors.ts';

/** Calls of the contract that a later version offers: they are refused by name, so that nobody waits for them. */
export function laterOperations(): Operation[] {
  return [
    later('put', '/v1/captures/{id}/takes/{take}/parts/{part}', 'putPart', 'Keeps a part of a photo or recording.'),
    later('get', '/v1/captures/{id}/takes/{take}/parts/{part}', 'readPart', 'The original bytes of a part.'),
    later('post', '/v1/captures/{id}/complete', 'completeCapture', 'Says that all parts were sent.'),
  ];
}

function later(method: Operation['method'], path: string, id: string, summary: string): Operation {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name ?? '', z.string()] as const);
  return operation({
    id,
    method,
    path,
    summary: `Not in this version: ${summary}`,
    scopes: ['own'],
    params: z.object(Object.fromEntries(names)),
    answers: {},
    problems: ['not-in-this-version'],
    handle: () => Promise.reject(new CodedError('not-in-this-version')),
  });
}
