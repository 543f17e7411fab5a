import {
  conflictedDeal,
  createdDeal,
  decidedDeal,
  editedDeal,
  mergedDeal,
  openedDeal,
  outcomeOf,
  problemPath,
  refreshedDeal,
  rejectedDeal,
  savedDeal,
  sendable,
  settledDeal,
  undecidedDeal,
} from 'c/dealState';
import { CONTACT, draft, found, row } from '../../../../../test/review';

const opened = (kept = []) => openedDeal(draft(), row('draft-1'), kept);
const NAME = 'opportunity.name';

it('takes up the edits that an earlier visit left', () => {
  expect(opened([{ path: NAME, value: 'X' }]).edits).toEqual({ [NAME]: 'X' });
});

it('forgets an edit once it was saved, unless it was typed again', () => {
  const deal = editedDeal(editedDeal(opened(), NAME, 'X'), 'opportunity.nextStep', 'Y');
  const next = draft({ version: 2 });
  const saved = savedDeal(deal, next, [{ path: NAME, value: 'X' }], 42);
  expect(saved.edits).toEqual({ 'opportunity.nextStep': 'Y' });
  expect(saved.saving).toMatchObject({ status: 'saved', at: 42 });
  expect(saved.draft.version).toBe(2);
});

describe('a conflict', () => {
  const theirs = (name) => draft({ version: 5, opportunity: { name: found(name, 'Réseau') } });
  const mine = editedDeal(opened(), NAME, 'Mine');

  it('asks only where both changed a value differently', () => {
    const deal = conflictedDeal(mine, theirs('Theirs'));
    expect(deal.theirs).toEqual({ [NAME]: 'Theirs' });
    expect(sendable(deal)).toEqual([]);
  });

  it('is settled by itself where both say the same, and sent again where they left it alone', () => {
    expect(conflictedDeal(mine, theirs('Mine')).edits).toEqual({});
    const again = conflictedDeal(mine, draft({ version: 5 }));
    expect(again.theirs).toEqual({});
    expect(sendable(again)).toEqual([{ path: NAME, value: 'Mine' }]);
  });

  it('ends with the person’s choice', () => {
    const deal = conflictedDeal(mine, theirs('Theirs'));
    expect(sendable(settledDeal(deal, NAME, true))).toEqual([{ path: NAME, value: 'Mine' }]);
    expect(settledDeal(deal, NAME, false)).toMatchObject({ edits: {}, theirs: {} });
  });
});

it('never goes back to an older draft', () => {
  const deal = openedDeal(draft({ version: 3 }), null, []);
  expect(refreshedDeal(deal, draft({ version: 2 }), row('draft-1')).draft.version).toBe(3);
});

it('clears a refusal once its value was changed', () => {
  const problem = {
    code: 'x',
    message: 'No',
    target: 'opportunity',
    contactId: null,
    field: 'closeDate',
    canAllow: false,
    duplicates: null,
  };
  const refused = { ...opened(), problems: [problem], missing: [NAME] };
  expect(editedDeal(refused, 'opportunity.closeDate', '2026-04-01').problems).toEqual([]);
  expect(editedDeal(refused, NAME, 'X').missing).toEqual([]);
  expect(editedDeal(refused, NAME, 'X').problems).toEqual([problem]);
});

it('finds the value that a problem speaks of', () => {
  const at = (target, field, contactId = null) => problemPath({ target, field, contactId });
  expect(at('opportunity', 'dealType')).toBe('opportunity.type');
  expect(at('contact', 'email', CONTACT)).toBe(`contacts.${CONTACT}.email`);
  expect(at('account', 'name')).toBe('account.name');
  expect(at(null, null)).toBeNull();
});

it('ends created or dropped, and says when', () => {
  const now = Date.UTC(2026, 2, 3, 11, 48);
  const made = createdDeal(opened(), { created: true, opportunityId: '006A' }, {}, now);
  expect(outcomeOf(made)).toBe('created');
  expect(made.draft.updatedAt).toBe('2026-03-03T11:48:00.000Z');
  expect(outcomeOf(rejectedDeal(opened(), draft({ version: 2 }), now))).toBe('rejected');
});

it('knows the outcome from the row before the middleware was told', () => {
  expect(outcomeOf(opened())).toBeNull();
  expect(outcomeOf(openedDeal(draft(), row('draft-1', { status: 'Created' }), []))).toBe('created');
  expect(outcomeOf(openedDeal(draft({ state: 'rejected' }), null, []))).toBe('rejected');
});

it('keeps what the person said of matches, and takes back what could not be remembered', () => {
  const decisions = [{ target: 'account', recordId: '001A', same: false }];
  const deal = decidedDeal(opened(), decisions);
  expect(deal.decided).toEqual(decisions);
  expect(undecidedDeal(deal, decisions).decided).toEqual([]);
});

it('ends merged as it ends dropped', () => {
  const merged = mergedDeal(opened(), draft({ state: 'rejected' }), 0);
  expect(merged).toMatchObject({ isMerged: true, draft: { state: 'rejected' } });
  expect(outcomeOf(merged)).toBe('rejected');
});
