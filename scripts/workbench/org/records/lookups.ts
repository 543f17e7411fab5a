import type { DatabaseSync } from 'node:sqlite';

import type { Fields } from './store.ts';

export interface Candidates {
  /** The rows among which the records that equal these fields are. */
  of(object: string, equal: Fields): readonly unknown[];
  /** After a rollback, which takes back the indexes that were made in it. */
  forgetIndexes(): void;
}

/** Each field that is looked for gets an index of its own the first time: no look-up reads all records of a large object. */
export function candidateFinder(database: DatabaseSync): Candidates {
  const all = database.prepare('SELECT id, object, fields FROM records WHERE object = ? ORDER BY position');
  const byField = new Map<string, ReturnType<DatabaseSync['prepare']>>();
  const prepared = (object: string, name: string): ReturnType<DatabaseSync['prepare']> => {
    const index = `records_${object}_${name}`;
    const known = byField.get(index);
    if (known) return known;
    const value = `sought(fields ->> '$.${name}')`;
    database.exec(`CREATE INDEX IF NOT EXISTS ${index} ON records (${value}) WHERE object = '${object}'`);
    const statement = database.prepare(
      `SELECT id, object, fields FROM records INDEXED BY ${index} WHERE object = '${object}' AND ${value} = ? ORDER BY position`,
    );
    byField.set(index, statement);
    return statement;
  };
  return {
    of(object, equal) {
      const [name, value] = Object.entries(equal).find(([, each]) => each !== null) ?? [];
      // Only names of the API's form become part of a statement.
      if (name === undefined || value === undefined || !/^\w+$/.test(`${object}${name}`)) return all.all(object);
      return prepared(object, name).all(sought(typeof value === 'boolean' ? Number(value) : value));
    },
    forgetIndexes: () => byField.clear(),
  };
}

/** A value as the indexes keep it: every two values that are the same have the same text, and few others. */
export function sought(value: unknown): string | null {
  return value === null ? null : String(value).toLowerCase();
}
