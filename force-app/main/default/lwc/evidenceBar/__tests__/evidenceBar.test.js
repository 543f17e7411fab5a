import { createElement } from '@lwc/engine-dom';
import EvidenceBar from 'c/evidenceBar';
import { show } from '../../../../../test/review';

const LINE = { path: 'opportunity.amount', label: 'Amount', quote: '“85 M”', reading: '85 000 000 FCFA', why: '' };
const mount = (line) => show(createElement('c-evidence-bar', { is: EvidenceBar }), { line, idle: 'Choose a field' });

afterEach(() => document.body.replaceChildren());

it('announces the field, the quote and how it was read', () => {
  const { find } = mount(LINE);
  expect(find('.bar').getAttribute('aria-live')).toBe('polite');
  expect(find('.bar').textContent).toBe('Amount“85 M” → 85 000 000 FCFA');
});

it('says why where there is no quote, and beside the reading where there is one', () => {
  expect(mount({ ...LINE, quote: '', reading: '', why: 'Default' }).find('.read').textContent).toBe('Default');
  expect(mount({ ...LINE, why: 'M = million' }).find('.read').textContent).toBe(
    '“85 M” → 85 000 000 FCFA (M = million)',
  );
});

it('says what to do while nothing is chosen', () => {
  expect(mount(null).find('.idle').textContent).toBe('Choose a field');
});
