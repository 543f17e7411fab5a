import { visibleTo, type Caller } from '../orgs/caller.ts';
import type { Database, Queryable } from '../platform/database.ts';
import type { KeyWrap, Seal } from '../platform/encryption.ts';
import type { CaptureContext, CaptureKind, CaptureState, Language } from './schema.ts';
import type { Failure } from './state.ts';

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
}

/** The sealed contents of a capture, by column. What the stages found is theirs to check when it is read back. */
interface Contents {
  source: Source;
  context: CaptureContext;
  corrected_text: string;
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

interface Row {
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

const COLUMNS =
  'org_id, id, owner_id, kind, state, reason, revision, language, captured_at, time_zone, digest, request_id, wrapped_key';

export type CaptureStore = ReturnType<typeof createCaptureStore>;

/** The owner of a wrapped key, as `KeyWrap` wants it named. */
export const keyOwner = ({ orgId, captureId }: CaptureRef) => `captures:${orgId}:${captureId}`;

/** Reads and writes captures. Every function that takes a record changes the row only while it is on the same revision. */
export function createCaptureStore(database: Database, wrap: KeyWrap) {
  return { ...captureReads(database, wrap), ...captureStages(database), ...captureTexts(wrap) };
}

function captureReads(database: Database, wrap: KeyWrap) {
  return {
    async get({ orgId, captureId }: CaptureRef, client: Queryable = database): Promise<CaptureRecord | undefined> {
      const { rows } = await client.query<Row>(`select ${COLUMNS} from captures where org_id = $1 and id = $2`, [
        orgId,
        captureId,
      ]);
      return rows[0] && toRecord(rows[0], wrap);
    },

    /** The capture if the caller may see it. */
    async find(caller: Caller, captureId: string, client: Queryable = database): Promise<CaptureRecord | undefined> {
      const { condition, values } = visibleTo(caller, 'id');
      const { rows } = await client.query<Row>(`select ${COLUMNS} from captures where ${condition} and id = $5`, [
        ...values,
        captureId,
      ]);
      return rows[0] && toRecord(rows[0], wrap);
    },

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

    /** Makes other transactions that hold this capture wait until the one of `client` ends. */
    async hold(client: Queryable, { orgId, captureId }: CaptureRef): Promise<void> {
      await client.query('select 1 from captures where org_id = $1 and id = $2 for update', [orgId, captureId]);
    },

    /** Captures of every org that are not finished and did not move since a moment, oldest first. */
    async unfinished(unmovedSince: Date): Promise<CaptureRef[]> {
      const { rows } = await database.query<{ org_id: string; id: string }>(
        `select org_id, id from captures where state not in ('ready', 'failed') and updated_at <= $1 order by created_at`,
        [unmovedSince],
      );
      return rows.map((row) => ({ orgId: row.org_id, captureId: row.id }));
    },
  };
}

/** A capture on its way through the pipeline. */
function captureStages(database: Database) {
  return {
    /**
     * Moves a capture on and keeps what its stage found. False when another run was faster or the text was corrected
     * meanwhile: what was found is then of no use.
     */
    async advance(
      capture: CaptureRecord,
      to: CaptureState,
      found?: { name: 'reading' | 'extraction'; value: unknown; language?: Language },
      client: Queryable = database,
    ): Promise<boolean> {
      const keep = found ? `, ${found.name} = $6, language = coalesce($7, language)` : '';
      const sealed = found ? [capture.seal.seal(found.value, place(capture, found.name)), found.language ?? null] : [];
      const { rowCount } = await client.query(
        `update captures set state = $5, updated_at = now()${keep} where org_id = $1 and id = $2 and revision = $3 and state = $4`,
        [capture.orgId, capture.captureId, capture.revision, capture.state, to, ...sealed],
      );
      return rowCount === 1;
    },

    /** Counts one more run, before it begins, so that a capture that ends the process is noticed. Gives the count. */
    async beginAttempt({ orgId, captureId }: CaptureRef): Promise<number> {
      const { rows } = await database.query<{ attempts: number }>(
        'update captures set attempts = attempts + 1 where org_id = $1 and id = $2 returning attempts',
        [orgId, captureId],
      );
      return rows[0]?.attempts ?? 0;
    },

    async fail(capture: CaptureRecord, reason: Failure): Promise<void> {
      await database.query(
        `update captures set state = 'failed', reason = $4, updated_at = now()
         where org_id = $1 and id = $2 and revision = $3 and state not in ('ready', 'failed')`,
        [capture.orgId, capture.captureId, capture.revision, reason],
      );
    },
  };
}

/** What a person sends: a text, a corrected one, the wish to try again. */
function captureTexts(wrap: KeyWrap) {
  return {
    /** False when the org has a capture of this id already. */
    insert: (client: Queryable, capture: NewCapture) => insert(client, wrap, capture),

    /** Puts a failed capture back into the queue, at the stage whose result is missing. False when it has not failed. */
    async requeue(client: Queryable, capture: CaptureRecord): Promise<boolean> {
      const { rowCount } = await client.query(
        `update captures set state = 'queued', reason = null, attempts = 0, updated_at = now()
         where org_id = $1 and id = $2 and revision = $3 and state in ('failed', 'waiting')`,
        [capture.orgId, capture.captureId, capture.revision],
      );
      return rowCount === 1;
    },

    /** Keeps a corrected text beside the one sent, and begins anew with it. False when another correction was faster. */
    async correct(client: Queryable, capture: CaptureRecord, text: string): Promise<boolean> {
      const { rowCount } = await client.query(
        `update captures set corrected_text = $4, revision = revision + 1, state = 'queued', reason = null, attempts = 0,
           reading = null, extraction = null, updated_at = now()
         where org_id = $1 and id = $2 and revision = $3`,
        [capture.orgId, capture.captureId, capture.revision, capture.seal.seal(text, place(capture, 'corrected_text'))],
      );
      return rowCount === 1;
    },
  };
}

function toRecord(row: Row, wrap: KeyWrap): CaptureRecord {
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

async function insert(client: Queryable, wrap: KeyWrap, capture: NewCapture): Promise<boolean> {
  const { wrapped, seal } = wrap.make(keyOwner(capture));
  const { rowCount } = await client.query(
    `insert into captures (org_id, id, owner_id, kind, state, language, captured_at, time_zone, digest, wrapped_key, source, context, request_id)
     values ($1, $2, $3, $4, 'queued', $5, $6, $7, $8, $9, $10, $11, $12) on conflict do nothing`,
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
    ],
  );
  return rowCount === 1;
}

const place = ({ orgId, captureId }: CaptureRef, column: keyof Contents) => `captures.${column}:${orgId}:${captureId}`;
