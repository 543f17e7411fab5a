import { createElement } from '@lwc/engine-dom';
import getCapture from '@salesforce/apex/CaptureController.getCapture';
import mergeDraft from '@salesforce/apex/DraftController.mergeDraft';
import saveChanges from '@salesforce/apex/DraftController.saveChanges';
import DraftMerge from 'c/draftMerge';
import { formFields } from 'c/formFields';
import { captureView, CONFIGURATION, draft, found, OBJECTS, settled, show } from '../../../../../test/review';

jest.mock('@salesforce/apex/CaptureController.getCapture', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/DraftController.mergeDraft', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/DraftController.saveChanges', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/label/c.Match_Named', () => ({ default: '{0}: {1}' }), { virtual: true });

const AMOUNT = 'opportunity.amount';
const other = (changes = {}) =>
  draft({ id: 'draft-9', version: 4, opportunity: { amount: found(80000000, '85 M') }, ...changes });
const whenSaved = jest.fn(() => Promise.resolve());

async function mount(of = other()) {
  getCapture.mockResolvedValue(captureView({ drafts: [of] }));
  const compare = { fields: formFields(CONFIGURATION, OBJECTS), reading: { locale: 'fr', currency: 'XOF' } };
  const merging = { draft: draft(), edits: {}, compare, intoDraftId: 'draft-9', captureId: 'capture-9', whenSaved };
  const page = show(createElement('c-draft-merge', { is: DraftMerge }), { merging }, ['merged', 'cancel']);
  await settled(20);
  return page;
}
const press = async ({ find }) => {
  find('.confirm').click();
  await settled(20);
};

afterEach(() => {
  document.body.replaceChildren();
  jest.clearAllMocks();
});

it('asks for each value that differs which one stays', async () => {
  const { find, all } = await mount();
  const [row, ...more] = all('lightning-radio-group');
  expect(more).toEqual([]);
  expect(row).toMatchObject({ label: 'Label of Amount', value: 'mine' });
  expect(row.options.map(({ value }) => value)).toEqual(['mine', 'other']);
  expect(row.options[1].label).toContain('c.Merge_Other: 80');
  expect(find('.title').getAttribute('tabindex')).toBe('-1');
});

it('brings the values into the other draft before this one is dropped', async () => {
  const saved = other({ version: 5 });
  saveChanges.mockResolvedValue({ conflict: false, draft: saved });
  mergeDraft.mockResolvedValue(draft({ state: 'rejected' }));
  const page = await mount();
  await press(page);
  expect(whenSaved).toHaveBeenCalled();
  const changes = [{ path: AMOUNT, value: '85000000' }];
  expect(saveChanges).toHaveBeenCalledWith({ draftId: 'draft-9', version: 4, changes });
  expect(mergeDraft).toHaveBeenCalledWith({ draftId: 'draft-1', intoDraftId: 'draft-9' });
  expect(page.fired.merged.mock.calls[0][0]).toMatchObject({ draft: { state: 'rejected' }, into: { version: 5 } });
});

it('saves nothing where the values of the other one stay', async () => {
  mergeDraft.mockResolvedValue(draft({ state: 'rejected' }));
  const page = await mount();
  page.find('lightning-radio-group').dispatchEvent(new CustomEvent('change', { detail: { value: 'other' } }));
  await press(page);
  expect(saveChanges).not.toHaveBeenCalled();
  expect(page.fired.merged).toHaveBeenCalled();
});

it('drops nothing where somebody changed the other draft meanwhile, and shows what it says now', async () => {
  saveChanges.mockResolvedValue({ conflict: true, draft: other({ version: 7, opportunity: { amount: found(9, '85 M') } }) });
  const page = await mount();
  await press(page);
  expect(mergeDraft).not.toHaveBeenCalled();
  expect(page.find('.failure').textContent).toBe('c.Merge_Conflict');
  expect(page.find('lightning-radio-group').options[1].label).toContain('c.Merge_Other: 9');
});

it('says what failed, and can be tried again or left', async () => {
  saveChanges.mockRejectedValue(new Error('Failed to fetch'));
  const page = await mount();
  await press(page);
  expect(page.find('.failure').getAttribute('role')).toBe('alert');
  expect(page.find('.confirm').disabled).toBe(false);
  page.find('.cancel').click();
  expect(page.fired.cancel).toHaveBeenCalled();
});

it('merges into no draft that is decided', async () => {
  const page = await mount(other({ state: 'created' }));
  expect(page.find('.failure').textContent).toBe('c.Merge_Decided');
  expect(page.find('.confirm').disabled).toBe(true);
});
