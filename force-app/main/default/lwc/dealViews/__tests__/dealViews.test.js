import { createdDeal, openedDeal } from 'c/dealState';
import { createdRecords, dealTab, footerView, isUpdated } from 'c/dealViews';
import { formFields } from 'c/formFields';
import { formView } from 'c/formView';
import { accountMatch, CONFIGURATION, CONTACT, contact, dealMatch, draft, fact, OBJECTS, row, secondDraft } from '../../../../../test/review';

const sources = (deal, matches = []) => ({
  deal,
  matches,
  fields: formFields(CONFIGURATION, OBJECTS),
  configuration: CONFIGURATION,
  locale: 'fr',
  capturedAt: '2026-03-03T11:42:00Z',
  requiredMessage: '',
  names: {},
});

function tabOf(of, changes = {}) {
  const deal = { ...openedDeal(of, null, []), ...changes };
  return dealTab(deal, formView(sources(deal)), 'fr');
}

it('names a tab by its subject and what it needs', () => {
  expect(tabOf(draft())).toMatchObject({ number: 1, label: 'Réseau', flag: '' });
  expect(tabOf(secondDraft())).toMatchObject({ number: 2, label: 'Antivirus', flagKind: 'check' });
  expect(tabOf(draft({ state: 'rejected' }))).toMatchObject({ flag: 'c.Review_Tab_Dropped', flagKind: 'quiet' });
  expect(tabOf(draft(), { problems: [{}] })).toMatchObject({ flagKind: 'bad' });
  expect(tabOf(draft({ opportunity: { name: fact(null) } })).label).toBe('c.Review_Tab_Untitled');
});

it('says what will be created and what linked', () => {
  const deal = openedDeal(draft(), null, []);
  const keys = (records) => records.map(({ key }) => key);
  expect(keys(footerView(formView(sources(deal)), 'fr').create)).toEqual(['opportunity', 'account', 'contacts']);
  const linked = footerView(formView(sources(deal, [accountMatch()])), 'fr');
  expect(keys(linked.create)).toEqual(['opportunity', 'contacts']);
  expect(linked.link).toEqual([expect.objectContaining({ text: 'Beta Conseil SA' })]);
});

it('names the records that were made, from the answer or after a reload from the row', () => {
  const result = {
    created: true,
    opportunityId: '006A',
    opportunityName: 'N',
    accountId: '001A',
    accountName: 'A',
    contactIds: ['003A'],
    problems: null,
  };
  const ids = (deal) => createdRecords(deal, formView(sources(deal)), 'fr').map(({ recordId }) => recordId);
  expect(ids({ ...openedDeal(draft(), null, []), result })).toEqual(['006A', '001A', '003A']);
  const stored = row('draft-1', { status: 'Created', opportunityId: '006B', accountId: '001B', contactIds: ['003B'] });
  expect(ids(openedDeal(draft(), stored, []))).toEqual(['006B', '001B', '003B']);
  expect(ids(openedDeal(draft({ contacts: [] }), row('draft-1'), []))).toEqual([null]);
});

it('says the role of each person, and whether the record was made as long as that is known', () => {
  const second = contact({ id: 'b', firstName: fact('Omar'), title: fact('Acheteur'), recordId: '003B' });
  const stored = row('draft-1', { status: 'Created', opportunityId: '006B', contactIds: ['003A', '003B'] });
  const deal = openedDeal(draft({ contacts: [contact({ title: fact('DSI') }), second] }), stored, []);
  const details = (of) =>
    createdRecords(of, formView(sources(of)), 'fr')
      .filter(({ icon }) => icon === 'standard:contact')
      .map(({ detail }) => detail);
  expect(details({ ...deal, result: { created: true, contactIds: ['003A', '003B'] } })).toEqual([
    'c.Review_Created_Contact_New · DSI · c.Review_Created_Contact_Primary',
    'c.Review_Created_Contact_Linked · Acheteur',
  ]);
  expect(details(deal)).toEqual([
    'DSI · c.Review_Created_Contact_Primary',
    'c.Review_Created_Contact_Linked · Acheteur',
  ]);
});

it('still says new of a record that is found only because the deal made it', () => {
  const found = [accountMatch(), accountMatch({ target: 'contact', contactId: CONTACT, recordId: '003A', name: 'A' })];
  const opened = openedDeal(draft(), row('draft-1'), []);
  const result = { created: true, opportunityId: '006A', accountId: found[0].recordId, contactIds: ['003A'] };
  const deal = createdDeal(opened, result, formView(sources(opened)).edits, 0);
  const details = createdRecords(deal, formView(sources(deal, found)), 'fr').map(({ detail }) => detail);
  expect(details.join(' ')).not.toMatch(/Linked/);
  expect(details.slice(1).join(' ')).toMatch(/Account_New.*Contact_New/);
});

it('names a linked account by its kind until its name is read', () => {
  const deal = openedDeal(draft(), null, [{ path: 'account.recordId', value: '001Z' }]);
  expect(footerView(formView(sources(deal)), 'fr').link[0].text).toBe('c.Review_Footer_Account');
});

it('names what an opportunity that exists will take, and makes no account beside it', () => {
  const deal = openedDeal(draft(), null, []);
  const { update, create, link } = footerView(formView(sources(deal, [dealMatch(), accountMatch()])), 'fr');
  expect(update).toEqual([expect.objectContaining({ text: 'c.Update_Value_One' })]);
  expect(create.map(({ key }) => key)).toEqual(['contacts']);
  expect(link).toEqual([]);
});

it('knows an update from its answer, and after a reload from the draft', () => {
  const of = draft({ opportunity: { recordId: '006A' } });
  const stored = row('draft-1', { status: 'Created', opportunityId: '006A' });
  expect(isUpdated(openedDeal(of, stored, []))).toBe(true);
  expect(isUpdated(openedDeal(draft(), stored, []))).toBe(false);
  expect(isUpdated({ ...openedDeal(draft(), null, []), result: { updated: true } })).toBe(true);
  const deal = openedDeal(of, stored, []);
  expect(dealTab(deal, formView(sources(deal)), 'fr').flag).toBe('c.Update_Done_Tab');
  expect(createdRecords(deal, formView(sources(deal)), 'fr')[0].detail).toBe('');
});
