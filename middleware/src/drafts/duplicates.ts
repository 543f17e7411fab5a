import type { SourceMatch } from '../matching/sources/source-matching.ts';
import type { DraftContent } from './content.ts';
import { compareDrafts, type DealMatch } from './deal-comparison.ts';
import type { DraftPairs } from './deal-index.ts';
import type { Duplicate } from './schema.ts';
import type { HeadDraft } from './standing.ts';

/** A draft that may propose the same deal, ready to be compared. */
export interface ComparableDraft {
  id: string;
  captureId: string;
  content: DraftContent;
  /** What it is looked up by. */
  keys: ReadonlySet<string>;
  /** The draft that stands for its deal, itself or another; undefined where it is the one that is compared. */
  head: HeadDraft;
}

const MOST_DRAFTS = 5;

interface Own {
  id: string;
  content: DraftContent;
  keys: ReadonlySet<string>;
}

/**
 * The drafts that propose the deal of this one, each by the draft that stands for it: first the one that is to be created in its place,
 * then those a person is asked about. Drafts that point to this one are none of them.
 * @param sameSource the captures of the same source.
 */
export function dealDuplicates(
  own: Own,
  candidates: readonly ComparableDraft[],
  pairs: DraftPairs,
  sameSource: ReadonlySet<string>,
): Duplicate[] {
  const byHead = new Map<string, { head: HeadDraft; match: DealMatch }>();
  for (const candidate of candidates) {
    const { head } = candidate;
    if (head.id === own.id || pairs.get(candidate.id) === false || pairs.get(head.id) === false) continue;
    const isSameSource = sameSource.has(candidate.captureId);
    if (!isSameSource && own.keys.isDisjointFrom(candidate.keys)) continue;
    const match = confirmed(pairs, candidate) ?? compareDrafts(own.content, candidate, isSameSource);
    if (match && isBetter(match, byHead.get(head.id)?.match)) byHead.set(head.id, { head, match });
  }
  return [...byHead.values()]
    .sort((one, other) => rank(other.match) - rank(one.match))
    .slice(0, MOST_DRAFTS)
    .map(({ head, match }) => ({
      kind: 'draft',
      captureId: head.captureId,
      draftId: head.id,
      recordId: head.recordId,
      ...match,
    }));
}

function confirmed(pairs: DraftPairs, { id, head }: ComparableDraft): DealMatch | undefined {
  const isSame = pairs.get(id) ?? pairs.get(head.id);
  return isSame ? { score: 1, verdict: 'same', reasons: ['confirmed-before'] } : undefined;
}

const isBetter = (match: DealMatch, former: DealMatch | undefined) => !former || rank(match) > rank(former);

/** The same before what is asked about; of those the likeliest. Equals stay in their order: the first one first. */
const rank = ({ verdict, score, reasons }: DealMatch) =>
  (verdict === 'same' ? 2 : 0) + (reasons.includes('confirmed-before') ? 1 : 0) + score / 2;

/**
 * The captures of the same source, each with the draft of the same person that stands at the same place in it.
 * @param draftIds of each capture, in the order of its deals.
 */
export function sourceDuplicates(
  matches: readonly SourceMatch[],
  pairs: DraftPairs,
  draftOf: (captureId: string) => string | null,
): Duplicate[] {
  return matches
    .filter(({ captureId }) => pairs.get(captureId) !== false)
    .map(({ captureId, score, verdict, reasons }) => ({
      kind: 'capture',
      captureId,
      draftId: draftOf(captureId),
      recordId: null,
      score: pairs.get(captureId) ? 1 : score,
      verdict: pairs.get(captureId) ? 'same' : verdict,
      reasons: pairs.get(captureId) ? [...reasons, 'confirmed-before'] : reasons,
    }));
}
