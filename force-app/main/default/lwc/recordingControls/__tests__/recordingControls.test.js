import { createElement } from '@lwc/engine-dom';
import RecordingControls from 'c/recordingControls';

const settle = () => new Promise(process.nextTick);

describe('c-recording-controls', () => {
  const show = (more) => {
    const element = createElement('c-recording-controls', { is: RecordingControls });
    Object.assign(element, more);
    document.body.appendChild(element);
    const events = [];
    for (const name of ['main', 'pause', 'discard', 'later']) element.addEventListener(name, () => events.push(name));
    return { element, events, find: (selector) => element.shadowRoot.querySelector(selector) };
  };

  afterEach(() => {
    document.body.replaceChildren();
    jest.restoreAllMocks();
  });

  it.each([
    ['idle', 'c.Voice_Tell', 'utility:unmuted', []],
    ['asking', 'c.Voice_Start', 'utility:unmuted', []],
    ['opening', 'c.Voice_Opening', 'utility:unmuted', []],
    ['recording', 'c.Voice_Finish', 'utility:stop', ['c.Voice_Pause', 'c.Voice_Discard']],
    ['paused', 'c.Voice_Finish', 'utility:stop', ['c.Voice_Continue', 'c.Voice_Discard']],
    ['ended', 'c.Voice_Finish', 'utility:stop', ['c.Voice_Continue', 'c.Voice_Discard']],
    ['sending', 'c.Voice_Sending', 'utility:upload', ['c.Voice_Later', 'c.Voice_Discard']],
  ])('has the buttons of %s', (state, label, icon, others) => {
    const { element, find } = show({ state, mayContinue: true });
    expect(find('.caption').textContent).toBe(label);
    expect(find('.round lightning-icon').iconName).toBe(icon);
    const buttons = [...element.shadowRoot.querySelectorAll('lightning-button')];
    expect(buttons.map((button) => button.label)).toEqual(others);
  });

  it('keeps the round button and its focus as the microphone becomes stop', async () => {
    const { element, find } = show({ state: 'idle' });
    const button = find('.main');
    element.focus();
    for (const state of ['asking', 'opening', 'recording', 'paused', 'ended', 'sending']) {
      element.state = state;
      await settle(); // eslint-disable-line no-await-in-loop
      expect(find('.main')).toBe(button);
      expect(element.shadowRoot.activeElement).toBe(button);
    }
  });

  it.each([
    [{ state: 'opening' }, []],
    [{ state: 'sending' }, []],
    [{ state: 'idle', disabled: true }, []],
    [{ state: 'idle' }, ['main']],
  ])('answers a press where there is something to do: %p', (state, expected) => {
    const { events, find } = show(state);
    find('.main').click();
    expect(events).toEqual(expected);
    expect(find('.main').getAttribute('aria-disabled')).toBe(String(expected.length === 0));
  });

  it('offers no more where a recording is as long as it may be', () => {
    expect(show({ state: 'ended', mayContinue: false }).find('.pause')).toBeNull();
  });

  it('says that the others were told', () => {
    expect(show({ state: 'recording' }).find('.told')).toBeNull();
    expect(show({ state: 'recording', areOthersTold: true }).find('.told').textContent).toContain('c.Voice_Others_Told');
  });

  it('asks once, in place, before all is given up, with the focus on the harmless answer', async () => {
    const { events, find } = show({ state: 'recording' });
    const focused = jest.spyOn(HTMLElement.prototype, 'focus');
    find('.ask').click();
    await settle();
    expect(find('.question').textContent).toContain('c.Voice_Discard_Question');
    expect(focused.mock.contexts.at(-1)).toBe(find('.keep'));
    find('.keep').click();
    await settle();
    expect(focused.mock.contexts.at(-1)).toBe(find('.ask'));
    expect(events).toEqual([]);
    find('.ask').click();
    await settle();
    find('.discard').click();
    expect(events).toEqual(['discard']);
  });

  it('forgets the question when the person finishes instead', async () => {
    const { events, find } = show({ state: 'recording' });
    find('.ask').click();
    await settle();
    find('.main').click();
    await settle();
    expect(events).toEqual(['main']);
    expect(find('.question')).toBeNull();
  });

  it('passes on pause and later', () => {
    const { events, find } = show({ state: 'recording' });
    find('.pause').click();
    const other = show({ state: 'sending' });
    other.find('.later').click();
    expect([events, other.events]).toEqual([['pause'], ['later']]);
  });
});
