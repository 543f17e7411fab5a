import { createElement } from '@lwc/engine-dom';
import getCaptureMethod from '@salesforce/apex/CaptureController.getCapture';
import completeCaptureMethod from '@salesforce/apex/FileController.completeCapture';
import sendPartMethod from '@salesforce/apex/FileController.sendPart';
import startCaptureMethod from '@salesforce/apex/CaptureController.startCapture';
import CaptureForm from 'c/captureForm';
import { readFiles } from 'c/keptFiles';
import { keepText, readNote, unsealNote } from 'c/unsentNote';
import userId from '@salesforce/user/Id';
import { installDatabase, removeDatabase } from '../../../../../test/indexed-database';
import { turns } from '../../../../../test/turns';

jest.mock('@salesforce/apex/CaptureController.getCapture', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/CaptureController.startCapture', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/FileController.completeCapture', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/FileController.sendPart', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('c/voiceRecorder', () => require('../../../../../test/jest-mocks/c/voiceRecorder/voiceRecorder'), {
  virtual: true,
});
jest.mock('@salesforce/label/c.Files_Analyse_File_One', () => ({ default: 'Analyse {0} file' }), { virtual: true });
jest.mock('@salesforce/label/c.Files_Lead_File_Other', () => ({ default: '{0} files' }), { virtual: true });
jest.mock('@salesforce/label/c.Files_Lead_Page_Other', () => ({ default: '{0} pages' }), { virtual: true });
jest.mock('@salesforce/label/c.Files_Sending', () => ({ default: 'File {0} of {1}, {2} of {3}' }), { virtual: true });
jest.mock('@salesforce/label/c.Capture_Note_Too_Long_One', () => ({ default: '{0} too much' }), { virtual: true });
jest.mock('@salesforce/label/c.Capture_Note_Too_Long_Other', () => ({ default: '{0} too many' }), { virtual: true });
jest.mock('@salesforce/label/c.Capture_Note_Count', () => ({ default: '{0} of {1}' }), { virtual: true });

const VIEW = { capture: { id: 'capture-1', state: 'queued' }, rows: [], matches: [] };
const CONFIGURATION = { recordingNotice: null, transcribes: true };
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

  it('fetches the files of a sample, and says so when they cannot be fetched', async () => {
    const files = [{ address: '/samples/card.jpg', fileName: 'card.jpg', mediaType: 'image/jpeg' }];
    const form = show({ samples: [{ title: 'Card', language: 'fr', text: 'Met at the fair', files }] });
    const tray = form.element.shadowRoot.querySelector('.tray');
    tray.add = jest.fn();
    const choose = async (response) => {
      global.fetch = jest.fn().mockResolvedValueOnce(response);
      form.element.shadowRoot.querySelector('.chip').click();
      await settle();
      await settle();
    };
    await choose({ ok: true, blob: () => Promise.resolve(new Blob(['x'])) });
    expect(global.fetch).toHaveBeenCalledWith('/samples/card.jpg');
    expect(form.textArea.value).toBe('Met at the fair');
    expect(tray.add.mock.calls[0][0].map((file) => [file.name, file.type])).toEqual([['card.jpg', 'image/jpeg']]);
    await choose({ ok: false, status: 404 });
    expect(tray.add).toHaveBeenCalledTimes(1);
    expect(form.find('.problem')).not.toBeNull();
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

describe('c-capture-form with files', () => {
  const RECEIVING = { capture: { id: 'capture-1', state: 'receiving', received: [] }, rows: [], matches: [] };
  const refusal = (code, more = {}) => ({ body: { message: JSON.stringify({ code, message: `${code}!`, ...more }) } });
  const pdf = (name) => new File(['%PDF-1.7'], name);

  const settleFiles = () => turns(80);

  async function showWith(names, properties) {
    const form = show(properties);
    const tray = form.find('c-attachment-tray');
    const titles = () => [...tray.shadowRoot.querySelectorAll('.card .name')].map(({ textContent }) => textContent);
    await settleFiles();
    if (names.length > 0) drop(form, names.map(pdf));
    await settleFiles();
    return { ...form, tray, titles };
  }

  function drop({ find }, files, name = 'drop', transfer = {}) {
    const event = new CustomEvent(name, { bubbles: true, cancelable: true });
    Object.defineProperty(event, 'dataTransfer', { value: Object.assign(transfer, { files, types: ['Files'] }) });
    find('.card').dispatchEvent(event);
    return event;
  }

  function paste(files, text = '') {
    const event = new CustomEvent('paste', { bubbles: true, cancelable: true });
    Object.defineProperty(event, 'clipboardData', { value: { files, getData: () => text } });
    document.body.dispatchEvent(event);
    return event;
  }

  beforeEach(() => {
    installDatabase();
    startCaptureMethod.mockResolvedValue(RECEIVING);
    sendPartMethod.mockResolvedValue(undefined);
    completeCaptureMethod.mockResolvedValue(VIEW);
  });

  afterEach(() => {
    document.body.replaceChildren();
    unsealNote(userId);
    keepText(userId, '');
    localStorage.clear();
    removeDatabase();
    jest.resetAllMocks();
  });

  it('takes what is dropped and says what will be read', async () => {
    const form = await showWith(['a.pdf', 'b.pdf']);
    expect(form.titles()).toEqual(['a.pdf', 'b.pdf']);
    expect(form.find('.lead').textContent).toBe('2 files');
    expect(form.find('.remove-all').label).toBe('c.Files_Remove_All');
    expect(form.find('.samples')).toBeNull();
  });

  it('keeps the browser from leaving the page for a dropped file, and shows where it falls', async () => {
    const form = await showWith([]);
    expect(drop(form, [], 'dragover').defaultPrevented).toBe(true);
    await settle();
    expect(form.find('.frame').className).toContain('frame_target');
    drop(form, []);
    await settle();
    expect(form.find('.frame').className).not.toContain('frame_target');
  });

  it('keeps the browser from leaving the page for a file beside the form, and touches no drag of another', async () => {
    await showWith([]);
    const over = (types, name = 'dragover') => {
      const event = new CustomEvent(name, { bubbles: true, cancelable: true });
      Object.defineProperty(event, 'dataTransfer', { value: { types, files: [] } });
      document.body.dispatchEvent(event);
      return event;
    };
    expect(over(['Files']).dataTransfer.dropEffect).toBe('none');
    expect(over(['Files'], 'drop').defaultPrevented).toBe(true);
    expect(over(['text/plain']).defaultPrevented).toBe(false);
    document.body.replaceChildren();
    expect(over(['Files']).defaultPrevented).toBe(false);
  });

  it('gives the text the lines that it takes on a wide and on a narrow page', async () => {
    const form = await showWith(['a.pdf']);
    expect(form.find('.main').style.cssText).toContain('--c-lines: 3; --c-narrow-lines: 3');
    await type(form, 'x'.repeat(102));
    expect(form.find('.main').style.cssText).toContain('--c-lines: 3; --c-narrow-lines: 5');
  });

  it('takes a pasted picture or file, and leaves pasted text to the field', async () => {
    const form = await showWith([]);
    expect(paste([pdf('a.pdf')]).defaultPrevented).toBe(true);
    expect(paste([pdf('picture of the text.pdf')], 'the text').defaultPrevented).toBe(false);
    expect(paste([]).defaultPrevented).toBe(false);
    await settleFiles();
    expect(form.titles()).toEqual(['a.pdf']);
    document.body.replaceChildren();
    expect(paste([pdf('b.pdf')]).defaultPrevented).toBe(false);
  });

  it('sends the files with the note that was typed beside them, and forgets both once they are accepted', async () => {
    const form = await showWith(['a.pdf'], { recordId: '006A' });
    await type(form, 'From the fair');
    expect(form.find('.analyse').label).toBe('Analyse 1 file');
    await analyse(form);
    await settleFiles();
    const { input } = startCaptureMethod.mock.calls[0][0];
    expect(input).toMatchObject({ kind: 'document', text: 'From the fair', recordId: '006A' });
    expect(sendPartMethod).toHaveBeenCalledTimes(1);
    expect(completeCaptureMethod.mock.calls[0][0]).toMatchObject({ captureId: input.captureId, recordId: '006A' });
    expect(form.started).toHaveBeenCalledWith({ view: VIEW, text: 'From the fair' });
    expect(await readFiles(userId)).toEqual([]);
    expect(readNote(userId)).toEqual({ text: '', sent: null });
    expect(localStorage).toHaveLength(0);
  });

  it('needs no text beside files', async () => {
    const form = await showWith(['a.eml']);
    await type(form, '  ');
    await analyse(form);
    await settleFiles();
    expect(startCaptureMethod.mock.calls[0][0].input).toMatchObject({ kind: 'document', text: null });
    expect(form.started).toHaveBeenCalledWith({ view: VIEW, text: '' });
  });

  it('shows how far the sending is, and keeps everything when it is stopped', async () => {
    let arrive;
    sendPartMethod.mockReturnValue(new Promise((resolve) => (arrive = resolve)));
    const form = await showWith(['a.pdf', 'b.pdf']);
    await analyse(form);
    await settleFiles();
    expect(form.find('.progress').textContent).toMatch(/^File 1 of 2, 0\s?kB of 1\s?kB$/);
    expect(form.find('lightning-progress-bar').value).toBe(0);
    expect(form.tray.isLocked).toBe(true);
    const transfer = {};
    expect(drop(form, [], 'dragover', transfer).defaultPrevented).toBe(true);
    expect(transfer.dropEffect).toBe('none');
    form.find('.stop').click();
    arrive();
    await settleFiles();
    expect(form.find('.stopped').textContent).toBe('c.Files_Stopped');
    expect(form.titles()).toEqual(['a.pdf', 'b.pdf']);
    expect(form.started).not.toHaveBeenCalled();
    expect(await readFiles(userId)).toHaveLength(2);

    sendPartMethod.mockResolvedValue(undefined);
    await analyse(form);
    await settleFiles();
    const [first, second] = startCaptureMethod.mock.calls.map(([{ input }]) => input);
    expect(second).toEqual(first);
    expect(form.started).toHaveBeenCalledTimes(1);
  });

  it('offers files and text again after the page was closed in the middle, as the same capture', async () => {
    sendPartMethod.mockReturnValue(new Promise(() => {}));
    const form = await showWith(['a.pdf']);
    await type(form, 'A word');
    await analyse(form);
    await settleFiles();
    document.body.replaceChildren();

    sendPartMethod.mockResolvedValue(undefined);
    const again = await showWith([]);
    expect(again.titles()).toEqual(['a.pdf']);
    expect(again.textArea.value).toBe('A word');
    expect(again.find('.hint').textContent).toBe('c.Files_Restored');
    await analyse(again);
    await settleFiles();
    const [first, second] = startCaptureMethod.mock.calls.map(([{ input }]) => input);
    expect(second).toEqual(first);
  });

  it('goes on by itself once there is a connection again', async () => {
    startCaptureMethod.mockRejectedValue(refusal('offline'));
    const form = await showWith(['a.pdf']);
    const wait = window.setTimeout;
    const pauses = jest.spyOn(window, 'setTimeout').mockImplementation((act) => wait(act, 0));
    await analyse(form);
    await settleFiles();
    pauses.mockRestore();
    expect(form.find('c-error-notice').error.code).toBe('offline');
    startCaptureMethod.mockResolvedValue(RECEIVING);
    window.dispatchEvent(new CustomEvent('online'));
    await settleFiles();
    expect(form.started).toHaveBeenCalledTimes(1);
  });

  it('leads to the file that the server does not take, and goes on without it', async () => {
    completeCaptureMethod.mockRejectedValueOnce(refusal('file-type-unsupported', { take: 2 }));
    const form = await showWith(['a.pdf', 'b.pdf']);
    await analyse(form);
    await settleFiles();
    const refused = form.tray.shadowRoot.querySelector('.card_refused');
    expect(refused.querySelector('.problem').textContent).toContain('file-type-unsupported!');
    expect(form.find('c-error-notice')).toBeNull();
    await analyse(form);
    await settleFiles();
    expect(completeCaptureMethod).toHaveBeenCalledTimes(1);

    refused.querySelector('.remove').click();
    await settleFiles();
    await analyse(form);
    await settleFiles();
    expect(completeCaptureMethod.mock.calls[1][0].takes.map(({ take }) => take)).toEqual([1]);
    expect(form.started).toHaveBeenCalledTimes(1);
  });

  it.each(['too-many-files', 'session-expired', 'part-missing'])('keeps everything after %s', async (code) => {
    completeCaptureMethod.mockRejectedValue(refusal(code));
    const form = await showWith(['a.pdf']);
    await analyse(form);
    await settleFiles();
    expect(form.find('c-error-notice').error.code).toBe(code);
    expect(form.titles()).toEqual(['a.pdf']);
    expect(await readFiles(userId)).toHaveLength(1);
  });

  it('sends a note as another one when what was put aside since leaves it no room on the server', async () => {
    sendPartMethod.mockRejectedValueOnce(refusal('too-many-files'));
    const form = await showWith(['a.pdf']);
    await analyse(form);
    await settleFiles();
    await analyse(form);
    await settleFiles();
    const [first, second] = startCaptureMethod.mock.calls.map(([{ input }]) => input);
    expect(second.captureId).not.toBe(first.captureId);
    expect(form.started).toHaveBeenCalledTimes(1);
  });

  it('sends nothing without a file that is not taken before the person has seen that', async () => {
    const form = await showWith(['a.pdf']);
    drop(form, [new File(['PK\x03\x04'], 'offre.docx')]);
    await analyse(form);
    await settleFiles();
    expect(startCaptureMethod).not.toHaveBeenCalled();
    expect(form.find('.analyse').disabled).toBe(false);
    await analyse(form);
    await settleFiles();
    expect(form.started).toHaveBeenCalledTimes(1);
  });

  it('offers the files of a note that was erased elsewhere as a new note', async () => {
    startCaptureMethod.mockRejectedValueOnce(refusal('capture-erased'));
    const form = await showWith(['a.pdf']);
    await analyse(form);
    await settleFiles();
    expect(form.find('c-error-notice').error.message).toBe('c.Capture_Erased_Unsent');
    await analyse(form);
    await settleFiles();
    const [first, second] = startCaptureMethod.mock.calls.map(([{ input }]) => input);
    expect(second.captureId).not.toBe(first.captureId);
    expect(form.started).toHaveBeenCalledTimes(1);
  });

  it('removes all at once', async () => {
    const form = await showWith(['a.pdf', 'b.pdf']);
    form.find('.remove-all').click();
    await settleFiles();
    expect(form.titles()).toEqual([]);
    expect(form.find('.lead').textContent).toBe('c.Capture_Lead');
    expect(form.find('.remove-all')).toBeNull();
  });

  it('names recordings as such, and sends them as one note in their order', async () => {
    const form = await showWith([], { configuration: CONFIGURATION });
    const memo = (name) => new File(['OggS OpusHead'], name);
    drop(form, [memo('a.ogg'), memo('b.ogg')]);
    await settleFiles();
    expect(form.find('.lead').textContent).toBe('c.Audio_Lead_Other');
    expect(form.find('.analyse').label).toBe('c.Audio_Analyse_Other');
    expect(form.find('.or-files')).toBeNull();
    await analyse(form);
    await settleFiles();
    expect(startCaptureMethod.mock.calls[0][0].input).toMatchObject({ kind: 'audio', text: null });
    expect(
      completeCaptureMethod.mock.calls[0][0].takes.map(({ fileName, mediaType }) => [fileName, mediaType]),
    ).toEqual([
      ['a.ogg', 'audio/ogg'],
      ['b.ogg', 'audio/ogg'],
    ]);
  });

  describe('and the microphone', () => {
    const recorderOf = (form) => form.find('c-voice-recorder');
    const tell = async (form, name, detail) => {
      recorderOf(form).dispatchEvent(new CustomEvent(name, { detail }));
      await settleFiles();
    };

    it('has none before it is known what the org says of recordings', () => {
      expect(recorderOf(show())).toBeNull();
    });

    it('gives the recorder the record and the configuration, and no part while files are chosen', async () => {
      const form = await showWith([], { configuration: CONFIGURATION, recordId: '001A' });
      expect(recorderOf(form)).toMatchObject({ recordId: '001A', configuration: CONFIGURATION, disabled: false });
      expect(form.find('.or-files')).toBeNull();
      drop(form, [pdf('a.pdf')]);
      await settleFiles();
      expect(recorderOf(form).disabled).toBe(true);
      expect(form.find('.frame').className).toContain('frame_files');
      expect(form.find('.or-files').textContent).toBe('c.Audio_Or_Files');
      form.find('.remove-all').click();
      await settleFiles();
      expect(recorderOf(form).disabled).toBe(false);
    });

    it('gives the frame to the recorder while it records, and takes nothing else', async () => {
      const form = await showWith([], { configuration: CONFIGURATION, samples: SAMPLES });
      await tell(form, 'recording', { active: true, mayClose: false });
      expect(form.find('.frame').className).toContain('frame_speaking');
      expect(form.find('.kept')).toBeNull();
      await tell(form, 'recording', { active: true, mayClose: true });
      expect(form.find('.lead').textContent).toBe('c.Capture_Speak_Lead');
      expect(form.find('.samples')).toBeNull();
      expect(form.find('.analyse')).toBeNull();
      expect(form.find('.kept').textContent).toBe('c.Voice_Closing_Keeps');
      drop(form, [pdf('a.pdf')]);
      expect(paste([pdf('b.pdf')]).defaultPrevented).toBe(false);
      const over = drop(form, [], 'dragover', { dropEffect: 'copy' });
      recorderOf(form).dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true }));
      await settleFiles();
      expect(over.dataTransfer.dropEffect).toBe('none');
      expect(form.titles()).toEqual([]);
      expect(startCaptureMethod).not.toHaveBeenCalled();
    });

    it('gives back what was typed when the recording is given up', async () => {
      const form = await showWith([], { configuration: CONFIGURATION });
      await type(form, 'Typed before');
      expect(recorderOf(form).text).toBe('Typed before');
      await tell(form, 'recording', { active: true });
      await tell(form, 'recording', { active: false });
      expect(form.textArea.value).toBe('Typed before');
      expect(form.find('.lead').textContent).toBe('c.Capture_Lead');
    });

    it('hands an accepted recording on as a typed note, and forgets the text that went with it', async () => {
      const form = await showWith([], { configuration: CONFIGURATION });
      await type(form, 'Typed before');
      await tell(form, 'recording', { active: true });
      await tell(form, 'started', { view: VIEW, text: 'Typed before' });
      expect(form.started).toHaveBeenCalledTimes(1);
      expect(form.started).toHaveBeenCalledWith({ view: VIEW, text: 'Typed before' });
      expect(readNote(userId).text).toBe('');
    });

    it('keeps a text that was typed in another tab meanwhile', async () => {
      const form = await showWith([], { configuration: CONFIGURATION });
      await tell(form, 'recording', { active: true });
      keepText(userId, 'Typed elsewhere');
      await tell(form, 'started', { view: VIEW, text: '' });
      expect(form.textArea.value).toBe('Typed elsewhere');
    });

    it('opens the dialog for recordings', async () => {
      const form = await showWith([], { configuration: CONFIGURATION });
      const chooser = form.tray.shadowRoot.querySelector('.sound-chooser');
      const click = jest.spyOn(chooser, 'click');
      await tell(form, 'choosefile');
      expect(click).toHaveBeenCalledTimes(1);
    });
  });
});
