import { z } from 'zod';

import type { Erasure, ErasureStore } from '../captures/erasure.ts';
import { decodeCursor, encodeCursor } from '../drafts/cursor.ts';
import { operation, type Operation } from '../orgs/operation.ts';
import type { Erasing } from './erasing.ts';

interface Parts {
  erasing: Erasing;
  erasures: ErasureStore;
}

const PAGE_SIZE = 200;
const MAXIMUM_PAGE_SIZE = 1000;

const moment = z.iso.datetime();
const erasedCapture = z.object({ id: z.uuid(), erasedAt: moment }).meta({ id: 'ErasedCapture' });
const erasurePage = z
  .object({
    erasures: z.array(z.object({ captureId: z.uuid(), erasedAt: moment }).meta({ id: 'Erasure' })),
    next: z.string().nullable(),
  })
  .meta({ id: 'ErasurePage' });
const query = z.object({
  since: z.iso.datetime({ offset: true }).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(MAXIMUM_PAGE_SIZE).default(PAGE_SIZE),
});

/** The calls that concern erasure. */
export function privacyOperations({ erasing, erasures }: Parts): Operation[] {
  return [
    operation({
      id: 'eraseCapture',
      method: 'delete',
      path: '/v1/captures/{id}',
      summary: 'Erases a source and all that came of it. Again, it tells when that was; every other call answers 410.',
      scopes: ['own', 'capture'],
      params: z.object({ id: z.uuid().toLowerCase() }),
      unknownId: 'capture-not-found',
      answers: { 200: { description: 'The capture is erased.', schema: erasedCapture } },
      problems: ['capture-not-found'],
      handle: async ({ caller, params, requestId }) => {
        const { captureId, erasedAt } = await erasing.erase(caller, params.id, requestId);
        return { status: 200, body: { id: captureId, erasedAt: erasedAt.toISOString() } };
      },
    }),
    operation({
      id: 'listErasures',
      method: 'get',
      path: '/v1/erasures',
      summary:
        'Captures of the org that were erased, oldest first. `since` is inclusive; `next` is the cursor of the next page.',
      scopes: ['org'],
      query,
      answers: { 200: { description: 'A page of erasures.', schema: erasurePage } },
      problems: ['query-invalid'],
      handle: async ({ caller, query: { since, cursor, limit } }) => {
        const found = await erasures.list(caller.orgId, {
          since: since === undefined ? undefined : new Date(since),
          after: cursor === undefined ? undefined : afterCursor(cursor),
          limit: limit + 1,
        });
        const page = found.slice(0, limit);
        const last = found.length > limit ? page.at(-1) : undefined;
        return { status: 200, body: { erasures: page.map(toAnswer), next: last ? cursorOf(last) : null } };
      },
    }),
  ];
}

const toAnswer = ({ captureId, erasedAt }: Erasure) => ({ captureId, erasedAt: erasedAt.toISOString() });

const cursorOf = ({ captureId, erasedAt }: Erasure) => encodeCursor({ changedAt: erasedAt, id: captureId });

function afterCursor(cursor: string): Erasure {
  const { changedAt, id } = decodeCursor(cursor);
  return { captureId: id, erasedAt: changedAt };
}
