import { createElement } from '@lwc/engine-dom';
import ContactList from 'c/contactList';
import { show } from '../../../../../test/review';

const contact = (id) => ({ id, name: id, fields: [], rows: [], chips: [], candidates: [], missing: '' });
const mount = (contacts) =>
  show(createElement('c-contact-list', { is: ContactList }), { contacts }, ['valuechange']);

afterEach(() => document.body.replaceChildren());

it('has a card for each person, and says so where there is none', () => {
  expect(mount([contact('a'), contact('b')]).all('c-contact-card')).toHaveLength(2);
  const { find } = mount([]);
  expect(find('.none').textContent).toBe('c.Review_Contact_None');
  expect(find('h3').textContent).toContain('c.Review_Contacts');
});

it('adds a contact under an id of its own', () => {
  const { find, fired } = mount([]);
  find('.add').click();
  const [{ path, value }] = fired.valuechange.mock.calls[0];
  expect(path).toMatch(/^contacts\.[0-9a-f]{8}-[0-9a-f-]{27}\.included$/);
  expect(value).toBe('true');
});

it('leads to the card of a value, and to the first that refuses its own', () => {
  const { element, all } = mount([contact('a'), contact('b')]);
  const [first, second] = all('c-contact-card');
  Object.assign(first, { goTo: jest.fn(), reportValidity: () => true });
  Object.assign(second, { goTo: jest.fn(), goToInvalid: jest.fn(), reportValidity: () => false });
  element.goTo('contacts.b.email');
  expect(second.goTo).toHaveBeenCalledWith('contacts.b.email');
  expect(first.goTo).not.toHaveBeenCalled();
  expect(element.reportValidity()).toBe(false);
  element.goToInvalid();
  expect(second.goToInvalid).toHaveBeenCalled();
});
