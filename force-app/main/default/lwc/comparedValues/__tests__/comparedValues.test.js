import { createElement } from '@lwc/engine-dom';
import ComparedValues from 'c/comparedValues';
import { show } from '../../../../../test/review';

const VALUES = [
  { key: 'a', label: 'City', existing: 'Dakar', said: 'Thiès' },
  { key: 'b', label: 'Website', existing: 'beta.example', said: '' },
];

afterEach(() => document.body.replaceChildren());

it('is a table whose every value has its row and its column named', () => {
  const { find, all } = show(createElement('c-compared-values', { is: ComparedValues }), { name: 'B', values: VALUES });
  expect(find('caption').textContent).toContain('c.Match_Compared');
  expect(all('thead th').every((head) => head.scope === 'col')).toBe(true);
  expect(all('tbody th').map(({ textContent, scope }) => [textContent, scope])).toEqual([
    ['City', 'row'],
    ['Website', 'row'],
  ]);
  expect(all('td').map(({ textContent }) => textContent)).toEqual(['Dakar', 'Thiès', 'beta.example', '—']);
});

it('has no row where nothing is to compare', () => {
  const { all } = show(createElement('c-compared-values', { is: ComparedValues }), { name: 'B', values: [] });
  expect(all('tbody tr')).toHaveLength(0);
});
