import { createElement } from '@lwc/engine-dom';
import CreatedSummary from 'c/createdSummary';
import { navigate } from 'lightning/navigation';
import { show } from '../../../../../test/review';

const RECORDS = [
  { key: 'opportunity', icon: 'standard:opportunity', recordId: '006A', text: 'Beta – Réseau', detail: 'Prospection' },
  { key: 'c', icon: 'standard:contact', recordId: null, text: 'Awa Fall', detail: 'Contact created' },
];
const mount = (changes = {}) =>
  show(createElement('c-created-summary', { is: CreatedSummary }), {
    records: RECORDS,
    decidedAt: '2026-03-03T11:48:00Z',
    mine: true,
    ...changes,
  });

afterEach(() => {
  document.body.replaceChildren();
  jest.clearAllMocks();
});

it('links every record that was made and opens the opportunity', () => {
  const { find, all } = mount();
  expect(all('c-record-link').map(({ recordId }) => recordId)).toEqual(['006A']);
  expect(all('.item')[1].textContent).toContain('Awa Fall');
  find('.open').click();
  expect(navigate.mock.calls[0][0].attributes).toEqual({ recordId: '006A', actionName: 'view' });
});

it('says of a dropped deal that nothing was created', () => {
  const { find } = mount({ outcome: 'rejected', records: [] });
  expect(find('.title').textContent).toBe('c.Review_Dropped_Title');
  expect(find('.list')).toBeNull();
});

it('takes the focus, so that the outcome is read', () => {
  const { element, find } = mount();
  find('.title').focus = jest.fn();
  element.focus();
  expect(find('.title').focus).toHaveBeenCalled();
});

it('says that an opportunity was updated, or that its values went into another draft', () => {
  expect(mount({ isUpdate: true }).find('.title').textContent).toBe('c.Update_Done_Title');
  const { find } = mount({ outcome: 'rejected', isMerged: true, records: [] });
  expect(find('.title').textContent).toBe('c.Merge_Done_Title');
  expect(find('.when').textContent).toBe('c.Merge_Done_Text');
});
