import { randomBytes } from 'node:crypto';

import { RestProblem } from './problem.ts';
import { restRows, totalOf } from './soql/rest-records.ts';
import type { Answer } from './soql/query.ts';

/** Rows of one page; Salesforce lets callers ask for 200 to 2,000. */
const PAGE_ROWS = 2000;
/** Salesforce keeps ten open cursors of a user. */
const MAXIMUM_CURSORS = 10;

/** The results of queries that are larger than a page, until they are read or too many others follow. */
export interface Cursors {
  /** The first page of an answer. */
  open(userId: string, answer: Answer, version: string, pageRows?: number): unknown;
  /** The page that a `nextRecordsUrl` names. */
  next(userId: string, locator: string): unknown;
}

interface Cursor {
  readonly userId: string;
  readonly answer: Answer;
  readonly version: string;
  readonly pageRows: number;
}

export function createCursors(): Cursors {
  const open = new Map<string, Cursor>();
  const page = (cursor: Cursor, key: string, from: number): unknown => {
    const { answer, version, pageRows } = cursor;
    const totalSize = totalOf(answer);
    const until = from + pageRows;
    const records = restRows(answer, version, from, until);
    if (answer.kind === 'count' || until >= totalSize) return { totalSize, done: true, records };
    return { totalSize, done: false, nextRecordsUrl: `/services/data/${version}/query/${key}-${until}`, records };
  };
  return {
    open(userId, answer, version, pageRows = PAGE_ROWS) {
      const cursor = { userId, answer, version, pageRows };
      const key = `01g${randomBytes(12).toString('hex')}`;
      open.set(key, cursor);
      const own = [...open].filter(([, each]) => each.userId === userId);
      for (const [oldest] of own.slice(0, Math.max(0, own.length - MAXIMUM_CURSORS))) open.delete(oldest);
      return page(cursor, key, 0);
    },
    next(userId, locator) {
      const [key = '', from = ''] = locator.split('-');
      const cursor = open.get(key);
      if (!cursor || cursor.userId !== userId || !/^\d+$/.test(from)) {
        throw new RestProblem(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
      }
      return page(cursor, key, Number(from));
    },
  };
}
