import { createdDeal, openedDeal } from 'c/dealState';
import { matchesAmong, NEW_RECORD, opportunityMatches, withSuggestedLinks } from 'c/suggestedLinks';
import { accountMatch, contact, CONTACT, draft, fact, row, secondDraft } from '../../../../../test/review';

const LINK = `contacts.${CONTACT}.recordId`;
const person = (changes) =>
  accountMatch({
    target: 'contact',
    contactId: CONTACT,
    recordId: '003A',
    name: 'Awa Fall',
    reason: 'same-email',
    ...changes,
  });

it('links the one account that can be meant', () => {
  expect(withSuggestedLinks(draft(), {}, [accountMatch()])).toEqual({ 'account.recordId': '001000000000001AAA' });
  expect(withSuggestedLinks(draft(), {}, [accountMatch(), accountMatch({ recordId: '001B' })])).toEqual({});
});

it('prefers the record that the page was opened from', () => {
  const opened = accountMatch({ recordId: '001B', reason: 'opened-from' });
  expect(withSuggestedLinks(draft(), {}, [accountMatch(), opened])['account.recordId']).toBe('001B');
});

it('never overrides a choice: another record, a new one, or a name that a person wrote', () => {
  const matches = [accountMatch()];
  expect(withSuggestedLinks(draft(), { 'account.recordId': NEW_RECORD }, matches)['account.recordId']).toBe(NEW_RECORD);
  expect(withSuggestedLinks(draft({ account: { recordId: '001C' } }), {}, matches)).toEqual({});
  const named = draft({ account: { name: fact('Beta', { origin: 'person' }) } });
  expect(withSuggestedLinks(named, {}, matches)).toEqual({});
  expect(withSuggestedLinks(draft(), { 'account.name': 'Gamma' }, matches)).toEqual({ 'account.name': 'Gamma' });
});

it('links a contact by e-mail, and by phone only under the same last name', () => {
  expect(withSuggestedLinks(draft(), {}, [person()])[LINK]).toBe('003A');
  expect(withSuggestedLinks(draft(), {}, [person({ reason: 'same-phone' })])[LINK]).toBe('003A');
  expect(
    withSuggestedLinks(draft(), {}, [person({ reason: 'same-phone', name: 'Standard Beta' })])[LINK],
  ).toBeUndefined();
});

it('keeps the matches of each draft apart', () => {
  const match = accountMatch({ target: 'opportunity', recordId: '006A', draftId: 'draft-2' });
  expect(opportunityMatches(draft(), [match])).toEqual([]);
  expect(opportunityMatches(draft({ id: 'draft-2' }), [match, match])).toHaveLength(1);
});

describe('among the deals of one note', () => {
  const awa = contact({ id: 'second-awa', email: fact(null) });
  const open = (changes) => openedDeal(secondDraft({ contacts: [awa], ...changes }), row('draft-2'), []);
  const created = createdDeal(openedDeal(draft(), row('draft-1'), []), { created: true, contactIds: ['003A'] }, {}, 0);

  it('a person who came of one deal is linked in the others, also after a reload', () => {
    const after = row('draft-1', { status: 'Created', contactIds: ['003A'] });
    for (const first of [created, openedDeal(draft(), after, [])]) {
      const matches = matchesAmong([first, open()]);
      expect(matches).toEqual([
        expect.objectContaining({ draftId: 'draft-2', contactId: 'second-awa', recordId: '003A', name: 'Awa Fall' }),
      ]);
      expect(withSuggestedLinks(open().draft, {}, matches)['contacts.second-awa.recordId']).toBe('003A');
    }
  });

  it('another name, another account and a deal that waits say nothing', () => {
    const other = contact({ id: 'b', lastName: fact('Sow') });
    expect(matchesAmong([created, open({ contacts: [other] })])).toEqual([]);
    expect(matchesAmong([created, open({ account: { name: fact('Gamma') } })])).toEqual([]);
    expect(matchesAmong([openedDeal(draft(), row('draft-1'), []), open()])).toEqual([]);
  });
});
