import { createElement } from '@lwc/engine-dom';
import UpdateBanner from 'c/updateBanner';
import { show } from '../../../../../test/review';

const UPDATE = { recordId: '006A', name: 'Beta – Réseau', isGone: false, summary: 'Qualification · yours', why: 'same subject' };
const mount = (changes = {}) =>
  show(createElement('c-update-banner', { is: UpdateBanner }), { update: { ...UPDATE, ...changes } }, ['answer']);

afterEach(() => document.body.replaceChildren());

it('says which opportunity takes the values, how it stands and why it is meant', () => {
  const { find } = mount();
  expect(find('c-record-link')).toMatchObject({ recordId: '006A', label: 'Beta – Réseau' });
  expect(find('.body').textContent).toContain('Qualification · yours');
  expect(find('.why').textContent).toBe('c.Review_Sign_Existing · same subject');
  expect(find('section').getAttribute('aria-label')).toBe('c.Update_Title');
});

it('leads back to a new one', () => {
  const { find, fired } = mount();
  find('.new').click();
  expect(fired.answer).toHaveBeenCalledWith({ kind: 'new' });
});

it('says that the opportunity is gone, and names nothing', () => {
  const { find } = mount({ isGone: true, name: '' });
  expect(find('.title').textContent).toBe('c.Update_Gone');
  expect(find('c-record-link')).toBeNull();
});
