import { createElement } from '@lwc/engine-dom';
import ReviewFooter from 'c/reviewFooter';
import { settled, show, withValidity } from '../../../../../test/review';

jest.mock('@salesforce/label/c.Review_Saved_At', () => ({ default: 'Saved at {0}' }), { virtual: true });
jest.mock('@salesforce/label/c.Review_Unsaved', () => ({ default: 'Not saved: {0}' }), { virtual: true });
jest.mock('@salesforce/label/c.Review_Footer_Next', () => ({ default: 'Go to {0}' }), { virtual: true });

const SUMMARY = { create: [{ key: 'o', icon: 'standard:opportunity', text: '1 opportunity' }], link: [] };
const SAVED = { status: 'saved', at: Date.UTC(2026, 2, 3, 11, 44), message: '' };
const EVENTS = ['create', 'drop', 'next', 'another', 'openlist', 'saveagain'];
const mount = (changes = {}) =>
  show(
    createElement('c-review-footer', { is: ReviewFooter }),
    { summary: SUMMARY, saving: SAVED, canCreate: true, remaining: 1, ...changes },
    EVENTS,
  );

afterEach(() => document.body.replaceChildren());

it('says what Create will do, when the draft was saved, and creates', () => {
  const { find, fired } = mount();
  expect(find('.group').textContent).toContain('1 opportunity');
  expect(find('.saved').textContent).toMatch(/Saved at \d\d:44/);
  expect(find('.primary').label).toBe('c.Review_Create');
  find('.primary').click();
  expect(fired.create).toHaveBeenCalledTimes(1);
});

it('takes no second click while it creates', () => {
  const { find } = mount({ work: 'create' });
  expect(find('.primary')).toMatchObject({ label: 'c.Review_Creating', disabled: true });
});

it('says what to do after a failed save, and saves again', () => {
  const { find, fired } = mount({ saving: { status: 'failed', at: null, message: 'Sign in again.' } });
  expect(find('.saved_not').textContent).toContain('Not saved: Sign in again.');
  find('.again').click();
  expect(fired.saveagain).toHaveBeenCalledTimes(1);
});

it('drops only with a reason, and the question can be cancelled', async () => {
  const { find, all, fired } = mount();
  find('.secondary').click();
  await settled();
  const reason = withValidity(find('.drop__reason'), true);
  const [cancel, drop] = all('.drop lightning-button');
  drop.click();
  expect(fired.drop).not.toHaveBeenCalled();
  reason.dispatchEvent(new CustomEvent('change', { detail: { value: ' Already lost ' } }));
  drop.click();
  expect(fired.drop).toHaveBeenCalledWith({ reason: 'Already lost' });
  cancel.click();
  await settled();
  expect(find('.drop')).toBeNull();
});

it('leads from a done deal to the next, then to another note', () => {
  const next = mount({ summary: null, nextNumber: 2 });
  expect(next.find('.primary').label).toBe('Go to 2');
  next.find('.primary').click();
  expect(next.fired.next).toHaveBeenCalledTimes(1);
  const last = mount({ summary: null, remaining: 0 });
  last.find('.primary').click();
  last.find('.secondary').click();
  expect(last.fired.another).toHaveBeenCalledTimes(1);
  expect(last.fired.openlist).toHaveBeenCalledTimes(1);
});

it('tells a person without the right what to ask for', () => {
  const { find } = mount({ canCreate: false });
  expect(find('.primary')).toBeNull();
  expect(find('.quiet').textContent).toBe('c.Review_Cannot_Create');
});

it('moves away from what has the focus when it lies over it', () => {
  const { element, find } = mount();
  find('.footer').getBoundingClientRect = () => ({ top: 700 });
  const at = (top, bottom) => {
    const scrollIntoView = jest.fn();
    element.uncover({ scrollIntoView, getBoundingClientRect: () => ({ bottom, height: bottom - top }) });
    return scrollIntoView.mock.calls.length;
  };
  expect(at(640, 690)).toBe(0);
  expect(at(690, 720)).toBe(1);
  expect(at(0, 900)).toBe(0);
});

it('says how many values an opportunity will take, and names the button by that', () => {
  const update = [{ key: 'values', icon: 'standard:opportunity', text: '4 values' }];
  const contacts = [{ key: 'contacts', icon: 'standard:contact', text: '1 contact' }];
  const { find, all } = mount({ summary: { update, create: contacts, link: [] } });
  expect(all('.group b').map(({ textContent }) => textContent)).toEqual(['c.Update_Footer', 'c.Review_Footer_Create']);
  expect(find('.primary').label).toBe('c.Update_Button');
  expect(mount({ summary: { update, create: [], link: [] }, work: 'create' }).find('.primary').label).toBe(
    'c.Update_Working',
  );
});
