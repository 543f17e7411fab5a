import { createElement } from '@lwc/engine-dom';
import getPartMethod from '@salesforce/apex/FileController.getPart';
import SentRecording from 'c/sentRecording';

jest.mock('@salesforce/apex/FileController.getPart', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/label/c.Audio_Listen_Take', () => ({ default: '{0} of {1}' }), { virtual: true });

const take = (number, parts = 1) => ({ take: number, parts, bytes: 4, fileName: null, mediaType: 'audio/webm' });
const settle = async (turns = 10) => {
  for (let turn = 0; turn < turns; turn += 1) {
    // eslint-disable-next-line no-await-in-loop
    await new Promise(process.nextTick);
  }
};

function show(takes) {
  const element = createElement('c-sent-recording', { is: SentRecording });
  Object.assign(element, { captureId: 'capture-1', takes });
  document.body.appendChild(element);
  return { element, find: (selector) => element.shadowRoot.querySelector(selector) };
}

describe('c-sent-recording', () => {
  beforeEach(() => {
    getPartMethod.mockImplementation(async ({ take: number, part }) => btoa(`${number}.${part};`));
    let count = 0;
    URL.createObjectURL = jest.fn(() => `blob:${(count += 1)}`);
    URL.revokeObjectURL = jest.fn();
  });

  afterEach(() => {
    document.body.replaceChildren();
    jest.resetAllMocks();
    delete URL.createObjectURL;
    delete URL.revokeObjectURL;
  });

  it('fetches nothing before it is asked to, then its parts in order', async () => {
    const { find } = show([take(1, 3)]);
    expect(getPartMethod).not.toHaveBeenCalled();
    find('.listen').click();
    await settle();
    expect(getPartMethod.mock.calls.map(([{ part }]) => part)).toEqual([1, 2, 3]);
    expect(URL.createObjectURL.mock.calls[0][0]).toMatchObject({ type: 'audio/webm', size: 12 });
    expect(find('.player').src).toBe('blob:1');
    expect(find('.player').getAttribute('aria-label')).toBe('c.Audio_Listen');
  });

  it('plays one take after the other, and stops after the last', async () => {
    const { find } = show([take(2), take(1)]);
    find('.listen').click();
    await settle();
    expect(find('.player').getAttribute('aria-label')).toBe('1 of 2');
    find('.player').dispatchEvent(new CustomEvent('ended'));
    await settle();
    expect(find('.player').getAttribute('aria-label')).toBe('2 of 2');
    expect(URL.revokeObjectURL).toHaveBeenCalledWith('blob:1');
    find('.player').dispatchEvent(new CustomEvent('ended'));
    await settle();
    expect(getPartMethod.mock.calls.map(([call]) => call.take)).toEqual([2, 1]);
  });

  it('says that it could not be fetched, and tries again', async () => {
    getPartMethod.mockRejectedValueOnce({ body: { message: 'Disconnected or Canceled' } });
    const { find } = show([take(1)]);
    find('.listen').click();
    await settle();
    expect(find('.state').textContent).toBe('c.Audio_Loading_Failed');
    find('.listen').click();
    await settle();
    expect(find('.player')).not.toBeNull();
    expect(find('.state').textContent).toBe('');
  });

  it('says that this browser cannot play it', async () => {
    const { find } = show([take(1)]);
    find('.listen').click();
    await settle();
    find('.player').dispatchEvent(new CustomEvent('error'));
    await settle();
    expect(find('.player')).toBeNull();
    expect(find('.state').textContent).toBe('c.Audio_Cannot_Play');
  });

  it('holds no sound once it is left', async () => {
    const { find } = show([take(1)]);
    find('.listen').click();
    await settle();
    document.body.replaceChildren();
    expect(URL.revokeObjectURL).toHaveBeenCalledWith('blob:1');
  });
});
