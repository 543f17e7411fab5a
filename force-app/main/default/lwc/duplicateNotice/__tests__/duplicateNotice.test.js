import { createElement } from '@lwc/engine-dom';
import DuplicateNotice from 'c/duplicateNotice';
import { navigate } from 'lightning/navigation';
import { settled, show } from '../../../../../test/review';

jest.mock('@salesforce/label/c.Review_Duplicate_Mate_Show', () => ({ default: 'Show {0}' }), { virtual: true });

const DECISION = { target: 'opportunity', contactId: null, recordId: '006A', draftId: null, captureId: null, same: false };
const OPPORTUNITY = {
  key: '006A',
  kind: 'opportunity',
  title: 'Possible duplicate:',
  recordId: '006A',
  captureId: null,
  draftId: null,
  mateNumber: 0,
  isReachable: false,
  name: 'Beta – Réseau',
  detail: 'Qualification',
  why: 'same subject',
  compared: [],
  decision: { ...DECISION, reason: null },
};
const DRAFT = { kind: 'draft', recordId: null, captureId: 'capture-0', draftId: 'draft-0', isReachable: true };
const mount = (changes = {}) =>
  show(createElement('c-duplicate-notice', { is: DuplicateNotice }), { duplicate: { ...OPPORTUNITY, ...changes } }, [
    'dismiss',
    'update',
    'merge',
    'choose',
  ]);

afterEach(() => {
  document.body.replaceChildren();
  jest.clearAllMocks();
});

it('links the opportunity that may be the same, and updates it', () => {
  const { find, fired } = mount({ compared: [{ key: 'k', label: 'L', existing: 'a', said: 'b' }] });
  expect(find('c-record-link')).toMatchObject({ recordId: '006A', label: 'Beta – Réseau' });
  expect(find('c-compared-values')).not.toBeNull();
  find('.update').click();
  expect(fired.update).toHaveBeenCalledWith({ recordId: '006A' });
});

it('opens the other draft, or merges with it', () => {
  const { find, fired } = mount(DRAFT);
  find('.open').click();
  expect(navigate.mock.calls[0][0].state).toEqual({ c__capture: 'capture-0', c__draft: 'draft-0' });
  find('.merge').click();
  expect(fired.merge).toHaveBeenCalledTimes(1);
});

it('shows the other deal of the same note', () => {
  const { find, fired } = mount({ ...DRAFT, kind: 'mate', mateNumber: 2 });
  expect(find('.open').label).toBe('Show 2');
  find('.open').click();
  expect(fired.choose).toHaveBeenCalledWith({ draftId: 'draft-0' });
  expect(navigate).not.toHaveBeenCalled();
});

it('opens what another draft became', () => {
  const { find } = mount({ kind: 'became' });
  find('.open').click();
  expect(navigate.mock.calls[0][0]).toMatchObject({ attributes: { recordId: '006A' } });
});

it('offers no way into what the person may not see', () => {
  const { all } = mount({ ...DRAFT, isReachable: false });
  expect(all('lightning-button').map(({ className }) => className)).toEqual(['dismiss']);
  expect(mount({ ...DRAFT, kind: 'hidden', isReachable: false, decision: null }).all('lightning-button')).toEqual([]);
});

it('is dismissed as not the same, with a reason where the person gives one', async () => {
  const { find, fired } = mount();
  find('.dismiss').click();
  await settled();
  find('.reason').dispatchEvent(new CustomEvent('change', { detail: { value: ' Other site ' } }));
  find('.confirm').click();
  expect(fired.dismiss).toHaveBeenCalledWith({ decision: { ...DECISION, reason: 'Other site' } });
  const other = mount();
  other.find('.dismiss').click();
  await settled();
  other.find('.confirm').click();
  expect(other.fired.dismiss.mock.calls[0][0].decision.reason).toBeNull();
});

it('keeps a space between its heading and the name', () => {
  expect(mount({ recordId: null }).find('.title').textContent).toBe('Possible duplicate: Beta – Réseau');
});
