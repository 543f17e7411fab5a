import { createElement } from '@lwc/engine-dom';
import HeardValues from 'c/heardValues';
import { settled, show } from '../../../../../test/review';

jest.mock('@salesforce/label/c.Sound_Heard_One', () => ({ default: '{0} value' }), { virtual: true });
jest.mock('@salesforce/label/c.Sound_Heard_Other', () => ({ default: '{0} values' }), { virtual: true });
jest.mock('@salesforce/label/c.Sound_Heard_Value', () => ({ default: '{0} ?' }), { virtual: true });
jest.mock('@salesforce/label/c.Sound_Yes_To', () => ({ default: 'Yes: {0}, {1}' }), { virtual: true });

const AMOUNT = {
  key: 'opportunity.amount',
  paths: ['opportunity.amount'],
  label: 'Amount',
  text: '15 M',
  state: 'open',
  why: 'number',
  passage: { from: 22, to: 24 },
  others: [{ key: 'or-16', path: 'opportunity.amount', label: '16 M', value: '16' }],
  confirming: [{ path: 'opportunity.amount', value: '15' }],
};
const NAME = {
  key: 'contacts.c.name',
  paths: ['contacts.c.firstName', 'contacts.c.lastName'],
  label: 'Contact',
  text: 'Awa Fall',
  state: 'open',
  why: '',
  passage: null,
  others: [],
  confirming: [
    { path: 'contacts.c.firstName', value: 'Awa' },
    { path: 'contacts.c.lastName', value: 'Fall' },
  ],
};
const viewOf = (heard, fields = []) => ({
  heard,
  fields: new Map(fields.map((field) => [field.path, field])),
  contacts: [],
});
const mount = (heard) =>
  show(createElement('c-heard-values', { is: HeardValues }), { view: viewOf(heard) }, [
    'valuechange',
    'listen',
    'evidence',
    'correct',
  ]);

afterEach(() => document.body.replaceChildren());

it('asks nothing where nothing was heard with doubt', () => {
  expect(mount([]).find('.heard')).toBeNull();
});

it('counts what is open and says why it asks', () => {
  const { all, find } = mount([AMOUNT, NAME]);
  expect(find('.count').textContent).toBe('2 values');
  expect(all('.about').map(({ textContent }) => textContent)).toEqual(['Amount · number', 'Contact']);
  expect(all('.text').map(({ textContent }) => textContent)).toEqual(['15 M ?', 'Awa Fall ?']);
  expect(find('.yes').getAttribute('aria-label')).toBe('Yes: Amount, 15 M');
  expect(all('.listen')).toHaveLength(1);
});

it('plays the passage and lights its value', () => {
  const { find, fired } = mount([AMOUNT]);
  find('.listen').click();
  expect(fired.listen).toHaveBeenCalledWith({ from: 22, to: 24 });
  expect(fired.evidence).toHaveBeenCalledWith({ path: 'opportunity.amount' });
});

it('takes a yes as the person’s own value, and leads to the next one', async () => {
  const { all, element, find, fired } = mount([AMOUNT, NAME]);
  find('.yes').click();
  expect(fired.valuechange.mock.calls).toEqual([[{ path: 'opportunity.amount', value: '15' }]]);
  element.view = viewOf([{ ...AMOUNT, state: 'confirmed', confirming: [] }, NAME]);
  await settled();
  expect(element.shadowRoot.activeElement.dataset.key).toBe(NAME.key);
  expect(find('.done').textContent).toBe('c.Sound_Confirmed');
  expect(all('.chip')).toHaveLength(0);
  find('.yes').click();
  expect(fired.valuechange.mock.calls.slice(1)).toEqual([[NAME.confirming[0]], [NAME.confirming[1]]]);
  element.view = viewOf([
    { ...AMOUNT, state: 'confirmed' },
    { ...NAME, state: 'confirmed' },
  ]);
  await settled();
  expect(find('.count').textContent).toBe('c.Sound_Heard_None');
  expect(element.shadowRoot.activeElement).toBe(find('.title'));
});

it('takes the other reading with one click', () => {
  const { find, fired } = mount([AMOUNT]);
  find('.chip').click();
  expect(fired.valuechange).toHaveBeenCalledWith({ path: 'opportunity.amount', value: '16' });
});

it('leads to the field that is to be corrected', () => {
  const { all, fired } = mount([AMOUNT, NAME]);
  all('.correct')[1].click();
  expect(fired.correct).toHaveBeenCalledWith({ path: 'contacts.c.firstName' });
});

it('keeps what was corrected in its place, so that nothing moves', async () => {
  const { all, element } = mount([AMOUNT, NAME]);
  element.view = viewOf([NAME], [{ path: 'opportunity.amount', label: 'Amount', text: '7', sign: 'changed', chips: [] }]);
  await settled();
  expect(all('.text').map(({ textContent }) => textContent)).toEqual(['7', 'Awa Fall ?']);
  expect(all('.done').map(({ textContent }) => textContent)).toEqual(['c.Sound_Changed']);
});

it('forgets what the form no longer has', async () => {
  const { all, element } = mount([AMOUNT, NAME]);
  element.view = viewOf([AMOUNT]);
  await settled();
  expect(all('.value')).toHaveLength(1);
});

it('draws hostile words as text', () => {
  const { find } = mount([{ ...AMOUNT, text: '<img src=x>' }]);
  expect(find('.text').textContent).toBe('<img src=x> ?');
  expect(find('img')).toBeNull();
});
