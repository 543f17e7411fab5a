import { createElement } from '@lwc/engine-dom';
import getCapture from '@salesforce/apex/CaptureController.getCapture';
import SameDeal from 'c/sameDeal';
import { draft, settled, show } from '../../../../../test/review';

jest.mock('@salesforce/apex/CaptureController.getCapture', () => ({ default: jest.fn() }), { virtual: true });

const NOTICE = {
  key: 'draft-9',
  kind: 'draft',
  title: 'T',
  name: 'N',
  detail: '',
  why: '',
  compared: [],
  recordId: null,
  captureId: 'capture-9',
  draftId: 'draft-9',
  mateNumber: 0,
  isReachable: true,
  decision: {},
};
const from = { draft: draft(), edits: {}, compare: {}, whenSaved: () => Promise.resolve() };
const mount = (duplicates = [NOTICE]) =>
  show(createElement('c-same-deal', { is: SameDeal }), { duplicates, from }, ['valuechange', 'answer', 'choose']);
const tell = ({ find }, name, detail) =>
  find('c-duplicate-notice').dispatchEvent(new CustomEvent(name, { detail }));

beforeEach(() => getCapture.mockReturnValue(new Promise(() => {})));
afterEach(() => document.body.replaceChildren());

it('links the opportunity that is updated, and has it remembered', () => {
  const page = mount();
  tell(page, 'update', { recordId: '006A' });
  expect(page.fired.valuechange).toHaveBeenCalledWith({ path: 'opportunity.recordId', value: '006A' });
  expect(page.fired.answer.mock.calls[0][0]).toMatchObject({
    kind: 'decided',
    decisions: [{ target: 'opportunity', recordId: '006A', same: true }],
  });
});

it('hands on what is not the same, keeps the focus above the form, and shows another deal', async () => {
  const page = mount();
  const focus = jest.spyOn(page.find('.notices'), 'focus');
  const decision = { target: 'draft', same: false };
  tell(page, 'dismiss', { decision });
  await settled();
  expect(page.fired.answer).toHaveBeenCalledWith({ kind: 'decided', decisions: [decision] });
  expect(focus).toHaveBeenCalled();
  tell(page, 'choose', { draftId: 'draft-2' });
  expect(page.fired.choose).toHaveBeenCalledWith({ draftId: 'draft-2' });
});

it('merges in the place of the notice, and can be left', async () => {
  const page = mount();
  tell(page, 'merge');
  await settled();
  const merge = page.find('c-draft-merge');
  expect(merge.merging).toMatchObject({ intoDraftId: 'draft-9', captureId: 'capture-9' });
  expect(page.find('c-duplicate-notice')).toBeNull();
  merge.dispatchEvent(new CustomEvent('merged', { detail: { draft: {}, into: {} } }));
  expect(page.fired.answer).toHaveBeenCalledWith({ kind: 'merged', draft: {}, into: {} });
  await settled();
  tell(page, 'merge');
  await settled();
  page.find('c-draft-merge').dispatchEvent(new CustomEvent('cancel'));
  await settled();
  expect(page.find('c-draft-merge')).toBeNull();
});
