import { openedDeal } from 'c/dealState';
import { formFields } from 'c/formFields';
import { formView } from 'c/formView';
import { CONFIGURATION, dealMatch, draft, fact, found, OBJECTS } from '../../../../../test/review';

jest.mock('@salesforce/label/c.Update_Unchanged', () => ({ default: '= {0}' }), { virtual: true });
jest.mock('@salesforce/label/c.Update_Of', () => ({ default: 'of {0}' }), { virtual: true });

const AMOUNT = 'opportunity.amount';
function updateOf({ opportunity = {}, edits = {}, match = {}, changes = {}, matches } = {}) {
  const kept = Object.entries(edits).map(([path, value]) => ({ path, value }));
  const of = draft({ opportunity: { description: found('New text', 'Réseau'), ...opportunity } });
  return formView({
    deal: { ...openedDeal(of, null, kept), ...changes },
    fields: formFields(CONFIGURATION, OBJECTS),
    matches: matches ?? [dealMatch(match)],
    configuration: CONFIGURATION,
    locale: 'fr',
    capturedAt: '2026-03-03T23:42:00+00:00',
    requiredMessage: 'Required',
    names: {},
  }).update;
}
const pathsOf = ({ rows }) => rows.map(({ path }) => path);
const withValues = (values) => ({ values: { ...dealMatch().values, ...values } });

it('proposes what the note says and the record does not, never a default, a name or what is the same', () => {
  const update = updateOf();
  expect(pathsOf(update)).toEqual([AMOUNT, 'opportunity.description']);
  expect(update.rows[0]).toMatchObject({
    today: '80\u00a0000\u00a0000\u00a0FCFA',
    becomes: '85\u00a0000\u00a0000\u00a0FCFA',
    isTaken: true,
    isBlankToday: false,
  });
  expect(update.unchanged).toContain('label of name, c.Update_Account, label of closedate, label of stagename (Quali');
});

it('says how the record stands today, and whose it is', () => {
  expect(updateOf().summary).toBe(
    'Qualification (label) · 80\u00a0000\u00a0000\u00a0FCFA · c.Review_Created_Close · c.Update_Yours',
  );
  expect(updateOf({ match: { mine: false, ownerName: 'Moussa Ba' } }).summary).toContain('of Moussa Ba');
});

it('takes over what is ticked, and remembers what the person saw of it', () => {
  const update = updateOf();
  expect(update).toMatchObject({ taken: [AMOUNT, 'opportunity.description'], seen: { [AMOUNT]: '80000000' } });
  const less = updateOf({ edits: { [`taken.${AMOUNT}`]: 'false' } });
  expect(less).toMatchObject({ taken: ['opportunity.description'], seen: { 'opportunity.description': '' } });
});

it('replaces a description that somebody wrote only where the person says so', () => {
  const match = withValues({ 'opportunity.description': 'Old text' });
  expect(updateOf({ match }).taken).toEqual([AMOUNT]);
  const edits = { 'taken.opportunity.description': 'true' };
  expect(updateOf({ match, edits }).taken).toContain('opportunity.description');
});

it('keeps the currency of the record where the note says none, and writes the one that it says', () => {
  const euros = withValues({ 'opportunity.currency': 'EUR' });
  expect(updateOf({ match: euros }).rows[0].becomes).toContain('€');
  expect(updateOf({ match: euros }).taken).not.toContain('opportunity.currency');
  const said = updateOf({ match: euros, opportunity: { currency: found('XOF', 'M') } });
  expect(said.rows[0].becomes).toContain('FCFA');
  expect(said).toMatchObject({ seen: { 'opportunity.currency': 'EUR' } });
});

it('shows what the person typed instead, and the refusal of a value that changed meanwhile', () => {
  const problem = { code: 'record-changed', message: 'Now 90', target: 'opportunity', contactId: null, field: 'amount' };
  const update = updateOf({ edits: { [AMOUNT]: '91' }, changes: { problems: [problem] } });
  expect(update.rows[0]).toMatchObject({ field: { sign: 'changed', problem: 'Now 90', value: '91' } });
  expect(pathsOf(updateOf({ edits: { [AMOUNT]: null } }))).not.toContain(AMOUNT);
});

it('is no update where a new one is made, and says where the record is gone', () => {
  expect(updateOf({ matches: [] })).toBeNull();
  expect(updateOf({ edits: { 'opportunity.recordId': '' } })).toBeNull();
  const gone = updateOf({ matches: [], edits: { 'opportunity.recordId': '006Z' } });
  expect(gone).toMatchObject({ isGone: true, rows: [], taken: [], name: '' });
  expect(updateOf({ opportunity: { amount: fact(null), description: fact(null) } }).rows).toEqual([]);
});
