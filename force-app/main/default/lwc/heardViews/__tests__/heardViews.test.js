import { formFields } from 'c/formFields';
import { formView } from 'c/formView';
import { heardNow } from 'c/heardViews';
import { openedDeal } from 'c/dealState';
import { accountMatch, CONFIGURATION, contact, draft, evidence, found, OBJECTS } from '../../../../../test/review';

jest.mock('@salesforce/label/c.Sound_Doubt_Name', () => ({ default: 'unknown' }), { virtual: true });

const heard = (value, quote, from, changes = {}) =>
  found(value, quote, { evidence: [{ ...evidence(quote), from, to: from + 1 }], doubts: ['number'], ...changes });
const NAMED = contact({
  firstName: heard('Awa', 'Awa', 3, { doubts: ['name'] }),
  lastName: heard('Fall', 'Fall', 4, { doubts: ['name'] }),
  email: heard('awa@beta.example', 'awa@beta.example', 6, { doubts: ['heard-badly'] }),
});
const DRAFT = draft({
  opportunity: {
    name: heard('Beta Conseil – Réseau', 'Réseau', 9),
    amount: heard(85000000, '85 M', 12, { doubts: ['number', 'heard-otherwise'], alternatives: [{ value: 95000000, confidence: 0.3, evidence: [] }] }),
    closeDate: heard('2026-03-27', '27/03', 20, { doubts: ['heard-badly', 'negation', 'heard-badly'] }),
  },
  contacts: [NAMED],
});

function viewOf({ of = DRAFT, edits = {}, matches = [] } = {}) {
  const kept = Object.entries(edits).map(([path, value]) => ({ path, value }));
  return formView({
    deal: openedDeal(of, null, kept),
    fields: formFields(CONFIGURATION, OBJECTS),
    matches,
    configuration: CONFIGURATION,
    locale: 'fr',
    capturedAt: '2026-03-03T23:42:00+00:00',
    requiredMessage: 'Required',
    names: {},
  });
}
const NAME = `contacts.${NAMED.id}`;

it('asks what costs most first, and the name of a contact once', () => {
  const { heard: values, toCheck } = viewOf();
  expect(values.map(({ key, text }) => [key, text])).toEqual([
    ['opportunity.amount', '85\u00a0000\u00a0000\u00a0FCFA'],
    ['opportunity.closeDate', '27 mars 2026'],
    [`${NAME}.email`, 'awa@beta.example'],
    [`${NAME}.name`, 'Awa Fall'],
    ['opportunity.name', 'Beta Conseil – Réseau'],
  ]);
  expect(values.every(({ state }) => state === 'open')).toBe(true);
  expect(toCheck).toHaveLength(values.length);
});

it('says why, where it is heard, what it may be instead, and what a yes changes', () => {
  const [amount, closeDate, , name] = viewOf().heard;
  const otherwise = heard(1, '85 M', 1, { doubts: ['heard-otherwise'] });
  const [alone] = viewOf({ of: draft({ opportunity: { amount: otherwise } }) }).heard;
  expect(alone.why).toBe('c.Sound_Doubt_Otherwise');
  expect(amount).toMatchObject({ why: 'c.Sound_Doubt_Number', passage: { from: 12, to: 13 } });
  expect(amount.others).toMatchObject([{ path: 'opportunity.amount', value: '95000000' }]);
  expect(amount.confirming).toEqual([{ path: 'opportunity.amount', value: '85000000' }]);
  expect(closeDate.why).toBe('c.Sound_Doubt_Badly · c.Sound_Doubt_Negation');
  expect(name).toMatchObject({ label: 'c.Sound_Contact', why: 'unknown', passage: { from: 3, to: 5 } });
  expect(name.confirming).toEqual([
    { path: `${NAME}.firstName`, value: 'Awa' },
    { path: `${NAME}.lastName`, value: 'Fall' },
  ]);
});

it('tells what a person confirmed from what a person changed', () => {
  const stateOf = (edits, key) => viewOf({ edits }).heard.find((value) => value.key === key).state;
  expect(stateOf({ 'opportunity.amount': '85000000' }, 'opportunity.amount')).toBe('confirmed');
  expect(stateOf({ 'opportunity.amount': '1' }, 'opportunity.amount')).toBe('changed');
  expect(stateOf({ [`${NAME}.firstName`]: 'Awa' }, `${NAME}.name`)).toBe('open');
  expect(viewOf({ edits: { 'opportunity.amount': '85000000' } }).toCheck).not.toContain('opportunity.amount');
});

it('keeps what was confirmed once it is saved as the person’s', () => {
  const amount = { ...DRAFT.opportunity.amount, origin: 'person', confidence: 1 };
  const { heard: values, fields } = viewOf({ of: { ...DRAFT, opportunity: { ...DRAFT.opportunity, amount } } });
  expect(values[0]).toMatchObject({ key: 'opportunity.amount', state: 'confirmed', passage: { from: 12, to: 13 } });
  expect(fields.get('opportunity.amount')).toMatchObject({ sign: 'confirmed', hasEvidence: true });
});

it('does not ask about a contact that is not taken, nor about a linked record', () => {
  const without = viewOf({ edits: { [`${NAME}.included`]: 'false' } }).heard;
  expect(without.map(({ key }) => key)).not.toContain(`${NAME}.name`);
  const account = { ...DRAFT.account, name: heard('Beta Conseil', 'Beta Conseil', 1, { doubts: ['name'] }) };
  const keys = (matches) => viewOf({ of: { ...DRAFT, account }, matches }).heard.map(({ key }) => key);
  expect(keys([])).toContain('account.name');
  expect(keys([accountMatch()])).not.toContain('account.name');
});

it('says whose value it is where there are several contacts', () => {
  const other = contact({ id: '22222222-2222-4222-8222-222222222222' });
  const values = viewOf({ of: { ...DRAFT, contacts: [NAMED, other] } }).heard;
  expect(values.find(({ key }) => key === `${NAME}.email`).label).toBe('Awa Fall · Label of Email');
});

it('follows a value that was asked about until the form no longer has it', () => {
  const [amount] = viewOf().heard;
  const changed = viewOf({ of: draft(), edits: { 'opportunity.amount': '7' } });
  expect(heardNow(amount, changed)).toMatchObject({ state: 'changed', text: '7\u00a0FCFA' });
  expect(heardNow({ ...amount, key: 'contacts.gone.name' }, changed)).toBeNull();
});
