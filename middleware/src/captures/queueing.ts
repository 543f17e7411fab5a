import type { Limits } from '../platform/configuration.ts';
import type { Database, Queryable } from '../platform/database.ts';
import { CodedError } from '../platform/errors.ts';
import type { Jobs } from '../platform/jobs.ts';
import type { CaptureRef, Unfinished } from './store.ts';

interface Parts {
  database: Database;
  jobs: Pick<Jobs, 'send'>;
  limits: Pick<Limits, 'userCaptures' | 'orgCaptures' | 'userUploads' | 'orgUploads'>;
  observer: AcceptanceObserver;
  /** Hands a capture to the pipeline of this process, without waiting for it. Its first run is counted already. */
  begin: (capture: CaptureRef) => void;
}

/** Told of what is taken in and what is not: figures are made of this. */
export interface AcceptanceObserver {
  onAccepted(): void;
  onRefused(limit: 'user-captures' | 'org-captures' | 'user-uploads' | 'org-uploads'): void;
}

/** Seconds in which most captures become ready. */
const RETRY_AFTER_SECONDS = 10;

/** How captures come to the pipeline. */
export interface Queueing {
  /** Queues a capture when `work` gives something, in the transaction of `work`; and gives the same. */
  queue<Changed>(ref: CaptureRef, work: (client: Queryable) => Promise<Changed>): Promise<Changed>;
  /**
   * What is refused was written already, and goes with its transaction: a capture that is repeated is never counted.
   * @throws CodedError `too-many-captures` where so many others are at work that this one is one too many.
   */
  refuseTooManyAtWork(others: Unfinished): void;
  /** The same for captures whose files are being sent. */
  refuseTooManyUploads(others: Unfinished): void;
  /** Says that a capture was taken in whole. */
  onAccepted(): void;
}

/** Captures come to the pipeline through a job in the transaction that takes them in, and at once through this process. */
export function createQueueing({ database, jobs, limits, observer, begin }: Parts): Queueing {
  const refuse = (limit: Parameters<AcceptanceObserver['onRefused']>[0], detail?: string): never => {
    observer.onRefused(limit);
    throw new CodedError('too-many-captures', detail, { retryAfter: RETRY_AFTER_SECONDS });
  };
  return {
    async queue(ref, work) {
      const changed = await database.transaction(async (client) => {
        const result = await work(client);
        if (result) await jobs.send(client, { orgId: ref.orgId, captureId: ref.captureId });
        return result;
      });
      if (changed) begin(ref);
      return changed;
    },
    refuseTooManyAtWork({ user, org }) {
      if (user >= limits.userCaptures) refuse('user-captures');
      if (org >= limits.orgCaptures) refuse('org-captures');
    },
    refuseTooManyUploads({ user, org }) {
      if (user >= limits.userUploads) refuse('user-uploads', UPLOADS);
      if (org >= limits.orgUploads) refuse('org-uploads', UPLOADS);
    },
    onAccepted: observer.onAccepted,
  };
}

const UPLOADS = 'Too many captures wait for their files: complete or erase some of them first.';
