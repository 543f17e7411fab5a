import { createdDeal, decidedDeal, openedDeal } from 'c/dealState';
import {
  accountMatches,
  draftMatches,
  hasHidden,
  isAsked,
  matchesAmong,
  matchesOf,
  NEW_RECORD,
  opportunityMatches,
  withSuggestedLinks,
} from 'c/suggestedLinks';
import { accountMatch, captureView, contact, CONTACT, dealMatch, draft, fact, row, secondDraft } from '../../../../../test/review';

const LINK = `contacts.${CONTACT}.recordId`;
const person = (changes) =>
  accountMatch({
    target: 'contact',
    contactId: CONTACT,
    recordId: '003A',
    name: 'Awa Fall',
    reasons: ['same-email'],
    ...changes,
  });

it('links the one account that can be meant', () => {
  expect(withSuggestedLinks(draft(), {}, [accountMatch()])).toEqual({ 'account.recordId': '001000000000001AAA' });
  expect(withSuggestedLinks(draft(), {}, [accountMatch(), accountMatch({ recordId: '001B' })])).toEqual({});
});

it('prefers the record that the page was opened from', () => {
  const opened = accountMatch({ recordId: '001B', reasons: ['opened-from'] });
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
  expect(withSuggestedLinks(draft(), {}, [person({ reasons: ['same-phone'] })])[LINK]).toBe('003A');
  expect(
    withSuggestedLinks(draft(), {}, [person({ reasons: ['same-phone'], name: 'Standard Beta' })])[LINK],
  ).toBeUndefined();
});

it('proposes nothing that is only likely: that is asked', () => {
  const likely = accountMatch({ verdict: 'ask' });
  expect(withSuggestedLinks(draft(), {}, [likely])).toEqual({});
  expect(isAsked(draft(), {}, 'account')).toBe(true);
  expect(isAsked(draft(), { 'account.recordId': NEW_RECORD }, 'account')).toBe(false);
  expect(withSuggestedLinks(draft(), {}, [accountMatch(), accountMatch({ recordId: '001B', verdict: 'ask' })])).toEqual({
    'account.recordId': '001000000000001AAA',
  });
});

it('proposes to update the one open opportunity that is the same, until the person makes a new one', () => {
  expect(withSuggestedLinks(draft(), {}, [dealMatch()])).toEqual({ 'opportunity.recordId': '006000000000001AAA' });
  expect(withSuggestedLinks(draft(), {}, [dealMatch(), dealMatch({ recordId: '006B' })])).toEqual({});
  const named = draft({ opportunity: { name: fact('Mine', { origin: 'person' }) } });
  expect(withSuggestedLinks(named, {}, [dealMatch()])).toEqual({});
});

it('never links nor names what the person may not see, and says that it exists', () => {
  const unseen = accountMatch({ hidden: true, name: undefined, recordId: undefined });
  expect(accountMatches(draft(), [unseen])).toEqual([]);
  expect(withSuggestedLinks(draft(), {}, [unseen])).toEqual({});
  expect(hasHidden(draft(), [unseen], 'account')).toBe(true);
  expect(hasHidden(draft(), [unseen], 'opportunity')).toBe(false);
  const other = { target: 'draft', draftId: 'draft-1', otherDraftId: 'd', reasons: [] };
  expect(draftMatches(draft(), [other, { ...other, hidden: true }])).toEqual([other]);
});

it('leaves out at once what the person said is not the same, for that deal alone', () => {
  const said = { target: 'account', contactId: null, recordId: '001A', draftId: null, captureId: null, same: false };
  const first = decidedDeal(openedDeal(draft(), row('draft-1'), []), [said]);
  const ofFirst = accountMatch({ recordId: '001A', draftId: 'draft-1' });
  const ofSecond = accountMatch({ recordId: '001A', draftId: 'draft-2' });
  expect(matchesOf(captureView({ matches: [ofFirst, ofSecond, dealMatch()] }), [first])).toEqual([ofSecond, dealMatch()]);
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

  it('is linked also where the org could only ask', () => {
    const asked = person({ contactId: 'second-awa', draftId: 'draft-2', verdict: 'ask', reasons: ['same-person-name'] });
    const matches = matchesOf(captureView({ matches: [asked] }), [created, open()]);
    expect(withSuggestedLinks(open().draft, {}, matches)['contacts.second-awa.recordId']).toBe('003A');
  });

  it('another name, another account and a deal that waits say nothing', () => {
    const other = contact({ id: 'b', lastName: fact('Sow') });
    expect(matchesAmong([created, open({ contacts: [other] })])).toEqual([]);
    expect(matchesAmong([created, open({ account: { name: fact('Gamma') } })])).toEqual([]);
    expect(matchesAmong([openedDeal(draft(), row('draft-1'), []), open()])).toEqual([]);
  });
});
