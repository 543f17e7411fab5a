import { openedDeal } from 'c/dealState';
import { failureView, refusalView } from 'c/refusalViews';
import { accountMatch, draft } from '../../../../../test/review';

const labelOf = (path) => `label of ${path}`;
const problem = (changes) => ({
  code: 'x',
  message: 'No',
  target: 'opportunity',
  contactId: null,
  field: null,
  canAllow: false,
  duplicates: null,
  ...changes,
});
const viewOf = (changes) => refusalView({ ...openedDeal(draft(), null, []), ...changes }, labelOf, 'fr');

it('has nothing to say while nothing was refused', () => {
  expect(viewOf({})).toBeNull();
});

it('leads to the refused value', () => {
  const view = viewOf({ problems: [problem({ field: 'closeDate', message: 'Too early' })] });
  expect(view).toMatchObject({ title: 'c.Review_Refused_One', canAllow: false });
  expect(view.items).toEqual([expect.objectContaining({ path: 'opportunity.closeDate', message: 'Too early' })]);
});

it('offers the existing record, and creating anyway only where the org allows it', () => {
  const duplicate = problem({ target: 'account', canAllow: true, duplicates: [accountMatch()] });
  const view = viewOf({ problems: [duplicate] });
  expect(view).toMatchObject({ title: 'c.Review_Refused_Duplicate', canAllow: true });
  expect(view.items[0].duplicates).toEqual([
    expect.objectContaining({ name: 'Beta Conseil SA', linkPath: 'account.recordId' }),
  ]);
  expect(viewOf({ problems: [{ ...duplicate, canAllow: false }] }).canAllow).toBe(false);
  expect(viewOf({ problems: [duplicate, problem({ field: 'amount' })] }).canAllow).toBe(false);
});

it('does not offer to link an opportunity', () => {
  const [item] = viewOf({ problems: [problem({ duplicates: [accountMatch({ target: 'opportunity' })] })] }).items;
  expect(item.duplicates[0].linkPath).toBeNull();
});

it('counts what is missing before anything was sent', () => {
  expect(viewOf({ missing: ['opportunity.name', 'account.name'] })).toMatchObject({
    title: 'c.Review_Missing_Other',
    items: [{ path: 'opportunity.name' }, { path: 'account.name' }],
  });
});

it('says after a lost answer that clicking again is safe', () => {
  const offline = { code: 'offline', message: 'No connection.', requestId: null };
  expect(failureView(offline, true).text).toBe('No connection. c.Review_Failed_Next');
  expect(failureView(offline, false).text).toBe('No connection.');
  expect(failureView(offline, true).reference).toBeUndefined();
});

it('hands on what an operator finds the call by', () => {
  const unexpected = { code: 'unexpected', message: 'Unforeseen.', requestId: 'request-1' };
  expect(failureView(unexpected, true).reference).toEqual({ code: 'unexpected', requestId: 'request-1' });
});

it('says of an update that nothing was changed', () => {
  const viewed = (problems) => refusalView({ ...openedDeal(draft(), null, []), problems }, labelOf, 'fr', true);
  const changed = viewed([problem({ code: 'record-changed', field: 'amount' })]);
  expect(changed).toMatchObject({ title: 'c.Update_Refused_One', text: 'c.Update_Refused_Next' });
  expect(viewed([problem({ code: 'record-closed' })]).title).toBe('c.Update_Refused_Record');
});
