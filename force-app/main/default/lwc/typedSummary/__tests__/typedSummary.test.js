import { createElement } from '@lwc/engine-dom';
import correctSourceMethod from '@salesforce/apex/CaptureController.correctSource';
import TypedSummary from 'c/typedSummary';
import { listEdits } from 'c/unsentEdits';
import userId from '@salesforce/user/Id';

jest.mock('@salesforce/apex/CaptureController.correctSource', () => ({ default: jest.fn() }), { virtual: true });

const VIEW = { capture: { id: 'capture-1', state: 'queued' }, rows: [], matches: [] };
const KEPT = { userId, draftId: 'capture-1' };
const settle = () => new Promise(process.nextTick);

function show(text = '') {
  const element = createElement('c-typed-summary', { is: TypedSummary });
  Object.assign(element, { captureId: 'capture-1', text });
  const heard = { sent: jest.fn(), cancel: jest.fn() };
  Object.entries(heard).forEach(([name, listener]) => element.addEventListener(name, ({ detail }) => listener(detail)));
  document.body.appendChild(element);
  const find = (selector) => element.shadowRoot.querySelector(selector);
  const field = Object.assign(find('.typed'), { setCustomValidity: jest.fn(), reportValidity: jest.fn() });
  const type = (value) => field.dispatchEvent(new CustomEvent('change', { detail: { value } }));
  return { element, heard, find, field, type };
}

describe('c-typed-summary', () => {
  afterEach(() => {
    document.body.replaceChildren();
    localStorage.clear();
    jest.resetAllMocks();
  });

  it('begins with what was typed with the recording, and sends what it became', async () => {
    correctSourceMethod.mockResolvedValue(VIEW);
    const { field, type, find, heard } = show('Before');
    expect(field.value).toBe('Before');
    type('Before and after');
    find('.send').click();
    await settle();
    expect(correctSourceMethod).toHaveBeenCalledWith({ captureId: 'capture-1', text: 'Before and after' });
    expect(heard.sent).toHaveBeenCalledWith(VIEW);
    expect(listEdits(KEPT)).toEqual([]);
  });

  it.each([{ ctrlKey: true }, { metaKey: true }])('sends on Enter with %p, once', async (modifier) => {
    correctSourceMethod.mockReturnValue(new Promise(() => {}));
    const { field, type } = show();
    type('A summary');
    const press = () =>
      field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true, ...modifier }));
    press();
    press();
    await settle();
    expect(correctSourceMethod).toHaveBeenCalledTimes(1);
  });

  it.each(['', ' \n\t'])('says at the field that %p is no summary', async (text) => {
    const { field, type, find } = show('Before');
    type(text);
    find('.send').click();
    await settle();
    expect(field.setCustomValidity).toHaveBeenLastCalledWith('c.Capture_Summary_Empty');
    expect(correctSourceMethod).not.toHaveBeenCalled();
  });

  it('keeps what was typed through a failure and a closed page', async () => {
    correctSourceMethod.mockRejectedValue({ body: { message: 'Disconnected or Canceled' } });
    const { type, find, heard } = show('Before');
    type('Half a summary');
    find('.send').click();
    await settle();
    expect(find('c-error-notice').error.code).toBe('offline');
    expect(find('.send').disabled).toBe(false);
    expect(heard.sent).not.toHaveBeenCalled();
    document.body.replaceChildren();
    expect(show('Before').field.value).toBe('Half a summary');
  });

  it('can be given up', () => {
    const { find, heard } = show();
    find('.cancel').click();
    expect(heard.cancel).toHaveBeenCalledTimes(1);
  });
});
