import { createElement } from '@lwc/engine-dom';
import correctSourceMethod from '@salesforce/apex/CaptureController.correctSource';
import getCaptureMethod from '@salesforce/apex/CaptureController.getCapture';
import retryCaptureMethod from '@salesforce/apex/CaptureController.retryCapture';
import CaptureProgress from 'c/captureProgress';

jest.mock('@salesforce/apex/CaptureController.getCapture', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/CaptureController.retryCapture', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/CaptureController.eraseCapture', () => ({ default: jest.fn() }), { virtual: true });

jest.mock('@salesforce/apex/CaptureController.correctSource', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/label/c.Voice_Heard', () => ({ default: 'Up to {0}' }), { virtual: true });
jest.mock('@salesforce/label/c.Files_Pages_Read', () => ({ default: 'Page {0} of {1}' }), { virtual: true });

const viewIn = (state, reason = null) => ({
  capture: { id: 'capture-1', state, reason, capturedAt: '2026-03-03T11:42:00Z', drafts: [] },
  rows: [],
  matches: [],
});
const pass = (milliseconds) => jest.advanceTimersByTimeAsync(milliseconds);

/** Shows it as the page does: what comes in is handed back as `view`. */
function show(view, text = 'The note') {
  const element = createElement('c-capture-progress', { is: CaptureProgress });
  const heard = { viewchange: jest.fn(), refresh: jest.fn(), another: jest.fn(), openlist: jest.fn(), reuse: jest.fn() };
  Object.entries(heard).forEach(([name, listener]) =>
    element.addEventListener(name, (event) => listener(event.detail)),
  );
  element.addEventListener('viewchange', (event) => {
    element.view = event.detail;
  });
  Object.assign(element, { view, text });
  document.body.appendChild(element);
  return { element, heard, find: (selector) => element.shadowRoot.querySelector(selector) };
}

const stepsOf = ({ element }) =>
  [...element.shadowRoot.querySelectorAll('.steps li')].map(
    (step) => step.querySelector('.slds-assistive-text').textContent,
  );

describe('c-capture-progress', () => {
  beforeEach(() => {
    jest.useFakeTimers();
    getCaptureMethod.mockResolvedValue(viewIn('reading'));
  });

  afterEach(() => {
    document.body.replaceChildren();
    jest.resetAllMocks();
    jest.useRealTimers();
  });

  it.each([
    ['queued', ['Done', 'Current', 'Next', 'Next']],
    ['reading', ['Done', 'Current', 'Next', 'Next']],
    ['extracting', ['Done', 'Done', 'Current', 'Next']],
    ['matching', ['Done', 'Done', 'Done', 'Current']],
  ])('says of a %s capture which steps are done', (state, words) => {
    const progress = show(viewIn(state));
    expect(stepsOf(progress)).toEqual(words.map((word) => `c.Capture_Step_${word}`));
    expect(progress.find('[aria-current="step"]')).not.toBeNull();
  });

  it('shows the note beside the steps and announces the step under way', async () => {
    const progress = show(viewIn('queued'));
    expect(progress.find('.text').textContent).toBe('The note');
    const live = progress.find('[aria-live="polite"]');
    expect(live.textContent).toBe('c.Capture_Step_Read');
    getCaptureMethod.mockResolvedValue(viewIn('extracting'));
    await pass(1000);
    expect(live.textContent).toBe('c.Capture_Step_Extract');
  });

  it('hands every answer on and stops when the capture is ready', async () => {
    const { heard } = show(viewIn('queued'));
    await pass(1000);
    getCaptureMethod.mockResolvedValue(viewIn('ready'));
    await pass(60_000);
    expect(heard.viewchange.mock.calls.map(([view]) => view.capture.state)).toEqual(['reading', 'ready']);
    expect(getCaptureMethod).toHaveBeenCalledTimes(2);
  });

  it('stops asking when it is left', async () => {
    show(viewIn('queued'));
    document.body.replaceChildren();
    await pass(60_000);
    expect(getCaptureMethod).not.toHaveBeenCalled();
  });

  it('says from the start that the page can be left, and after two minutes where the draft will be', async () => {
    const { find, heard } = show(viewIn('queued'));
    find('.leave .to-drafts').click();
    expect(heard.openlist).toHaveBeenCalledTimes(1);
    await pass(119_000);
    expect(find('.slow')).toBeNull();
    await pass(2_000);
    expect(find('.slow').heading).toBe('c.Capture_Slow');
    find('.slow .to-drafts').click();
    expect(heard.openlist).toHaveBeenCalledTimes(2);
  });

  it.each([
    ['reading-failed', 'c.Capture_Failed_Reading'],
    ['extraction-failed', 'c.Capture_Failed_Extracting'],
    ['drafting-failed', 'c.Capture_Failed_Drafting'],
    ['gave-up', 'c.Capture_Failed_Gave_Up'],
    ['a-reason-of-a-later-version', 'c.Capture_Failed'],
  ])('says of %s what happened, what is kept and whom to tell', (reason, sentence) => {
    const { find } = show({ ...viewIn('failed', reason), rows: [{ recordId: 'a01', requestId: 'request-1' }] });
    expect(find('.failed').heading).toBe(sentence);
    expect(find('.failed').message).toBe('c.Capture_Failed_Detail');
    expect(find('.failed').reference).toEqual({ code: reason, requestId: 'request-1' });
    expect(find('.failed .retry').label).toBe('c.Capture_Retry');
  });

  it.each([
    ['file-type-unsupported', 'Type'],
    ['file-damaged', 'Damaged'],
    ['file-encrypted', 'Encrypted'],
    ['picture-too-large', 'Picture'],
    ['too-many-pages', 'Pages'],
    ['too-much-text', 'Text'],
    ['nested-too-deep', 'Nested'],
    ['file-too-demanding', 'Demanding'],
    ['nothing-to-read', 'Nothing'],
  ])('says of %s what is wrong with the file and what to do, and leads on', (reason, label) => {
    const { find, heard } = show(viewIn('failed', reason), '');
    expect(find('.failed').heading).toBe(`c.Files_Failed_${label}`);
    expect(find('.failed').message).toBe(`c.Files_Failed_${label}_Next`);
    expect(find('.failed').reference.code).toBe(reason);
    expect(find('.retry')).toBeNull();
    find('.choose-another').click();
    find('.type').click();
    expect(heard.another).toHaveBeenCalledTimes(2);
    expect(find('c-erase-note').captureId).toBe('capture-1');
  });

  it('keeps the note that was typed beside files that cannot be read', () => {
    const { find, heard } = show(viewIn('failed', 'file-damaged'), 'From the fair');
    find('.reuse').click();
    expect(heard.reuse).toHaveBeenCalledTimes(1);
    expect(find('.type')).toBeNull();
  });

  it.each([
    ['reading', { read: 1, total: 5 }, 'Page 2 of 5'],
    ['reading', { read: 5, total: 5 }, 'Page 5 of 5'],
    ['reading', { read: 0, total: 1 }, null],
    ['reading', null, null],
    ['reading', undefined, null],
    ['extracting', { read: 5, total: 5 }, null],
  ])('says of a %s capture with %p which page is read', (state, pages, words) => {
    const view = viewIn(state);
    view.capture.pages = pages;
    expect(show(view).find('.detail')?.textContent ?? null).toBe(words);
  });

  it('speaks of files where files could not be read, which may go better', () => {
    const failed = viewIn('failed', 'reading-failed');
    const { find } = show({ ...failed, capture: { ...failed.capture, kind: 'photo' } }, '');
    expect(find('.failed').heading).toBe('c.Files_Failed_Reading');
    expect(find('.failed').message).toBe('c.Capture_Failed_Detail');
    expect(find('.failed .retry').label).toBe('c.Capture_Retry');
  });

  it('follows a failed capture again after a retry', async () => {
    retryCaptureMethod.mockResolvedValue(viewIn('queued'));
    const { find, heard } = show(viewIn('failed', 'reading-failed'));
    await pass(10_000);
    expect(getCaptureMethod).not.toHaveBeenCalled();

    find('.failed .retry').click();
    await pass(0);
    expect(retryCaptureMethod).toHaveBeenCalledWith({ captureId: 'capture-1' });
    await pass(1000);
    expect(heard.viewchange.mock.calls.map(([view]) => view.capture.state)).toEqual(['queued', 'reading']);
    expect(find('.failed')).toBeNull();
  });

  it('keeps the text of a failed note at hand', () => {
    const { find, heard } = show(viewIn('failed', 'reading-failed'));
    find('.reuse').click();
    expect(heard.reuse).toHaveBeenCalledTimes(1);
  });

  it('offers no text to take up when it is not known', () => {
    expect(show(viewIn('failed', 'reading-failed'), '').find('.reuse')).toBeNull();
  });

  it('says when a retry does not work', async () => {
    retryCaptureMethod.mockRejectedValue({ body: { message: '{"code":"too-many-requests","message":"Later."}' } });
    const { find } = show(viewIn('failed', 'reading-failed'));
    find('.failed .retry').click();
    await pass(0);
    expect(find('.interrupted').error.message).toBe('Later.');
  });

  it.each(['unreachable', 'unavailable', 'too-many-requests'])('goes on by itself after %s', async (code) => {
    getCaptureMethod.mockRejectedValueOnce({ body: { message: JSON.stringify({ code, message: 'Away.' }) } });
    const { find, heard } = show(viewIn('queued'));
    await pass(1000);
    expect(find('.interrupted').message).toBe('c.Capture_Follow_Interrupted');
    expect(find('.steps')).not.toBeNull();
    await pass(2000);
    expect(find('.interrupted')).toBeNull();
    expect(heard.viewchange).toHaveBeenCalledTimes(1);
  });

  it('asks the page to look again when the note was erased elsewhere', async () => {
    getCaptureMethod.mockResolvedValue({ rows: [], matches: [], erasedAt: '2026-03-04T08:00:00Z' });
    const { find, heard } = show(viewIn('queued'));
    await pass(60_000);
    expect(heard.refresh).toHaveBeenCalledTimes(1);
    expect(getCaptureMethod).toHaveBeenCalledTimes(1);
    expect(find('.interrupted')).toBeNull();
  });

  it('tells of a waiting capture that nothing needs to be done, and goes on following it', async () => {
    const { find } = show(viewIn('waiting', 'no-reader'));
    expect(find('.waiting').heading).toBe('c.Capture_Waiting');
    await pass(1000);
    expect(find('.waiting')).toBeNull();
    expect(find('.steps')).not.toBeNull();
  });

  it('says that following is interrupted and asks at once on demand', async () => {
    getCaptureMethod.mockRejectedValueOnce({ body: { message: 'Disconnected or Canceled' } });
    const { find } = show(viewIn('queued'));
    await pass(1000);
    expect(find('.interrupted').message).toBe('c.Capture_Follow_Interrupted');
    find('.interrupted').dispatchEvent(new CustomEvent('retry'));
    await pass(1000);
    expect(find('.interrupted')).toBeNull();
  });

  describe('of a recording', () => {
    const TAKES = [{ take: 1, parts: 2, bytes: 5, fileName: null, mediaType: 'audio/webm' }];
    const memoIn = (state, reason = null, more = {}) => {
      const view = viewIn(state, reason);
      return { ...view, capture: { ...view.capture, kind: 'audio', takes: TAKES, ...more } };
    };
    const type = (progress, text) => {
      const summary = progress.find('c-typed-summary').shadowRoot;
      const field = summary.querySelector('.typed');
      Object.assign(field, { setCustomValidity: jest.fn(), reportValidity: jest.fn() });
      field.dispatchEvent(new CustomEvent('change', { detail: { value: text } }));
      summary.querySelector('.send').click();
      return summary;
    };

    afterEach(() => localStorage.clear());

    it('names its steps, and shows what was understood so far', async () => {
      const progress = show(memoIn('reading', null, { heard: { text: 'two sites in Thiès', seconds: 50 } }), '');
      expect(progress.find('[aria-current="step"]').textContent).toBe('c.Capture_Step_Transcribe');
      expect(progress.find('.heard').textContent).toBe('… two sites in Thiès');
      expect(progress.find('.source').textContent).toContain('Up to 00:50');
      const live = progress.find('[aria-live="polite"]');
      expect(live.textContent).toBe('c.Capture_Step_Transcribe');
      expect(progress.find('.heard').closest('[aria-live]')).toBeNull();

      getCaptureMethod.mockResolvedValue(memoIn('reading', null, { heard: { text: 'and Saint-Louis', seconds: 118 } }));
      await pass(1000);
      expect(progress.find('.heard').textContent).toBe('… and Saint-Louis');
      expect(live.textContent).toBe('c.Capture_Step_Transcribe. Up to 01:00');
    });

    it('shows what was typed with it, and nothing beside the steps while there is nothing', () => {
      const { find } = show(memoIn('queued'), 'Typed before');
      expect(find('.typed').textContent).toBe('Typed before');
      expect(find('.source').textContent).toContain('c.Capture_Memo_Typed');
      expect(show(memoIn('queued', null, { heard: { text: '  ', seconds: 3 } }), '').find('.source')).toBeNull();
    });

    it.each([
      ['no-speech-provider', 'c.Capture_Waiting_Speech', 'c.Capture_Waiting_Speech_None'],
      ['speech-unavailable', 'c.Capture_Waiting_Speech_Away', 'c.Capture_Waiting_Speech_Again'],
      ['constructor', 'c.Capture_Waiting', 'c.Capture_Waiting_Detail'],
    ])('says of %s what it waits for, and the ways on', (reason, heading, detail) => {
      const { find } = show(memoIn('waiting', reason), '');
      expect(find('.waiting')).toMatchObject({ heading, message: detail, retryLabel: null });
      expect(find('.waiting .retry').label).toBe('c.Capture_Retry');
      expect(find('.waiting .type-summary').label).toBe('c.Capture_Type_Summary');
      expect(find('.waiting c-sent-recording')).toMatchObject({ captureId: 'capture-1', takes: TAKES });
    });

    it('goes on by itself once somebody puts it into writing', async () => {
      getCaptureMethod.mockResolvedValueOnce(memoIn('waiting', 'no-speech-provider'));
      const { find, heard } = show(memoIn('waiting', 'no-speech-provider'), '');
      await pass(1000);
      getCaptureMethod.mockResolvedValue(memoIn('ready'));
      await pass(45_000);
      expect(heard.viewchange.mock.calls.at(-1)[0].capture.state).toBe('ready');
      expect(find('.waiting')).toBeNull();
    });

    it('makes the draft of what is typed instead, and follows it at once', async () => {
      correctSourceMethod.mockResolvedValue(memoIn('queued'));
      const progress = show(memoIn('waiting', 'no-speech-provider'), '');
      progress.find('.type-summary').click();
      await pass(0);
      expect(progress.find('.type-summary')).toBeNull();
      type(progress, ' Two sites, 22 million ');
      await pass(0);
      expect(correctSourceMethod).toHaveBeenCalledWith({ captureId: 'capture-1', text: 'Two sites, 22 million' });
      expect(progress.find('c-typed-summary')).toBeNull();
      expect(progress.find('.steps')).not.toBeNull();
      await pass(1000);
      expect(getCaptureMethod).toHaveBeenCalledTimes(1);
    });

    it('leads back to the button when the typing is given up', async () => {
      const progress = show(memoIn('waiting', 'no-speech-provider'), '');
      progress.find('.type-summary').click();
      await pass(0);
      const focus = jest.spyOn(HTMLElement.prototype, 'focus');
      progress.find('c-typed-summary').shadowRoot.querySelector('.cancel').click();
      await pass(0);
      expect(progress.find('c-typed-summary')).toBeNull();
      expect(focus.mock.contexts.map(({ className }) => className)).toContain('type-summary');
      focus.mockRestore();
    });

    it('says of noise that nothing was invented, and offers to begin again, to type, to listen and to try again', async () => {
      retryCaptureMethod.mockResolvedValue(memoIn('queued'));
      const { find, heard } = show(memoIn('failed', 'nothing-understood'), '');
      expect(find('.failed')).toMatchObject({
        heading: 'c.Capture_Nothing_Heard',
        message: 'c.Capture_Nothing_Heard_Next',
        variant: 'warning',
      });
      find('.begin-again').click();
      expect(heard.another).toHaveBeenCalledTimes(1);
      expect(find('.failed .type-summary').label).toBe('c.Capture_Type_Instead');
      expect(find('.failed c-sent-recording')).not.toBeNull();
      expect(find('.retry')).toMatchObject({ label: 'c.Capture_Transcribe_Again', variant: 'neutral' });
      find('.retry').click();
      await pass(0);
      expect(retryCaptureMethod).toHaveBeenCalledTimes(1);
    });

    it.each([
      ['sound-not-taken', 'Sound'],
      ['recording-too-long', 'Long'],
    ])('says of %s what is wrong, and lets it be typed in place', (reason, label) => {
      const { find } = show(memoIn('failed', reason), 'Typed before');
      expect(find('.failed').heading).toBe(`c.Files_Failed_${label}`);
      expect(find('.choose-another')).not.toBeNull();
      expect(find('.type')).toBeNull();
      expect(find('.reuse')).toBeNull();
      expect(find('.begin-again')).toBeNull();
      expect(find('.type-summary').label).toBe('c.Capture_Type_Instead');
    });

    it('offers no sound of a recording that was not sent whole', () => {
      expect(show(memoIn('failed', 'gave-up', { takes: [] }), '').find('c-sent-recording')).toBeNull();
    });
  });
});
