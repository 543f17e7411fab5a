import type { MatchMemory, Told } from '../matching/memory.ts';
import type { Caller } from '../orgs/caller.ts';
import type { Queryable } from '../platform/database.ts';
import { CodedError } from '../platform/errors.ts';
import type { DraftContent } from './content.ts';
import { isEditable } from './decisions.ts';
import type { DraftPairStore } from './deal-index.ts';
import { accountFactsOf, contactFactsOf, dealFactsOf, recordKey } from './facts.ts';
import type { Reworking } from './reworking.ts';
import type { Duplicate, MatchDecisions } from './schema.ts';
import type { Correction, DraftRecord } from './store.ts';

type Decision = MatchDecisions['decisions'][number];
type RecordTarget = Told['target'];

interface Parts {
  reworking: Reworking;
  pairs: DraftPairStore;
  memory: Pick<MatchMemory, 'remember'>;
}

/**
 * Takes what a person says of matches: one that is the same is chosen, one that is not is taken off, and neither is asked again.
 * @throws CodedError `draft-decided`, or `match-unknown` when something is named that was never proposed.
 */
export type DecideMatches = (caller: Caller, id: string, decisions: MatchDecisions) => Promise<DraftRecord>;

/** What one decision does to a draft. */
interface Outcome {
  content: DraftContent;
  corrections: Correction[];
  remember?: Told & { recordId: string };
  /** The other draft or capture. */
  pair?: string;
}

export function createMatchDecisions({ reworking, pairs, memory }: Parts): DecideMatches {
  return (caller, id, { decisions }) =>
    reworking.inHand(caller, id, async (client, draft) => {
      if (!isEditable(draft.state)) throw new CodedError('draft-decided');
      const known = await pairs.of(draft.orgId, draft.id, client);
      let { content } = draft;
      const corrections: Correction[] = [];
      for (const decision of decisions) {
        if (isRepeated(decision, known)) continue;
        const outcome = take(content, decision);
        content = outcome.content;
        corrections.push(...outcome.corrections.map((one) => withReason(one, decision.reason)));
        await remember({ pairs, memory }, client, { draft, by: caller.userId }, decision.same, outcome);
      }
      return reworking.save(client, caller, draft, content, corrections);
    });
}

const withReason = (correction: Correction, reason: string | null | undefined): Correction =>
  reason?.trim() ? { ...correction, reason: reason.trim() } : correction;

/** An answer that was lost and is sent again. */
function isRepeated({ target, draftId, captureId, same }: Decision, known: ReadonlyMap<string, boolean>): boolean {
  const other = target === 'draft' ? draftId : target === 'capture' ? captureId : undefined;
  return other != null && known.get(other) === same;
}

async function remember(
  { pairs, memory }: Pick<Parts, 'pairs' | 'memory'>,
  client: Queryable,
  { draft: { orgId, id, captureId }, by }: { draft: DraftRecord; by: string },
  same: boolean,
  { remember: told, pair }: Outcome,
): Promise<void> {
  if (told) await memory.remember(client, orgId, { ...told, same, by, captureId });
  if (pair) await pairs.put(client, orgId, id, pair, same);
}

function take(content: DraftContent, decision: Decision): Outcome {
  const { target, draftId, captureId } = decision;
  if (target === 'draft')
    return takeDuplicate(content, decision, (one) => one.kind === 'draft' && one.draftId === draftId);
  if (target === 'capture') {
    return takeDuplicate(content, decision, (one) => one.kind === 'capture' && one.captureId === captureId);
  }
  return takeRecord(content, target, decision);
}

function takeDuplicate(
  content: DraftContent,
  { target, same }: Decision,
  isMeant: (one: Duplicate) => boolean,
): Outcome {
  const found = content.duplicates.find(isMeant);
  const other = target === 'draft' ? found?.draftId : found?.captureId;
  if (!found || !other) throw new CodedError('match-unknown');
  const confirmed: Duplicate = {
    ...found,
    score: 1,
    verdict: 'same',
    reasons: [...new Set([...found.reasons, 'confirmed-before' as const])],
  };
  const others = content.duplicates.filter((one) => one !== found);
  // The first draft that is the same is the one this draft points to.
  const duplicates = same ? [confirmed, ...others] : others;
  const corrections = [{ path: `duplicates.${other}`, former: null, value: same }];
  return { content: { ...content, duplicates }, corrections, pair: other };
}

/** The first characters of the ids of each kind of record, the same in every org. */
const PREFIX: Readonly<Record<RecordTarget, string>> = { account: '001', contact: '003', opportunity: '006' };

/** A record may be one that the org itself found, and is then in no list here: its kind must fit. */
function takeRecord(content: DraftContent, target: RecordTarget, { contactId, recordId, same }: Decision): Outcome {
  if (!recordId?.startsWith(PREFIX[target])) throw new CodedError('match-unknown');
  if (target === 'account') {
    const { linked, corrections } = link(content.account, 'account', recordId, same);
    return {
      content: { ...content, account: linked },
      corrections,
      remember: { target, recordId, facts: accountFactsOf(content) },
    };
  }
  if (target === 'opportunity') {
    const { linked, corrections } = link(content.opportunity, 'opportunity', recordId, same);
    return {
      content: { ...content, opportunity: linked },
      corrections,
      remember: { target, recordId, facts: dealFactsOf(content) },
    };
  }
  const contact = content.contacts.find(({ id }) => id === contactId);
  if (!contact) throw new CodedError('match-unknown');
  const { linked, corrections } = link(contact, `contacts.${contact.id}`, recordId, same);
  return {
    content: { ...content, contacts: content.contacts.map((one) => (one === contact ? linked : one)) },
    corrections,
    remember: { target, recordId, facts: contactFactsOf(contact) },
  };
}

type Linked = DraftContent['account'] | DraftContent['opportunity'] | DraftContent['contacts'][number];

function link<Part extends Linked>(
  part: Part,
  path: string,
  recordId: string,
  same: boolean,
): { linked: Part; corrections: Correction[] } {
  const isNamed = (id: string | null) => recordKey(id) === recordKey(recordId);
  const said: Correction = { path: `${path}.matches.${recordKey(recordId)}`, former: null, value: same };
  const chosen = same ? recordId : isNamed(part.recordId) ? null : part.recordId;
  const choice: Correction = { path: `${path}.recordId`, former: part.recordId, value: chosen };
  const matches = same ? part.matches : part.matches.filter((match) => !isNamed(match.recordId));
  const others = part.refused.filter((id) => !isNamed(id));
  const refused = same ? others : [...others, recordId];
  return {
    linked: { ...part, recordId: chosen, matches, refused },
    corrections: chosen === part.recordId ? [said] : [said, choice],
  };
}
