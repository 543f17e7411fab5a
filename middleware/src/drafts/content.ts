import { randomUUID } from 'node:crypto';

import type { CaptureContext } from '../captures/schema.ts';
import { defaultValue, noValue, type Value } from '../extraction/evidence.ts';
import type { AccountFacts, ContactFacts, Deal, Extractor, OpportunityFacts } from '../extraction/schema.ts';
import type { Draft, Duplicate } from './schema.ts';

export type DraftContact = Draft['contacts'][number];
export type DraftAccount = Draft['account'];
export type DraftOpportunity = Draft['opportunity'];

/** What a draft says; sealed as one. Drafts of before models could read have no `warnings` and no `extractor`: the rules read them. */
export interface DraftContent
  extends
    Pick<Draft, 'opportunity' | 'account' | 'contacts' | 'passages' | 'duplicates'>,
    Partial<Pick<Draft, 'warnings' | 'extractor'>> {
  /** Whether a person asked for this draft: it then stays, whatever the text says later. */
  addedByPerson: boolean;
}

/** The draft that is to be created in place of one with these duplicates. */
export function duplicateOf(duplicates: readonly Duplicate[]): string | null {
  return duplicates.find(({ kind, verdict }) => kind === 'draft' && verdict === 'same')?.draftId ?? null;
}

/** The content of a draft as the source gives it. */
export function contentOf(deal: Deal, duplicates: Duplicate[], extractor: Extractor): DraftContent {
  return {
    opportunity: toDraftOpportunity(deal.opportunity),
    account: toDraftAccount(deal.account),
    contacts: deal.contacts.map(toDraftContact),
    passages: deal.passages,
    duplicates,
    warnings: deal.warnings,
    extractor,
    addedByPerson: false,
  };
}

/**
 * The content of a draft that a person adds: the org's defaults, the account and the contacts that were found, the rest
 * empty. A default that is not among the org's picklist values is left out.
 * @param today the day of the capture, `YYYY-MM-DD`.
 */
export function emptyContent(
  context: CaptureContext,
  today: string,
  account: AccountFacts | undefined,
  contacts: readonly ContactFacts[],
): DraftContent {
  return {
    opportunity: toDraftOpportunity(emptyOpportunity(context, today)),
    account: toDraftAccount(account ?? { name: noValue(), website: noValue(), phone: noValue(), country: noValue() }),
    contacts: contacts.map(toDraftContact),
    passages: [],
    duplicates: [],
    warnings: [],
    extractor: null,
    addedByPerson: true,
  };
}

function emptyOpportunity({ defaults, picklists }: CaptureContext, today: string): OpportunityFacts {
  const choice = (key: string, wanted: string | null | undefined) => {
    const values = Object.hasOwn(picklists, key) ? picklists[key] : undefined;
    const known = values?.some(({ value }) => value === wanted);
    return known ? defaultValue(wanted, 'org-default') : noValue<string>();
  };
  return {
    name: noValue(),
    closeDate: defaultValue(addDays(today, defaults.closeDateDays), 'days-after-capture'),
    stage: choice('Opportunity.StageName', defaults.stage),
    country: choice('Opportunity.Country__c', defaults.country),
    leadSource: choice('Opportunity.LeadSource', defaults.leadSource),
    type: choice('Opportunity.Type', defaults.type),
    amount: noValue(),
    currency: noValue(),
    nextStep: noValue(),
    description: noValue(),
  };
}

function addDays(day: string, days: number | null | undefined): string | null {
  if (days === null || days === undefined) return null;
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

function toDraftOpportunity(facts: OpportunityFacts): DraftOpportunity {
  return { ...facts, recordId: null, matches: [], refused: [] };
}

function toDraftAccount(facts: AccountFacts): DraftAccount {
  return { ...facts, recordId: null, matches: [], refused: [] };
}

function toDraftContact(facts: ContactFacts): DraftContact {
  return { ...facts, id: randomUUID(), included: true, recordId: null, matches: [], refused: [] };
}

/** A contact of which nothing is known yet. */
export function emptyContact(id: string): DraftContact {
  return {
    ...toDraftContact({
      firstName: noValue(),
      lastName: noValue(),
      title: noValue(),
      email: noValue(),
      phone: noValue(),
      mobile: noValue(),
    }),
    id,
  };
}

/**
 * A draft after its text was corrected: everything as the new text gives it, except what a person set. Evidence of the
 * former text is dropped, because its places mean nothing in the new one.
 */
export function mergeContent(former: DraftContent, fresh: DraftContent): DraftContent {
  return {
    ...fresh,
    opportunity: {
      ...keepPersonValues(former.opportunity, fresh.opportunity),
      recordId: former.opportunity.recordId,
    },
    account: { ...keepPersonValues(former.account, fresh.account), recordId: former.account.recordId },
    contacts: mergeContacts(former.contacts, fresh.contacts),
    addedByPerson: former.addedByPerson,
  };
}

/** What stays of a draft whose deal is no longer in the text: what a person set. */
export function withoutSource(former: DraftContent): DraftContent {
  return {
    ...former,
    opportunity: clearEvidence(former.opportunity),
    account: clearEvidence(former.account),
    contacts: former.contacts.filter(touchedContact).map(clearEvidence),
    passages: [],
    warnings: [],
  };
}

/** Whether a person put work into a draft. */
export function touchedByPerson(content: DraftContent): boolean {
  return (
    content.addedByPerson ||
    content.account.recordId !== null ||
    content.opportunity.recordId !== null ||
    hasPersonValue(content.opportunity) ||
    hasPersonValue(content.account) ||
    content.contacts.some(touchedContact)
  );
}

function touchedContact(contact: DraftContact): boolean {
  return !contact.included || contact.recordId !== null || hasPersonValue(contact);
}

function hasPersonValue(facts: object): boolean {
  return Object.values(facts).some((value) => isValue(value) && value.origin === 'person');
}

function isValue(value: unknown): value is Value<string | number> {
  return typeof value === 'object' && value !== null && 'origin' in value;
}

function keepPersonValues<Facts extends object>(former: Facts, fresh: Facts): Facts {
  const merged = { ...fresh };
  for (const key of Object.keys(fresh) as (keyof Facts)[]) {
    const [before, now] = [former[key], fresh[key]];
    if (isValue(before) && isValue(now)) merged[key] = keepPersonValue(before, now) as typeof now;
  }
  return merged;
}

function keepPersonValue(former: Value<string | number>, fresh: Value<string | number>): Value<string | number> {
  if (former.origin !== 'person') return fresh;
  const { value, confidence, evidence, alternatives } = fresh;
  // What was misread of the former text says nothing of the new one.
  const own = withoutMends(former);
  if (value === former.value) return { ...own, evidence, alternatives, ...(fresh.mends ? { mends: fresh.mends } : {}) };
  const found = value === null ? [] : [{ value, confidence, evidence }];
  const others = [...found, ...alternatives].filter((alternative) => alternative.value !== former.value);
  return { ...own, evidence: [], alternatives: others };
}

function withoutMends<T>({ mends: _mends, ...value }: Value<T>): Value<T> {
  return value;
}

function clearEvidence<Facts extends object>(facts: Facts): Facts {
  const cleared = { ...facts };
  for (const key of Object.keys(facts) as (keyof Facts)[]) {
    const value = facts[key];
    if (!isValue(value)) continue;
    const kept = value.origin === 'source' ? noValue() : { ...withoutMends(value), evidence: [], alternatives: [] };
    cleared[key] = kept as typeof value;
  }
  return cleared;
}

/** Contacts of the new text keep the identity and the person's values of the same person before. */
function mergeContacts(former: readonly DraftContact[], fresh: readonly DraftContact[]): DraftContact[] {
  const left = [...former];
  const merged = fresh.map((contact) => {
    const index = left.findIndex((candidate) => samePerson(candidate, contact));
    const [before] = index < 0 ? [] : left.splice(index, 1);
    if (!before) return contact;
    const { id, included, recordId } = before;
    return { ...keepPersonValues(before, contact), id, included, recordId };
  });
  return [...merged, ...left.filter(touchedContact).map(clearEvidence)];
}

function samePerson(one: DraftContact, other: DraftContact): boolean {
  const names = (contact: DraftContact) => fold(`${found(contact.firstName)} ${found(contact.lastName)}`);
  const emails = (contact: DraftContact) => fold(found(contact.email));
  if (emails(one) && emails(one) === emails(other)) return true;
  return names(one) !== '' && names(one) === names(other);
}

/** What the source said of a value, also after a person changed it. */
function found({ value, origin, alternatives }: Value<string>): string {
  return (origin === 'person' ? (alternatives[0]?.value ?? value) : value) ?? '';
}

const fold = (text: string) => text.normalize('NFKC').toLowerCase().trim();
