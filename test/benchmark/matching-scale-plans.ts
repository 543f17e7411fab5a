import { z } from 'zod';

import type { ContactFacts } from '../../middleware/src/matching/facts.ts';
import { createRecordMatching } from '../../middleware/src/matching/records.ts';
import type { Queryable } from '../../middleware/src/platform/database.ts';
import type { Store } from '../../middleware/src/platform/store.ts';
import { lookUp, type ScaleQuery } from './matching-scale-queries.ts';

/** Rows that one step of a plan may read and throw away: more would be a scan by another name. */
const MOST_READ_FOR_NOTHING = 2_000;

const plan = z.looseObject({
  'Node Type': z.string(),
  'Relation Name': z.string().optional(),
  'Rows Removed by Filter': z.number().optional(),
  'Rows Removed by Index Recheck': z.number().optional(),
  'Actual Loops': z.number().default(1),
  get Plans() {
    return z.array(plan).optional();
  },
});
type Plan = z.infer<typeof plan>;
const explained = z.array(z.object({ Plan: plan }));

/** What is wrong with the plans of these look-ups: tables of the mirror that are read from end to end, or nearly. */
export async function faultsOfPlans(store: Store, orgId: string, queries: readonly ScaleQuery[]): Promise<string[]> {
  const matching = createRecordMatching(store.keyring);
  const faults = new Set<string>();
  for (const query of queries) {
    await store.database.transaction(async (client) => {
      const statements: { text: string; values: unknown[] | undefined }[] = [];
      const noting: Queryable = {
        query: (text, values) => {
          statements.push({ text, values });
          return client.query(text, values);
        },
      };
      await lookUp(matching, noting, orgId, query, [personOf(query)]);
      for (const { text, values } of statements) {
        if (text.includes('set_config')) {
          await client.query(text, values);
          continue;
        }
        const { rows } = await client.query<{ 'QUERY PLAN': unknown }>(
          `explain (analyze, format json) ${text}`,
          values,
        );
        for (const fault of faultsOfPlan(rows[0]?.['QUERY PLAN'])) faults.add(fault);
      }
    });
  }
  return [...faults];
}

/** Somebody whose every key is looked up. */
function personOf({ facts: { emails, phone } }: ScaleQuery): ContactFacts {
  const phones = [phone ?? '+221 77 512 34 56'];
  return { firstName: 'Awa', lastName: 'Ndiaye', title: null, email: emails[0] ?? 'awa@ndiaye.sn', phones };
}

/** What is wrong with one plan, as PostgreSQL tells it in JSON. */
export function faultsOfPlan(told: unknown): string[] {
  return explained.parse(told).flatMap(({ Plan: root }) => nodesOf(root).flatMap(faultOf));
}

function nodesOf(node: Plan): Plan[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}

function faultOf(node: Plan): string[] {
  const relation = node['Relation Name'];
  if (relation === undefined || !/^(mirror|match)_/.test(relation)) return [];
  const removed = (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0);
  return [
    ...(node['Node Type'] === 'Seq Scan' ? [`a plan reads all of ${relation}`] : []),
    ...(removed > MOST_READ_FOR_NOTHING ? [`a plan reads ${relation} for nothing by ${node['Node Type']}`] : []),
  ];
}
