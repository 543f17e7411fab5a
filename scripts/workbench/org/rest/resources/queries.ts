import type { Cursors } from '../cursors.ts';
import { malformedQuery } from '../problem.ts';
import { runQuery } from '../soql/query.ts';
import { ok } from './resource.ts';
import type { Resource, Resources } from './resource.ts';

/** `query` and `queryAll`, and the pages after the first. */
export function queryResources(cursors: Cursors): Resources {
  const first =
    (withDeleted: boolean): Resource =>
    ({ user, reader, today }, { query, version, pageRows }) => {
      if (!query['q']) throw malformedQuery('SOQL statements cannot be empty or null');
      const answer = runQuery(query['q'], { reader, today, withDeleted });
      return ok(cursors.open(user.id, answer, version, pageRows ?? undefined));
    };
  const further: Resource = ({ user }, _call, { locator = '' }) => ok(cursors.next(user.id, locator));
  return {
    'GET query': first(false),
    'GET queryAll': first(true),
    'GET query/:locator': further,
    'GET queryAll/:locator': further,
  };
}
