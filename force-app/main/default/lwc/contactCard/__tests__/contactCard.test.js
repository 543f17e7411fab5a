import { createElement } from '@lwc/engine-dom';
import ContactCard from 'c/contactCard';
import { settled, show } from '../../../../../test/review';

const field = (key, value, changes = {}) => ({
  path: `contacts.1.${key}`,
  label: key,
  control: 'text',
  value,
  chips: [],
  sign: 'found',
  problem: '',
  conflict: null,
  ...changes,
});
const CONTACT = {
  id: '1',
  namePath: 'contacts.1.lastName',
  name: 'Awa Fall',
  included: true,
  linked: false,
  recordId: null,
  rows: [{ path: 'contacts.1.email', icon: 'utility:email', text: 'awa@beta.example', label: 'E-mail', toCheck: true }],
  missing: 'no phone',
  fields: [field('firstName', 'Awa'), field('lastName', 'Fall'), field('email', 'awa@beta.example')],
  signIcon: 'utility:new',
  signWord: 'New contact',
  signText: '',
  chips: [{ key: '003A', label: 'Use Awa Fall (same e-mail)', recordId: '003A' }],
  candidates: [],
  hasHidden: false,
  nameToCheck: false,
  problem: '',
};
const mount = (changes = {}, properties = {}) =>
  show(createElement('c-contact-card', { is: ContactCard }), { contact: { ...CONTACT, ...changes }, ...properties }, [
    'valuechange',
    'evidence',
  ]);

afterEach(() => document.body.replaceChildren());

it('lists what was found, what is missing and what needs a person', () => {
  const { find } = mount();
  expect(find('.row').textContent).toContain('awa@beta.example');
  expect(find('.row .check').textContent).toContain('c.Review_Sign_Check');
  expect(find('.missing').textContent).toContain('no phone');
});

it('lights the evidence of a value or of the name', () => {
  const { find, fired } = mount();
  find('.row').click();
  find('.name').click();
  expect(fired.evidence.mock.calls.map(([{ path }]) => path)).toEqual(['contacts.1.email', 'contacts.1.lastName']);
});

it('is left out with its checkbox and linked with a chip', () => {
  const { find, fired } = mount();
  find('.include').dispatchEvent(new CustomEvent('change', { detail: { checked: false } }));
  find('[data-key="003A"]').click();
  expect(fired.valuechange.mock.calls.map(([detail]) => detail)).toEqual([
    { path: 'contacts.1.included', value: 'false' },
    { path: 'contacts.1.recordId', value: '003A' },
  ]);
});

it('writes the name too when a new contact is wanted', () => {
  const { find, fired } = mount({
    linked: true,
    recordId: '003A',
    chips: [{ key: 'new', label: 'Create', recordId: '' }],
  });
  find('[data-key="new"]').click();
  expect(fired.valuechange.mock.calls.map(([{ path, value }]) => [path, value])).toEqual([
    ['contacts.1.lastName', 'Fall'],
    ['contacts.1.recordId', ''],
  ]);
});

it('opens its fields in place and closes them again', async () => {
  const { find, all } = mount();
  find('.edit').click();
  await settled();
  expect(all('c-draft-field')).toHaveLength(3);
  find('.fields__done lightning-button').click();
  await settled();
  expect(all('c-draft-field')).toHaveLength(0);
});

it('opens by itself where a value was refused, and for a contact that was just added', () => {
  const fields = [field('lastName', null, { problem: 'Required' })];
  expect(mount({ fields }).all('c-draft-field')).toHaveLength(1);
  expect(mount({}, { startsOpen: true }).all('c-draft-field')).toHaveLength(3);
});

it('has no fields to edit where an existing contact is linked', () => {
  const { element, find, all } = mount({ linked: true, recordId: '003A' });
  element.goTo('contacts.1.email');
  expect(find('.edit')).toBeNull();
  expect(all('c-draft-field')).toHaveLength(0);
});

it('says under a value that was put right what stands in the source', () => {
  const [row] = CONTACT.rows;
  const { find } = mount({ rows: [{ ...row, mended: 'corrected: read “awa@beta.examp1e”' }] });
  expect(find('.mended').textContent).toBe('corrected: read “awa@beta.examp1e”');
  expect(mount().find('.mended')).toBeNull();
});

it('remembers that a contact that was offered is the one meant', () => {
  const { element, find } = mount();
  const answered = jest.fn();
  element.addEventListener('answer', ({ detail }) => answered(detail));
  find('[data-key="003A"]').click();
  expect(answered).toHaveBeenCalledWith({
    kind: 'decided',
    decisions: [expect.objectContaining({ target: 'contact', contactId: '1', recordId: '003A', same: true })],
  });
});

it('is marked where it asks who is meant, and is led to there', () => {
  const candidates = [{ recordId: '003A', name: 'A. Fall', detail: '', why: '', compared: [] }];
  const { element, find, all, fired } = mount({ candidates, rows: [] });
  expect(find('.card').className).toContain('card_check');
  expect(find('c-match-candidates')).toMatchObject({ owner: 'contacts.1', candidates });
  element.goTo('contacts.1.lastName');
  expect(fired.evidence).toHaveBeenCalledWith({ path: 'contacts.1.lastName' });
  expect(all('c-draft-field')).toHaveLength(0);
});
