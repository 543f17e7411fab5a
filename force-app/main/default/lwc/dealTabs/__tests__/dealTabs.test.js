import { createElement } from '@lwc/engine-dom';
import DealTabs from 'c/dealTabs';
import { show } from '../../../../../test/review';

const TABS = [
  { draftId: 'a', number: 1, label: 'Network', flag: '2 to check', flagKind: 'check' },
  { draftId: 'b', number: 2, label: 'Licences', flag: '', flagKind: 'good' },
];
const mount = (changes = {}) =>
  show(createElement('c-deal-tabs', { is: DealTabs }), { tabs: TABS, activeId: 'a', canAdd: true, ...changes }, [
    'choose',
    'adddeal',
  ]);
const press = (find, key) => find('.tabs').dispatchEvent(new KeyboardEvent('keydown', { key }));

afterEach(() => document.body.replaceChildren());

it('says of each deal its number, its subject and what it needs', () => {
  const { all } = mount();
  expect(all('[role="tab"]').map((tab) => tab.textContent)).toEqual(['1Network2 to check', '2Licences']);
  expect(all('[role="tab"]').map((tab) => [tab.ariaSelected, tab.tabIndex])).toEqual([
    ['true', 0],
    ['false', -1],
  ]);
});

it('is chosen by a click or by the keys of the pattern', () => {
  const { all, find, fired } = mount();
  all('[role="tab"]')[1].click();
  ['ArrowRight', 'ArrowLeft', 'Home', 'End', 'x'].forEach((key) => press(find, key));
  expect(fired.choose.mock.calls.map(([{ draftId }]) => draftId)).toEqual(['b', 'b', 'b', 'a', 'b']);
});

it('adds a deal only where that is allowed and nothing is on its way', () => {
  const { find, fired } = mount();
  find('.add').click();
  expect(fired.adddeal).toHaveBeenCalledTimes(1);
  expect(mount({ busy: true }).find('.add').disabled).toBe(true);
  expect(mount({ canAdd: false }).find('.add')).toBeNull();
});

it('has the bare number of its flag for a screen without room for words, read aloud once', () => {
  const { all } = mount({ tabs: [{ ...TABS[0], count: 2 }, { ...TABS[1], count: 0 }] });
  expect(all('.flag__count').map((count) => [count.textContent, count.ariaHidden])).toEqual([['2', 'true']]);
});
