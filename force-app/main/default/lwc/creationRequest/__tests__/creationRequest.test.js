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
