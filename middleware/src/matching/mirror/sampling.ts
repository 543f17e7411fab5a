import type { Queryable } from '../../platform/database.ts';
import { ACCOUNTS } from './accounts.ts';
import { CONTACTS } from './contacts.ts';
import { OPPORTUNITIES } from './opportunities.ts';
import type { MirroredObject, MirrorTable } from './rows.ts';

const TABLES: Record<MirroredObject, MirrorTable> = {
  Account: ACCOUNTS,
  Contact: CONTACTS,
  Opportunity: OPPORTUNITIES,
};

/** A record of the mirror, and when it last changed as far as the mirror knows. */
export interface MirrorSample {
  readonly recordId: string;
  readonly modifiedAt: Date;
}

/** The next records of a mirror by their ids, after `after`: what is held against the org, a stretch at a time. */
export async function sampleAfter(
  client: Queryable,
  orgId: string,
  object: MirroredObject,
  { after, most }: { after: string; most: number },
): Promise<MirrorSample[]> {
  const { rows } = await client.query<{ record_id: string; modified_at: Date }>(
    `select record_id, modified_at from ${TABLES[object].name} where org_id = $1 and record_id > $2
     order by record_id limit $3`,
    [orgId, after, most],
  );
  return rows.map(({ record_id, modified_at }) => ({ recordId: record_id, modifiedAt: modified_at }));
}
