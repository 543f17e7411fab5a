import type { Queryable } from '../platform/database.ts';
import type { CaptureContext } from './schema.ts';
import { place, type CaptureRecord } from './store.ts';

/** Changes which speech recognisers may hear a capture that the transaction of `client` holds. */
export async function allowSpeech(client: Queryable, capture: CaptureRecord, speech: readonly string[]): Promise<void> {
  const ref = [capture.orgId, capture.captureId];
  const { rows } = await client.query<{ context: Buffer }>(
    'select context from captures where org_id = $1 and id = $2',
    ref,
  );
  if (!rows[0]) return;
  const context = capture.seal.open(rows[0].context, place(capture, 'context')) as CaptureContext;
  const sealed = capture.seal.seal({ ...context, speech }, place(capture, 'context'));
  await client.query('update captures set context = $3 where org_id = $1 and id = $2', [...ref, sealed]);
}
