import type { Told } from '../matching/memory.ts';
import { CodedError } from '../platform/errors.ts';
import { accountFactsOf, contactFactsOf, recordKey } from './facts.ts';
import type { DraftDecision, DraftState } from './schema.ts';
import type { Correction, DraftRecord } from './store.ts';

const ALLOWED: Record<DraftState, readonly DraftState[]> = {
  open: ['approved', 'rejected', 'created'],
  approved: ['rejected', 'created'],
  rejected: [],
  created: [],
  expired: [],
};

/** Whether people may still change the values of a draft. An approved one may be corrected until it is created. */
export function isEditable(state: DraftState): boolean {
  return ALLOWED[state].length > 0;
}

/**
 * The state a decision leads to, or undefined when it was taken before (a lost answer, sent again).
 * @throws CodedError `draft-decided` when the draft was decided otherwise.
 */
export function nextState(
  state: DraftState,
  former: DraftDecision | null,
  decision: DraftDecision,
): DraftState | undefined {
  if (former && state === decision.decision && sameDecision(former, decision)) return undefined;
  if (!ALLOWED[state].includes(decision.decision)) throw new CodedError('draft-decided');
  return decision.decision;
}

function sameDecision(former: DraftDecision, decision: DraftDecision): boolean {
  if (former.decision !== decision.decision) return false;
  if (former.decision !== 'created' || decision.decision !== 'created') return true;
  return recordKey(former.opportunityId) === recordKey(decision.opportunityId);
}

type Created = Extract<DraftDecision, { decision: 'created' }>;

/**
 * Which records a person made of the facts of a draft, so that the next source that tells them finds these. The records of people come
 * in the order of the draft; where they are not as many, nobody knows who is who.
 */
export function recordsNamed(
  content: DraftRecord['content'],
  { accountId, contactIds }: Pick<Created, 'accountId' | 'contactIds'>,
): (Told & { recordId: string })[] {
  const people = content.contacts.filter(({ included }) => included);
  const fits = people.every(
    ({ recordId }, index) => !recordId || recordKey(recordId) === recordKey(contactIds[index] ?? null),
  );
  const contacts = fits && people.length === contactIds.length ? people : [];
  return [
    ...(accountId ? [{ target: 'account' as const, facts: accountFactsOf(content), recordId: accountId }] : []),
    ...contacts.map((contact, index) => ({
      target: 'contact' as const,
      facts: contactFactsOf(contact),
      recordId: contactIds[index] ?? '',
    })),
  ];
}

/** What was finally written and differs from the draft: the values a person corrected without saving them first. */
export function finalCorrections(
  { content }: DraftRecord,
  values: Readonly<Record<string, string | null>>,
): Correction[] {
  return Object.entries(values).flatMap(([path, value]) => {
    const former = valueAt(content, path);
    return former === undefined || textOf(former) === textOf(value) ? [] : [{ path, former, value }];
  });
}

const textOf = (value: string | number | null) => (value === null ? '' : String(value));

/** The value of a change path, or undefined when the draft has none there. */
function valueAt(content: DraftRecord['content'], path: string): string | number | null | undefined {
  const [part, ...rest] = path.split('.');
  const [facts, key] =
    part === 'contacts'
      ? [content.contacts.find(({ id }) => id === rest[0]), rest[1]]
      : [part === 'opportunity' ? content.opportunity : part === 'account' ? content.account : undefined, rest[0]];
  if (!facts || !key || !Object.hasOwn(facts, key)) return undefined;
  const value: unknown = Reflect.get(facts, key);
  if (typeof value !== 'object' || value === null || !('value' in value)) return undefined;
  return typeof value.value === 'string' || typeof value.value === 'number' ? value.value : null;
}
