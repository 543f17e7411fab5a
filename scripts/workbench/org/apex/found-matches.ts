import { longId } from '../records/ids.ts';
import type { RecordMatch } from './capture-controller.schema.ts';
import { draftValues, listOf, objectOf } from './draft-values.ts';
import type { Json } from './middleware.ts';

export type MatchTarget = 'account' | 'contact' | 'opportunity' | 'draft';

/** Something that may be the one meant, before anybody read it: the Apex class FoundMatch. */
export interface FoundMatch {
  readonly draftId: string;
  readonly target: MatchTarget;
  /** The draft contact's id, for the target `contact`. */
  readonly contactId: string | null;
  /** The record's id; the draft's, for the target `draft`. */
  readonly id: string;
  /** The capture of the other draft, for the target `draft`. */
  readonly captureId: string | null;
  readonly score: number;
  readonly verdict: 'same' | 'ask';
  readonly reasons: readonly string[];
}

/** What the middleware found: ids, scores and reasons alone. What is none of that is passed over. */
export function givenMatches(capture: Json): readonly FoundMatch[] {
  return listOf(capture['drafts'])
    .map(objectOf)
    .flatMap((draft) => [
      ...partsOf(draft).flatMap(({ part, ...place }) =>
        listOf(part['matches'])
          .map(objectOf)
          .flatMap((match) => {
            const id = idIn(match['recordId']);
            return id === null ? [] : [{ ...likeness(match), ...place, id, captureId: null }];
          }),
      ),
      ...otherDrafts(draft, draftValues(draft).id),
    ]);
}

/** What people said before are others, by `keyOf`: also what only the org itself finds. */
export function refusedMatches(capture: Json): ReadonlySet<string> {
  const parts = listOf(capture['drafts']).map(objectOf).flatMap(partsOf);
  return new Set(
    parts.flatMap(({ part, ...place }) =>
      listOf(part['refused']).flatMap((refused) => {
        const id = idIn(refused);
        return id === null ? [] : [keyOf({ ...place, id })];
      }),
    ),
  );
}

type Place = Pick<FoundMatch, 'draftId' | 'target' | 'contactId'>;

/** The parts of a draft that may be records. */
function partsOf(draft: Json): readonly (Place & { readonly part: Json })[] {
  const draftId = draftValues(draft).id;
  return [
    { draftId, target: 'account', contactId: null, part: objectOf(draft['account']) },
    ...draftValues(draft).contacts.map((part) => {
      return { draftId, target: 'contact' as const, contactId: textIn(part, 'id'), part };
    }),
    { draftId, target: 'opportunity', contactId: null, part: objectOf(draft['opportunity']) },
  ];
}

/** In its long form; null for what is no id. */
function idIn(value: unknown): string | null {
  return longId(String(value ?? ''));
}

/** One record or draft at one place of a draft. */
export function keyOf({ draftId, target, contactId, id }: Place & Pick<FoundMatch, 'id'>): string {
  return [draftId, target, contactId, id].join(' ');
}

function otherDrafts(draft: Json, draftId: string): readonly FoundMatch[] {
  return listOf(draft['duplicates'])
    .map(objectOf)
    .flatMap((duplicate) => {
      const id = textIn(duplicate, 'draftId');
      if (duplicate['kind'] !== 'draft' || id === null) return [];
      const captureId = textIn(duplicate, 'captureId');
      return [{ ...likeness(duplicate), draftId, target: 'draft' as const, contactId: null, id, captureId }];
    });
}

function likeness(given: Json): Pick<FoundMatch, 'score' | 'verdict' | 'reasons'> {
  return {
    score: typeof given['score'] === 'number' ? given['score'] : 0,
    verdict: given['verdict'] === 'same' ? 'same' : 'ask',
    reasons: listOf(given['reasons']).map(String),
  };
}

/** One for each record or draft: every reason that was given, with the best score; the best first. */
export function mergedMatches(found: readonly FoundMatch[]): readonly FoundMatch[] {
  const merged = new Map<string, FoundMatch>();
  for (const match of bestFirst(found)) {
    const key = keyOf(match);
    const known = merged.get(key);
    merged.set(key, known ? { ...known, ...together(known, match) } : match);
  }
  return [...merged.values()];
}

/** Of two ways in which one thing was found, the better one first. */
export function together(
  better: Pick<FoundMatch, 'verdict' | 'reasons'>,
  other: Pick<FoundMatch, 'verdict' | 'reasons'>,
): Pick<FoundMatch, 'verdict' | 'reasons'> {
  return {
    verdict: better.verdict === 'same' ? 'same' : other.verdict,
    reasons: [...new Set([...better.reasons, ...other.reasons])],
  };
}

/** Of equal scores, what was found first comes first. */
function bestFirst(found: readonly FoundMatch[]): readonly FoundMatch[] {
  return found.toSorted((one, other) => other.score - one.score);
}

/** Something that exists and that the person may not see: why it may be the same, and nothing of it. */
export function hiddenMatch(found: FoundMatch): RecordMatch {
  return {
    draftId: found.draftId,
    target: found.target,
    contactId: found.contactId,
    recordId: null,
    otherDraftId: found.target === 'draft' ? found.id : null,
    captureId: found.captureId,
    name: null,
    detail: null,
    score: found.score,
    verdict: found.verdict,
    reasons: [...found.reasons],
    hidden: true,
    ownerName: null,
    mine: null,
    values: {},
  };
}

function textIn(part: Json, key: string): string | null {
  return typeof part[key] === 'string' ? part[key] : null;
}
