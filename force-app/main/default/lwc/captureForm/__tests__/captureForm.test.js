import { createElement } from '@lwc/engine-dom';
import getCaptureMethod from '@salesforce/apex/CaptureController.getCapture';
import startCaptureMethod from '@salesforce/apex/CaptureController.startCapture';
import CaptureForm from 'c/captureForm';
import { keepText, readNote } from 'c/unsentNote';
import userId from '@salesforce/user/Id';

jest.mock('@salesforce/apex/CaptureController.getCapture', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/CaptureController.startCapture', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/label/c.Capture_Note_Too_Long_One', () => ({ default: '{0} too much' }), { virtual: true });
jest.mock('@salesforce/label/c.Capture_Note_Too_Long_Other', () => ({ default: '{0} too many' }), { virtual: true });
jest.mock('@salesforce/label/c.Capture_Note_Count', () => ({ default: '{0} of {1}' }), { virtual: true });

const VIEW = { capture: { id: 'capture-1', state: 'queued' }, rows: [], matches: [] };
const SAMPLES = [
  { title: 'Minutes', language: 'fr', text: 'Compte rendu' },
  { title: 'Mail', language: 'en', text: 'A mail' },
];

const settle = () => new Promise(process.nextTick);

function show(properties = {}) {
  const element = createElement('c-capture-form', { is: CaptureForm });
  Object.assign(element, properties);
  document.body.appendChild(element);
  const textArea = element.shadowRoot.querySelector('lightning-textarea');
  textArea.setCustomValidity = jest.fn();
  textArea.reportValidity = jest.fn();
  const started = jest.fn();
  element.addEventListener('started', (event) => started(event.detail));
  return { element, textArea, started, find: (selector) => element.shadowRoot.querySelector(selector) };
}

async function type({ textArea }, text) {
  textArea.dispatchEvent(new CustomEvent('change', { detail: { value: text } }));
  await settle();
}

async function analyse({ find }) {
  find('.analyse').click();
  await settle();
}

describe('c-capture-form', () => {
  afterEach(() => {
    document.body.replaceChildren();
    keepText(userId, '');
    jest.resetAllMocks();
  });

  it('names the field and the button, and takes no second press while it sends', async () => {
    startCaptureMethod.mockReturnValue(new Promise(() => {}));
    const form = show();
    expect(form.textArea.label).toBe('c.Capture_Note');
    expect(form.find('.analyse').label).toBe('c.Capture_Analyse');
    await type(form, 'A note');
    await analyse(form);
    await analyse(form);
    expect(form.find('.analyse').disabled).toBe(true);
    expect(startCaptureMethod).toHaveBeenCalledTimes(1);
  });

  it('hands the note over with the record it was opened from, and forgets it once it is accepted', async () => {
    startCaptureMethod.mockResolvedValue(VIEW);
    const form = show({ recordId: '001A' });
    await type(form, 'A note');
    await analyse(form);
    const { input } = startCaptureMethod.mock.calls[0][0];
    expect(input).toMatchObject({ kind: 'text', text: 'A note', recordId: '001A' });
    expect(form.started).toHaveBeenCalledWith({ view: VIEW, text: 'A note' });
    expect(readNote(userId).text).toBe('');
  });

  it.each([{ ctrlKey: true }, { metaKey: true }])('analyses on Enter with %p', async (modifier) => {
    startCaptureMethod.mockResolvedValue(VIEW);
    const form = show();
    await type(form, 'A note');
    form.textArea.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true, ...modifier }),
    );
    await settle();
    expect(form.started).toHaveBeenCalledTimes(1);
  });

  it.each(['', ' \n\t'])('says at the field that %p is no note', async (text) => {
    const form = show();
    await type(form, text);
    await analyse(form);
    expect(form.textArea.setCustomValidity).toHaveBeenLastCalledWith('c.Capture_Note_Empty');
    expect(form.textArea.reportValidity).toHaveBeenCalled();
    expect(startCaptureMethod).not.toHaveBeenCalled();
  });

  it('keeps a text that is too long and says by how much', async () => {
    const form = show({ maximumLength: 10 });
    await type(form, 'x'.repeat(12));
    expect(form.textArea.setCustomValidity).toHaveBeenLastCalledWith('2 too many');
    expect(form.find('.count').textContent).toBe('12 of 10');
    await analyse(form);
    expect(startCaptureMethod).not.toHaveBeenCalled();
    expect(readNote(userId).text).toHaveLength(12);

    await type(form, 'x'.repeat(11));
    expect(form.textArea.setCustomValidity).toHaveBeenLastCalledWith('1 too much');
    await type(form, 'x'.repeat(10));
    expect(form.textArea.setCustomValidity).toHaveBeenLastCalledWith('');
  });

  it('puts back what was typed before the page was left', async () => {
    await type(show(), 'Half a note');
    document.body.replaceChildren();
    const form = show();
    expect(form.textArea.value).toBe('Half a note');
    expect(form.find('.hint').textContent).toBe('c.Capture_Note_Restored');
  });

  it('keeps the text after a failure and sends the very same capture again', async () => {
    startCaptureMethod.mockRejectedValueOnce({ body: { message: 'Disconnected or Canceled' } });
    startCaptureMethod.mockResolvedValueOnce(VIEW);
    const form = show();
    await type(form, 'A note');
    await analyse(form);
    expect(form.find('c-error-notice').error.code).toBe('offline');
    expect(form.textArea.value).toBe('A note');

    window.dispatchEvent(new CustomEvent('online'));
    await settle();
    const [first, second] = startCaptureMethod.mock.calls;
    expect(second).toEqual(first);
    expect(form.started).toHaveBeenCalledTimes(1);
  });

  it('does not send by itself what the server refused', async () => {
    startCaptureMethod.mockRejectedValueOnce({ body: { message: '{"code":"not-permitted","message":"No."}' } });
    const form = show();
    await type(form, 'A note');
    await analyse(form);
    window.dispatchEvent(new CustomEvent('online'));
    await settle();
    expect(startCaptureMethod).toHaveBeenCalledTimes(1);
  });

  it('opens the capture that an earlier send made under other settings', async () => {
    startCaptureMethod.mockRejectedValueOnce({ body: { message: '{"code":"capture-conflict","message":"Sent."}' } });
    getCaptureMethod.mockResolvedValueOnce(VIEW);
    const form = show();
    await type(form, 'A note');
    await analyse(form);
    expect(getCaptureMethod).toHaveBeenCalledWith({ captureId: startCaptureMethod.mock.calls[0][0].input.captureId });
    expect(form.started).toHaveBeenCalledTimes(1);
  });

  it('offers samples until something is typed', async () => {
    const form = show({ samples: SAMPLES });
    const chips = () => [...form.element.shadowRoot.querySelectorAll('.chip')];
    expect(chips().map((chip) => [chip.textContent.trim(), chip.lang])).toEqual([
      ['Minutes', 'fr'],
      ['Mail', 'en'],
    ]);
    chips()[1].click();
    await settle();
    expect(form.textArea.value).toBe('A mail');
    expect(chips()).toHaveLength(2);
    await type(form, 'A mail, and more');
    expect(chips()).toHaveLength(0);
  });

  it('shows no row of samples, and no button without an effect, when there are none', () => {
    const { element } = show();
    expect(element.shadowRoot.querySelector('.samples')).toBeNull();
    expect(element.shadowRoot.querySelectorAll('button, lightning-button')).toHaveLength(1);
  });

  it('offers the text of a note that was erased elsewhere as a new note', async () => {
    startCaptureMethod.mockRejectedValueOnce({ body: { message: '{"code":"capture-erased","message":"Gone."}' } });
    const form = show();
    await type(form, 'A note');
    await analyse(form);
    expect(form.find('.problem').error.message).toBe('c.Capture_Erased_Unsent');
    expect(form.find('.problem').retryLabel).toBeNull();
    expect(readNote(userId)).toEqual({ text: 'A note', sent: null });

    startCaptureMethod.mockResolvedValueOnce(VIEW);
    await analyse(form);
    const [first, second] = startCaptureMethod.mock.calls.map(([{ input }]) => input);
    expect(second.text).toBe('A note');
    expect(second.captureId).not.toBe(first.captureId);
  });

  it('shows what the device keeps after a note was erased beside it', async () => {
    const form = show();
    await type(form, 'A note');
    keepText(userId, '');
    form.element.restore();
    await settle();
    expect(form.textArea.value).toBe('');
  });
});
