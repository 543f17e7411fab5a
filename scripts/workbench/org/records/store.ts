import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';

import { recordId } from './ids.ts';
import { candidateFinder, sought } from './lookups.ts';
import { openRecycleBin } from './recycle-bin.ts';

export type FieldValue = string | number | boolean | null;
export type Fields = Readonly<Record<string, FieldValue>>;

/** A record as stored: its fields by API name, `Id` among them. */
export interface StoredRecord {
  readonly id: string;
  readonly object: string;
  readonly fields: Fields;
}

const row = z.object({ id: z.string(), object: z.string(), fields: z.string() });
const counted = z.object({ value: z.number() });

/**
 * The records of the org in one SQLite file of the data folder. It knows no rules: validation, sharing and permissions are
 * in front of it. Every write is on disk before it returns (write-ahead log, full sync), so a killed process loses nothing.
 */
export interface RecordStore {
  get(id: string): StoredRecord | null;
  /** Records of an object whose fields equal all of these, oldest first; text is compared without case, as SOQL does. */
  find(object: string, equal?: Fields): readonly StoredRecord[];
  insert(object: string, keyPrefix: string, fields: Fields): StoredRecord;
  update(id: string, changes: Fields): StoredRecord;
  /** Takes the record out of `get` and `find` and puts it, as it was, into the recycle bin. */
  delete(id: string, at?: Date): void;
  /** The recycle bin: the deleted records of an object, oldest deletion first, with IsDeleted and the moment as SystemModstamp. */
  deleted(object: string): readonly StoredRecord[];
  /** The next number of a counter, from 1; numbers of a rolled back transaction are given again. */
  next(counter: string): number;
  /** A fact about the org itself, made once. */
  fact(name: string, make: () => string): string;
  /** All or nothing. Inside another one it is a savepoint: its failure undoes only itself. */
  transaction<Result>(work: () => Result): Result;
  close(): void;
}

const TABLES = `
  CREATE TABLE IF NOT EXISTS records (
    id TEXT PRIMARY KEY, object TEXT NOT NULL, position INTEGER NOT NULL, fields TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS records_by_object ON records (object, position);
  CREATE TABLE IF NOT EXISTS counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
`;

/** Opens the store of a data folder, and makes the folder (readable by its owner only) when it is missing. */
export function openRecordStore(dataFolder: string): RecordStore {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const file = join(dataFolder, 'org.sqlite');
  closeSync(openSync(file, 'a', 0o600));
  chmodSync(file, 0o600);
  return storeOf(openExclusively(file, dataFolder));
}

/** One process at a time: the lock belongs to the process, so a killed one leaves none behind. */
function openExclusively(file: string, dataFolder: string): DatabaseSync {
  const database = new DatabaseSync(file);
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
    database.function('sought', { deterministic: true }, sought);
    database.exec(TABLES);
    return database;
  } catch (error) {
    database.close();
    const locked = error instanceof Error && error.message.includes('locked');
    throw locked ? new Error(`Another workbench is running on ${dataFolder}. Stop it first.`) : error;
  }
}

function storeOf(database: DatabaseSync): RecordStore {
  const select = database.prepare('SELECT id, object, fields FROM records WHERE id = ?');
  const candidates = candidateFinder(database);
  const add = database.prepare('INSERT INTO records (id, object, position, fields) VALUES (?, ?, ?, ?)');
  const change = database.prepare('UPDATE records SET fields = ? WHERE id = ?');
  const remove = database.prepare('DELETE FROM records WHERE id = ?');
  const bin = openRecycleBin(database, recordOf);
  const count = database.prepare(
    'INSERT INTO counters (name, value) VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value',
  );
  const remember = database.prepare('INSERT INTO facts (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING');
  const recall = database.prepare('SELECT value FROM facts WHERE name = ?');
  const next = (counter: string): number => counted.parse(count.get(counter)).value;
  const get = (id: string): StoredRecord | null => {
    const found = select.get(id);
    return found ? recordOf(found) : null;
  };

  return {
    get,
    find: (object, equal = {}) =>
      candidates
        .of(object, equal)
        .map(recordOf)
        .filter((record) => matches(record, equal)),
    insert(object, keyPrefix, fields) {
      const position = next('position');
      const id = recordId(keyPrefix, next(`id of ${object}`));
      const stored = { id, object, fields: { ...fields, Id: id } };
      add.run(id, object, position, JSON.stringify(stored.fields));
      return stored;
    },
    update(id, changes) {
      const before = get(id);
      if (!before) throw new Error(`There is no record ${id}`);
      const stored = { ...before, fields: { ...before.fields, ...changes, Id: id } };
      change.run(JSON.stringify(stored.fields), id);
      return stored;
    },
    delete(id, at = new Date()) {
      const record = get(id);
      if (!record) return;
      const move = (): void => {
        bin.put(record, at);
        remove.run(id);
      };
      transaction(database, move, candidates.forgetIndexes);
    },
    deleted: bin.records,
    next,
    fact(name, make) {
      const known = recall.get(name);
      if (!known) remember.run(name, make());
      return z.object({ value: z.string() }).parse(recall.get(name)).value;
    },
    transaction: (work) => transaction(database, work, candidates.forgetIndexes),
    close: () => database.close(),
  };
}

function recordOf(found: unknown): StoredRecord {
  const { id, object, fields } = row.parse(found);
  const stored: unknown = JSON.parse(fields);
  if (!isFields(stored)) throw new Error(`Record ${id} cannot be read`);
  return { id, object, fields: stored };
}

/** Looked at by hand: a schema would take most of the time in which 50,000 records are read. */
function isFields(stored: unknown): stored is Fields {
  if (typeof stored !== 'object' || stored === null) return false;
  return Object.values(stored).every((value) => typeof value !== 'object' || value === null);
}

function matches(record: StoredRecord, equal: Fields): boolean {
  return Object.entries(equal).every(([name, value]) => sameValue(record.fields[name] ?? null, value));
}

/** SOQL's `=`: text without case, everything else exactly. */
export function sameValue(first: FieldValue, second: FieldValue): boolean {
  if (typeof first === 'string' && typeof second === 'string') return first.toLowerCase() === second.toLowerCase();
  return first === second;
}

function transaction<Result>(database: DatabaseSync, work: () => Result, undone: () => void): Result {
  const inner = database.isTransaction;
  database.exec(inner ? 'SAVEPOINT step' : 'BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec(inner ? 'RELEASE step' : 'COMMIT');
    return result;
  } catch (error) {
    database.exec(inner ? 'ROLLBACK TO step; RELEASE step' : 'ROLLBACK');
    undone();
    throw error;
  }
}
