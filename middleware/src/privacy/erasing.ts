import type { CaptureChanges } from '../captures/changes.ts';
import { refuseMissing, type Erasure, type ErasureStore } from '../captures/erasure.ts';
import type { CaptureRef } from '../captures/store.ts';
import type { DraftStore } from '../drafts/store.ts';
import type { Caller } from '../orgs/caller.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Queryable } from '../platform/database.ts';
import { forgetJobs } from '../platform/jobs.ts';
import type { Audit } from './audit.ts';
import type { Cleaning } from './cleaning.ts';

interface Parts {
  database: Database;
  erasures: ErasureStore;
  drafts: Pick<DraftStore, 'idsOfCapture'>;
  audit: Audit;
  changes: Pick<CaptureChanges, 'announce'>;
  cleaning: Pick<Cleaning, 'request'>;
  clock: Clock;
}

export type Erasing = ReturnType<typeof createErasing>;

/** Erases captures whole: the key, everything sealed with it, what is compared with later notes, and the jobs. */
export function createErasing({ database, erasures, drafts, audit, changes, cleaning, clock }: Parts) {
  const eraseHeld = async (client: Queryable, ref: CaptureRef): Promise<Erasure> => {
    const draftIds = await drafts.idsOfCapture(client, ref);
    const erasure = await erasures.erase(client, ref, draftIds, clock());
    await forgetJobs(client, { orgId: ref.orgId, captureId: ref.captureId });
    return erasure;
  };
  const tell = (refs: readonly CaptureRef[]) => {
    // Whoever waits for one of them looks again, and is told that it was erased.
    for (const { orgId, captureId } of refs) changes.announce(orgId, captureId);
    if (refs.length > 0) cleaning.request();
  };
  return {
    /** Erases a capture that the transaction of `client` holds. Call `tell` when that one has ended. */
    eraseHeld,
    tell,

    /** Erases a capture for somebody; again, it was erased already. @throws CodedError `capture-not-found` */
    async erase(caller: Caller, captureId: string, requestId: string): Promise<Erasure> {
      const ref = { orgId: caller.orgId, captureId };
      const erasure = await database.transaction(async (client) => {
        if (!(await erasures.hold(client, ref, caller))) {
          return (await erasures.find(client, ref)) ?? refuseMissing(client, ref);
        }
        const actor = caller.scope.kind === 'own' ? 'owner' : 'org';
        await audit.record(client, { orgId: ref.orgId, action: 'erase-capture', actor, requestId, captures: 1 });
        return eraseHeld(client, ref);
      });
      tell([ref]);
      return erasure;
    },
  };
}
