import { createElement } from '@lwc/engine-dom';
import EraseNote from 'c/eraseNote';

jest.mock('@salesforce/apex/CaptureController.eraseCapture', () => ({ default: jest.fn() }), { virtual: true });

describe('c-erase-note', () => {
  afterEach(() => document.body.replaceChildren());

  it('asks in its place, and stands there again after a change of mind', async () => {
    const element = createElement('c-erase-note', { is: EraseNote });
    element.captureId = 'capture-1';
    document.body.appendChild(element);
    const find = (selector) => element.shadowRoot.querySelector(selector);
    expect(find('c-erase-question')).toBeNull();

    find('.erase').click();
    await Promise.resolve();
    expect(find('.erase')).toBeNull();
    expect(find('c-erase-question').captureId).toBe('capture-1');

    find('c-erase-question').dispatchEvent(new CustomEvent('keep'));
    await Promise.resolve();
    expect(find('c-erase-question')).toBeNull();
    expect(find('.erase').label).toBe('c.Capture_Erase');
  });
});
