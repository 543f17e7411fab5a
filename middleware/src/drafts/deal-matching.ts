import type { SourceMatch } from '../matching/sources/source-matching.ts';
import type { Queryable } from '../platform/database.ts';
import type { Keyring } from '../platform/keyring.ts';
import { duplicateOf, type DraftContent } from './content.ts';
import type { DealCandidate, DealIndex, DraftPairs } from './deal-index.ts';
import { dealKeysOf, hashedKeys, subjectKeysOf, type DealKey } from './deal-keys.ts';
import type { DealLocks } from './deal-locks.ts';
import { dealDuplicates, sourceDuplicates, type ComparableDraft } from './duplicates.ts';
import type { Duplicate } from './schema.ts';
import { findHeads, LIVE_STATES } from './standing.ts';
import type { DraftRecord } from './store.ts';

interface Parts {
  keyring: Pick<Keyring, 'lookup'>;
  index: DealIndex;
  locks: DealLocks;
}

/** A draft that is made or changed. */
export interface DealDraft {
  id: string;
  captureId: string;
  ownerId: string;
  content: DraftContent;
  pairs: DraftPairs;
}

type Indexable = Pick<DraftRecord, 'id' | 'state' | 'content'>;

export type DealMatching = ReturnType<typeof createDealMatching>;

/** Finds the drafts that propose the same deal, in the transaction that makes or changes one. */
export function createDealMatching({ keyring, index, locks }: Parts) {
  const hash = (keys: Iterable<DealKey>) => [...hashedKeys(keyring, keys).values()].map((one) => one.hash);
  const indexed = ({ id, state, content }: Indexable) => ({
    id,
    keys: LIVE_STATES.includes(state) ? hash(allKeysOf(content)) : [],
    isDuplicate: duplicateOf(content.duplicates) !== null,
  });
  return {
    /**
     * Makes whoever drafts or changes one of these deals, or the same source, wait until the transaction of `client` ends.
     * @param ofSource keyed hashes that the source is known by
     */
    async begin(
      client: Queryable,
      orgId: string,
      contents: readonly DraftContent[],
      ofSource: readonly Buffer[] = [],
    ): Promise<void> {
      // What follows has an index each. A table that nobody analysed since it grew looks small to the planner.
      await client.query(`select set_config('enable_seqscan', 'off', true)`);
      await locks.hold(client, orgId, [...ofSource, ...hash(contents.flatMap(dealKeysOf))]);
    },

    /**
     * The duplicates of drafts of one capture, in their order: of those before, and of each other. Comes after `begin`.
     * @param sources captures of the same source, when the drafts are made of it.
     */
    async duplicates(
      client: Queryable,
      orgId: string,
      drafts: readonly DealDraft[],
      sources: readonly SourceMatch[],
    ): Promise<Duplicate[][]> {
      const keys = drafts.map(({ content }) => dealKeysOf(content));
      // What was read nearly alike may be another notice of the same form: it is compared, and nothing is taken for granted.
      const same = sources.filter(({ verdict }) => verdict === 'same');
      const sameSource = new Set(same.map(({ captureId }) => captureId));
      const found = await index.candidates(client, orgId, {
        keys: hashedKeys(keyring, keys.flat()),
        about: hashedKeys(
          keyring,
          drafts.flatMap(({ content }) => subjectKeysOf(content)),
        ),
        without: drafts.map(({ id }) => id),
        captureIds: sources.map(({ captureId }) => captureId),
        deals: drafts.length,
      });
      const before = await comparable(client, orgId, found);
      const mates: ComparableDraft[] = [];
      return drafts.map((draft, position) => {
        const own = { ...draft, keys: textsOf(keys[position] ?? []) };
        const ofSource = sourceDuplicates(sources, draft.pairs, draftAt(sources, draft.ownerId, found, position));
        const ofDeals = dealDuplicates(own, [...before, ...mates], draft.pairs, sameSource);
        const duplicates = [...ofSource, ...ofDeals];
        mates.push(mateOf(draft, own.keys, ofDeals));
        return duplicates;
      });
    },

    /** Makes drafts that were just made found by what they say. */
    indexNew: (client: Queryable, orgId: string, drafts: readonly Indexable[]) =>
      index.add(client, orgId, drafts.map(indexed)),

    /** Makes drafts found by what they now say. One that is rejected or expired is found no more. */
    index: (client: Queryable, orgId: string, drafts: readonly Indexable[]) =>
      index.put(client, orgId, drafts.map(indexed)),
  };
}

/** A draft that names nobody is found by nothing. */
function allKeysOf(content: DraftContent): DealKey[] {
  const keys = dealKeysOf(content);
  return keys.length > 0 ? [...keys, ...subjectKeysOf(content)] : [];
}

const textsOf = (keys: readonly DealKey[]) => new Set(keys.map(({ text }) => text));

async function comparable(
  client: Queryable,
  orgId: string,
  candidates: readonly DealCandidate[],
): Promise<ComparableDraft[]> {
  const pointedTo = candidates.flatMap((candidate) => candidate.duplicateOf ?? []);
  const heads = pointedTo.length > 0 ? await findHeads(client, orgId, pointedTo) : undefined;
  return candidates.map(({ record, duplicateOf: target }) => {
    const { id, captureId, content, decision } = record;
    const own = { id, captureId, recordId: decision?.decision === 'created' ? decision.opportunityId : null };
    return { id, captureId, content, keys: textsOf(dealKeysOf(content)), head: (target && heads?.get(target)) || own };
  });
}

/** A draft of the same capture, as those after it see it. */
function mateOf(draft: DealDraft, keys: ReadonlySet<string>, duplicates: readonly Duplicate[]): ComparableDraft {
  const { id, captureId, content } = draft;
  const first = duplicates.find(({ draftId }) => draftId === duplicateOf(duplicates));
  const head =
    first?.draftId && first.captureId
      ? { id: first.draftId, captureId: first.captureId, recordId: first.recordId }
      : { id, captureId, recordId: null };
  return { id, captureId, content, keys, head };
}

/** The draft at this place of an earlier capture of the same person; of another person's only the capture is told. */
function draftAt(
  sources: readonly SourceMatch[],
  ownerId: string,
  found: readonly DealCandidate[],
  position: number,
): (captureId: string) => string | null {
  return (captureId) => {
    if (!sources.some((one) => one.captureId === captureId && one.ownerId === ownerId)) return null;
    const drafts = found.filter(({ record }) => record.captureId === captureId).map(({ record }) => record);
    return drafts.toSorted((one, other) => one.position - other.position)[position]?.id ?? null;
  };
}
