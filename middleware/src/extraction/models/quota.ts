import type { Queryable } from '../../platform/database.ts';

/** The calls that providers were asked on a UTC day (`YYYY-MM-DD`), by all processes; a provider that was asked none is not there. */
export async function callsOfDay(database: Queryable, day: string): Promise<ReadonlyMap<string, number>> {
  const { rows } = await database.query<{ provider: string; requests: number }>(
    'select provider, requests from model_days where day = $1',
    [day],
  );
  return new Map(rows.map(({ provider, requests }) => [provider, requests]));
}
