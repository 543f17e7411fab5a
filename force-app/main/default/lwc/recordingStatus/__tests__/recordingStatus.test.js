import { createElement } from '@lwc/engine-dom';
import RecordingStatus from 'c/recordingStatus';

const NO_ERROR = { error: null, isFinal: false, heldUp: 0, isKept: true, isFinished: false };
const COUNTS = { sent: 23, kept: 4, current: 1 };
const errorOf = (code) => ({ code, message: `${code}!` });
const settle = () => new Promise(process.nextTick);

describe('c-recording-status', () => {
  let context;

  const show = (recorded, more = {}) => {
    const element = createElement('c-recording-status', { is: RecordingStatus });
    Object.assign(element, { seconds: 277, recorded: { ...NO_ERROR, counts: COUNTS, ...recorded }, ...more });
    document.body.appendChild(element);
    return { element, find: (selector) => element.shadowRoot.querySelector(selector) };
  };
  const squares = (element) =>
    [...element.shadowRoot.querySelectorAll('.squares i')].map(({ className }) => className.split('_')[1]);

  beforeEach(() => {
    context = { beginPath: jest.fn(), roundRect: jest.fn(), fill: jest.fn() };
    HTMLCanvasElement.prototype.getContext = () => context;
  });

  afterEach(() => {
    document.body.replaceChildren();
    delete window.matchMedia;
    jest.restoreAllMocks();
  });

  it('shows the time to who looks, and reads it to nobody each second', () => {
    const { find } = show();
    const timer = find('[role="timer"]');
    expect(timer.textContent).toBe('04:37');
    expect(timer.getAttribute('aria-live')).toBe('off');
  });

  it('shows each part where they are few', () => {
    const { element, find } = show();
    expect(squares(element).filter((kind) => kind === 'sent')).toHaveLength(23);
    expect(squares(element).slice(-5)).toEqual(['kept', 'kept', 'kept', 'kept', 'current']);
    expect(find('.squares').getAttribute('aria-hidden')).toBe('true');
    expect(find('.legend').textContent).toBe('c.Voice_Parts_Sent_Otherc.Voice_Parts_Kept_Otherc.Voice_Parts_Current');
  });

  it.each([
    [{ sent: 1000, kept: 1, current: 1 }, 28],
    [{ sent: 1, kept: 1000, current: 1 }, 29],
    [{ sent: 1080, kept: 0, current: 0 }, 28],
    [{ sent: 0, kept: 0, current: 1 }, 1],
  ])('groups the parts where they are many, and hides no kind: %p', (counts, most) => {
    const { element } = show({ counts });
    const shown = squares(element);
    expect(shown.length).toBeLessThanOrEqual(most);
    for (const kind of ['sent', 'kept', 'current']) {
      expect(shown.includes(kind)).toBe(counts[kind] > 0);
    }
  });

  it.each([
    [{}, 'c.Voice_All_Safe', 'c.Voice_Sent_As_You_Speak'],
    [{ isFinished: true }, 'c.Voice_All_Safe', 'c.Voice_Sending_Rest'],
    [{ isKept: false }, 'c.Voice_Sent_As_You_Speak', 'c.Voice_Closing_Loses'],
    [{ error: errorOf('offline') }, 'c.Voice_Offline c.Voice_Go_On', 'c.Voice_Resumes'],
    [{ error: errorOf('unreachable') }, 'c.Voice_Unreachable c.Voice_Go_On', 'c.Voice_Resumes'],
    [{ error: errorOf('offline'), isKept: false }, 'c.Voice_Offline c.Voice_Go_On_Open', 'c.Voice_Resumes'],
    [{ error: errorOf('offline'), isFinished: true }, 'c.Voice_Offline c.Voice_All_Kept', 'c.Voice_Resumes'],
    [{ error: errorOf('session-expired') }, 'c.Voice_Session c.Voice_Go_On', 'c.Voice_Sign_In_Elsewhere'],
    [{ error: errorOf('part-conflict'), isFinal: true }, 'c.Voice_Refused c.Voice_Go_On', 'part-conflict!'],
    [
      { error: errorOf('offline'), isKept: false, isFinished: true },
      'c.Voice_Offline c.Voice_Closing_Loses',
      'c.Voice_Resumes',
    ],
  ])('says how safe it is: %p', (recorded, heading, detail) => {
    const { find } = show(recorded);
    expect(find('.heading').textContent).toBe(heading);
    expect(find('.words .weak').textContent).toBe(detail);
  });

  it('offers to try again where that is for a person', () => {
    expect(show().find('.retry')).toBeNull();
    expect(show({ error: errorOf('offline') }).find('.retry')).toBeNull();
    const { element, find } = show({ error: errorOf('session-expired') });
    const retry = jest.fn();
    element.addEventListener('retry', retry);
    find('.retry').click();
    expect(retry).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['recording', 'c.Voice_Recording'],
    ['paused', 'c.Voice_Paused'],
    ['stopped', 'c.Voice_Stopped'],
  ])('says in a word that it is %s', (state, word) => {
    const { find } = show({}, { state });
    expect(find('.word').textContent).toContain(word);
    expect(find('canvas') === null).toBe(state === 'stopped');
  });

  it('shows what was understood as words, and nothing while there is none', async () => {
    const { element, find } = show();
    expect(find('.heard')).toBeNull();
    element.heard = { text: ' <b>deux</b> sites ', seconds: 230 };
    await settle();
    expect(find('.text').textContent).toBe('… <b>deux</b> sites …');
  });

  it('draws the last levels, the newest at the end', () => {
    const { element } = show();
    element.showLevel(0.5);
    expect(context.fill).toHaveBeenCalledTimes(48);
    for (let count = 0; count < 60; count += 1) element.showLevel(1);
    expect(context.fill).toHaveBeenCalledTimes(48 * 61);
  });

  it('moves once a second for who wants no movement', () => {
    window.matchMedia = () => ({ matches: true });
    const now = jest.spyOn(performance, 'now').mockReturnValue(5000);
    const { element } = show();
    element.showLevel(0.5);
    element.showLevel(0.6);
    now.mockReturnValue(6000);
    element.showLevel(0.7);
    expect(context.fill).toHaveBeenCalledTimes(48 * 2);
  });

  it('lives without a canvas', () => {
    HTMLCanvasElement.prototype.getContext = () => null;
    expect(() => show().element.showLevel(0.5)).not.toThrow();
  });
});
