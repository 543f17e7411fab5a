import { z } from 'zod';

import type { Take } from '../../captures/schema.ts';
import type { CaptureRecord, CaptureRef } from '../../captures/store.ts';
import type { Database, Queryable } from '../../platform/database.ts';
import { isAbandoned } from '../../platform/processes.ts';
import { sliceType, soundCursor, soundSlice, type SoundCursor, type SoundSlice } from '../sound/slice.ts';
import { heard, type Heard } from './provider.ts';

/** Which slice of which take. Both count from 1. */
export interface SliceNumber {
  readonly take: number;
  readonly slice: number;
}

/** A slice without its sound. Times are seconds in its take. */
export interface StoredSlice extends SliceNumber {
  readonly from: number;
  readonly to: number;
  readonly levels: number[] | null;
  /** Null while nobody has listened to it. */
  readonly heard: Heard | null;
}

/** How far a take is cut. */
export interface CutSoFar {
  readonly cursor: SoundCursor;
  /** Whether it is cut to its end. */
  readonly isOver: boolean;
  /** The number of the last slice. */
  readonly last: number;
}

/** What is to be heard of a slice. */
export interface SliceSound {
  readonly mediaType: z.infer<typeof sliceType>;
  readonly levels: number[] | null;
  readonly seconds: number;
  readonly bytes: Buffer;
}

const nature = z.object({ mediaType: sliceType, levels: soundSlice.shape.levels });
const cutSoFar = z.object({ cursor: soundCursor, isOver: z.boolean() });

export type SoundSlices = ReturnType<typeof createSoundSlices>;

/** The slices of recordings, sealed under the key of their capture. Every process may add to them: each is kept once. */
export function createSoundSlices(database: Database) {
  return { ...slicesCut(database), ...slicesToHear(database), ...slicesToShow(database), ...slicesForgotten() };
}

function slicesCut(database: Database) {
  return {
    /** How far a take is cut; undefined when it has no slice yet. @throws UnsealError */
    async cutSoFar(capture: CaptureRecord, take: number): Promise<CutSoFar | undefined> {
      const { rows } = await database.query<{ slice: number; cursor: Buffer }>(
        `select slice, cursor from sound_slices where org_id = $1 and capture_id = $2 and take = $3
         order by slice desc limit 1`,
        [capture.orgId, capture.captureId, take],
      );
      if (!rows[0]) return undefined;
      const { slice: last, cursor: sealed } = rows[0];
      const opened = cutSoFar.parse(capture.seal.open(sealed, placeOf(capture, { take, slice: last }, 'cursor')));
      return { cursor: opened.cursor, isOver: opened.isOver, last };
    },

    /**
     * Keeps slices of a take that follow the one of this number, all or none of them; those that another process kept stay.
     * @param soFar `isGrowing`: the take was being sent when it was cut. Once it is complete, what was cut before may hold parts that
     * were dropped.
     * @returns false when nothing was kept: the capture was erased, or completed meanwhile.
     */
    async add(
      capture: CaptureRecord,
      { take, slice: last }: SliceNumber,
      slices: readonly SoundSlice[],
      soFar: { cursor: SoundCursor; isOver: boolean; isGrowing: boolean },
    ): Promise<boolean> {
      const { cursor, isOver, isGrowing } = soFar;
      const rows = slices.map((one, index) =>
        sealed(capture, { take, slice: last + index + 1 }, one, { cursor, isOver }),
      );
      // Held, so that whoever completes it drops slices after they were kept, or is seen here.
      const { rows: held } = await database.query(
        `with held as (
           select org_id, id from captures
           where org_id = $1 and id = $2 and (state = 'receiving' or not $10::boolean) for key share
         ), added as (
           insert into sound_slices (org_id, capture_id, take, slice, from_ms, to_ms, cursor, nature, content)
           select held.org_id, held.id, $3::integer, new.* from held,
             unnest($4::integer[], $5::integer[], $6::integer[], $7::bytea[], $8::bytea[], $9::bytea[])
               as new (slice, from_ms, to_ms, cursor, nature, content)
           on conflict do nothing
         )
         select 1 from held`,
        [
          capture.orgId,
          capture.captureId,
          take,
          rows.map(({ slice }) => slice),
          rows.map(({ from }) => from),
          rows.map(({ to }) => to),
          rows.map(({ cursor }) => cursor),
          rows.map(({ nature: one }) => one),
          rows.map(({ content }) => content),
          isGrowing,
        ],
      );
      return held.length > 0;
    },
  };
}

function sealed(
  capture: CaptureRecord,
  number: SliceNumber,
  { from, to, mediaType, levels, bytes }: SoundSlice,
  soFar: { cursor: SoundCursor; isOver: boolean },
) {
  return {
    slice: number.slice,
    from: Math.round(from * 1000),
    to: Math.round(to * 1000),
    cursor: capture.seal.seal(soFar, placeOf(capture, number, 'cursor')),
    nature: capture.seal.seal({ mediaType, levels }, placeOf(capture, number, 'nature')),
    content: capture.seal.sealBytes(bytes, placeOf(capture, number, 'content')),
  };
}

function slicesToHear(database: Database) {
  return {
    /**
     * The sound of a slice that nobody has listened to, for this process alone; undefined when another living one has it in hand,
     * or it was heard, or is gone. @throws UnsealError
     */
    async claim(capture: CaptureRecord, number: SliceNumber): Promise<SliceSound | undefined> {
      const { rows } = await database.query<SoundRow>(
        `update sound_slices set process_id = $5
         where org_id = $1 and capture_id = $2 and take = $3 and slice = $4 and heard is null
           and (process_id is null or process_id = $5 or ${isAbandoned('process_id')})
         returning from_ms, to_ms, nature, content`,
        [capture.orgId, capture.captureId, number.take, number.slice, database.processId],
      );
      return rows[0] && openSound(capture, number, rows[0]);
    },

    /** Lets go of a slice in which nothing could be heard, so that any process may try again. */
    async release(capture: CaptureRef, { take, slice }: SliceNumber): Promise<void> {
      await database.query(
        `update sound_slices set process_id = null
         where org_id = $1 and capture_id = $2 and take = $3 and slice = $4 and process_id = $5`,
        [capture.orgId, capture.captureId, take, slice, database.processId],
      );
    },

    /** Keeps what was heard. False when the slice is gone, or somebody else kept something. */
    async keep(capture: CaptureRecord, number: SliceNumber, found: Heard): Promise<boolean> {
      const { rowCount } = await database.query(
        `update sound_slices set heard = $5, process_id = null
         where org_id = $1 and capture_id = $2 and take = $3 and slice = $4 and heard is null`,
        [
          capture.orgId,
          capture.captureId,
          number.take,
          number.slice,
          capture.seal.seal(found, placeOf(capture, number, 'heard')),
        ],
      );
      return rowCount === 1;
    },

    /** The numbers of the slices that nobody has listened to, in their order. */
    async unheard({ orgId, captureId }: CaptureRef): Promise<SliceNumber[]> {
      const { rows } = await database.query<{ take: number; slice: number }>(
        `select take, slice from sound_slices where org_id = $1 and capture_id = $2 and heard is null order by take, slice`,
        [orgId, captureId],
      );
      return rows;
    },
  };
}

interface SliceRow {
  take: number;
  slice: number;
  from_ms: number;
  to_ms: number;
  nature: Buffer;
  heard: Buffer | null;
}

const FIELDS = 'take, slice, from_ms, to_ms, nature, heard';

function slicesToShow(database: Database) {
  return {
    /** All slices in the order of their numbers, without their sound. @throws UnsealError */
    async list(capture: CaptureRecord): Promise<StoredSlice[]> {
      const { rows } = await database.query<SliceRow>(
        `select ${FIELDS} from sound_slices where org_id = $1 and capture_id = $2 order by take, slice`,
        [capture.orgId, capture.captureId],
      );
      return rows.map((row) => toSlice(capture, row));
    },

    /** The last slices that were listened to, in their order, and the length of each take as far as it was. @throws UnsealError */
    async lastHeard(
      capture: CaptureRecord,
      most: number,
    ): Promise<{ slices: StoredSlice[]; takes: { take: number; seconds: number }[] }> {
      const ref = [capture.orgId, capture.captureId];
      // What is heard between the two questions may be told too early, and never a second without its words.
      const { rows: takes } = await database.query<{ take: number; ms: number }>(
        `select take, max(to_ms) as ms from sound_slices where org_id = $1 and capture_id = $2 and heard is not null
         group by take order by take`,
        ref,
      );
      const { rows } = await database.query<SliceRow>(
        `select ${FIELDS} from sound_slices where org_id = $1 and capture_id = $2 and heard is not null
         order by take desc, slice desc limit $3`,
        [...ref, most],
      );
      return {
        slices: rows.reverse().map((row) => toSlice(capture, row)),
        takes: takes.map(({ take, ms }) => ({ take, seconds: ms / 1000 })),
      };
    },

    /** The numbers of the slices of these takes, take after take. */
    async numbers({ orgId, captureId }: CaptureRef, takes: readonly number[]): Promise<SliceNumber[]> {
      const { rows } = await database.query<{ take: number; slice: number }>(
        `select take, slice from sound_slices where org_id = $1 and capture_id = $2 and take = any ($3::integer[])
         order by array_position($3::integer[], take), slice`,
        [orgId, captureId, takes],
      );
      return rows;
    },

    /** The sound of a slice. @throws UnsealError */
    async sound(capture: CaptureRecord, number: SliceNumber): Promise<SliceSound | undefined> {
      const { rows } = await database.query<SoundRow>(
        `select from_ms, to_ms, nature, content from sound_slices
         where org_id = $1 and capture_id = $2 and take = $3 and slice = $4`,
        [capture.orgId, capture.captureId, number.take, number.slice],
      );
      return rows[0] && openSound(capture, number, rows[0]);
    },
  };
}

/** In the transaction of `client`, which holds the capture. */
function slicesForgotten() {
  return {
    /**
     * Forgets the slices of takes that are not among these, or that had more parts: called before the parts that nobody names are
     * deleted.
     */
    async keepOnly(
      client: Queryable,
      { orgId, captureId }: CaptureRef,
      takes: readonly Pick<Take, 'take' | 'parts'>[],
    ): Promise<void> {
      await client.query(
        `delete from sound_slices s where s.org_id = $1 and s.capture_id = $2 and not exists (
           select 1 from unnest($3::integer[], $4::integer[]) as kept (take, parts)
           where kept.take = s.take and not exists (
             select 1 from capture_parts p
             where p.org_id = $1 and p.capture_id = $2 and p.take = kept.take and p.part > kept.parts))`,
        [orgId, captureId, takes.map(({ take }) => take), takes.map(({ parts }) => parts)],
      );
    },

    /** Forgets what was heard, so that it is heard again. */
    async forgetHeard(client: Queryable, { orgId, captureId }: CaptureRef): Promise<void> {
      await client.query(
        'update sound_slices set heard = null, process_id = null where org_id = $1 and capture_id = $2',
        [orgId, captureId],
      );
    },
  };
}

function toSlice(capture: CaptureRecord, { take, slice, from_ms, to_ms, ...row }: SliceRow): StoredSlice {
  const number = { take, slice };
  const { levels } = nature.parse(capture.seal.open(row.nature, placeOf(capture, number, 'nature')));
  const found = row.heard && heard.parse(capture.seal.open(row.heard, placeOf(capture, number, 'heard')));
  return { ...number, from: from_ms / 1000, to: to_ms / 1000, levels, heard: found };
}

interface SoundRow {
  from_ms: number;
  to_ms: number;
  nature: Buffer;
  content: Buffer;
}

function openSound(capture: CaptureRecord, number: SliceNumber, row: SoundRow): SliceSound {
  return {
    ...nature.parse(capture.seal.open(row.nature, placeOf(capture, number, 'nature'))),
    seconds: (row.to_ms - row.from_ms) / 1000,
    bytes: capture.seal.openBytes(row.content, placeOf(capture, number, 'content')),
  };
}

type SealedColumn = 'cursor' | 'nature' | 'content' | 'heard';

const placeOf = ({ orgId, captureId }: CaptureRef, { take, slice }: SliceNumber, column: SealedColumn) =>
  `sound_slices.${column}:${orgId}:${captureId}:${take}:${slice}`;
