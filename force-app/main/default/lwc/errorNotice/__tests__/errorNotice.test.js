import { createElement } from '@lwc/engine-dom';
import ErrorNotice from 'c/errorNotice';

function show(properties) {
  const element = createElement('c-error-notice', { is: ErrorNotice });
  Object.assign(element, properties);
  document.body.appendChild(element);
  return element;
}

const find = (element, selector) => element.shadowRoot.querySelector(selector);

describe('c-error-notice', () => {
  afterEach(() => {
    document.body.replaceChildren();
  });

  it('says what failed and the next step, at once', () => {
    const element = show({ error: { code: 'server-busy', message: 'Busy. Try in a minute.' }, heading: 'Not saved.' });
    expect(find(element, '.heading').textContent).toBe('Not saved.');
    expect(find(element, '.sentence').textContent).toBe('Busy. Try in a minute.');
    expect(find(element, '[role="alert"]')).not.toBeNull();
  });

  it.each([
    ['offline', 'utility:offline', 'c.Capture_Error_Offline_Title'],
    ['session-expired', 'utility:unlock', 'c.Capture_Error_Session_Title'],
    ['not-permitted', 'utility:lock', 'c.Capture_Error_No_Access_Title'],
    ['anything-else', 'utility:ban', 'c.Capture_Error'],
  ])('shows %s by icon and heading', (code, icon, heading) => {
    const element = show({ error: { code, message: 'Sentence.' } });
    expect(find(element, 'lightning-icon').iconName).toBe(icon);
    expect(find(element, '.heading').textContent).toBe(heading);
  });

  it('offers to try again only where a way is named', () => {
    expect(find(show({ message: 'Sentence.' }), '.retry')).toBeNull();
    const element = show({ message: 'Sentence.', retryLabel: 'Try again' });
    const retried = jest.fn();
    element.addEventListener('retry', retried);
    find(element, '.retry').click();
    expect(retried).toHaveBeenCalledTimes(1);
  });

  it('offers to sign in, and not to try again, when the session has ended', () => {
    const element = show({ error: { code: 'session-expired', message: 'Sentence.' }, retryLabel: 'Try again' });
    expect(find(element, '.sign-in').label).toBe('c.Capture_Sign_In');
    expect(find(element, '.retry')).toBeNull();
  });

  it('hands on what to report where somebody must look for the failure, and only there', () => {
    const error = (code) => ({ code, message: 'Sentence.', requestId: 'request-1' });
    const reported = find(show({ error: error('unexpected') }), 'c-request-reference');
    expect(reported.reference).toEqual({ code: 'unexpected', requestId: 'request-1' });
    expect(find(show({ error: error('text-missing') }), 'c-request-reference')).toBeNull();
    expect(find(show({ error: { code: 'unexpected', message: 'x' } }), 'c-request-reference')).toBeNull();
    const given = { code: 'gave-up', requestId: null };
    expect(find(show({ message: 'x', reference: given }), 'c-request-reference').reference).toEqual(given);
  });

  it('gives room to actions only where there are some', async () => {
    const element = show({ message: 'Sentence.' });
    expect(find(element, '.actions_filled')).toBeNull();
    element.retryLabel = 'Try again';
    await Promise.resolve();
    expect(find(element, '.actions_filled')).not.toBeNull();
  });

  it('does not interrupt for what only keeps a person waiting', () => {
    const element = show({ variant: 'info', heading: 'Slow.', message: 'Wait.' });
    expect(find(element, '[role="status"]')).not.toBeNull();
  });
});
