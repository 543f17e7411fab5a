import type { AmountValue, Draft, DraftContact, TextValue, ValueChange } from 'c/captureTypes';

/** Values a person typed that the middleware has not acknowledged, keyed by change path. An empty value is null. */
export type Edits = Readonly<Record<string, string | null>>;

export type DraftFact = TextValue | AmountValue;

export const OPPORTUNITY_KEYS = [
  'name',
  'closeDate',
  'stage',
  'country',
  'leadSource',
  'type',
  'amount',
  'currency',
  'nextStep',
  'description',
] as const;
const ACCOUNT_KEYS = ['name', 'website', 'phone', 'country'] as const;
export const CONTACT_KEYS = ['firstName', 'lastName', 'title', 'email', 'phone', 'mobile'] as const;
export type ContactKey = (typeof CONTACT_KEYS)[number];

const NOTHING: TextValue = {
  value: null,
  origin: 'none',
  confidence: 0,
  reason: null,
  evidence: [],
  alternatives: [],
};

/** A contact as the form shows it: `added` when only the edits know it so far. */
export interface EditedContact {
  id: string;
  included: boolean;
  recordId: string | null;
  facts: Readonly<Record<ContactKey, TextValue>>;
}

/** Every fact of the draft with the path under which a person changes it, in the order of the form. */
export function factsOf(draft: Draft, edits: Edits = {}): ReadonlyMap<string, DraftFact> {
  return new Map<string, DraftFact>([
    ...OPPORTUNITY_KEYS.map((key) => [`opportunity.${key}`, draft.opportunity[key]] as const),
    ...ACCOUNT_KEYS.map((key) => [`account.${key}`, draft.account[key]] as const),
    ...contactsOf(draft, edits).flatMap((contact) =>
      CONTACT_KEYS.map((key) => [`contacts.${contact.id}.${key}`, contact.facts[key]] as const),
    ),
  ]);
}

/** The contacts of the draft and those the person added, with their ticks and links as edited. */
export function contactsOf(draft: Draft, edits: Edits): readonly EditedContact[] {
  const known = draft.contacts.map((contact) => editedContact(contact, edits));
  const ids = new Set(known.map((contact) => contact.id));
  const added = Object.keys(edits)
    .map((path) => /^contacts\.([^.]+)\./.exec(path)?.[1])
    .filter((id): id is string => id !== undefined && !ids.has(id));
  return [...known, ...[...new Set(added)].map((id) => addedContact(id, edits))];
}

function editedContact(contact: DraftContact, edits: Edits): EditedContact {
  const included = edits[`contacts.${contact.id}.included`];
  return {
    id: contact.id,
    included: included === undefined ? contact.included : included !== 'false',
    recordId: edited(edits, `contacts.${contact.id}.recordId`, contact.recordId) || null,
    facts: contact,
  };
}

function addedContact(id: string, edits: Edits): EditedContact {
  const facts = Object.fromEntries(CONTACT_KEYS.map((key) => [key, NOTHING])) as Record<ContactKey, TextValue>;
  return {
    id,
    included: edits[`contacts.${id}.included`] !== 'false',
    recordId: edited(edits, `contacts.${id}.recordId`, null) || null,
    facts,
  };
}

/** The existing account this draft is linked to, as edited; null when one will be created. */
export function accountRecordId(draft: Draft, edits: Edits): string | null {
  return edited(edits, 'account.recordId', draft.account.recordId) || null;
}

/** The open opportunity that this draft updates, as edited; null when one will be created. */
export function updatedRecordId(draft: Draft, edits: Edits): string | null {
  return edited(edits, 'opportunity.recordId', draft.opportunity.recordId ?? null) || null;
}

/** Where the page keeps whether a value of an update is taken over. */
export const takenPath = (path: string): string => `taken.${path}`;

/** Edits that stay on this device until Create: the middleware has no place for them. */
export const staysHere = (path: string): boolean => /^(additional|taken)\./.test(path);

/** The current value of one path as text: the person's where there is one, else the draft's. */
export function valueAt(draft: Draft, edits: Edits, path: string): string | null {
  const typed = edits[path];
  if (typed !== undefined) return typed;
  return storedAt(draft, path);
}

/** What the middleware holds at a path, as a change would write it. */
export function storedAt(draft: Draft, path: string): string | null {
  if (path === 'account.recordId') return draft.account.recordId ?? null;
  if (path === 'opportunity.recordId') return draft.opportunity.recordId ?? null;
  const [, contactId, member] = /^contacts\.([^.]+)\.(recordId|included)$/.exec(path) ?? [];
  if (contactId !== undefined) {
    const contact = draft.contacts.find(({ id }) => id === contactId);
    return member === 'included' ? String(contact?.included ?? true) : (contact?.recordId ?? null);
  }
  return asText(factsOf(draft).get(path)?.value);
}

/** A value as the contract writes it: an amount as a plain decimal number, a blank as null. */
export function asText(value: string | number | null | undefined): string | null {
  if (value === null || value === undefined || value === '') return null;
  return String(value);
}

/** The changes that the middleware takes. */
export function changesOf(edits: Edits): ValueChange[] {
  return Object.entries(edits)
    .filter(([path]) => !staysHere(path))
    .map(([path, value]) => ({ path, value }));
}

/** What remains to send after the middleware took `sent`: a value typed again meanwhile stays. */
export function withoutSent(edits: Edits, sent: readonly ValueChange[]): Edits {
  const taken = new Map(sent.map(({ path, value }) => [path, value]));
  return Object.fromEntries(
    Object.entries(edits).filter(([path, value]) => taken.get(path) !== value || !taken.has(path)),
  );
}

function edited(edits: Edits, path: string, stored: string | null): string | null {
  const typed = edits[path];
  return typed === undefined ? stored : typed;
}
