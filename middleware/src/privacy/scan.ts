import { setImmediate as othersTurn } from 'node:timers/promises';

import type { CaptureRef, CaptureStore } from '../captures/store.ts';
import type { DraftStore } from '../drafts/store.ts';
import { UnsealError } from '../platform/encryption.ts';
import type { SoundSlices } from '../readings/speech/slices.ts';
import { openContents } from './contents.ts';
import { findIn, type FoundCapture } from './finding.ts';
import type { Search } from './search.ts';

interface Parts {
  captures: Pick<CaptureStore, 'page' | 'get' | 'contents'>;
  drafts: Pick<DraftStore, 'ofCapture' | 'correctionsOfCapture'>;
  slices: Pick<SoundSlices, 'list'>;
}

/** How a search through all captures of an org went. */
export interface ScanReport {
  searched: number;
  /** Captures of which something could not be opened, or files were not read; what else they hold was searched. */
  unreadable: string[];
}

const PAGE_SIZE = 100;

/**
 * Looks for a person in every capture of an org, one after the other: no more than one is in memory in the clear. What comes
 * in meanwhile may be missed.
 * @param visit called with each capture that is about the person, before the next one is opened.
 * @param stopping ends the search by throwing.
 */
export async function scanOrg(
  parts: Parts,
  orgId: string,
  search: Search,
  stopping: AbortSignal,
  visit: (found: FoundCapture) => Promise<void> | void,
): Promise<ScanReport> {
  const report: ScanReport = { searched: 0, unreadable: [] };
  let last: string | undefined;
  for (;;) {
    const page = await parts.captures.page(orgId, last, PAGE_SIZE);
    for (const ref of page) {
      stopping.throwIfAborted();
      const found = await look(parts, ref, search, report);
      if (found) await visit(found);
      // A server answers its callers in between.
      await othersTurn();
    }
    last = page.at(-1)?.captureId;
    if (page.length < PAGE_SIZE) return report;
  }
}

async function look(
  parts: Parts,
  ref: CaptureRef,
  search: Search,
  report: ScanReport,
): Promise<FoundCapture | undefined> {
  report.searched += 1;
  const capture = await parts.captures.get(ref).catch((error: unknown) => {
    if (!(error instanceof UnsealError)) throw error;
    report.unreadable.push(ref.captureId);
  });
  if (!capture) return undefined;
  const contents = await openContents(parts, capture);
  if (contents.incomplete) report.unreadable.push(ref.captureId);
  return findIn(capture, contents, search);
}
