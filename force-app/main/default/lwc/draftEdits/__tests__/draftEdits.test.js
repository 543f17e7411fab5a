import {
  accountRecordId,
  changesOf,
  contactsOf,
  factsOf,
  storedAt,
  takenPath,
  updatedRecordId,
  valueAt,
  withoutSent,
} from 'c/draftEdits';
import { CONTACT, draft } from '../../../../../test/review';

const NEW = '22222222-2222-4222-8222-222222222222';

it('gives a person’s value before the draft’s, also a cleared one', () => {
  expect(valueAt(draft(), {}, 'opportunity.amount')).toBe('85000000');
  expect(valueAt(draft(), { 'opportunity.amount': '90' }, 'opportunity.amount')).toBe('90');
  expect(valueAt(draft(), { 'opportunity.amount': null }, 'opportunity.amount')).toBeNull();
});

it('knows contacts that only the edits hold', () => {
  const edits = { [`contacts.${NEW}.included`]: 'true', [`contacts.${NEW}.lastName`]: 'Diop' };
  const contacts = contactsOf(draft(), edits);
  expect(contacts.map(({ id, included }) => [id, included])).toEqual([
    [CONTACT, true],
    [NEW, true],
  ]);
  expect(factsOf(draft(), edits).get(`contacts.${NEW}.email`)).toMatchObject({ value: null, origin: 'none' });
  expect(valueAt(draft(), edits, `contacts.${NEW}.lastName`)).toBe('Diop');
});

it('reads ticks and links as edited', () => {
  const [contact] = contactsOf(draft(), { [`contacts.${CONTACT}.included`]: 'false' });
  expect(contact.included).toBe(false);
  expect(storedAt(draft(), `contacts.${CONTACT}.included`)).toBe('true');
  expect(accountRecordId(draft({ account: { recordId: '001A' } }), {})).toBe('001A');
  expect(accountRecordId(draft({ account: { recordId: '001A' } }), { 'account.recordId': '' })).toBeNull();
});

it('takes a link that Lightning left out of the answer, as it does with every null, for none', () => {
  expect(storedAt(draft({ account: {} }), 'account.recordId')).toBeNull();
});

it('sends everything but the org’s extra fields, which the draft does not hold', () => {
  expect(changesOf({ 'opportunity.name': 'X', 'additional.Region__c': 'Dakar' })).toEqual([
    { path: 'opportunity.name', value: 'X' },
  ]);
});

it('keeps what was typed again while a save was on its way', () => {
  const sent = [
    { path: 'a', value: '1' },
    { path: 'b', value: null },
  ];
  expect(withoutSent({ a: '2', b: null, c: '3' }, sent)).toEqual({ a: '2', c: '3' });
});

it('keeps on the device what the middleware has no place for: which values of an update are taken', () => {
  expect(changesOf({ [takenPath('opportunity.amount')]: 'false', 'opportunity.recordId': '006A' })).toEqual([
    { path: 'opportunity.recordId', value: '006A' },
  ]);
});

it('knows which opportunity is updated, as edited', () => {
  const linked = draft({ opportunity: { recordId: '006A' } });
  expect(updatedRecordId(linked, {})).toBe('006A');
  expect(storedAt(linked, 'opportunity.recordId')).toBe('006A');
  expect(updatedRecordId(linked, { 'opportunity.recordId': '' })).toBeNull();
  expect(updatedRecordId(draft(), {})).toBeNull();
});
