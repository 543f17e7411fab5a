import { createElement } from '@lwc/engine-dom';
import EvidenceBar from 'c/evidenceBar';
import { settled, show } from '../../../../../test/review';

jest.mock('@salesforce/label/c.Sound_Listen_Other', () => ({ default: 'these {0} seconds' }), { virtual: true });

const LINE = { path: 'opportunity.amount', label: 'Amount', quote: '“85 M”', reading: '85 000 000 FCFA', why: '' };
const mount = (line, changes = {}) =>
  show(createElement('c-evidence-bar', { is: EvidenceBar }), { line, idle: 'Choose a field', ...changes }, ['listen']);

afterEach(() => document.body.replaceChildren());

it('announces the field, the quote and how it was read', () => {
  const { find } = mount(LINE);
  expect(find('.said').getAttribute('aria-live')).toBe('polite');
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

it('plays what can be heard, and is no button otherwise', async () => {
  const { element, find, fired } = mount(LINE, { passage: { from: 22, to: 24 } });
  expect(find('.listen').getAttribute('aria-label')).toBe('these 2 seconds');
  expect(find('.said').contains(find('.listen'))).toBe(false);
  find('.listen').click();
  expect(fired.listen).toHaveBeenCalledWith({ from: 22, to: 24 });
  element.passage = null;
  await settled();
  expect(find('.listen')).toBeNull();
});
