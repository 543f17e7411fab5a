import type { Queryable } from '../../platform/database.ts';
import type { ModelProvider } from '../../platform/model-providers.ts';

/** One call, told before it is made. */
export interface ModelCall {
  readonly orgId: string;
  readonly provider: ModelProvider;
  /** The UTC day, `YYYY-MM-DD`. */
  readonly day: string;
}

/** What the providers were asked for each org and day. A provider's quota is over all orgs. */
export interface ModelUsageStore {
  /** Counts one call, unless the provider had `limit` of them that day: then it gives false and counts nothing. */
  take(call: ModelCall, limit: number): Promise<boolean>;
  /** Adds what a counted call used. `cost` in US dollars; null when the price is not known. */
  add(call: ModelCall, used: { inputTokens: number; outputTokens: number; cost: number | null }): Promise<void>;
}

/**
 * Usage in the database. One statement counts a call for the provider and for the org: the row of the provider's day makes
 * processes wait for each other, so that the quota holds however many there are.
 */
export function createModelUsage(database: Queryable): ModelUsageStore {
  return {
    async take({ orgId, provider, day }, limit) {
      if (limit < 1) return false;
      const { rowCount } = await database.query(
        `with counted as (
           insert into model_days as days (provider, day, requests) values ($2, $3, 1)
           on conflict (provider, day) do update set requests = days.requests + 1 where days.requests < $4
           returning provider
         )
         insert into model_usage as usage (org_id, provider, day, requests)
         select $1, $2, $3, 1 from counted
         on conflict (org_id, provider, day) do update set requests = usage.requests + 1`,
        [orgId, provider, day, limit],
      );
      return rowCount === 1;
    },
    async add({ orgId, provider, day }, { inputTokens, outputTokens, cost }) {
      await database.query(
        `update model_usage
         set input_tokens = input_tokens + $4, output_tokens = output_tokens + $5, cost = cost + coalesce($6::numeric, 0),
             without_price = without_price + case when $6::numeric is null then 1 else 0 end
         where org_id = $1 and provider = $2 and day = $3`,
        [orgId, provider, day, inputTokens, outputTokens, cost],
      );
    },
  };
}

/** Usage of one process without a database: what tests count with, and what a command line could. */
export function createUsageInMemory(): ModelUsageStore {
  const requests = new Map<string, number>();
  return {
    async take({ provider, day }, limit) {
      const made = requests.get(`${provider} ${day}`) ?? 0;
      if (made < limit) requests.set(`${provider} ${day}`, made + 1);
      return made < limit;
    },
    async add() {
      // Nobody asks for it.
    },
  };
}
