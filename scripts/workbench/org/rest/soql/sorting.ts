import type { OrderByClause } from '@jetstreamapp/soql-parser-js';

import type { StoredRecord } from '../../records/store.ts';
import { invalidField, malformedQuery } from '../problem.ts';
import { compare, isFilterable } from './conditions.ts';
import { comparable } from './literals.ts';
import type { Comparable } from './literals.ts';
import type { PathFinder } from './paths.ts';

type Sort = (records: readonly StoredRecord[]) => readonly StoredRecord[];

/** What ORDER BY says; without it records stay as they were made. Empty values come first unless the query says NULLS LAST. */
export function sorting(orderBy: OrderByClause | OrderByClause[] | undefined, paths: PathFinder): Sort {
  const criteria = [orderBy ?? []].flat().map((criterion) => {
    if (!('field' in criterion)) throw malformedQuery('The stand-in sorts by fields only.');
    const path = paths.path(criterion.field);
    if (!isFilterable(path.field)) throw invalidField(`field '${path.field.name}' can not be sorted in a query call`);
    return {
      read: (record: StoredRecord) => comparable(path.field, path.read(record)),
      direction: criterion.order === 'DESC' ? -1 : 1,
      emptyFirst: criterion.nulls !== 'LAST',
    };
  });
  if (criteria.length === 0) return (records) => records;
  return (records) =>
    records
      .map((record) => ({ record, keys: criteria.map(({ read }) => read(record)) }))
      .sort((first, second) => {
        for (const [at, { direction, emptyFirst }] of criteria.entries()) {
          const order = orderOf(first.keys[at] ?? null, second.keys[at] ?? null, direction, emptyFirst);
          if (order !== 0) return order;
        }
        return 0;
      })
      .map(({ record }) => record);
}

function orderOf(first: Comparable, second: Comparable, direction: number, emptyFirst: boolean): number {
  if (first !== null && second !== null) return compare(first, second) * direction;
  if (first === second) return 0;
  return (first === null) === emptyFirst ? -1 : 1;
}
