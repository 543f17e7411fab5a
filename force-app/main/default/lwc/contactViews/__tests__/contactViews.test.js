import { contactViews } from 'c/contactViews';
import { openedDeal } from 'c/dealState';
import { accountMatch, CONTACT, contact, draft, fact } from '../../../../../test/review';

function viewsOf(of, edits = {}, matches = [], problems = []) {
  const deal = { ...openedDeal(draft({ contacts: of }), null, []), problems };
  const facts = new Map(
    of.flatMap((each) => Object.entries(each).map(([key, value]) => [`contacts.${each.id}.${key}`, value])),
  );
  const view = (path) => ({
    path,
    label: path,
    value: facts.get(path)?.value ?? null,
    sign: facts.get(path)?.confidence < 0.6 ? 'check' : 'found',
    problem: '',
  });
  return contactViews({ deal, edits, fields: new Map(), matches, view, accountName: 'Beta', reading: { locale: 'fr' } });
}

it('says what is missing to reach the person', () => {
  expect(viewsOf([contact()])[0].missing).toBe('c.Review_Contact_No_Phone');
  expect(viewsOf([contact({ email: fact(null) })])[0].missing).toBe('c.Review_Contact_No_Phone_No_Email');
  expect(viewsOf([contact({ phone: fact('+221'), email: fact(null) })])[0].missing).toBe('c.Review_Contact_No_Email');
});

it('has a name even where the source gives none', () => {
  const [unnamed] = viewsOf([contact({ firstName: fact(null), lastName: fact(null) })]);
  expect(unnamed).toMatchObject({ name: 'c.Review_Contact_Unnamed', namePath: `contacts.${CONTACT}.firstName` });
});

it('shows that a name needs a person', () => {
  expect(viewsOf([contact({ lastName: fact('Fall', { confidence: 0.3 }) })])[0].nameToCheck).toBe(true);
});

it('offers every match but the one that is linked', () => {
  const match = (recordId) => accountMatch({ target: 'contact', contactId: CONTACT, recordId, reasons: ['same-email'] });
  const [view] = viewsOf([contact()], { [`contacts.${CONTACT}.recordId`]: '003A' }, [match('003A'), match('003B')]);
  expect(view.chips.map(({ recordId }) => recordId)).toEqual(['003B', '']);
});

it('carries a refusal of the whole contact', () => {
  const problem = { contactId: CONTACT, field: null, target: 'contact', message: 'Exists' };
  expect(viewsOf([contact()], {}, [], [problem])[0].problem).toBe('Exists');
});

it('asks who is meant where a match is only likely, until the person said so', () => {
  const likely = accountMatch({ target: 'contact', contactId: CONTACT, recordId: '003A', verdict: 'ask' });
  const unseen = { ...likely, recordId: undefined, hidden: true };
  const [asked] = viewsOf([contact()], {}, [likely, unseen]);
  expect(asked).toMatchObject({ candidates: [{ recordId: '003A', why: 'c.Match_Reason_Same_Name' }], hasHidden: true });
  expect(asked.chips).toEqual([]);
  const [chosen] = viewsOf([contact()], { [`contacts.${CONTACT}.recordId`]: '' }, [likely]);
  expect(chosen.candidates).toEqual([]);
  expect(chosen.chips).toHaveLength(1);
});
