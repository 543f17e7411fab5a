import { createElement } from '@lwc/engine-dom';
import RefusalBanner from 'c/refusalBanner';
import { show } from '../../../../../test/review';

const VALUE = {
  key: 'v',
  path: 'opportunity.closeDate',
  goLabel: 'Go to Close date',
  message: 'Too early',
  duplicates: [],
};
const RECORD = {
  key: '0',
  path: null,
  goLabel: '',
  message: 'Exists',
  duplicates: [{ recordId: '001A', name: '<b>Beta</b>', reason: 'same name', linkPath: 'account.recordId' }],
};
const mount = (items, canAllow = false) =>
  show(
    createElement('c-refusal-banner', { is: RefusalBanner }),
    { refusal: { icon: 'utility:ban', title: 'Refused', text: 'Correct it.', items, canAllow } },
    ['goto', 'uselink', 'allow'],
  );

afterEach(() => document.body.replaceChildren());

it('is announced and leads to the value', () => {
  const { find, fired } = mount([VALUE]);
  expect(find('.banner').getAttribute('role')).toBe('alert');
  expect(find('.message').textContent).toBe('Too early');
  find('.go').click();
  expect(fired.goto).toHaveBeenCalledWith({ path: 'opportunity.closeDate' });
  expect(find('.allow')).toBeNull();
});

it('takes the existing record, or creates anyway where that is allowed', () => {
  const { find, fired } = mount([RECORD], true);
  expect(find('c-record-link').label).toBe('<b>Beta</b>');
  find('.duplicate .go').click();
  expect(fired.uselink).toHaveBeenCalledWith({ path: 'account.recordId', recordId: '001A' });
  find('.allow').click();
  expect(fired.allow).toHaveBeenCalledTimes(1);
});
