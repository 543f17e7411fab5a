import { randomUUID } from 'node:crypto';

import type { CaptureRecord, CaptureRef } from '../captures/store.ts';
import type { Extraction } from '../extraction/schema.ts';
import type { Clock } from '../platform/clock.ts';
import type { Queryable } from '../platform/database.ts';
import { contentOf, mergeContent, touchedByPerson, withoutSource, type DraftContent } from './content.ts';
import type { Duplicate } from './schema.ts';
import type { DraftRecord, DraftStore } from './store.ts';

/** The deals of a source, and who found them. */
export type FoundDeals = Pick<Extraction, 'deals' | 'extractor'>;

/** Makes the deals of a capture its drafts. */
export interface Drafting {
  /**
   * Runs in the transaction that makes the capture ready. Deals meet the drafts of an earlier text in their order: an open
   * draft takes the new values and keeps what a person set; a decided one stays as it is; one whose deal is gone expires,
   * unless a person worked on it. A draft that a person added and named is a deal of its own, and meets none.
   */
  draft(client: Queryable, capture: CaptureRecord, found: FoundDeals, earlier?: CaptureRef): Promise<void>;
}

export function createDrafting(store: DraftStore, clock: Clock): Drafting {
  return {
    async draft(client, capture, { deals, extractor }, earlier) {
      const existing = await store.holdOfCapture(client, capture);
      const meeting = existing.filter(meetsDeals);
      const originals = earlier ? await store.ofCapture(earlier.orgId, earlier.captureId, client) : [];
      let position = existing.at(-1)?.position ?? 0;
      for (const [index, deal] of deals.entries()) {
        const original = originals.filter(meetsDeals)[index];
        const content = contentOf(deal, duplicatesOf(earlier, original), extractor);
        const former = meeting[index];
        if (former) await renew(store, client, former, content, deal.confidence, clock());
        else await add(store, client, capture, (position += 1), content, deal.confidence, clock());
      }
      const left = existing.filter((draft) => !meeting.slice(0, deals.length).includes(draft));
      for (const former of left) await release(store, client, former, clock());
    },
  };
}

function meetsDeals({ content: { addedByPerson, opportunity, account } }: DraftRecord): boolean {
  return !addedByPerson || (opportunity.name.origin !== 'person' && account.name.origin !== 'person');
}

function duplicatesOf(earlier: CaptureRef | undefined, original: DraftRecord | undefined): Duplicate[] {
  if (!earlier) return [];
  const reasons: Duplicate['reasons'] = ['same-text'];
  const draftId = original?.id ?? null;
  return [
    { kind: 'capture', captureId: earlier.captureId, draftId, recordId: null, score: 1, verdict: 'same', reasons },
  ];
}

async function add(
  store: DraftStore,
  client: Queryable,
  { orgId, captureId, ownerId, seal }: CaptureRecord,
  position: number,
  content: DraftContent,
  confidence: number,
  changedAt: Date,
): Promise<void> {
  await store.insert(client, {
    orgId,
    id: randomUUID(),
    captureId,
    ownerId,
    position,
    confidence,
    content,
    changedAt,
    seal,
  });
}

async function renew(
  store: DraftStore,
  client: Queryable,
  former: DraftRecord,
  fresh: DraftContent,
  confidence: number,
  changedAt: Date,
): Promise<void> {
  if (former.state !== 'open' && former.state !== 'expired') return;
  const content = mergeContent(former.content, fresh);
  await store.save(client, { ...former, state: 'open', content, confidence }, changedAt);
}

async function release(store: DraftStore, client: Queryable, former: DraftRecord, changedAt: Date): Promise<void> {
  if (former.state !== 'open') return;
  const state = touchedByPerson(former.content) ? 'open' : 'expired';
  await store.save(client, { ...former, state, content: withoutSource(former.content) }, changedAt);
}
