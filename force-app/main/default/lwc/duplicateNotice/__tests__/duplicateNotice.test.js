import { createElement } from '@lwc/engine-dom';
import DuplicateNotice from 'c/duplicateNotice';
import { navigate } from 'lightning/navigation';
import { show } from '../../../../../test/review';

const OPPORTUNITY = {
  key: '006A',
  recordId: '006A',
  captureId: null,
  draftId: null,
  name: 'Beta – Réseau',
  detail: 'Qualification',
  why: 'same name',
};
const mount = (changes = {}) =>
  show(createElement('c-duplicate-notice', { is: DuplicateNotice }), { duplicate: { ...OPPORTUNITY, ...changes } }, [
    'dismiss',
  ]);

afterEach(() => {
  document.body.replaceChildren();
  jest.clearAllMocks();
});

it('links the opportunity that may be the same, and opens it', () => {
  const { find } = mount();
  expect(find('c-record-link')).toMatchObject({ recordId: '006A', label: 'Beta – Réseau' });
  find('lightning-button').click();
  expect(navigate.mock.calls[0][0]).toMatchObject({ type: 'standard__recordPage', attributes: { recordId: '006A' } });
});

it('opens the earlier draft of the same text', () => {
  const { find } = mount({ recordId: null, captureId: 'capture-0', draftId: 'draft-0' });
  find('lightning-button').click();
  expect(navigate.mock.calls[0][0].state).toEqual({ c__capture: 'capture-0', c__draft: 'draft-0' });
});

it('is dismissed as not the same', () => {
  const { all, fired } = mount();
  all('lightning-button')[1].click();
  expect(fired.dismiss).toHaveBeenCalledWith({ key: '006A' });
});

it('keeps a space between its heading and the name', () => {
  const { find } = mount({ recordId: null, captureId: 'capture-0' });
  expect(find('.title').textContent).toBe('c.Review_Duplicate Beta – Réseau');
});
