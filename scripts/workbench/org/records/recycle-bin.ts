import type { DatabaseSync } from 'node:sqlite';

import type { StoredRecord } from './store.ts';

/** The records that were deleted, as they were; nothing empties it. */
export interface RecycleBin {
  put(record: StoredRecord, at: Date): void;
  /** Oldest deletion first, with IsDeleted and the moment of the deletion as SystemModstamp. */
  records(object: string): readonly StoredRecord[];
}

const TABLE = `
  CREATE TABLE IF NOT EXISTS deleted_records (
    id TEXT PRIMARY KEY, object TEXT NOT NULL, deleted_at TEXT NOT NULL, fields TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS deleted_records_by_object ON deleted_records (object, deleted_at);
`;

export function openRecycleBin(database: DatabaseSync, recordOf: (row: unknown) => StoredRecord): RecycleBin {
  database.exec(TABLE);
  const add = database.prepare('INSERT INTO deleted_records (id, object, deleted_at, fields) VALUES (?, ?, ?, ?)');
  const select = database.prepare(
    'SELECT id, object, fields FROM deleted_records WHERE object = ? ORDER BY deleted_at, id',
  );
  return {
    put({ id, object, fields }, at) {
      const moment = at.toISOString();
      add.run(id, object, moment, JSON.stringify({ ...fields, IsDeleted: true, SystemModstamp: moment }));
    },
    records: (object) => select.all(object).map(recordOf),
  };
}
