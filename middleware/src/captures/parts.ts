import type { Database, Queryable } from '../platform/database.ts';
import type { ReceivedTake, Take } from './schema.ts';
import { AT_WORK } from './state.ts';
import { countsOf, place, type CaptureRecord, type CaptureRef, type Unfinished } from './store.ts';

/** A file of a complete capture with its bytes, as they were sent. */
export interface StoredFile {
  take: number;
  fileName: string | null;
  mediaType: string;
  bytes: Buffer;
}

/** Which part of which take. Both count from 1. */
export interface PartNumber {
  take: number;
  part: number;
}

/** A part without its bytes. */
export interface StoredPart extends PartNumber {
  bytes: number;
}

/** A part as it comes in: `digest` is a keyed hash that tells it from others under its number. */
export interface NewPart extends PartNumber {
  digest: Buffer;
  bytes: Uint8Array;
}

export type CaptureParts = ReturnType<typeof createCaptureParts>;

/** The bytes of the files of captures, sealed under the key of their capture. */
export function createCaptureParts(database: Database) {
  return { ...partsAtRest(database), ...partsComingIn(database.processId) };
}

function partsAtRest(database: Database) {
  const part = async (capture: CaptureRecord, number: PartNumber): Promise<Buffer | undefined> => {
    const { rows } = await database.query<{ content: Buffer }>(
      'select content from capture_parts where org_id = $1 and capture_id = $2 and take = $3 and part = $4',
      [capture.orgId, capture.captureId, number.take, number.part],
    );
    return rows[0] && capture.seal.openBytes(rows[0].content, placeOf(capture, number));
  };
  /** One part after the other: a file may have 20 MB, and what a driver makes of all of it at once is several times that. */
  const join = async (capture: CaptureRecord, { take, parts, fileName, mediaType }: Take): Promise<StoredFile> => {
    const pieces: Buffer[] = [];
    for (let number = 1; number <= parts; number += 1) {
      const piece = await part(capture, { take, part: number });
      if (!piece) throw new Error('a part is no more');
      pieces.push(piece);
    }
    return { take, fileName, mediaType, bytes: Buffer.concat(pieces) };
  };
  const takes = async (capture: CaptureRecord): Promise<Take[]> => {
    const { rows } = await database.query<{ takes: Buffer | null }>(
      'select takes from captures where org_id = $1 and id = $2',
      [capture.orgId, capture.captureId],
    );
    return rows[0]?.takes ? (capture.seal.open(rows[0].takes, place(capture, 'takes')) as Take[]) : [];
  };
  const all = async ({ orgId, captureId }: CaptureRef): Promise<StoredPart[]> => {
    const { rows } = await database.query<{ take: number; part: number; size: number }>(
      'select take, part, size from capture_parts where org_id = $1 and capture_id = $2 order by take, part',
      [orgId, captureId],
    );
    return rows.map(({ size, ...number }) => ({ ...number, bytes: size }));
  };
  return {
    /** The bytes of a part; undefined when it did not arrive. @throws UnsealError */
    part,

    /** The files of a complete capture in reading order; none while it is being sent. @throws UnsealError */
    takes,

    /** The parts that arrived, in their order. */
    all,

    /** The same by takes. */
    async received(capture: CaptureRef): Promise<ReceivedTake[]> {
      const byTake = Map.groupBy(await all(capture), (one) => one.take);
      return [...byTake].map(([take, parts]) => ({ take, parts: parts.map((one) => one.part) }));
    },

    /** The files of a complete capture with their bytes, in reading order. @throws UnsealError */
    async files(capture: CaptureRecord): Promise<StoredFile[]> {
      const files: StoredFile[] = [];
      for (const take of await takes(capture)) files.push(await join(capture, take));
      return files;
    },

    /** One of the files of a complete capture. @throws UnsealError */
    async file(capture: CaptureRecord, take: number): Promise<StoredFile | undefined> {
      const found = (await takes(capture)).find((one) => one.take === take);
      return found && join(capture, found);
    },

    /** How many pages of its files were read, once their number is known. */
    async pages({ orgId, captureId }: CaptureRef): Promise<{ read: number; total: number } | null> {
      const { rows } = await database.query<{ read: number | null; total: number | null }>(
        'select pages_read as read, pages_total as total from captures where org_id = $1 and id = $2',
        [orgId, captureId],
      );
      const { read, total } = rows[0] ?? { read: null, total: null };
      return total === null ? null : { read: read ?? 0, total };
    },
  };
}

/** In the transaction of `client`, which holds the capture: what it sees stays so. */
function partsComingIn(processId: string) {
  return {
    /** The digest of a part; undefined when it did not arrive. */
    async digest(client: Queryable, capture: CaptureRef, { take, part }: PartNumber): Promise<Buffer | undefined> {
      const { rows } = await client.query<{ digest: Buffer }>(
        'select digest from capture_parts where org_id = $1 and capture_id = $2 and take = $3 and part = $4',
        [capture.orgId, capture.captureId, take, part],
      );
      return rows[0]?.digest;
    },

    /** The bytes of a take that arrived so far, and of all takes. */
    async sizes(client: Queryable, capture: CaptureRef, take: number): Promise<{ take: number; all: number }> {
      const { rows } = await client.query<{ take: number; all: number }>(
        `select coalesce(sum(size) filter (where take = $3), 0)::integer as take, coalesce(sum(size), 0)::integer as all
         from capture_parts where org_id = $1 and capture_id = $2`,
        [capture.orgId, capture.captureId, take],
      );
      return rows[0] ?? { take: 0, all: 0 };
    },

    /** Keeps a part that is new. */
    async put(client: Queryable, capture: CaptureRecord, { take, part, digest, bytes }: NewPart): Promise<void> {
      const content = capture.seal.sealBytes(bytes, placeOf(capture, { take, part }));
      await client.query(
        `insert into capture_parts (org_id, capture_id, take, part, digest, size, content)
         values ($1, $2, $3, $4, $5, $6, $7)`,
        [capture.orgId, capture.captureId, take, part, digest, bytes.length, content],
      );
    },

    /**
     * Puts a capture whose files were all sent into the queue, with what they are. Gives how many others are at work.
     */
    async complete(client: Queryable, capture: CaptureRecord, takes: readonly Take[]): Promise<Unfinished> {
      const { rows } = await client.query<Unfinished>(
        `update captures set state = 'queued', takes = $4, attempts = 1, process_id = $5, updated_at = now()
         where org_id = $1 and id = $2 and owner_id = $3 and state = 'receiving' returning ${countsOf(AT_WORK)}`,
        [
          capture.orgId,
          capture.captureId,
          capture.ownerId,
          capture.seal.seal(takes, place(capture, 'takes')),
          processId,
        ],
      );
      if (!rows[0]) throw new Error('a capture that is held and not being sent');
      return rows[0];
    },

    /** Deletes the parts that belong to none of these takes. */
    async keepOnly(
      client: Queryable,
      capture: CaptureRef,
      takes: readonly Pick<Take, 'take' | 'parts'>[],
    ): Promise<void> {
      await client.query(
        `delete from capture_parts where org_id = $1 and capture_id = $2 and not exists (
           select 1 from unnest($3::integer[], $4::integer[]) as kept (take, parts)
           where kept.take = capture_parts.take and capture_parts.part <= kept.parts)`,
        [capture.orgId, capture.captureId, takes.map(({ take }) => take), takes.map(({ parts }) => parts)],
      );
    },
  };
}

const placeOf = ({ orgId, captureId }: CaptureRef, { take, part }: PartNumber) =>
  `capture_parts.content:${orgId}:${captureId}:${take}:${part}`;
