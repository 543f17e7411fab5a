import { createElement } from '@lwc/engine-dom';
import AccountField from 'c/accountField';
import { getRecord } from 'lightning/uiRecordApi';
import { settled, show } from '../../../../../test/review';

const NAME = {
  path: 'account.name',
  label: 'Account',
  control: 'text',
  value: 'Beta',
  options: [],
  chips: [],
  sign: 'found',
  problem: '',
  conflict: null,
};
const SITE = { ...NAME, path: 'account.website', label: 'Website', value: null };
const ACCOUNT = {
  candidates: [],
  hasHidden: false,
  linked: true,
  recordId: '001A',
  label: 'Account',
  required: true,
  displayName: 'Beta SA',
  signIcon: 'utility:linked',
  signWord: 'Existing',
  signText: 'same name',
  chips: [
    { key: '001B', label: 'Beta Mali (same name)', recordId: '001B' },
    { key: 'new', label: 'Create a new account', recordId: '' },
  ],
  name: NAME,
  details: [SITE],
  problem: '',
};
const mount = (changes = {}) =>
  show(createElement('c-account-field', { is: AccountField }), { account: { ...ACCOUNT, ...changes } }, [
    'valuechange',
    'evidence',
    'named',
  ]);
const links = (fired) => fired.valuechange.mock.calls.map(([{ path, value }]) => [path, value]);

afterEach(() => document.body.replaceChildren());

it('shows the linked account with the reason it was taken', () => {
  const { find } = mount();
  expect(find('lightning-record-picker').value).toBe('001A');
  expect(find('.sign').textContent).toContain('same name');
});

it('links another account that was offered', () => {
  const { find, fired } = mount();
  find('[data-key="001B"]').click();
  expect(links(fired)).toEqual([['account.recordId', '001B']]);
});

it('writes the name too when a new account is wanted, so that the choice holds', () => {
  const { find, fired } = mount();
  find('[data-key="new"]').click();
  expect(links(fired)).toEqual([
    ['account.name', 'Beta'],
    ['account.recordId', ''],
  ]);
});

it('links what the record picker gives, and goes on searching when it is cleared', async () => {
  const { element, find, fired } = mount();
  const pick = (recordId) =>
    find('lightning-record-picker').dispatchEvent(new CustomEvent('change', { detail: { recordId } }));
  pick(null);
  element.account = { ...ACCOUNT, linked: false, recordId: null };
  await settled();
  pick('001C');
  expect(links(fired)).toEqual([
    ['account.name', 'Beta'],
    ['account.recordId', ''],
    ['account.recordId', '001C'],
  ]);
});

it('asks for the values of an account to create, and offers the search', async () => {
  const { all, find } = mount({
    linked: false,
    recordId: null,
    chips: [{ key: 'search', label: 'Search', recordId: null }],
  });
  expect(all('c-draft-field').map(({ field }) => field.path)).toEqual(['account.name', 'account.website']);
  find('[data-key="search"]').click();
  await settled();
  expect(find('lightning-record-picker')).not.toBeNull();
});

const NEW = { linked: false, recordId: null, displayName: 'Beta' };
const folded = (find) => find('.details').classList.contains('details_folded');

it('folds what else is known of a new account into one line', async () => {
  const phone = { ...SITE, path: 'account.phone', control: 'tel', value: '+221338240110' };
  const { find } = mount({ ...NEW, details: [SITE, phone] });
  expect(folded(find)).toBe(true);
  expect(find('.more').textContent).toContain('+221\u00a033\u00a0824\u00a001\u00a010');
  find('.more').click();
  await settled();
  expect(folded(find)).toBe(false);
  expect(find('.more').getAttribute('aria-expanded')).toBe('true');
});

it.each([
  ['is to check', { sign: 'check' }],
  ['was refused', { problem: 'Too long' }],
  ['was changed elsewhere', { conflict: { mine: 'a', theirs: 'b' } }],
])('opens by itself where a value %s, and can be closed', async (_, changes) => {
  const { find } = mount({ ...NEW, details: [{ ...SITE, ...changes }] });
  expect(folded(find)).toBe(false);
  find('.more').click();
  await settled();
  expect(folded(find)).toBe(true);
});

it('opens at a value that is gone to', async () => {
  const { element, find } = mount({ ...NEW, details: [SITE] });
  find('.detail').focus = jest.fn();
  element.litPath = 'account.website';
  await settled();
  expect(find('.more').className).toContain('more_lit');
  element.goTo('account.website');
  await settled();
  expect(folded(find)).toBe(false);
  expect(find('.detail').focus).toHaveBeenCalledTimes(1);
});

it('tells the name of an account that was found by search', async () => {
  const { fired } = mount({ displayName: '', recordId: '001Z' });
  await settled();
  expect(getRecord.getLastConfig()).toMatchObject({ recordId: '001Z', fields: ['Account.Name'] });
  getRecord.emit({ id: '001Z', fields: { Name: { value: 'Zeta' } } });
  await settled();
  expect(fired.named).toHaveBeenCalledWith({ recordId: '001Z', name: 'Zeta' });
});

it('remembers that an account that was offered is the one meant', () => {
  const { element, all } = mount();
  const answered = jest.fn();
  element.addEventListener('answer', ({ detail }) => answered(detail));
  const offered = all('.chip').find(({ dataset }) => /^001/.test(dataset.key));
  offered.click();
  expect(answered).toHaveBeenCalledWith({
    kind: 'decided',
    decisions: [expect.objectContaining({ target: 'account', recordId: offered.dataset.key, same: true })],
  });
});

it('asks about accounts that are only likely, and leads the focus back to the account once it is answered', async () => {
  const candidates = [{ recordId: '001B', name: 'Beta', detail: '', why: '', compared: [] }];
  const { find } = mount({ candidates, hasHidden: true });
  const asked = find('c-match-candidates');
  expect(asked).toMatchObject({ owner: 'account', candidates, hasHidden: true });
  asked.dispatchEvent(new CustomEvent('answer', { detail: {} }));
  await Promise.resolve();
  expect(find('.row')).not.toBeNull();
});
