import type { Value } from '../extraction/evidence.ts';
import type { AccountFacts, ContactFacts, DealFacts, KnownAccount } from '../matching/facts.ts';
import type { DraftContact, DraftContent } from './content.ts';

/** What a draft says of its account, as far as it tells it from others. */
export function accountFactsOf({ account, contacts }: DraftContent): AccountFacts {
  return {
    name: account.name.value,
    website: account.website.value,
    phone: account.phone.value,
    city: null,
    country: account.country.value,
    emails: contacts.flatMap(({ included, email }) => (included && email.value ? [email.value] : [])),
  };
}

export function contactFactsOf({ firstName, lastName, title, email, phone, mobile }: DraftContact): ContactFacts {
  return {
    firstName: firstName.value,
    lastName: lastName.value,
    title: title.value,
    email: email.value,
    phones: [phone, mobile].flatMap(({ value }) => value ?? []),
  };
}

/** A date that was not said tells nothing of the deal. */
export function dealFactsOf({ opportunity: { name, amount, currency, closeDate, type } }: DraftContent): DealFacts {
  return {
    name: name.value,
    amount: amount.value,
    currency: currency.value,
    closeDate: said(closeDate),
    type: said(type),
  };
}

const said = ({ value, origin }: Value<string>) => (origin === 'default' ? null : value);

/** The account of a draft as if it were a record, to compare another draft's with. */
export function knownAccountOf(content: DraftContent, draftId: string): KnownAccount {
  const { name, website, phone, city, country, emails } = accountFactsOf(content);
  return {
    recordId: draftId,
    name: name ?? '',
    website: website ?? emails[0] ?? null,
    phone,
    city,
    country,
    parentId: null,
  };
}

/** The record that a draft's account, or opportunity, is: chosen by a person, or so likely that nobody is asked. */
export function recordMeant({ recordId, matches }: DraftContent['account' | 'opportunity']): string | null {
  const likely = matches.find(({ verdict }) => verdict === 'same');
  return recordKey(recordId ?? likely?.recordId ?? null);
}

/** A record id has 15 characters; Salesforce writes 18 where case does not count. */
export function recordKey(id: string): string;
export function recordKey(id: string | null): string | null;
export function recordKey(id: string | null): string | null {
  return id === null ? null : id.slice(0, 15);
}

/** Everything that records and other drafts are looked up by: the same text is the same look-up. */
export function factsKey(content: DraftContent): string {
  const contacts = content.contacts.map((contact) => ({ ...contactFactsOf(contact), id: contact.id }));
  return JSON.stringify([accountFactsOf(content), contacts, dealFactsOf(content)]);
}
