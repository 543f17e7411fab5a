import type { FieldSetting } from './capture-controller.schema.ts';
import { ownProblem } from './creation-problems.ts';
import { valuesOfAccount, valuesOfContact, valuesOfOpportunity } from './creation-values.ts';
import type { CompleteRequest, GivenValues } from './creation-values.ts';
import type { CreationProblem } from './draft-controller.schema.ts';
import { formFields } from './settings.ts';
import type { Transaction } from './transaction.ts';

/**
 * What can be said before anything is written: required values, the currency, and records that the person cannot see. The
 * Apex class CreationChecks.
 */
export function checkCreation(transaction: Transaction, request: CompleteRequest): readonly CreationProblem[] {
  return [
    ...missingValues(transaction, request),
    ...currencyNotHeld(transaction, request),
    ...programAsWebsite(transaction, request),
    ...hiddenLinks(transaction, request),
  ];
}

function missingValues(transaction: Transaction, request: CompleteRequest): readonly CreationProblem[] {
  const { settings, organisation, records } = transaction;
  const required = formFields(settings, organisation.schema, records.access).filter((field) => field.required);
  return required.flatMap((field) => {
    if (field.objectName === 'Opportunity') {
      if (isUpdate(request)) return [];
      return missing(transaction, request, field, null, valuesOfOpportunity(request.opportunity));
    }
    if (field.objectName === 'Account') {
      const { recordId, name } = request.account;
      const isNew = recordId === null && !(isUpdate(request) && isBlank(name));
      return !isNew ? [] : missing(transaction, request, field, null, valuesOfAccount(request.account));
    }
    return request.contacts
      .filter((contact) => contact.recordId === null)
      .flatMap((contact) => missing(transaction, request, field, contact.contactId, valuesOfContact(contact)));
  });
}

/** What is not given of an opportunity that is updated stays as it is; one that has no account needs none. */
function isUpdate({ opportunity }: CompleteRequest): boolean {
  return opportunity.recordId !== null;
}

function isBlank(text: string | null): boolean {
  return (text ?? '').trim() === '';
}

function missing(
  transaction: Transaction,
  request: CompleteRequest,
  setting: FieldSetting,
  contactId: string | null,
  given: GivenValues,
): readonly CreationProblem[] {
  const { key, field, objectName } = setting;
  if (key === 'opportunity.currency') return [];
  const isAdditional = key === `additional.${field}`;
  const name = isAdditional ? (field ?? '') : (key ?? '').slice((key ?? '').indexOf('.') + 1);
  const extra = request.additionalFields.find((each) => each?.objectName === objectName && each.field === field);
  const value = isAdditional ? (extra?.value ?? null) : (given[name] ?? null);
  if (!isBlank(value === null ? null : String(value))) return [];
  const target = objectName === 'Account' ? 'account' : objectName === 'Contact' ? 'contact' : 'opportunity';
  return [ownProblem(transaction, 'required-field-missing', target, contactId, name)];
}

/** Nothing is converted: an amount in a currency that the org does not hold is for the person to settle. */
function currencyNotHeld(transaction: Transaction, { opportunity }: CompleteRequest): readonly CreationProblem[] {
  const code = opportunity.currencyCode?.trim() ?? '';
  const held = code === '' || transaction.currencies.includes(code);
  if (held || opportunity.amount === null) return [];
  return [ownProblem(transaction, 'currency-not-available', 'opportunity', null, 'currency')];
}

const PROGRAM = /^(javascript|data|vbscript):/;

/** The field is shown as a link: an address that would run a program is none. Browsers pass over control characters. */
function programAsWebsite(transaction: Transaction, { account }: CompleteRequest): readonly CreationProblem[] {
  const website = (account.website ?? '').replaceAll(/[\s\p{Cc}]/gu, '').toLowerCase();
  if (account.recordId !== null || !PROGRAM.test(website)) return [];
  return [ownProblem(transaction, 'value-invalid', 'account', null, 'website')];
}

/** The account of an opportunity that is updated must be seen only where people are added to it. */
function hiddenLinks(transaction: Transaction, request: CompleteRequest): readonly CreationProblem[] {
  const { records } = transaction;
  const { account, contacts } = request;
  const isUsed = !isUpdate(request) || contacts.some((contact) => contact.recordId === null);
  const accountHidden = isUsed && account.recordId !== null && records.get(account.recordId)?.object !== 'Account';
  const hidden = contacts.filter(
    (contact) => contact.recordId !== null && records.get(contact.recordId)?.object !== 'Contact',
  );
  return [
    ...(accountHidden ? [ownProblem(transaction, 'account-not-visible', 'account', null, 'recordId')] : []),
    ...hidden.map((contact) =>
      ownProblem(transaction, 'contact-not-visible', 'contact', contact.contactId, 'recordId'),
    ),
  ];
}
