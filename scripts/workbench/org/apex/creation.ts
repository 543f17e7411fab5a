import { SaveRefused } from '../records/problem.ts';
import type { Fields, FieldValue, StoredRecord } from '../records/store.ts';
import { CodedError } from './coded-error.ts';
import { checkCreation } from './creation-checks.ts';
import { OBJECT_OF_TARGET, ownProblem, platformProblems } from './creation-problems.ts';
import type { Target } from './creation-problems.ts';
import { valuesOfAccount, valuesOfContact, valuesOfOpportunity } from './creation-values.ts';
import type { CompleteRequest, GivenValues } from './creation-values.ts';
import { createdEarlier, noteCreated } from './decisions.ts';
import type { ContactInput, CreateRequest, CreateResult, CreationProblem } from './draft-controller.schema.ts';
import { fieldValue } from './field-value.ts';
import { opportunityUpdate } from './opportunity-update.ts';
import type { OpportunityUpdate } from './opportunity-update.ts';
import { UNDECIDED } from './projection.ts';
import { lockForDecision } from './rows.ts';
import { mappingFor } from './settings.ts';
import type { Transaction } from './transaction.ts';

/**
 * Creates account, contacts, opportunity and contact roles from a checked draft, or updates an open opportunity, as the Apex class
 * RecordCreation: all or nothing, under the person's own rights, duplicate and validation rules. The draft's row keeps the ids of what was created,
 * so a second click, or one after a lost answer, gives the first one's result.
 */
export function createRecords(transaction: Transaction, given: CreateRequest): CreateResult {
  return transaction.organisation.store.transaction(() => {
    const row = lockForDecision(transaction, given.draftId ?? '');
    if (row.fields['Status__c'] === 'Created') return createdEarlier(transaction, row);
    requireUndecided(row, given.version);
    const asked = complete(given);
    const update = opportunityUpdate(transaction, asked);
    if (update && update.problems.length > 0) return refusedWith(update.problems);
    const request = update?.request ?? asked;
    const built = build(transaction, request);
    const problems = [...checkCreation(transaction, request), ...built.problems];
    if (problems.length > 0) return refusedWith(problems);
    return writeAll(transaction, row, request, built, update);
  });
}

function requireUndecided(row: StoredRecord, version: number | null): void {
  if (row.fields['Decision__c'] !== UNDECIDED) throw new CodedError('draft-decided');
  const outdated = version !== null && Number(row.fields['Version__c']) > version;
  if (outdated || row.fields['Status__c'] === 'Expired') throw new CodedError('version-conflict');
}

function complete(request: CreateRequest): CompleteRequest {
  if (!request.opportunity) throw new CodedError('unexpected');
  return {
    ...request,
    opportunity: request.opportunity,
    account: request.account ?? { recordId: null, name: null, website: null, phone: null, country: null },
    contacts: request.contacts?.filter((contact) => contact !== null) ?? [],
    additionalFields: request.additionalFields ?? [],
  };
}

/** The records as they would be inserted: by the admin's mapping, then the fields that only this org asks for. */
interface Built {
  readonly account: Fields;
  readonly opportunity: Fields;
  readonly contacts: readonly { readonly input: ContactInput; readonly fields: Fields }[];
  readonly problems: readonly CreationProblem[];
}

function build(transaction: Transaction, request: CompleteRequest): Built {
  const problems: CreationProblem[] = [];
  const fill = (target: Target, contactId: string | null, given: GivenValues): Fields =>
    filled(transaction, request, target, given, (code, key) =>
      problems.push(ownProblem(transaction, code, target, contactId, key)),
    );
  const currency = request.opportunity.currencyCode?.trim();
  return {
    opportunity: {
      ...fill('opportunity', null, valuesOfOpportunity(request.opportunity)),
      ...(currency ? { CurrencyIsoCode: currency } : {}),
    },
    account: request.account.recordId === null ? fill('account', null, valuesOfAccount(request.account)) : {},
    contacts: request.contacts.map((input) => ({
      input,
      fields: input.recordId === null ? fill('contact', input.contactId, valuesOfContact(input)) : {},
    })),
    problems,
  };
}

function filled(
  transaction: Transaction,
  request: CompleteRequest,
  target: Target,
  given: GivenValues,
  complain: (code: string, key: string) => void,
): Fields {
  const object = OBJECT_OF_TARGET[target];
  const described = transaction.organisation.schema.get(object)?.fields;
  const mapped = Object.entries(given).map(([key, value]) => {
    return { key, field: mappingFor(transaction.settings, `${target}.${key}`)?.field ?? '', value };
  });
  const extras = request.additionalFields.flatMap((extra) =>
    extra?.objectName === object ? [{ key: extra.field ?? '', field: extra.field ?? '', value: extra.value }] : [],
  );
  const fields: Record<string, FieldValue> = {};
  for (const { key, field, value } of [...mapped, ...extras]) {
    const known = described?.get(field);
    if (!known) continue;
    try {
      const typed = fieldValue(known, value);
      if (typed !== null) fields[field] = typed;
    } catch (unreadable) {
      complain(unreadable instanceof CodedError ? unreadable.code : 'unexpected', key);
    }
  }
  return fields;
}

/** Ends the savepoint: what was inserted before a refusal is undone with it. */
class Refused extends Error {
  readonly problems: readonly CreationProblem[];

  constructor(problems: readonly CreationProblem[]) {
    super('refused');
    this.problems = problems;
  }
}

function writeAll(
  transaction: Transaction,
  row: StoredRecord,
  request: CompleteRequest,
  built: Built,
  update: OpportunityUpdate | null,
): CreateResult {
  const { store } = transaction.organisation;
  try {
    return store.transaction(() => {
      const insert = inserter(transaction, request.allowDuplicates === true);
      const accountId = request.account.recordId ?? insertAccount(insert, built);
      const contactIds = insertContacts(insert, built, accountId);
      const takesAccount = accountId !== null && (update?.takesAccount ?? true);
      const fields = { ...built.opportunity, ...(takesAccount ? { AccountId: accountId } : {}) };
      const { recordId } = request.opportunity;
      const [opportunityId = ''] =
        recordId === null
          ? insert('Opportunity', 'opportunity', [{ contactId: null, fields }])
          : [updated(transaction, recordId, fields)];
      addRoles(transaction, insert, opportunityId, contactIds);
      const done = { opportunityId, accountId, contactIds, updated: recordId !== null };
      const result = createdResult(transaction, done);
      noteCreated(transaction, row, result, request);
      return result;
    });
  } catch (failure) {
    if (failure instanceof Refused) return refusedWith(failure.problems);
    throw failure;
  }
}

interface Candidate {
  readonly contactId: string | null;
  readonly fields: Fields;
}
type Insert = (object: string, target: Target, candidates: readonly Candidate[]) => readonly string[];

/** Inserts records of one object and tells all their refusals together. */
function inserter(transaction: Transaction, allowDuplicates: boolean): Insert {
  return (object, target, candidates) => {
    const problems: CreationProblem[] = [];
    const ids: string[] = [];
    for (const { contactId, fields } of candidates) {
      try {
        const options = { allowDuplicates, together: new Set(ids), language: transaction.language };
        ids.push(transaction.records.insert(object, fields, options).id);
      } catch (refusal) {
        if (!(refusal instanceof SaveRefused)) throw refusal;
        problems.push(...refusal.problems.flatMap((each) => platformProblems(transaction, each, target, contactId)));
      }
    }
    if (problems.length > 0) throw new Refused(problems);
    return ids;
  };
}

function insertAccount(insert: Insert, { account }: Built): string | null {
  if (!account['Name']) return null;
  return insert('Account', 'account', [{ contactId: null, fields: account }])[0] ?? null;
}

/** The ids of all people of the deal, those linked and those created, in the order of the draft. */
function insertContacts(insert: Insert, { contacts }: Built, accountId: string | null): readonly string[] {
  const fresh = contacts.filter(({ input }) => input.recordId === null);
  const ids = insert(
    'Contact',
    'contact',
    fresh.map(({ input, fields }) => ({
      contactId: input.contactId,
      fields: accountId === null ? fields : { ...fields, AccountId: accountId },
    })),
  );
  const idOf = new Map(fresh.map(({ input }, at) => [input, ids[at] ?? '']));
  return [...new Set(contacts.map(({ input }) => input.recordId ?? idOf.get(input) ?? ''))];
}

/** Where no value is taken over, the opportunity is not touched. */
function updated(transaction: Transaction, recordId: string, fields: Fields): string {
  if (Object.keys(fields).length === 0) return recordId;
  try {
    return transaction.records.update(recordId, fields, { language: transaction.language }).id;
  } catch (refusal) {
    if (!(refusal instanceof SaveRefused)) throw refusal;
    throw new Refused(refusal.problems.flatMap((each) => platformProblems(transaction, each, 'opportunity', null)));
  }
}

/** The first person of the draft is the main contact of a deal that has none yet; who has a role keeps it. */
function addRoles(
  { records }: Transaction,
  insert: Insert,
  opportunityId: string,
  contactIds: readonly string[],
): void {
  const known = records.find('OpportunityContactRole', { OpportunityId: opportunityId });
  const fresh = contactIds.filter((contactId) => !known.some(({ fields }) => fields['ContactId'] === contactId));
  const roles = fresh.map((contactId, at) => ({
    contactId: null,
    fields: { OpportunityId: opportunityId, ContactId: contactId, IsPrimary: known.length === 0 && at === 0 },
  }));
  insert('OpportunityContactRole', 'opportunity', roles);
}

interface Done {
  readonly opportunityId: string;
  readonly accountId: string | null;
  readonly contactIds: readonly string[];
  readonly updated: boolean;
}

function createdResult(
  { records }: Transaction,
  { opportunityId, accountId, contactIds, updated: isUpdate }: Done,
): CreateResult {
  const nameOf = (id: string | null): string | null => {
    const name = id === null ? null : records.get(id)?.fields['Name'];
    return typeof name === 'string' ? name : null;
  };
  return {
    created: true,
    updated: isUpdate,
    opportunityId,
    opportunityName: nameOf(opportunityId),
    accountId,
    accountName: nameOf(accountId),
    contactIds: [...contactIds],
    problems: [],
  };
}

function refusedWith(problems: readonly CreationProblem[]): CreateResult {
  return {
    created: false,
    updated: false,
    opportunityId: null,
    opportunityName: null,
    accountId: null,
    accountName: null,
    contactIds: [],
    problems: [...problems],
  };
}
