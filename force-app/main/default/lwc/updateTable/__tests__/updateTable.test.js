import { createElement } from '@lwc/engine-dom';
import { openedDeal } from 'c/dealState';
import { formFields } from 'c/formFields';
import { formView } from 'c/formView';
import UpdateTable from 'c/updateTable';
import { CONFIGURATION, CONTACT, dealMatch, draft, fact, OBJECTS, settled, show } from '../../../../../test/review';

jest.mock('@salesforce/label/c.Update_Take_Of', () => ({ default: 'Take {0}' }), { virtual: true });
jest.mock('@salesforce/label/c.Update_Edit', () => ({ default: 'Edit {0}' }), { virtual: true });

const AMOUNT = 'opportunity.amount';
function viewOf({ opportunity = {}, changes = {} } = {}) {
  return formView({
    deal: { ...openedDeal(draft({ opportunity }), null, []), ...changes },
    fields: formFields(CONFIGURATION, OBJECTS),
    matches: [dealMatch()],
    configuration: CONFIGURATION,
    locale: 'fr',
    capturedAt: '2026-03-03T11:42:00Z',
    requiredMessage: '',
    names: {},
  });
}
const mount = (of, properties = {}) =>
  show(createElement('c-update-table', { is: UpdateTable }), { view: viewOf(of), ...properties }, [
    'valuechange',
    'evidence',
  ]);

afterEach(() => document.body.replaceChildren());

it('shows today beside what it would become, with the proof, each value with a tick of its own', () => {
  const { find, all } = mount();
  expect(all('.row')).toHaveLength(1);
  expect(find('.take')).toMatchObject({ label: 'Take Label of Amount', checked: true });
  expect(find('.cell-today bdi').textContent).toContain('80');
  expect(find('.value_new').textContent).toContain('85');
  expect(find('.sign').textContent).toContain('c.Review_Sign_Found');
  expect(find('c-contact-list').contacts).toHaveLength(1);
});

it('stays a table for a screen reader where it is drawn as cards', () => {
  const { find, all } = mount();
  expect(find('table').getAttribute('role')).toBe('table');
  expect(all('th[scope="col"]')).toHaveLength(4);
  expect(find('.row').getAttribute('role')).toBe('row');
  expect(find('.cell-field').getAttribute('role')).toBe('rowheader');
  expect(all('.small').every((each) => each.getAttribute('aria-hidden') === 'true')).toBe(true);
});

it('keeps a tick with the deal, and lights the source of the row that has the focus', () => {
  const { find, fired } = mount();
  find('.take').dispatchEvent(new CustomEvent('change', { detail: { checked: false } }));
  expect(fired.valuechange).toHaveBeenCalledWith({ path: `taken.${AMOUNT}`, value: 'false' });
  find('.row').dispatchEvent(new CustomEvent('focusin'));
  expect(fired.evidence).toHaveBeenCalledWith({ path: AMOUNT });
  expect(mount({}, { litPath: AMOUNT }).find('.row').className).toContain('row_lit');
});

it('opens a value to be typed over, and closes it again', async () => {
  const { find } = mount();
  expect(find('.edit').alternativeText).toBe('Edit Label of Amount');
  find('.edit').click();
  await settled();
  expect(find('c-draft-field')).toMatchObject({ field: { path: AMOUNT }, unit: { path: 'opportunity.currency' } });
  find('.done').click();
  await settled();
  expect(find('c-draft-field')).toBeNull();
});

it('shows the refusal of a value that changed meanwhile beside today’s', () => {
  const problem = { code: 'record-changed', message: 'Now 90', target: 'opportunity', contactId: null, field: 'amount' };
  const { find } = mount({ changes: { problems: [problem] } });
  expect(find('.cell-today .problem').getAttribute('role')).toBe('alert');
  expect(find('.cell-today .problem').textContent).toContain('Now 90');
});

it('opens a value that another device changed, so that the person can choose', () => {
  expect(mount({ changes: { theirs: { [AMOUNT]: '7' } } }).find('c-draft-field').field.conflict).not.toBeNull();
});

it('says so where the note changes nothing', () => {
  const { find } = mount({ opportunity: { amount: fact(null) } });
  expect(find('table')).toBeNull();
  expect(find('.nothing').textContent).toBe('c.Update_Nothing');
});

it('leads to a tick and to a contact, and asks every control whether it accepts its value', () => {
  const { element, find } = mount();
  const tick = Object.assign(find('.take'), { focus: jest.fn(), scrollIntoView: jest.fn() });
  const contacts = Object.assign(find('c-contact-list'), {
    goTo: jest.fn(),
    goToInvalid: jest.fn(),
    reportValidity: () => false,
  });
  element.goTo('opportunity.currency');
  expect(tick.focus).toHaveBeenCalled();
  element.goTo(`contacts.${CONTACT}.email`);
  expect(contacts.goTo).toHaveBeenCalledWith(`contacts.${CONTACT}.email`);
  expect(element.reportValidity()).toBe(false);
  expect(contacts.goToInvalid).toHaveBeenCalled();
});

it('opens the value that was heard wrongly', async () => {
  const { find } = mount();
  find('c-heard-values').dispatchEvent(new CustomEvent('correct', { detail: { path: AMOUNT } }));
  await settled();
  expect(find('c-draft-field')).not.toBeNull();
});
