import type { OnDatabases } from './http.ts';
import { benchmarkAccuracy } from './matching-accuracy.ts';
import { benchmarkScale } from './matching-scale.ts';

interface Settings {
  /** A folder with sets of pairs that do not ship. */
  data: string | undefined;
  /** Accounts of the mirror; none: accuracy alone. */
  sizes: readonly number[];
}

/** How well and how fast records are found: accuracy on pairs whose answer is known, recall and speed at scale. Gives the exit code. */
export async function benchmarkMatching({ data, sizes, databases }: Settings & OnDatabases): Promise<number> {
  const failures = [...(await benchmarkAccuracy({ data })), ...(await benchmarkScale({ databases, sizes }))];
  for (const failure of failures) console.log(`FAILED ${failure}`);
  return failures.length > 0 ? 1 : 0;
}
