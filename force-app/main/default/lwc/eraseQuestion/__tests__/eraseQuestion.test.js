import { createElement } from '@lwc/engine-dom';
import eraseCaptureMethod from '@salesforce/apex/CaptureController.eraseCapture';
import EraseQuestion from 'c/eraseQuestion';
import { putEdits, listEdits } from 'c/unsentEdits';
import { readNote, sealNote } from 'c/unsentNote';
import userId from '@salesforce/user/Id';

jest.mock('@salesforce/apex/CaptureController.eraseCapture', () => ({ default: jest.fn() }), { virtual: true });

const MOMENT = { capturedAt: '2026-03-03T11:42:00Z', timeZone: 'Africa/Dakar' };
const settle = () => new Promise(process.nextTick);

function show(captureId = 'capture-1') {
  const element = createElement('c-erase-question', { is: EraseQuestion });
  element.captureId = captureId;
  document.body.appendChild(element);
  const erased = jest.fn();
  document.body.addEventListener('erased', (event) => erased(event.detail), { once: true });
  return { element, erased, find: (selector) => element.shadowRoot.querySelector(selector) };
}

describe('c-erase-question', () => {
  afterEach(() => {
    document.body.replaceChildren();
    localStorage.clear();
    jest.resetAllMocks();
  });

  it('names what goes and what stays before anything is asked of the server', () => {
    const { find } = show();
    const words = find('.ask').textContent;
    expect(words).toContain('c.Capture_Erase_Goes');
    expect(words).toContain('c.Capture_Erase_Stays');
    expect(eraseCaptureMethod).not.toHaveBeenCalled();
  });

  it('erases once however often it is clicked, forgets what this device keeps, and tells every component above', async () => {
    const { captureId } = sealNote(userId, 'The note', null, MOMENT);
    const mine = { userId, draftId: 'draft-1' };
    const corrected = { userId, draftId: captureId };
    const other = { userId, draftId: 'draft-of-another-note' };
    [mine, corrected, other].forEach((key) => putEdits(key, [{ path: 'opportunity.name', value: 'x' }]));
    const rows = [{ recordId: 'a01', draftId: 'draft-1' }, { recordId: 'a02' }];
    eraseCaptureMethod.mockResolvedValue({ rows, matches: [], erasedAt: '2026-03-04T08:00:00Z' });

    const { find, erased } = show(captureId);
    find('.confirm').click();
    find('.confirm').click();
    await settle();
    expect(eraseCaptureMethod).toHaveBeenCalledTimes(1);
    expect(eraseCaptureMethod).toHaveBeenCalledWith({ captureId });
    expect(erased).toHaveBeenCalledWith({ captureId, erasedAt: '2026-03-04T08:00:00Z', rows });
    expect(readNote(userId).text).toBe('');
    expect([mine, corrected, other].map((key) => listEdits(key).length)).toEqual([0, 0, 1]);
  });

  it('claims nothing when the answer is lost, and tries again on demand', async () => {
    eraseCaptureMethod.mockRejectedValueOnce({ body: { message: 'Disconnected or Canceled' } });
    const { find, erased } = show();
    find('.confirm').click();
    await settle();
    expect(find('.problem').message).toBe('c.Capture_Erase_Failed_Next');
    expect(erased).not.toHaveBeenCalled();

    eraseCaptureMethod.mockResolvedValueOnce({ rows: [], matches: [], erasedAt: '2026-03-04T08:00:00Z' });
    find('.confirm').click();
    await settle();
    expect(find('.problem')).toBeNull();
    expect(erased).toHaveBeenCalledTimes(1);
  });

  it('gives the reason of a refusal as it is', async () => {
    eraseCaptureMethod.mockRejectedValue({ body: { message: '{"code":"not-found","message":"Not yours."}' } });
    const { find } = show();
    find('.confirm').click();
    await settle();
    expect(find('.problem').message).toBeNull();
    expect(find('.problem').error.message).toBe('Not yours.');
  });

  it('takes a change of mind', () => {
    const { element, find } = show();
    const kept = jest.fn();
    element.addEventListener('keep', kept);
    find('.keep').click();
    expect(kept).toHaveBeenCalledTimes(1);
    expect(eraseCaptureMethod).not.toHaveBeenCalled();
  });
});
