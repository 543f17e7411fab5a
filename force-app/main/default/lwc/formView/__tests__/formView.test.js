import { formFields } from 'c/formFields';
import { formView } from 'c/formView';
import { openedDeal } from 'c/dealState';
import { accountMatch, CONFIGURATION, CONTACT, draft, fact, OBJECTS, secondDraft } from '../../../../../test/review';

jest.mock('@salesforce/label/c.Review_Quote', () => ({ default: '«{0}»' }), { virtual: true });

function viewOf({ of = draft(), edits = {}, matches = [], names = {}, changes = {} } = {}) {
  const kept = Object.entries(edits).map(([path, value]) => ({ path, value }));
  return formView({
    deal: { ...openedDeal(of, null, kept), ...changes },
    fields: formFields(CONFIGURATION, OBJECTS),
    matches,
    configuration: CONFIGURATION,
    locale: 'fr',
    capturedAt: '2026-03-03T23:42:00+00:00',
    requiredMessage: 'Required',
    names,
  });
}

it('shows every mapped field with its sign and its evidence line', () => {
  const { fields, toCheck, counts } = viewOf();
  const amount = fields.get('opportunity.amount');
  expect(amount).toMatchObject({ value: '85000000', sign: 'found', signText: '«85 M»', required: false });
  expect(amount.line).toMatchObject({ quote: '«85 M»', reading: '85\u00a0000\u00a0000\u00a0FCFA' });
  expect(fields.get('opportunity.closeDate').line.reading).toBe('vendredi 27 mars 2026');
  expect(counts).toMatchObject({ found: 4, default: 2 });
  expect(toCheck).toEqual([]);
});

it('names what needs a person, with the other readings as chips', () => {
  const { fields, toCheck } = viewOf({ of: secondDraft() });
  expect(toCheck).toEqual(['opportunity.amount']);
  expect(fields.get('opportunity.amount').chips.map(({ value }) => value)).toEqual(['19000000', null]);
});

it('links the account that matches, and offers the others and a new one', () => {
  const other = accountMatch({ recordId: '001B', name: 'Beta Mali' });
  const { account, fields } = viewOf({ matches: [accountMatch({ reasons: ['opened-from'] }), other] });
  expect(account).toMatchObject({ linked: true, displayName: 'Beta Conseil SA' });
  expect(account.chips.map(({ recordId }) => recordId)).toEqual(['001B', '']);
  expect(fields.has('account.name')).toBe(false);
});

it('offers the search where the account is to be created', () => {
  const { account } = viewOf();
  expect(account).toMatchObject({ linked: false, displayName: 'Beta Conseil' });
  expect(account.chips).toEqual([expect.objectContaining({ recordId: null })]);
});

it('puts refusals, missing values and conflicts at their field', () => {
  const problem = {
    code: 'x',
    message: 'Too early',
    target: 'opportunity',
    contactId: null,
    field: 'closeDate',
    canAllow: false,
    duplicates: null,
  };
  const changes = { problems: [problem], missing: ['opportunity.stage'], theirs: { 'opportunity.name': 'Theirs' } };
  const { fields } = viewOf({ changes });
  expect(fields.get('opportunity.closeDate').problem).toBe('Too early');
  expect(fields.get('opportunity.stage').problem).toBe('Required');
  expect(fields.get('opportunity.name').conflict).toEqual({ mine: 'Beta Conseil – Réseau', theirs: 'Theirs' });
});

it('takes the org’s currency where none is said', () => {
  const { currency, edits } = viewOf({ of: draft({ opportunity: { currency: fact(null) } }) });
  expect(currency).toMatchObject({
    value: 'XOF',
    options: expect.arrayContaining([{ value: 'XOF', label: 'FCFA (XOF)' }]),
  });
  expect(edits['opportunity.currency']).toBe('XOF');
});

it('lists a contact with what was found and what it will become', () => {
  const [contact] = viewOf().contacts;
  expect(contact).toMatchObject({ id: CONTACT, name: 'Awa Fall', included: true, linked: false });
  expect(contact.rows.map(({ text }) => text)).toEqual(['awa@beta.example']);
  const match = accountMatch({
    target: 'contact',
    contactId: CONTACT,
    recordId: '003A',
    name: 'Awa Fall',
    reasons: ['same-email'],
  });
  const [linked] = viewOf({ matches: [match] }).contacts;
  expect(linked).toMatchObject({ linked: true, recordId: '003A' });
  expect(linked.chips.map(({ recordId }) => recordId)).toEqual(['']);
  const [left] = viewOf({ matches: [match], edits: { [`contacts.${CONTACT}.included`]: 'false' } }).contacts;
  expect(left).toMatchObject({ included: false, chips: [] });
});

it('shows a value that is not in the org’s list, so that a refusal can be understood', () => {
  const { fields } = viewOf({ of: draft({ opportunity: { stage: fact('Ancienne') } }) });
  expect(fields.get('opportunity.stage').options.at(-1)).toEqual({ label: 'Ancienne', value: 'Ancienne' });
});

it('calls an account found by search by its own name, and by none while that is not read', () => {
  const edits = { 'account.recordId': '001Z' };
  expect(viewOf({ edits, names: { '001Z': 'Zeta' } }).account).toMatchObject({ linked: true, displayName: 'Zeta' });
  expect(viewOf({ edits }).account).toMatchObject({ linked: true, displayName: '' });
});
