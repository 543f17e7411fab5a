import { createElement } from '@lwc/engine-dom';
import InterruptedRecordings from 'c/interruptedRecordings';

jest.mock('@salesforce/label/c.Voice_Interrupted', () => ({ default: 'Memo of {0}, {1}.' }), { virtual: true });
jest.mock('@salesforce/label/c.Voice_Day_Time', () => ({ default: '{0} at {1}' }), { virtual: true });
jest.mock('@salesforce/i18n/timeZone', () => ({ default: 'Africa/Dakar' }), { virtual: true });
jest.mock('@salesforce/i18n/lang', () => ({ default: 'fr' }), { virtual: true });

const settle = () => new Promise(process.nextTick);
const recordingOf = (more = {}) => ({
  captureId: 'one',
  startedAt: '2026-03-03T17:46:00Z',
  seconds: 192.7,
  isFinished: false,
  error: null,
  ...more,
});

describe('c-interrupted-recordings', () => {
  const show = (recordings, more = {}) => {
    const element = createElement('c-interrupted-recordings', { is: InterruptedRecordings });
    Object.assign(element, { recordings, ...more });
    document.body.appendChild(element);
    const events = [];
    for (const name of ['resume', 'finish', 'discard', 'retry']) {
      element.addEventListener(name, ({ detail }) => events.push([name, detail.captureId]));
    }
    return { element, events, find: (selector) => element.shadowRoot.querySelector(selector) };
  };

  beforeEach(() => {
    jest.useFakeTimers({ now: new Date('2026-03-04T09:00:00Z'), doNotFake: ['nextTick'] });
  });

  afterEach(() => {
    document.body.replaceChildren();
    jest.restoreAllMocks();
    jest.useRealTimers();
  });

  it.each([
    ['2026-03-04T08:15:00Z', 'aujourd’hui at 08:15'],
    ['2026-03-03T17:46:00Z', 'hier at 17:46'],
    ['2026-02-23T17:46:00Z', 'lundi 23 février at 17:46'],
  ])('says how long it is and when it began: %s', (startedAt, moment) => {
    const { find } = show([recordingOf({ startedAt })]);
    expect(find('.title').textContent.replaceAll('\u00a0', ' ')).toBe(`Memo of 3 min 12 s, ${moment}.`);
    expect(find('.standing').textContent).toContain('c.Voice_Interrupted_State');
  });

  it('goes on or finishes with the one that was meant', () => {
    const { element, events } = show([recordingOf(), recordingOf({ captureId: 'two' })]);
    const [, second] = element.shadowRoot.querySelectorAll('.row');
    second.querySelector('.resume').click();
    second.querySelector('.finish').click();
    expect(events).toEqual([
      ['resume', 'two'],
      ['finish', 'two'],
    ]);
  });

  it('asks before one is given up', async () => {
    const { events, find } = show([recordingOf()]);
    const focused = jest.spyOn(HTMLElement.prototype, 'focus');
    find('.ask').click();
    await settle();
    expect(find('.question').textContent).toBe('c.Voice_Discard_Question');
    expect(focused.mock.contexts.at(-1)).toBe(find('.keep'));
    find('.keep').click();
    await settle();
    expect(find('.question')).toBeNull();
    find('.ask').click();
    await settle();
    find('.discard').click();
    expect(events).toEqual([['discard', 'one']]);
  });

  it.each([
    [null, 'c.Voice_Waiting_State', false],
    [{ code: 'offline', message: 'No network.' }, 'c.Voice_Waiting_Held_Up', true],
    [{ code: 'session-expired', message: 'Sign in.' }, 'c.Voice_Waiting_Held_Up', true],
    [{ code: 'part-conflict', message: 'Refused!' }, 'c.Voice_Refused', true],
  ])('says of a finished one where it stands: %p', (error, standing, canRetry) => {
    const { events, find } = show([recordingOf({ isFinished: true, error })]);
    expect(find('.standing').textContent).toContain(standing);
    expect(find('.resume')).toBeNull();
    expect(find('.retry') !== null).toBe(canRetry);
    expect(find('.problem')?.textContent ?? null).toBe(standing === 'c.Voice_Refused' ? 'Refused!' : null);
    find('.retry')?.click();
    expect(events).toEqual(canRetry ? [['retry', 'one']] : []);
  });

  it('begins nothing while it is out of use', () => {
    const { find } = show([recordingOf()], { disabled: true });
    expect(find('.resume').disabled).toBe(true);
    expect(find('.finish').disabled).toBe(true);
    expect(find('.ask').disabled).toBeFalsy();
  });
});
