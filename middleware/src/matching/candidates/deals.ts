import type { Queryable } from '../../platform/database.ts';

export interface OpportunityRow {
  record_id: string;
  account_id: string | null;
  content: Buffer;
}

const MOST_OF_ACCOUNT = 60;

/** $1 the org, $2 accounts, $3 records. */
const OPPORTUNITIES = `select o.* from unnest($2::text[]) as wanted(id) cross join lateral (
    select record_id, account_id, content from mirror_opportunities where org_id = $1 and account_id = wanted.id
    order by modified_at desc limit ${MOST_OF_ACCOUNT}) o
  union all select record_id, account_id, content from mirror_opportunities
    where org_id = $1 and record_id = any($3::text[]) and not coalesce(account_id = any($2::text[]), false)`;

/** Open opportunities of these accounts, those that changed last; and the one that is named. */
export async function opportunityCandidates(
  client: Queryable,
  orgId: string,
  accounts: readonly string[],
  named: readonly string[],
): Promise<OpportunityRow[]> {
  const { rows } = await client.query<OpportunityRow>(OPPORTUNITIES, [orgId, accounts, named]);
  return rows;
}
