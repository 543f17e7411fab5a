import type { Value } from '../extraction/evidence.ts';
import type { AmountValue, TextValue } from '../extraction/schema.ts';
import type { FieldError } from '../platform/problem.ts';
import { emptyContact, type DraftAccount, type DraftContact, type DraftContent } from './content.ts';
import { AMOUNT_RULE, checkFlag, checkRecordId, TEXT_RULES, type Checked, type OrgChoices } from './rules.ts';
import type { DraftChanges } from './schema.ts';
import type { Correction } from './store.ts';

const MAXIMUM_CONTACTS = 100;

export interface Change {
  path: string;
  value: string | null;
}

type Outcome = { content: DraftContent; correction: Correction } | { code: string; message: string };

/**
 * Applies a person's changes in their order. A value that was replaced stays among the alternatives with its evidence.
 * All changes are applied or, when one cannot be used, none: `errors` then points at each of those (`/changes/2/value`).
 */
export function applyChanges(
  former: DraftContent,
  { changes }: DraftChanges,
  org: OrgChoices,
): { content: DraftContent; corrections: Correction[]; errors: FieldError[] } {
  let content = former;
  const corrections: Correction[] = [];
  const errors: FieldError[] = [];
  for (const [index, { path, value }] of changes.entries()) {
    const typed = value?.trim() ? value.trim() : null;
    const outcome = applyChange(content, { path, value: typed }, org);
    if ('code' in outcome) errors.push({ pointer: `/changes/${index}/value`, ...outcome });
    else {
      content = outcome.content;
      corrections.push(outcome.correction);
    }
  }
  return { content, corrections, errors };
}

function applyChange(content: DraftContent, change: Change, org: OrgChoices): Outcome {
  const [part, ...rest] = change.path.split('.');
  if (part === 'opportunity') return changeOpportunity(content, rest[0] ?? '', change, org);
  if (part === 'account') return changeAccount(content, rest[0] ?? '', change, org);
  return changeContact(content, rest[0] ?? '', rest[1] ?? '', change, org);
}

function changeOpportunity(content: DraftContent, key: string, change: Change, org: OrgChoices): Outcome {
  const { opportunity } = content;
  if (key === 'recordId') {
    const linked = linkRecord(opportunity, change);
    return 'code' in linked
      ? linked
      : { content: { ...content, opportunity: linked.linked }, correction: linked.correction };
  }
  if (key === 'amount') {
    const checked = check(change.value, AMOUNT_RULE, org);
    if ('code' in checked) return checked;
    const amount: AmountValue = setByPerson(opportunity.amount, checked.value);
    return outcome({ ...content, opportunity: { ...opportunity, amount } }, change, opportunity.amount, checked.value);
  }
  const field = key as Exclude<keyof typeof opportunity, 'amount' | 'recordId' | 'matches' | 'refused'>;
  const checked = checkText(`opportunity.${key}`, change.value, org);
  if ('code' in checked) return checked;
  const value = setByPerson(opportunity[field], checked.value);
  return outcome(
    { ...content, opportunity: { ...opportunity, [field]: value } },
    change,
    opportunity[field],
    checked.value,
  );
}

function changeAccount(content: DraftContent, key: string, change: Change, org: OrgChoices): Outcome {
  const { account } = content;
  if (key === 'recordId') {
    const linked = linkRecord(account, change);
    return 'code' in linked
      ? linked
      : { content: { ...content, account: linked.linked }, correction: linked.correction };
  }
  const field = key as keyof Pick<DraftAccount, 'name' | 'website' | 'phone' | 'country'>;
  const checked = checkText(`account.${key}`, change.value, org);
  if ('code' in checked) return checked;
  const value = setByPerson(account[field], checked.value);
  return outcome({ ...content, account: { ...account, [field]: value } }, change, account[field], checked.value);
}

function changeContact(content: DraftContent, id: string, key: string, change: Change, org: OrgChoices): Outcome {
  const known = content.contacts.find((contact) => contact.id === id);
  if (!known && content.contacts.length >= MAXIMUM_CONTACTS) {
    return { code: 'too-many-contacts', message: `keep at most ${MAXIMUM_CONTACTS} contacts` };
  }
  const contact = known ?? emptyContact(id);
  const put = (changed: DraftContact): DraftContent => ({
    ...content,
    contacts: known
      ? content.contacts.map((other) => (other === known ? changed : other))
      : [...content.contacts, changed],
  });
  if (key === 'recordId') {
    const linked = linkRecord(contact, change);
    return 'code' in linked ? linked : { content: put(linked.linked), correction: linked.correction };
  }
  if (key === 'included') return includeContact(contact, change, put);
  const field = key as keyof Pick<DraftContact, 'firstName' | 'lastName' | 'title' | 'email' | 'phone' | 'mobile'>;
  const checked = checkText(`contact.${key}`, change.value, org);
  if ('code' in checked) return checked;
  const value = setByPerson(contact[field], checked.value);
  return outcome(put({ ...contact, [field]: value }), change, contact[field], checked.value);
}

function includeContact(
  contact: DraftContact,
  { path, value }: Change,
  put: (changed: DraftContact) => DraftContent,
): Outcome {
  const checked = checkFlag(value);
  if ('code' in checked) return checked;
  return {
    content: put({ ...contact, included: checked.value }),
    correction: { path, former: contact.included, value: checked.value },
  };
}

function linkRecord<Linked extends { recordId: string | null }>(
  linked: Linked,
  { path, value }: Change,
): { linked: Linked; correction: Correction } | { code: string; message: string } {
  const checked: Checked<string | null> = value === null ? { value } : checkRecordId(value);
  if ('code' in checked) return checked;
  return {
    linked: { ...linked, recordId: checked.value },
    correction: { path, former: linked.recordId, value: checked.value },
  };
}

function check<T>(
  typed: string | null,
  rule: (text: string, org: OrgChoices) => Checked<T>,
  org: OrgChoices,
): Checked<T | null> {
  return typed === null ? { value: null } : rule(typed, org);
}

function checkText(name: string, typed: string | null, org: OrgChoices): Checked<string | null> {
  const rule = TEXT_RULES[name];
  return rule ? check(typed, rule, org) : { code: 'unknown-path', message: 'this value cannot be changed' };
}

function outcome(
  content: DraftContent,
  { path }: Change,
  former: TextValue | AmountValue,
  value: string | number | null,
): Outcome {
  return { content, correction: { path, former: former.value, value } };
}

/**
 * A value as a person sets it. One that the source offered as an alternative brings its evidence along; one that is confirmed
 * keeps what it was doubted for, so that the page can show that somebody listened.
 */
export function setByPerson<T>(former: Value<T>, value: T | null): Value<T> {
  if (value === former.value) return { ...former, origin: 'person', confidence: 1, reason: null };
  const chosen = former.alternatives.find((alternative) => alternative.value === value);
  const replaced =
    former.value === null ? [] : [{ value: former.value, confidence: former.confidence, evidence: former.evidence }];
  return {
    value,
    origin: 'person',
    confidence: 1,
    reason: null,
    evidence: chosen?.evidence ?? [],
    alternatives: [...replaced, ...former.alternatives.filter((alternative) => alternative !== chosen)].slice(0, 20),
  };
}
