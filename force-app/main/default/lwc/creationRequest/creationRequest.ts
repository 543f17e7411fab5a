import type { ContactInput, CreateRequest, Draft, OpportunityInput } from 'c/captureTypes';
import { accountRecordId, contactsOf, valueAt } from 'c/draftEdits';
import type { ContactKey, EditedContact, Edits } from 'c/draftEdits';
import type { FormField } from 'c/formFields';
import type { UpdateView } from 'c/updateViews';

export type FormFields = ReadonlyMap<string, FormField>;

/**
 * What Create sends: the draft as the person left it, for the fields that the user may write.
 * A contact that is linked sends its id and no values: an existing one is never changed here.
 * @param update the opportunity that takes the values the person ticked, and nothing else; null to make a new one
 */
export function creationRequest(
  draft: Draft,
  edits: Edits,
  fields: FormFields,
  allowDuplicates: boolean,
  update: UpdateView | null = null,
): CreateRequest {
  const recordId = update ? null : accountRecordId(draft, edits);
  const account = (key: string) => (recordId || update ? null : writable(draft, edits, fields, `account.${key}`));
  return {
    captureId: draft.captureId,
    draftId: draft.id,
    version: draft.version,
    allowDuplicates,
    opportunity: opportunityInput(draft, edits, fields, update),
    account: {
      recordId,
      name: account('name'),
      website: account('website'),
      phone: account('phone'),
      country: account('country'),
    },
    contacts: includedContacts(draft, edits).map((contact) => contactInput(contact, draft, edits, fields)),
    additionalFields: [...fields.values()]
      .filter(({ key, objectName }) => key.startsWith('additional.') && (!update || objectName === 'Contact'))
      .map(({ key, objectName, field }) => ({ objectName, field, value: edits[key] ?? null }))
      .filter(({ value }) => value !== null),
    seen: update ? update.seen : null,
  };
}

/** The contacts that Create will make or link. */
function includedContacts(draft: Draft, edits: Edits): readonly EditedContact[] {
  return contactsOf(draft, edits).filter((contact) => contact.included);
}

/** The change paths that must have a value before Salesforce would take the records, in the order of the form. */
export function missingValues(
  draft: Draft,
  edits: Edits,
  fields: FormFields,
  update: UpdateView | null = null,
): readonly string[] {
  const ofContacts = includedContacts(draft, edits).flatMap((contact) => missingOf(contact, draft, edits, fields));
  // An opportunity that exists has what it needs.
  if (update) return ofContacts;
  const linked = accountRecordId(draft, edits) !== null;
  const missing = [...fields.values()]
    .filter(({ key, required }) => required && !key.startsWith('contact.'))
    .filter(({ key }) => !(linked && key.startsWith('account.')))
    .filter(({ key }) => isBlank(key.startsWith('additional.') ? edits[key] : valueAt(draft, edits, key)))
    .map(({ key }) => key);
  return [...missing, ...ofContacts];
}

function missingOf(contact: EditedContact, draft: Draft, edits: Edits, fields: FormFields): readonly string[] {
  if (contact.recordId) return [];
  return [...fields.values()]
    .filter(({ key, required }) => required && key.startsWith('contact.'))
    .map(({ key }) => `contacts.${contact.id}.${key.slice('contact.'.length)}`)
    .filter((path) => isBlank(valueAt(draft, edits, path)));
}

function opportunityInput(draft: Draft, edits: Edits, fields: FormFields, update: UpdateView | null): OpportunityInput {
  const isSent = (path: string) => update === null || update.taken.includes(path);
  const value = (key: string) => {
    const path = `opportunity.${key}`;
    return isSent(path) ? writable(draft, edits, fields, path) : null;
  };
  const amount = value('amount');
  return {
    recordId: update?.recordId ?? null,
    name: value('name'),
    closeDate: value('closeDate'),
    stage: value('stage'),
    country: value('country'),
    leadSource: value('leadSource'),
    dealType: value('type'),
    amount: amount === null || amount === '' ? null : Number(amount),
    currencyCode: isSent('opportunity.currency') ? valueAt(draft, edits, 'opportunity.currency') : null,
    nextStep: value('nextStep'),
    description: value('description'),
  };
}

function contactInput(contact: EditedContact, draft: Draft, edits: Edits, fields: FormFields): ContactInput {
  const value = (key: ContactKey) => {
    const isSent = !contact.recordId && fields.has(`contact.${key}`);
    return isSent ? valueAt(draft, edits, `contacts.${contact.id}.${key}`) : null;
  };
  return {
    contactId: contact.id,
    recordId: contact.recordId,
    firstName: value('firstName'),
    lastName: value('lastName'),
    title: value('title'),
    email: value('email'),
    phone: value('phone'),
    mobile: value('mobile'),
  };
}

function writable(draft: Draft, edits: Edits, fields: FormFields, path: string): string | null {
  return fields.has(path) ? valueAt(draft, edits, path) : null;
}

function isBlank(value: string | null | undefined): boolean {
  return value === null || value === undefined || value.trim() === '';
}
