import { createElement } from '@lwc/engine-dom';
import DraftField from 'c/draftField';
import { settled, show, withValidity } from '../../../../../test/review';

const FIELD = {
  path: 'opportunity.nextStep',
  label: 'Next step',
  control: 'text',
  required: true,
  options: [],
  maximumLength: 255,
  step: '1',
  target: null,
  value: 'Call',
  sign: 'found',
  signIcon: 'utility:quotation_marks',
  signWord: 'Found',
  signText: '“call”',
  hasEvidence: true,
  chips: [],
  restores: false,
  line: null,
  problem: '',
  conflict: null,
};

const mount = (field = {}, properties = {}) =>
  show(createElement('c-draft-field', { is: DraftField }), { field: { ...FIELD, ...field }, ...properties }, [
    'valuechange',
    'evidence',
    'settle',
  ]);

afterEach(() => document.body.replaceChildren());

it('shows the native control of each kind with its label', () => {
  const types = ['date', 'number', 'email', 'tel', 'url', 'text'].map(
    (control) => mount({ control }).find('lightning-input').type,
  );
  expect(types).toEqual(['date', 'number', 'email', 'tel', 'text', 'text']);
  expect(mount({ control: 'picklist' }).find('lightning-combobox').label).toBe('Next step');
  expect(mount({ control: 'longText' }).find('lightning-textarea').required).toBe(true);
  expect(mount({ control: 'lookup', target: 'Account' }).find('lightning-record-picker').objectApiName).toBe('Account');
});

it('tells what was typed, and a cleared value as null', () => {
  const { find, fired } = mount();
  find('lightning-input').dispatchEvent(new CustomEvent('change', { detail: { value: 'Meet' } }));
  find('lightning-input').dispatchEvent(new CustomEvent('change', { detail: { value: '' } }));
  expect(fired.valuechange.mock.calls).toEqual([
    [{ path: FIELD.path, value: 'Meet' }],
    [{ path: FIELD.path, value: null }],
  ]);
});

it('lights its evidence on focus and on a click on its sign, which is no Tab stop', () => {
  const { find, fired } = mount();
  find('.row').dispatchEvent(new CustomEvent('focusin', { bubbles: true }));
  find('.sign__line_action').click();
  expect(fired.evidence.mock.calls).toEqual([[{ path: FIELD.path }], [{ path: FIELD.path }]]);
  expect(find('.sign__line_action').tabIndex).toBe(-1);
});

it('says “to check” by word, icon and bar, and takes it as right with one click', () => {
  const { find, fired } = mount({ sign: 'check', signWord: 'To check', signIcon: 'utility:warning' });
  withValidity(find('lightning-input'));
  expect(find('.row').className).toContain('row_check');
  expect(find('.sign__word').textContent).toBe('To check');
  expect(find('.sign lightning-icon').iconName).toBe('utility:warning');
  find('[data-key="confirm"]').click();
  expect(fired.valuechange).toHaveBeenCalledWith({ path: FIELD.path, value: 'Call' });
});

it('takes another reading with one click and moves the focus to the field', () => {
  const { find, fired } = mount({ chips: [{ key: 'or-X', label: 'X', value: 'X' }] });
  withValidity(find('lightning-input'));
  find('[data-key="or-X"]').click();
  expect(fired.valuechange).toHaveBeenCalledWith({ path: FIELD.path, value: 'X' });
  expect(find('lightning-input').focus).toHaveBeenCalled();
});

it('shows a refusal in the control and takes it away again', async () => {
  const { element, find } = mount();
  const control = withValidity(find('lightning-input'));
  element.field = { ...FIELD, problem: 'Too early' };
  await settled();
  element.field = FIELD;
  await settled();
  expect(control.setCustomValidity.mock.calls).toEqual([['Too early'], ['']]);
  expect(control.reportValidity).toHaveBeenCalledTimes(2);
});

it('asks which version to keep when another device changed the value', () => {
  const { all, fired, find } = mount({ conflict: { mine: 'Call', theirs: 'Write' } });
  withValidity(find('lightning-input'));
  expect(find('.conflict').getAttribute('role')).toBe('alert');
  all('.conflict button')[1].click();
  expect(fired.settle).toHaveBeenCalledWith({ path: FIELD.path, keepMine: false });
});

it('changes the currency beside an amount under its own path', () => {
  const unit = { ...FIELD, path: 'opportunity.currency', control: 'picklist', value: 'XOF' };
  const { find, fired } = mount({ control: 'number', value: '85000000' }, { unit });
  find('.unit').dispatchEvent(new CustomEvent('change', { detail: { value: 'EUR' } }));
  expect(fired.valuechange).toHaveBeenCalledWith({ path: 'opportunity.currency', value: 'EUR' });
  expect(find('lightning-input').formatFractionDigits).toBe(0);
});

it('draws hostile values as text', () => {
  const { find } = mount({ signText: '<img src=x onerror=alert(1)>' });
  expect(find('.sign__what').textContent).toBe('<img src=x onerror=alert(1)>');
  expect(find('img')).toBeNull();
});

it('groups a phone number for reading and keeps its value', async () => {
  const { find, fired, element } = mount({ control: 'tel', value: '+221775123456' });
  const input = find('lightning-input');
  expect(input.value).toBe('+221\u00a077\u00a0512\u00a034\u00a056');
  input.dispatchEvent(new CustomEvent('change', { detail: { value: '+221 77 512 34 5' } }));
  expect(fired.valuechange.mock.calls.at(-1)[0].value).toBe('+22177512345');
  element.field = { ...FIELD, control: 'tel', value: '+22177512345' };
  await settled();
  expect(input.value).toBe('+221 77 512 34 5');
});

it('says that other readings were heard', () => {
  const chips = [{ key: 'or-X', label: 'X', value: 'X' }];
  expect(mount({ chips, isHeard: true }).find('.chips__or').textContent).toBe('c.Sound_Also');
  expect(mount({ chips }).find('.chips__or').textContent).toBe('c.Review_Or');
});
