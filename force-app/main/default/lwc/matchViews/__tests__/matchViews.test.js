import { formFields } from 'c/formFields';
import { candidateViews } from 'c/matchViews';
import { accountMatch, CONFIGURATION, dealMatch, OBJECTS } from '../../../../../test/review';

const sources = (said = {}) => ({
  fields: new Map([
    ...formFields(CONFIGURATION, OBJECTS),
    ['account.website', { key: 'account.website', label: 'Website', control: 'url', options: [] }],
  ]),
  reading: { locale: 'fr', currency: 'XOF', captureDay: '2026-03-03' },
  said: (key) => said[key] ?? null,
});

it('puts what the record holds beside what the note says', () => {
  const [view] = candidateViews([dealMatch()], sources({ 'opportunity.amount': '85000000' }));
  expect(view.compared.map(({ key, existing, said }) => [key, existing, said])).toEqual([
    ['opportunity.amount', '80\u00a0000\u00a0000\u00a0FCFA', '85\u00a0000\u00a0000\u00a0FCFA'],
    ['opportunity.closeDate', '27/03/2026', ''],
    ['opportunity.stage', 'Qualification (label)', ''],
  ]);
  expect(view.detail).toBe('');
});

it('tells accounts apart by city and site, however a site is written', () => {
  const values = { 'account.city': 'Dakar', 'account.website': 'https://www.beta.example/', 'account.phone': '' };
  const [view] = candidateViews([accountMatch({ values })], sources({ 'account.website': 'www.beta.example' }));
  expect(view.compared).toEqual([
    { key: 'account.city', label: 'c.Match_Field_City', existing: 'Dakar', said: '' },
    { key: 'account.website', label: 'Website', existing: 'beta.example', said: 'beta.example' },
  ]);
});

it('falls back to the one line of Apex where no value may be read, and shows five at most', () => {
  const many = Array.from({ length: 7 }, (_, at) => accountMatch({ recordId: `${at}` }));
  const views = candidateViews(many, sources());
  expect(views).toHaveLength(5);
  expect(views[0]).toMatchObject({ detail: 'Dakar', compared: [], why: 'c.Match_Reason_Same_Name' });
});
