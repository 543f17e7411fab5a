import type { Clock } from '../platform/clock.ts';
import type { Database, Queryable } from '../platform/database.ts';

export type AuditAction = 'erase-capture' | 'find-person' | 'export-person' | 'erase-person' | 'retention';

/** What kind of caller asked: never which person. */
export type Actor = 'owner' | 'org' | 'command' | 'retention';

export interface AuditEntry {
  orgId: string;
  action: AuditAction;
  actor: Actor;
  requestId?: string;
  /** Keyed hashes of what a person was looked for by; see `hashesOf`. */
  subjects?: Buffer[];
  captures: number;
}

/** An entry as it is shown. */
export interface AuditLine {
  at: string;
  action: AuditAction;
  actor: Actor;
  requestId: string | null;
  /** How many addresses, numbers and names were given. */
  identifiers: number;
  captures: number;
}

interface Row {
  at: Date;
  action: AuditAction;
  actor: Actor;
  request_id: string | null;
  identifiers: number;
  captures: number;
}

export type Audit = ReturnType<typeof createAudit>;

/** The record of who asked for erasures and exports. It holds no personal data, so that it may outlive what was erased. */
export function createAudit(database: Database, clock: Clock) {
  return {
    /** Gives the number of the entry, for `count`. */
    async record(client: Queryable, entry: AuditEntry): Promise<string> {
      const { rows } = await client.query<{ number: string }>(
        `insert into audit (org_id, at, action, actor, request_id, subjects, captures) values ($1, $2, $3, $4, $5, $6, $7)
         returning number`,
        [
          entry.orgId,
          clock(),
          entry.action,
          entry.actor,
          entry.requestId ?? null,
          entry.subjects ?? [],
          entry.captures,
        ],
      );
      return rows[0]?.number ?? '';
    },

    /** Adds one capture to an entry, in the transaction that erases it. */
    async count(client: Queryable, orgId: string, number: string): Promise<void> {
      await client.query('update audit set captures = captures + 1 where org_id = $1 and number = $2', [orgId, number]);
    },

    /** The entries of an org in their order; with `subjects`, those about one of them only. */
    async list(orgId: string, subjects?: readonly Buffer[]): Promise<AuditLine[]> {
      const { rows } = await database.query<Row>(
        `select at, action, actor, request_id, cardinality(subjects) as identifiers, captures from audit
         where org_id = $1 and ($2::bytea[] is null or subjects && $2) order by number`,
        [orgId, subjects ?? null],
      );
      return rows.map(({ at, request_id: requestId, ...line }) => ({ at: at.toISOString(), ...line, requestId }));
    },
  };
}
