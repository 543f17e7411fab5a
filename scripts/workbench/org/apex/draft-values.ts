import type { Json } from './middleware.ts';

/** Reads the middleware's JSON of one draft, and trusts no type in it: the Apex class DraftValues. */
export interface DraftValues {
  readonly id: string;
  readonly state: string;
  readonly version: number;
  /** 0 to 1. */
  readonly confidence: number;
  readonly amount: number | null;
  readonly hasDuplicates: boolean;
  readonly contacts: readonly Json[];
  /** A value as text, or null: `text('account', 'name')`. */
  text(part: 'opportunity' | 'account', key: string): string | null;
  /** How many values of the source are less certain than `below` (0 to 1), or were heard with doubt. */
  toCheck(below: number): number;
}

export function draftValues(given: unknown): DraftValues {
  const draft = objectOf(given);
  const contacts = listOf(draft['contacts']).map(objectOf);
  const amount = objectOf(objectOf(draft['opportunity'])['amount'])['value'];
  return {
    id: String(draft['id'] ?? ''),
    state: String(draft['state'] ?? ''),
    version: Number(draft['version'] ?? 0),
    confidence: Number(draft['confidence'] ?? 0),
    amount: amount === null || amount === undefined ? null : Number(amount),
    hasDuplicates: listOf(draft['duplicates']).length > 0,
    contacts,
    text: (part, key) => textOf(draft[part], key),
    toCheck: (below) => {
      const included = contacts.filter((contact) => contact['included'] !== false);
      const values = [draft['opportunity'], draft['account'], ...included].flatMap((part) =>
        Object.values(objectOf(part)),
      );
      return values.map(objectOf).filter((value) => isToCheck(value, below)).length;
    },
  };
}

/** Read with little confidence, or heard with doubt. */
function isToCheck(value: Json, below: number): boolean {
  const isDoubted = Number(value['confidence']) < below || listOf(value['doubts']).length > 0;
  return value['origin'] === 'source' && isDoubted;
}

/** The value under a key of an account, a contact or an opportunity, as text; null when there is none. */
export function textOf(part: unknown, key: string): string | null {
  const value = objectOf(objectOf(part)[key])['value'];
  return value === null || value === undefined ? null : String(value);
}

export function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
