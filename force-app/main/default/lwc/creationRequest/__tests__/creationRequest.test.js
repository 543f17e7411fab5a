import { creationRequest, missingValues } from 'c/creationRequest';
import { formFields } from 'c/formFields';
import { CONFIGURATION, CONTACT, draft, fact, OBJECTS } from '../../../../../test/review';

const FIELDS = formFields(CONFIGURATION, OBJECTS);

it('sends the draft as the person left it', () => {
  const request = creationRequest(
    draft(),
    { 'opportunity.amount': '90.5', 'opportunity.type': 'Projet' },
    FIELDS,
    false,
  );
  expect(request).toMatchObject({ captureId: 'capture-1', draftId: 'draft-1', version: 1, allowDuplicates: false });
  expect(request.opportunity).toMatchObject({
    amount: 90.5,
    dealType: 'Projet',
    closeDate: '2026-03-27',
    currencyCode: 'XOF',
  });
  expect(request.account).toEqual({ recordId: null, name: 'Beta Conseil', website: null, phone: null, country: null });
  expect(request.contacts).toEqual([
    expect.objectContaining({ contactId: CONTACT, recordId: null, lastName: 'Fall', email: 'awa@beta.example' }),
  ]);
});

it('links without touching the values of an existing record', () => {
  const edits = { 'account.recordId': '001A', [`contacts.${CONTACT}.recordId`]: '003A' };
  const { account, contacts } = creationRequest(draft(), edits, FIELDS, true);
  expect(account).toEqual({ recordId: '001A', name: null, website: null, phone: null, country: null });
  expect(contacts[0]).toMatchObject({ recordId: '003A', lastName: null, email: null });
});

it('leaves out contacts that are not taken and fields that the user may not write', () => {
  const fields = new Map([...FIELDS].filter(([key]) => key !== 'opportunity.amount'));
  const request = creationRequest(draft(), { [`contacts.${CONTACT}.included`]: 'false' }, fields, false);
  expect(request.contacts).toEqual([]);
  expect(request.opportunity.amount).toBeNull();
});

it('sends the org’s extra fields by their API names', () => {
  const extra = { ...FIELDS.get('opportunity.name'), key: 'additional.Region__c', field: 'Region__c' };
  const fields = new Map([...FIELDS, [extra.key, extra]]);
  expect(creationRequest(draft(), { 'additional.Region__c': 'Dakar' }, fields, false).additionalFields).toEqual([
    { objectName: 'Opportunity', field: 'Region__c', value: 'Dakar' },
  ]);
  expect(missingValues(draft(), {}, fields)).toEqual(['additional.Region__c']);
});

it('names every required value that is blank, in the order of the form', () => {
  expect(missingValues(draft(), {}, FIELDS)).toEqual([]);
  const blank = draft({ account: { name: fact(null) }, opportunity: { closeDate: fact(null) } });
  const edits = { 'opportunity.name': '  ', [`contacts.${CONTACT}.lastName`]: null };
  expect(missingValues(blank, edits, FIELDS)).toEqual([
    'opportunity.name',
    'account.name',
    'opportunity.closeDate',
    `contacts.${CONTACT}.lastName`,
  ]);
  const linked = { ...edits, 'account.recordId': '001A', [`contacts.${CONTACT}.recordId`]: '003A' };
  expect(missingValues(blank, linked, FIELDS)).toEqual(['opportunity.name', 'opportunity.closeDate']);
});

describe('of an opportunity that exists', () => {
  const UPDATE = { recordId: '006A', taken: ['opportunity.amount'], seen: { 'opportunity.amount': '80' } };

  it('sends what is taken and nothing else, with what the person saw of it', () => {
    const request = creationRequest(draft(), { 'account.recordId': '001A' }, FIELDS, false, UPDATE);
    expect(request.seen).toEqual({ 'opportunity.amount': '80' });
    const { recordId, amount, ...others } = request.opportunity;
    expect([recordId, amount]).toEqual(['006A', 85000000]);
    expect(Object.values(others).every((value) => value === null)).toBe(true);
    expect(Object.values(request.account).every((value) => value === null)).toBe(true);
    expect(request.contacts).toHaveLength(1);
    expect(creationRequest(draft(), {}, FIELDS, false)).toMatchObject({ seen: null, opportunity: { recordId: null } });
  });

  it('misses nothing but what its new contacts need', () => {
    const empty = draft({ opportunity: { name: fact(null), stage: fact(null) }, account: { name: fact(null) } });
    expect(missingValues(empty, {}, FIELDS, UPDATE)).toEqual([]);
    const unnamed = { [`contacts.${CONTACT}.lastName`]: null };
    expect(missingValues(empty, unnamed, FIELDS, UPDATE)).toEqual([`contacts.${CONTACT}.lastName`]);
  });
});
