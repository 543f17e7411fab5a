import { isUnavailable } from '../platform/database.ts';
import { Superseded } from './progress.ts';
import type { CaptureStages } from './stages.ts';
import type { CaptureRecord } from './store.ts';

/** Tells how many pages of a capture were read, and notices that nobody wants them any more. */
export interface PageCount {
  onPage(read: number, total: number): void;
  /** Aborted with Superseded when the capture was finished, corrected or erased meanwhile. */
  readonly superseded: AbortSignal;
  /** Resolves when the last count is told. */
  settled(): Promise<void>;
}

/** @param onTrouble told of a count that was not kept, but for a database that is away: the next count makes up for it. */
export function createPageCount(
  stages: Pick<CaptureStages, 'countPages'>,
  capture: CaptureRecord,
  onTrouble: (error: unknown) => void,
): PageCount {
  const superseded = new AbortController();
  let last: Promise<void> = Promise.resolve();
  const count = async (read: number, total: number) => {
    try {
      if (!(await stages.countPages(capture, read, total))) superseded.abort(new Superseded());
    } catch (error) {
      if (!isUnavailable(error)) onTrouble(error);
    }
  };
  return {
    superseded: superseded.signal,
    // One after the other: of two at a time the earlier one might be kept.
    onPage: (read, total) => {
      last = last.then(() => count(read, total));
    },
    settled: () => last,
  };
}
