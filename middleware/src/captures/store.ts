import { visibleTo, type Caller } from '../orgs/caller.ts';
import type { Database, Queryable } from '../platform/database.ts';
import type { KeyWrap, Seal } from '../platform/encryption.ts';
import { erasedAmong, refuseErased, refuseMissing } from './erasure.ts';
import {
  hasFiles,
  type CaptureContext,
  type CaptureKind,
  type CaptureState,
  type Language,
  type RecordingConsent,
  type Take,
} from './schema.ts';
import { AT_WORK } from './state.ts';

/** Names a capture inside the whole service. */
export interface CaptureRef {
  orgId: string;
  captureId: string;
}

/** A capture without its contents; `seal` opens those, and seals what comes of them. */
export interface CaptureRecord extends CaptureRef {
  ownerId: string;
  kind: CaptureKind;
  state: CaptureState;
  reason: string | null;
  /** Which text of the capture this is: 1 as sent, one more with every correction. */
  revision: number;
  language: Language | null;
  capturedAt: Date;
  timeZone: string;
  digest: Buffer;
  /** The request that brought it, for the log. */
  requestId: string | null;
  seal: Seal;
}

/** What a person sent. */
export interface Source {
  text: string;
  language: Language | null;
  /** Of those who were recorded. */
  consent?: RecordingConsent | null;
}

/** The sealed contents of a capture, by column. What the stages found is theirs to check when it is read back. */
export interface Contents {
  source: Source;
  context: CaptureContext;
  corrected_text: string;
  /** The files in reading order, once all of them were sent. */
  takes: Take[];
  /** What was read in the files, before anybody corrected it. */
  files_reading: unknown;
  reading: unknown;
  extraction: unknown;
}

export interface NewCapture {
  orgId: string;
  captureId: string;
  ownerId: string;
  kind: CaptureKind;
  capturedAt: string;
  timeZone: string;
  digest: Buffer;
  requestId: string;
  source: Source;
  context: CaptureContext;
}

export interface CaptureRow {
  org_id: string;
  id: string;
  owner_id: string;
  kind: CaptureKind;
  state: CaptureState;
  reason: string | null;
  revision: number;
  language: Language | null;
  captured_at: Date;
  time_zone: string;
  digest: Buffer;
  request_id: string | null;
  wrapped_key: Buffer;
}

export const COLUMNS =
  'org_id, id, owner_id, kind, state, reason, revision, language, captured_at, time_zone, digest, request_id, wrapped_key';

export type CaptureStore = ReturnType<typeof createCaptureStore>;

/** The owner of a wrapped key, as `KeyWrap` wants it named. */
export const keyOwner = ({ orgId, captureId }: CaptureRef) => `captures:${orgId}:${captureId}`;

/** Reads and writes captures. Every function that takes a record changes the row only while it is on the same revision. */
export function createCaptureStore(database: Database, wrap: KeyWrap) {
  return {
    ...captureReads(database, wrap),
    ...captureLists(database, wrap),
    ...captureTexts(wrap, database.processId),
  };
}

const SAID = [
  'source',
  'corrected_text',
  'takes',
  'files_reading',
  'reading',
  'extraction',
] as const satisfies (keyof Contents)[];

/** Through all captures of an org. */
function captureLists(database: Database, wrap: KeyWrap) {
  return {
    /** Ids of an org's captures in their order, from the one after `after` on. */
    async page(orgId: string, after: string | undefined, limit: number): Promise<CaptureRef[]> {
      const { rows } = await database.query<{ id: string }>(
        'select id from captures where org_id = $1 and ($2::uuid is null or id > $2) order by id limit $3',
        [orgId, after ?? null, limit],
      );
      return rows.map(({ id }) => ({ orgId, captureId: id }));
    },

    /** All that a capture says, read at once: everything sealed but its context. @throws UnsealError */
    async contents(capture: CaptureRecord): Promise<Partial<Omit<Contents, 'context'>>> {
      const { rows } = await database.query<Record<(typeof SAID)[number], Buffer | null>>(
        `select ${SAID.join(', ')} from captures where org_id = $1 and id = $2`,
        [capture.orgId, capture.captureId],
      );
      const opened = SAID.flatMap((name) => {
        const sealed = rows[0]?.[name];
        return sealed ? [[name, capture.seal.open(sealed, place(capture, name))] as const] : [];
      });
      return Object.fromEntries(opened) as Partial<Contents>;
    },

    /** The capture an org sent last. */
    async newest(orgId: string): Promise<CaptureRecord | undefined> {
      const { rows } = await database.query<CaptureRow>(
        `select ${COLUMNS} from captures where org_id = $1 order by created_at desc limit 1`,
        [orgId],
      );
      return rows[0] && toRecord(rows[0], wrap);
    },
  };
}

function captureReads(database: Database, wrap: KeyWrap) {
  return {
    async get({ orgId, captureId }: CaptureRef, client: Queryable = database): Promise<CaptureRecord | undefined> {
      const { rows } = await client.query<CaptureRow>(`select ${COLUMNS} from captures where org_id = $1 and id = $2`, [
        orgId,
        captureId,
      ]);
      return rows[0] && toRecord(rows[0], wrap);
    },

    /** The capture if the caller may see it. */
    find: (caller: Caller, captureId: string, client: Queryable = database) => find(client, wrap, caller, captureId),

    /** The capture if the caller may see it. @throws CodedError `capture-erased` or `capture-not-found` */
    async require(caller: Caller, captureId: string): Promise<CaptureRecord> {
      const record = await find(database, wrap, caller, captureId);
      return record ?? refuseMissing(database, { orgId: caller.orgId, captureId });
    },

    /** @throws CodedError `capture-erased` or `capture-not-found`, whichever it is. */
    refuseMissing: (ref: CaptureRef) => refuseMissing(database, ref),

    erasedAmong: (orgId: string, captureIds: readonly string[], client: Queryable = database) =>
      erasedAmong(client, orgId, captureIds),

    /** One of the sealed contents, or undefined when that stage has not come yet. */
    async content<Name extends keyof Contents>(
      capture: CaptureRecord,
      name: Name,
      client: Queryable = database,
    ): Promise<Contents[Name] | undefined> {
      const { rows } = await client.query<{ sealed: Buffer | null }>(
        `select ${name} as sealed from captures where org_id = $1 and id = $2`,
        [capture.orgId, capture.captureId],
      );
      const sealed = rows[0]?.sealed;
      return sealed ? (capture.seal.open(sealed, place(capture, name)) as Contents[Name]) : undefined;
    },

    /**
     * Makes other transactions that hold this capture wait until the one of `client` ends. Gives its state, which is that
     * until then. @throws CodedError `capture-erased`
     */
    async hold(client: Queryable, { orgId, captureId }: CaptureRef): Promise<CaptureState> {
      const { rows } = await client.query<Pick<CaptureRow, 'state'>>(
        'select state from captures where org_id = $1 and id = $2 for update',
        [orgId, captureId],
      );
      return rows[0]?.state ?? refuseMissing(client, { orgId, captureId });
    },

    /** How many captures of every org the pipeline is to bring to an end, and how long ago that one moved on which waits longest. */
    async backlog(): Promise<{ captures: number; oldestSeconds: number }> {
      const { rows } = await database.query<{ captures: number; seconds: number }>(
        `select count(*)::integer as captures,
           coalesce(extract(epoch from clock_timestamp() - min(updated_at)), 0)::double precision as seconds
         from captures where ${AT_WORK}`,
      );
      return { captures: rows[0]?.captures ?? 0, oldestSeconds: Math.max(rows[0]?.seconds ?? 0, 0) };
    },
  };
}

/** What a person sends: a text, a corrected one, the wish to try again. */
function captureTexts(wrap: KeyWrap, processId: string) {
  return {
    /**
     * Nothing when the org has a capture of this id already; otherwise what was unfinished beside it.
     * @throws CodedError `capture-erased` when the org had one.
     */
    insert: (client: Queryable, capture: NewCapture) => insert(client, wrap, processId, capture),

    /** Puts a capture that failed or waits back into the queue, at the stage whose result is missing. False for others. */
    async requeue(client: Queryable, capture: CaptureRecord): Promise<boolean> {
      const { rowCount } = await client.query(
        `update captures set state = 'queued', reason = null, attempts = 1, process_id = $4, wake_at = null, put_off = 0,
           updated_at = now()
         where org_id = $1 and id = $2 and revision = $3 and state in ('failed', 'waiting')`,
        [capture.orgId, capture.captureId, capture.revision, processId],
      );
      return rowCount === 1;
    },

    /**
     * Keeps a corrected text beside the one sent and what was read in the files, and begins anew with it. False when another
     * correction was faster, or there is nothing to correct yet.
     */
    async correct(client: Queryable, capture: CaptureRecord, text: string): Promise<boolean> {
      const { rowCount } = await client.query(
        `update captures set corrected_text = $4, revision = revision + 1, state = 'queued', reason = null, attempts = 1,
           process_id = $5, reading = null, extraction = null, wake_at = null, put_off = 0, updated_at = now()
         where org_id = $1 and id = $2 and revision = $3 and state <> 'receiving'`,
        [
          capture.orgId,
          capture.captureId,
          capture.revision,
          capture.seal.seal(text, place(capture, 'corrected_text')),
          processId,
        ],
      );
      return rowCount === 1;
    },
  };
}

async function find(
  client: Queryable,
  wrap: KeyWrap,
  caller: Caller,
  captureId: string,
): Promise<CaptureRecord | undefined> {
  const { condition, values } = visibleTo(caller, 'id');
  const { rows } = await client.query<CaptureRow>(`select ${COLUMNS} from captures where ${condition} and id = $5`, [
    ...values,
    captureId,
  ]);
  return rows[0] && toRecord(rows[0], wrap);
}

export function toRecord(row: CaptureRow, wrap: KeyWrap): CaptureRecord {
  return {
    orgId: row.org_id,
    captureId: row.id,
    ownerId: row.owner_id,
    kind: row.kind,
    state: row.state,
    reason: row.reason,
    revision: row.revision,
    language: row.language,
    capturedAt: row.captured_at,
    timeZone: row.time_zone,
    digest: row.digest,
    requestId: row.request_id,
    seal: wrap.unwrap(row.wrapped_key, keyOwner({ orgId: row.org_id, captureId: row.id })),
  };
}

/** Captures at work, or those whose files are being sent: of one owner and of the whole org. */
export interface Unfinished {
  user: number;
  org: number;
}

/** A capture as it was just taken in, and what was unfinished beside it. */
export interface Inserted {
  record: CaptureRecord;
  unfinished: Unfinished;
}

async function insert(
  client: Queryable,
  wrap: KeyWrap,
  processId: string,
  capture: NewCapture,
): Promise<Inserted | undefined> {
  const { wrapped, seal } = wrap.make(keyOwner(capture));
  const isSent = !hasFiles(capture.kind);
  const { rows } = await client.query<Unfinished>(
    `insert into captures (org_id, id, owner_id, kind, language, captured_at, time_zone, digest, wrapped_key, source, context, request_id, state, process_id, attempts)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) on conflict do nothing
     returning ${countsOf(isSent ? AT_WORK : RECEIVING)}`,
    [
      capture.orgId,
      capture.captureId,
      capture.ownerId,
      capture.kind,
      capture.source.language,
      new Date(capture.capturedAt),
      capture.timeZone,
      capture.digest,
      wrapped,
      seal.seal(capture.source, place(capture, 'source')),
      seal.seal(capture.context, place(capture, 'context')),
      capture.requestId,
      ...(isSent ? ['queued', processId, 1] : ['receiving', null, 0]),
    ],
  );
  if (!rows[0]) return undefined;
  // After the insert, which waits for an erasure under way: the capture it deletes must not come back.
  await refuseErased(client, capture);
  return { record: newRecord(capture, seal), unfinished: rows[0] };
}

const RECEIVING = `state = 'receiving'`;

/**
 * How many other captures fulfil a condition, as a list of SQL columns. The org is `$1` and the owner `$3`. In what a statement
 * returns, they are counted as they were before it.
 */
export const countsOf = (condition: string) =>
  `(select count(*)::integer from captures c where c.org_id = $1 and c.${condition}) as org,
   (select count(*)::integer from captures c where c.org_id = $1 and c.${condition} and c.owner_id = $3) as user`;

/** What `get` would give of a capture that was just inserted. */
function newRecord({ source, context: _context, ...capture }: NewCapture, seal: Seal): CaptureRecord {
  const capturedAt = new Date(capture.capturedAt);
  const state = hasFiles(capture.kind) ? 'receiving' : 'queued';
  return { ...capture, capturedAt, state, reason: null, revision: 1, language: source.language, seal };
}

export const place = ({ orgId, captureId }: CaptureRef, column: keyof Contents) =>
  `captures.${column}:${orgId}:${captureId}`;
