import { randomUUID } from 'node:crypto';

import type { CaptureRecord } from '../captures/store.ts';
import type { CaptureContext } from '../captures/schema.ts';
import type { Extraction } from '../extraction/schema.ts';
import type { RecordMatching } from '../matching/records.ts';
import type { SourceMatching, SourceTraces } from '../matching/sources/source-matching.ts';
import type { Clock } from '../platform/clock.ts';
import type { Queryable } from '../platform/database.ts';
import { contentOf, mergeContent, touchedByPerson, withoutSource, type DraftContent } from './content.ts';
import type { DraftPairs, DraftPairStore } from './deal-index.ts';
import type { DealMatching } from './deal-matching.ts';
import { withRecords, type Asker } from './record-matches.ts';
import type { DraftRecord, DraftStore } from './store.ts';

/** The deals of a source, and who found them. */
export type FoundDeals = Pick<Extraction, 'deals' | 'extractor'>;

/** What a capture is drafted of, made before any row is held. */
export interface Prepared {
  readonly found: FoundDeals;
  readonly traces: SourceTraces;
  readonly asker: Asker;
}

/** Makes the deals of a capture its drafts. */
export interface Drafting {
  /** Reads once more what the source is known by: outside of any transaction, as files take a while. */
  prepare(
    capture: CaptureRecord,
    text: string,
    found: FoundDeals,
    context?: Pick<CaptureContext, 'recordId'>,
  ): Promise<Prepared>;
  /**
   * Runs in the transaction that makes the capture ready, which holds it. Deals meet the drafts of an earlier text in their order: an
   * open draft takes the new values and keeps what a person set; a decided one stays as it is; one whose deal is gone expires, unless a
   * person worked on it. A draft that a person added and named is a deal of its own, and meets none. Captures of the same source and
   * drafts of the same deal are compared while nobody else drafts them, so that of many at once one is the first.
   */
  draft(client: Queryable, capture: CaptureRecord, prepared: Prepared): Promise<void>;
}

interface Parts {
  drafts: DraftStore;
  pairs: DraftPairStore;
  sources: SourceMatching;
  deals: DealMatching;
  records: RecordMatching;
  clock: Clock;
}

/** A draft as it is to be written: over a former one, or as a new one. */
interface Planned {
  former: DraftRecord | undefined;
  id: string;
  content: DraftContent;
  confidence: number;
  pairs: DraftPairs;
}

export function createDrafting(parts: Parts): Drafting {
  const { drafts, sources, deals } = parts;
  return {
    async prepare(capture, text, found, context) {
      const { orgId, ownerId } = capture;
      const asker = { orgId, ownerId, openedFrom: context?.recordId ?? null };
      return { found, asker, traces: await sources.trace(capture, text) };
    },

    async draft(client, capture, prepared) {
      const { orgId, captureId, ownerId } = capture;
      const existing = await drafts.holdOfCapture(client, capture);
      const meeting = existing.filter(meetsDeals);
      const planned = await plan(parts, client, meeting, prepared);
      const { texts, files, messages, bands } = prepared.traces;
      const ofSource = [...texts, ...files, ...messages, ...bands];
      await deals.begin(
        client,
        orgId,
        planned.map(({ content }) => content),
        ofSource,
      );
      const earlier = await sources.compare(client, capture, prepared.traces);
      const compared = planned.map(({ id, content, pairs }) => ({ id, captureId, ownerId, content, pairs }));
      const duplicates = await deals.duplicates(client, orgId, compared, earlier);
      let position = existing.at(-1)?.position ?? 0;
      const made: Pick<DraftRecord, 'id' | 'state' | 'content'>[] = [];
      const changed: typeof made = [];
      for (const [index, draft] of planned.entries()) {
        const content = { ...draft.content, duplicates: duplicates[index] ?? [] };
        if (draft.former) await renew(parts, client, draft.former, content, draft.confidence);
        else await add(parts, client, capture, (position += 1), { ...draft, content });
        (draft.former ? changed : made).push({ id: draft.id, state: 'open', content });
      }
      const left = existing.filter((draft) => !meeting.slice(0, prepared.found.deals.length).includes(draft));
      for (const former of left) changed.push(...(await release(parts, client, former)));
      await deals.indexNew(client, orgId, made);
      await deals.index(client, orgId, changed);
    },
  };
}

const isOpen = ({ state }: DraftRecord) => state === 'open' || state === 'expired';

/** What the drafts are to say, with the records that may be meant. Comes before other drafts wait for these. */
async function plan(
  { records, pairs }: Parts,
  client: Queryable,
  meeting: readonly DraftRecord[],
  { found: { deals, extractor }, asker }: Prepared,
): Promise<Planned[]> {
  const planned: Planned[] = [];
  for (const [index, deal] of deals.entries()) {
    const former = meeting[index];
    // A decided one stays as it is.
    if (former && !isOpen(former)) continue;
    const fresh = contentOf(deal, [], extractor);
    const content = await withRecords(records, client, former ? mergeContent(former.content, fresh) : fresh, asker);
    const { confidence } = deal;
    if (!former) planned.push({ former, id: randomUUID(), content, confidence, pairs: new Map() });
    else
      planned.push({
        former,
        id: former.id,
        content,
        confidence,
        pairs: await pairs.of(asker.orgId, former.id, client),
      });
  }
  return planned;
}

function meetsDeals({ content: { addedByPerson, opportunity, account } }: DraftRecord): boolean {
  return !addedByPerson || (opportunity.name.origin !== 'person' && account.name.origin !== 'person');
}

async function add(
  { drafts, clock }: Parts,
  client: Queryable,
  { orgId, captureId, ownerId, seal }: CaptureRecord,
  position: number,
  { id, content, confidence }: Planned,
): Promise<void> {
  const changedAt = clock();
  await drafts.insert(client, { orgId, id, captureId, ownerId, position, confidence, content, changedAt, seal });
}

async function renew(
  { drafts, clock }: Parts,
  client: Queryable,
  former: DraftRecord,
  content: DraftContent,
  confidence: number,
): Promise<void> {
  await drafts.save(client, { ...former, state: 'open', content, confidence }, clock());
}

async function release({ drafts, clock }: Parts, client: Queryable, former: DraftRecord): Promise<DraftRecord[]> {
  if (former.state !== 'open') return [];
  const state = touchedByPerson(former.content) ? 'open' : 'expired';
  return [await drafts.save(client, { ...former, state, content: withoutSource(former.content) }, clock())];
}
