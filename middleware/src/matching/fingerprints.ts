import type { CaptureRecord, CaptureRef } from '../captures/store.ts';
import type { Queryable } from '../platform/database.ts';
import type { Keyring } from '../platform/keyring.ts';

/**
 * Finds earlier captures of the same person with the same text. In this version texts are compared exactly, apart from
 * case and white space.
 */
export interface Matching {
  /** Remembers the text of a capture. Gives the earliest other capture of its owner with the same text, if there is one. */
  compare(client: Queryable, capture: CaptureRecord, text: string): Promise<CaptureRef | undefined>;
}

export function createMatching(keyring: Keyring): Matching {
  return {
    async compare(client, capture, text) {
      const { orgId, captureId, ownerId } = capture;
      const fingerprint = keyring.lookup('text', comparable(text));
      // Two captures of one text at once: the second waits here until the first is committed, and then finds it.
      await client.query('select pg_advisory_xact_lock($1)', [fingerprint.readBigInt64BE().toString()]);
      const { rows } = await client.query<{ capture_id: string }>(
        `with own as (
           insert into fingerprints (org_id, capture_id, owner_id, fingerprint) values ($1, $2, $3, $4)
           on conflict (org_id, capture_id) do update set fingerprint = excluded.fingerprint returning *)
         select earlier.capture_id from own join fingerprints earlier on earlier.org_id = own.org_id
           and earlier.owner_id = own.owner_id and earlier.fingerprint = own.fingerprint
         where (earlier.created_at, earlier.capture_id) < (own.created_at, own.capture_id)
         order by earlier.created_at, earlier.capture_id limit 1`,
        [orgId, captureId, ownerId, fingerprint],
      );
      return rows[0] && { orgId, captureId: rows[0].capture_id };
    },
  };
}

/** A text as it is compared: composed, in lower case, with single spaces. */
export function comparable(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
}
