import { keyOwner, type CaptureRecord, type CaptureRef } from '../../captures/store.ts';
import type { Queryable } from '../../platform/database.ts';
import { UnsealError, type KeyWrap } from '../../platform/encryption.ts';

/** What one capture is found by, as it is stored. */
interface StoredTraces {
  readonly texts: readonly Buffer[];
  /** Of files and mails: they stay when the text is corrected. */
  readonly others: readonly Buffer[];
  readonly bands: readonly Buffer[];
  readonly signature: Buffer | null;
}

/** An earlier capture that shares a key; with its sketch when it was found by bands only. */
export interface FoundSource {
  readonly capture: CaptureRef;
  readonly ownerId: string;
  readonly shared: readonly Buffer[];
  readonly signature: Buffer | null;
}

interface Row {
  capture_id: string;
  owner_id: string;
  shared: Buffer[] | null;
  signature: Buffer | null;
  wrapped_key: Buffer;
}

/**
 * One statement: it stores, and finds the captures before. However many share a key, the first fifty that have it are looked at, of
 * which those of the same person come first, and of each band the last twenty.
 */
const PUT_AND_FIND = `
with own as (
  insert into sources (org_id, capture_id, owner_id, signature) values ($1, $2, $3, $4)
  on conflict (org_id, capture_id) do update set signature = excluded.signature returning number),
gone as (
  delete from source_keys using own
  where org_id = $1 and source_keys.number = own.number and of_text and key <> all ($5::bytea[] || $7::bytea[])),
kept as (
  insert into source_keys (org_id, key, number, of_text)
  select distinct on (given.key) $1, given.key, own.number, given.of_text from own,
    (select unnest($5::bytea[] || $7::bytea[]) as key, true as of_text union all select unnest($6::bytea[]), false) given
  order by given.key, given.of_text on conflict do nothing),
exact as (
  select first.number, first.key from own, unnest($5::bytea[] || $6::bytea[]) as given (key), lateral (
    select held.number, held.key from (
      select number, key from source_keys
      where org_id = $1 and key = given.key and number < own.number order by number limit 50) held
    join sources s on s.org_id = $1 and s.number = held.number
    order by (s.owner_id = $3) desc, held.number limit 3) first),
near as (
  select held.number from own, unnest($7::bytea[]) as band (key), lateral (
    select number from source_keys
    where org_id = $1 and key = band.key and number < own.number order by number desc limit 20) held
  where not exists (select 1 from exact)
  group by held.number order by count(*) desc, held.number desc limit 12)
select s.capture_id, s.owner_id, (select array_agg(key) from exact where exact.number = s.number) as shared,
  s.signature, c.wrapped_key
from (select number from exact union select number from near) found
join sources s on s.org_id = $1 and s.number = found.number
join captures c on c.org_id = $1 and c.id = s.capture_id
order by s.number limit 24`;

export function createSourceKeys(wrap: KeyWrap) {
  return {
    async putAndFind(client: Queryable, capture: CaptureRecord, traces: StoredTraces): Promise<FoundSource[]> {
      const { orgId, captureId, ownerId, seal } = capture;
      const signature = traces.signature && seal.sealBytes(traces.signature, placeOf(capture));
      const { rows } = await client.query<Row>(PUT_AND_FIND, [
        orgId,
        captureId,
        ownerId,
        signature,
        traces.texts,
        traces.others,
        traces.bands,
      ]);
      return rows.map((row) => toFound(row, orgId, wrap));
    },
  };
}

/** A sketch that cannot be opened is none: a capture whose master key is lost is no reason to refuse another one. */
function toFound(row: Row, orgId: string, wrap: KeyWrap): FoundSource {
  const capture = { orgId, captureId: row.capture_id };
  const found = { capture, ownerId: row.owner_id, shared: row.shared ?? [] };
  if (!row.signature) return { ...found, signature: null };
  try {
    const seal = wrap.unwrap(row.wrapped_key, keyOwner(capture));
    return { ...found, signature: seal.openBytes(row.signature, placeOf(capture)) };
  } catch (error) {
    if (error instanceof UnsealError) return { ...found, signature: null };
    throw error;
  }
}

const placeOf = ({ orgId, captureId }: CaptureRef) => `sources.signature:${orgId}:${captureId}`;
