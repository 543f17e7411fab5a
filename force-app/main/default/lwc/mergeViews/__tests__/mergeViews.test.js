import { formFields } from 'c/formFields';
import { mergeChanges, mergeView } from 'c/mergeViews';
import { byDefault, CONFIGURATION, CONTACT, contact, draft, fact, found, OBJECTS } from '../../../../../test/review';

const AMOUNT = 'opportunity.amount';
const view = ({ mine = {}, edits = {}, other = {} } = {}) =>
  mergeView({
    draft: draft(mine),
    edits,
    other: draft({ id: 'draft-9', ...other }),
    fields: formFields(CONFIGURATION, OBJECTS),
    reading: { locale: 'fr', currency: 'XOF' },
  });
const amountOf = (value, changes) => ({ opportunity: { amount: found(value, '85 M', changes) } });

it('has nothing to choose where both say the same', () => {
  const { rows, same } = view();
  expect(rows).toEqual([]);
  expect(same).toContain('Label of Amount');
});

it('keeps the later value unless the person says otherwise, but not a name', () => {
  const name = { opportunity: { name: found('Beta – LAN', 'Réseau'), amount: found(80000000, '85 M') } };
  const { rows } = view({ other: name });
  expect(rows.map(({ path, keepsMine }) => [path, keepsMine])).toEqual([
    ['opportunity.name', false],
    [AMOUNT, true],
  ]);
  expect(mergeChanges(rows, {})).toEqual([{ path: AMOUNT, value: '85000000' }]);
  expect(mergeChanges(rows, { [AMOUNT]: false, 'opportunity.name': true })).toEqual([
    { path: 'opportunity.name', value: 'Beta Conseil – Réseau' },
  ]);
});

it('never lets a default stand over what the other draft has, but fills what it lacks', () => {
  const mine = { opportunity: { closeDate: byDefault('2026-03-10', 'days-after-capture') } };
  expect(view({ mine }).rows).toEqual([]);
  const other = { opportunity: { closeDate: fact(null) } };
  expect(mergeChanges(view({ mine, other }).rows, {})).toEqual([{ path: 'opportunity.closeDate', value: '2026-03-10' }]);
});

it('sends what the person typed, and the currency with an amount of another one', () => {
  const other = { opportunity: { currency: fact('EUR'), ...amountOf(7).opportunity } };
  const { rows } = view({ edits: { [AMOUNT]: '90' }, other });
  expect(mergeChanges(rows, {})).toEqual([
    { path: AMOUNT, value: '90' },
    { path: 'opportunity.currency', value: 'XOF' },
  ]);
});

it('takes people along whom the other draft does not know, by e-mail or name', () => {
  const stranger = '22222222-2222-4222-8222-222222222222';
  const known = contact({ id: '33333333-3333-4333-8333-333333333333', email: fact('AWA@beta.example'), lastName: fact('F.') });
  const omar = contact({ id: stranger, firstName: fact('Omar'), lastName: fact('Ba'), email: fact(null) });
  const { rows } = view({ mine: { contacts: [contact(), omar] }, other: { contacts: [known] } });
  expect(rows.map(({ path }) => path)).toEqual([`contacts.${stranger}`]);
  expect(mergeChanges(rows, {})).toEqual([
    { path: `contacts.${stranger}.included`, value: 'true' },
    { path: `contacts.${stranger}.firstName`, value: 'Omar' },
    { path: `contacts.${stranger}.lastName`, value: 'Ba' },
  ]);
  const unticked = view({ edits: { [`contacts.${CONTACT}.included`]: 'false' }, other: { contacts: [] } });
  expect(unticked.rows).toEqual([]);
});
