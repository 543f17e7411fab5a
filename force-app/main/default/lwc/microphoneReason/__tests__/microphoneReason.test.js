import { createElement } from '@lwc/engine-dom';
import MicrophoneReason from 'c/microphoneReason';

describe('c-microphone-reason', () => {
  const show = (notice) => {
    const element = createElement('c-microphone-reason', { is: MicrophoneReason });
    element.notice = notice;
    document.body.appendChild(element);
    return element;
  };
  const find = (element, selector) => element.shadowRoot.querySelector(selector);
  const choose = async (element, value) => {
    find(element, '.who').dispatchEvent(new CustomEvent('change', { detail: { value } }));
    await Promise.resolve();
    const box = find(element, '.consent');
    if (box) Object.assign(box, { setCustomValidity: jest.fn(), reportValidity: jest.fn(), focus: jest.fn() });
    return box;
  };

  afterEach(() => document.body.replaceChildren());

  it('asks nothing where the org asks nothing', () => {
    const element = show(null);
    expect(element.shadowRoot.textContent).toBe('c.Voice_Why');
    expect(find(element, '.who')).toBeNull();
    expect(element.check()).toBe(true);
    expect(element.areOthersTold).toBe(false);
  });

  it('lets who dictates alone go on at once, and notes no consent of others', () => {
    const element = show('Recorded');
    expect(find(element, '.notice')).toBeNull();
    expect(element.check()).toBe(true);
    expect(element.areOthersTold).toBe(false);
  });

  it('shows the notice to others as it is written, and waits for the tick', async () => {
    const element = show('<b>Recorded</b>\nfor our notes');
    const box = await choose(element, 'others');
    expect(find(element, '.notice').textContent).toBe('<b>Recorded</b>\nfor our notes');
    expect(element.check()).toBe(false);
    expect(box.setCustomValidity).toHaveBeenLastCalledWith('c.Voice_Others_Tell_First');
    expect(box.focus).toHaveBeenCalled();
    box.checked = true;
    box.dispatchEvent(new CustomEvent('change'));
    expect(box.setCustomValidity).toHaveBeenLastCalledWith('');
    expect(element.check()).toBe(true);
    expect(element.areOthersTold).toBe(true);
    box.checked = false;
    box.dispatchEvent(new CustomEvent('change'));
    expect(element.check()).toBe(false);
  });

  it('forgets the tick when the others are gone', async () => {
    const element = show('Recorded');
    const box = await choose(element, 'others');
    box.checked = true;
    box.dispatchEvent(new CustomEvent('change'));
    await choose(element, 'alone');
    expect(element.check()).toBe(true);
    expect(element.areOthersTold).toBe(false);
  });
});
