import { createElement } from '@lwc/engine-dom';
import eraseCaptureMethod from '@salesforce/apex/CaptureController.eraseCapture';
import getCaptureMethod from '@salesforce/apex/CaptureController.getCapture';
import startCaptureMethod from '@salesforce/apex/CaptureController.startCapture';
import completeCaptureMethod from '@salesforce/apex/FileController.completeCapture';
import sendPartMethod from '@salesforce/apex/FileController.sendPart';
import { readRecordings } from 'c/keptRecordings';
import VoiceRecorder from 'c/voiceRecorder';
import userId from '@salesforce/user/Id';
import { installDatabase, removeDatabase } from '../../../../../test/indexed-database';
import { installMicrophone, removeMicrophone } from '../../../../../test/microphone';
import { pass } from '../../../../../test/passing';

jest.mock('@salesforce/apex/CaptureController.eraseCapture', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/CaptureController.getCapture', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/CaptureController.startCapture', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/FileController.completeCapture', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/FileController.sendPart', () => ({ default: jest.fn() }), { virtual: true });

const view = (state, more = {}) => ({ capture: { id: 'any', state, received: [], ...more }, rows: [], matches: [] });
const coded = (code) => ({ body: { message: JSON.stringify({ code, message: `${code}!` }) } });
const OFFLINE = { body: { message: 'Disconnected or Canceled' } };
const EXPLAINED = `createFromNotes.microphone.${userId}`;

describe('c-voice-recorder', () => {
  let microphone;
  let contents;
  let element;
  let heard;

  /** Looks through the components that stand in one another. */
  const find = (selector, root = element.shadowRoot) =>
    root.querySelector(selector) ??
    [...root.querySelectorAll('*')].reduce(
      (found, one) => found ?? (one.shadowRoot ? find(selector, one.shadowRoot) : null),
      null,
    );
  const controls = (selector) => find('c-recording-controls').shadowRoot.querySelector(selector);
  const words = (root = element.shadowRoot) =>
    [...root.childNodes]
      .map(
        (node) =>
          `${node.nodeType === 3 ? node.textContent : ''} ${words(node)} ${node.shadowRoot ? words(node.shadowRoot) : ''}`,
      )
      .join(' ')
      .replace(/\s+/g, ' ');
  const caption = () => controls('.caption').textContent;
  const main = () => controls('.main').click();
  const told = (name) => heard.filter(([type]) => type === name).map(([, detail]) => detail);

  const show = async (more = {}) => {
    element = createElement('c-voice-recorder', { is: VoiceRecorder });
    Object.assign(element, { recordId: '001A', configuration: { recordingNotice: null, transcribes: true } }, more);
    const note = ({ type, detail }) => heard.push([type, detail]);
    for (const name of ['recording', 'started', 'delivered', 'choosefile']) element.addEventListener(name, note);
    document.body.appendChild(element);
    await pass(0.3);
  };
  const record = async (more = {}) => {
    localStorage.setItem(EXPLAINED, 'yes');
    await show(more);
    main();
    await pass(0.3);
  };
  const say = async (text, seconds) => {
    await pass(seconds);
    microphone.recorder.hear(text);
    await pass(0.5);
  };
  const leavePage = async () => {
    element.remove();
    await pass(1);
  };

  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask'] });
    microphone = installMicrophone();
    contents = installDatabase();
    heard = [];
    const arrived = new Map();
    const receiving = async () => {
      const received = [...arrived].map(([take, parts]) => ({ take, parts }));
      return view('receiving', { received });
    };
    startCaptureMethod.mockImplementation(receiving);
    getCaptureMethod.mockImplementation(receiving);
    sendPartMethod.mockImplementation(async ({ part: { take, part } }) => {
      arrived.set(take, [...(arrived.get(take) ?? []), part]);
    });
    completeCaptureMethod.mockResolvedValue(view('queued'));
    eraseCaptureMethod.mockResolvedValue({ erasedAt: '2026-03-04T08:00:00Z', rows: [] });
  });

  afterEach(async () => {
    document.body.replaceChildren();
    await pass(1);
    jest.restoreAllMocks();
    jest.useRealTimers();
    jest.resetAllMocks();
    localStorage.clear();
    removeDatabase();
    removeMicrophone();
  });

  it('is one microphone, and asks for nothing yet', async () => {
    await show();
    expect(caption()).toBe('c.Voice_Tell');
    expect(words()).not.toContain('c.Voice_Not_Transcribed');
    expect(microphone.getUserMedia).not.toHaveBeenCalled();
    expect(element.isActive).toBe(false);
    expect(localStorage).toHaveLength(0);
  });

  it('says what becomes of a recording that nobody puts into writing', async () => {
    await show({ configuration: { recordingNotice: null, transcribes: false } });
    expect(words()).toContain('c.Voice_Not_Transcribed');
  });

  it('does nothing while it is out of use', async () => {
    await show({ disabled: true });
    main();
    await pass(0.3);
    expect(element.isActive).toBe(false);
  });

  it('says why before the browser asks, once for all', async () => {
    await show();
    main();
    await pass(0.3);
    expect(words()).toContain('c.Voice_Why');
    expect(caption()).toBe('c.Voice_Start');
    expect(microphone.getUserMedia).not.toHaveBeenCalled();
    expect(told('recording')).toEqual([{ active: true, mayClose: false }]);
    main();
    await pass(0.3);
    expect(microphone.recorder.state).toBe('recording');
    expect(told('recording').at(-1)).toEqual({ active: true, mayClose: true });
    expect(localStorage.getItem(EXPLAINED)).not.toBeNull();
  });

  it('can be thought better of', async () => {
    await show();
    main();
    await pass(0.3);
    find('.cancel').click();
    await pass(0.3);
    expect(caption()).toBe('c.Voice_Tell');
    expect(told('recording').map(({ active }) => active)).toEqual([true, false]);
    expect(localStorage).toHaveLength(0);
  });

  it('records nobody before the person says that the others know', async () => {
    localStorage.setItem(EXPLAINED, 'yes');
    await show({ configuration: { recordingNotice: 'This is recorded.', transcribes: true } });
    main();
    await pass(0.3);
    expect(words()).not.toContain('This is recorded.');
    find('.who').dispatchEvent(new CustomEvent('change', { detail: { value: 'others' } }));
    await pass(0.3);
    expect(words()).toContain('This is recorded.');
    const box = find('.consent');
    box.setCustomValidity = jest.fn();
    box.reportValidity = jest.fn();
    main();
    await pass(0.3);
    expect(microphone.getUserMedia).not.toHaveBeenCalled();
    expect(box.setCustomValidity).toHaveBeenLastCalledWith('c.Voice_Others_Tell_First');
    box.checked = true;
    box.dispatchEvent(new CustomEvent('change', { detail: { checked: true } }));
    await pass(0.3);
    expect(box.setCustomValidity).toHaveBeenLastCalledWith('');
    main();
    await pass(0.3);
    const [{ input }] = startCaptureMethod.mock.calls[0];
    expect(input.consent).toEqual({ notice: 'This is recorded.', givenAt: expect.stringMatching(/^\d{4}-.*Z$/) });
    expect(controls('.told').textContent).toContain('c.Voice_Others_Told');
  });

  it('hands over what stands beside, and turns the microphone into stop where it is', async () => {
    await record({ text: 'typed beside' });
    const button = controls('.main');
    expect(caption()).toBe('c.Voice_Finish');
    const [{ input }] = startCaptureMethod.mock.calls[0];
    expect(input).toMatchObject({
      kind: 'audio',
      text: 'typed beside',
      recordId: '001A',
      language: null,
      consent: null,
    });
    expect(find('c-recording-status').shadowRoot.querySelector('[role="timer"]').textContent).toBe('00:00');
    await say('abc', 10);
    expect(find('[role="timer"]').textContent).toBe('00:10');
    expect(words()).toContain('c.Voice_Recording');
    expect(find('.legend').textContent).toContain('c.Voice_Parts_Sent_One');
    completeCaptureMethod.mockReturnValueOnce(new Promise(() => {}));
    main();
    await pass(1);
    expect(controls('.main')).toBe(button);
    expect(caption()).toBe('c.Voice_Sending');
  });

  it('tells that it was accepted, and begins anew', async () => {
    await record({ text: 'typed beside' });
    await say('abc', 3);
    main();
    await pass(1);
    expect(told('started')).toEqual([{ view: view('queued'), text: 'typed beside' }]);
    expect(told('recording').at(-1)).toEqual({ active: false, mayClose: false });
    expect(caption()).toBe('c.Voice_Tell');
    expect(contents.size).toBe(0);
    expect(Object.keys(localStorage)).toEqual([EXPLAINED]);
    expect(microphone.tracks[0].stop).toHaveBeenCalled();
  });

  it('pauses and goes on', async () => {
    await record();
    controls('.pause').click();
    await pass(0.5);
    expect(words()).toContain('c.Voice_Paused');
    expect(controls('.pause').label).toBe('c.Voice_Continue');
    controls('.pause').click();
    await pass(0.5);
    expect(microphone.recorder.state).toBe('recording');
    expect(controls('.pause').label).toBe('c.Voice_Pause');
  });

  it('shows what was understood so far', async () => {
    startCaptureMethod.mockResolvedValue(view('receiving', { heard: { text: 'deux sites', seconds: 21 } }));
    await record();
    await pass(1);
    expect(find('.heard').textContent).toContain('… deux sites …');
  });

  it('says that everything is safe without a network, and goes on', async () => {
    startCaptureMethod.mockRejectedValue(OFFLINE);
    await record();
    await say('abc', 10);
    expect(find('.safety').textContent).toContain('c.Voice_Offline c.Voice_Go_On');
    expect(microphone.recorder.state).toBe('recording');
    main();
    await pass(1);
    expect(find('.safety').textContent).toContain('c.Voice_All_Kept');
    startCaptureMethod.mockResolvedValue(view('receiving'));
    find('c-recording-status').shadowRoot.querySelector('.retry').click();
    await pass(2);
    expect(told('started')).toHaveLength(1);
  });

  it.each([
    ['the session has ended', { status: 401 }, 'c.Voice_Session c.Voice_Go_On', 'c.Voice_Sign_In_Elsewhere'],
    ['the server refuses it', coded('kind-not-supported'), 'c.Voice_Refused c.Voice_Go_On', 'kind-not-supported!'],
  ])('goes on and keeps everything when %s', async (_case, failure, heading, detail) => {
    startCaptureMethod.mockRejectedValue(failure);
    await record();
    await say('abc', 10);
    expect(find('.safety .heading').textContent).toBe(heading);
    expect(find('.safety').textContent).toContain(detail);
    expect(contents.size).toBe(1);
    expect(microphone.recorder.state).toBe('recording');
  });

  it('says that the page must stay open where the device keeps nothing', async () => {
    installDatabase({ full: true });
    startCaptureMethod.mockRejectedValue(OFFLINE);
    await record();
    await say('abc', 10);
    expect(find('.safety .heading').textContent).toBe('c.Voice_Offline c.Voice_Go_On_Open');
    expect(find('.legend').textContent).toContain('c.Voice_Parts_Memory_One');
  });

  it('says when nothing reaches the microphone, and goes on', async () => {
    await record();
    microphone.loudness(0.1);
    await say('abc', 12);
    expect(find('.notice')).toBeNull();
    microphone.loudness(0);
    await say('abc', 11);
    expect(find('.notice').heading).toBe('c.Voice_No_Sound');
    expect(microphone.recorder.state).toBe('recording');
    microphone.loudness(0.1);
    await pass(0.5);
    expect(find('.notice')).toBeNull();
  });

  it('says what happened when the microphone goes away, and goes on in the same recording', async () => {
    await record();
    await say('abc', 2);
    microphone.tracks[0].onended();
    await pass(0.5);
    expect(find('.notice').heading).toBe('c.Voice_Lost');
    expect(caption()).toBe('c.Voice_Finish');
    expect(find('c-sound-replay').sound.size).toBe(6);
    controls('.pause').click();
    await pass(0.5);
    expect(microphone.getUserMedia).toHaveBeenCalledTimes(2);
    expect(find('.notice')).toBeNull();
    expect(readRecordings(userId)[0].takes).toHaveLength(2);
  });

  it('keeps the recording when the microphone does not come back', async () => {
    await record();
    await say('abc', 2);
    microphone.tracks[0].onended();
    await pass(0.5);
    microphone.refuse('NotReadableError');
    controls('.pause').click();
    await pass(0.5);
    expect(find('.refusal').heading).toBe('c.Voice_Busy');
    expect(find('.choose')).toBeNull();
    main();
    await pass(1);
    expect(find('.refusal')).toBeNull();
    expect(told('started')).toHaveLength(1);
  });

  it('asks once before it gives a recording up, and erases it everywhere', async () => {
    await record();
    await say('abc', 10);
    controls('.ask').click();
    await pass(0.3);
    expect(controls('.question').textContent).toContain('c.Voice_Discard_Question');
    controls('.keep').click();
    await pass(0.3);
    expect(microphone.recorder.state).toBe('recording');
    controls('.ask').click();
    await pass(0.3);
    controls('.discard').click();
    await pass(1);
    expect(eraseCaptureMethod).toHaveBeenCalledTimes(1);
    expect(contents.size).toBe(0);
    expect(Object.keys(localStorage)).toEqual([EXPLAINED]);
    expect(caption()).toBe('c.Voice_Tell');
    expect(told('recording').at(-1)).toEqual({ active: false, mayClose: false });
    expect(told('started')).toEqual([]);
  });

  it('lets a finished recording wait, and sends it by itself later', async () => {
    startCaptureMethod.mockRejectedValue(OFFLINE);
    await record();
    await say('abc', 3);
    main();
    await pass(1);
    controls('.later').click();
    await pass(1);
    expect(told('recording').at(-1)).toEqual({ active: false, mayClose: false });
    expect(find('c-interrupted-recordings').shadowRoot.textContent).toContain('c.Voice_Waiting_');
    startCaptureMethod.mockResolvedValue(view('receiving'));
    await pass(10);
    expect(told('delivered')).toEqual([view('queued')]);
    expect(told('started')).toEqual([]);
    expect(find('c-interrupted-recordings')).toBeNull();
    expect(words()).toContain('c.Voice_Delivered');
  });

  describe('with a recording that was interrupted', () => {
    const act = (name) => find('c-interrupted-recordings').shadowRoot.querySelector(name).click();

    beforeEach(async () => {
      await record();
      await say('abc', 3);
      await leavePage();
      heard = [];
      await show();
    });

    it('says that it is kept, and goes on in another take', async () => {
      expect(find('c-interrupted-recordings').shadowRoot.textContent).toContain('c.Voice_Interrupted_State');
      act('.resume');
      await pass(0.5);
      expect(told('recording').at(-1)).toEqual({ active: true, mayClose: true });
      expect(find('[role="timer"]').textContent).toBe('00:04');
      await say('more', 2);
      main();
      await pass(1);
      expect(completeCaptureMethod.mock.calls[0][0].takes.map(({ take }) => take)).toEqual([1, 2]);
      expect(told('started')).toHaveLength(1);
    });

    it('is finished without the microphone', async () => {
      act('.finish');
      await pass(1);
      expect(microphone.getUserMedia).toHaveBeenCalledTimes(1);
      expect(told('started')).toHaveLength(1);
      expect(find('c-interrupted-recordings')).toBeNull();
    });

    it('is given up after a question', async () => {
      act('.ask');
      await pass(0.3);
      act('.discard');
      await pass(1);
      expect(eraseCaptureMethod).toHaveBeenCalledTimes(1);
      expect(find('c-interrupted-recordings')).toBeNull();
      expect(contents.size).toBe(0);
    });

    it('stays where it is when the microphone is refused', async () => {
      microphone.refuse('NotAllowedError');
      act('.resume');
      await pass(0.5);
      expect(find('.refusal').heading).toBe('c.Voice_Denied');
      expect(find('c-interrupted-recordings')).not.toBeNull();
      find('.refusal').dispatchEvent(new CustomEvent('retry'));
      await pass(0.5);
      expect(readRecordings(userId)).toHaveLength(1);
      expect(readRecordings(userId)[0].takes).toHaveLength(2);
    });

    it('is left to another tab that was faster', async () => {
      const key = Object.keys(localStorage).find((one) => one.includes('.recording.'));
      const stored = JSON.parse(localStorage.getItem(key));
      localStorage.setItem(key, JSON.stringify({ ...stored, page: 'another', heartbeat: Date.now() }));
      act('.resume');
      await pass(0.2);
      expect(words()).toContain('c.Voice_Taken_Elsewhere');
      expect(microphone.tracks.at(-1).stop).toHaveBeenCalled();
      expect(told('recording').at(-1)).toEqual({ active: false, mayClose: false });
    });
  });

  describe('without a microphone', () => {
    it.each([
      ['NotAllowedError', 'c.Voice_Denied'],
      ['NotFoundError', 'c.Voice_Missing'],
      ['NotReadableError', 'c.Voice_Busy'],
      ['SecurityError', 'c.Voice_Policy'],
    ])('says what %s means and what to do', async (name, heading) => {
      localStorage.setItem(EXPLAINED, 'yes');
      await show();
      microphone.refuse(name);
      main();
      await pass(0.3);
      expect(find('.refusal')).toMatchObject({ heading, message: `${heading}_Next`, retryLabel: 'c.Voice_Retry' });
      expect(told('recording').map(({ active }) => active)).toEqual([true, false]);
      expect(startCaptureMethod).not.toHaveBeenCalled();
      find('.refusal').dispatchEvent(new CustomEvent('retry'));
      await pass(0.3);
      expect(microphone.recorder.state).toBe('recording');
      expect(find('.refusal')).toBeNull();
    });

    it('offers an audio file instead', async () => {
      removeMicrophone();
      await show();
      main();
      await pass(0.3);
      main();
      await pass(0.3);
      expect(find('.refusal').heading).toMatch(/c\.Voice_(Unsupported|Insecure)/);
      find('.choose').click();
      await pass(0.3);
      expect(told('choosefile')).toHaveLength(1);
      expect(find('.refusal')).toBeNull();
    });

    it('keeps nothing of a recording that could not begin', async () => {
      await record();
      await leavePage();
      localStorage.removeItem(Object.keys(localStorage).find((key) => key.includes('.recording.')));
      microphone.recorder.constructor.failure = new DOMException('no such codec', 'NotSupportedError');
      await record();
      await pass(1);
      expect(find('.refusal').heading).toBe('c.Voice_Unsupported');
      expect(microphone.tracks.at(-1).stop).toHaveBeenCalled();
      expect(readRecordings(userId)).toEqual([]);
    });

    it('does not record when the person left before the browser answered', async () => {
      let answer;
      microphone.getUserMedia.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
      await record();
      await leavePage();
      const track = { stop: jest.fn() };
      answer({ getTracks: () => [track], getAudioTracks: () => [track] });
      await pass(0.3);
      expect(track.stop).toHaveBeenCalled();
      expect(microphone.recorder).toBeNull();
    });
  });
});
