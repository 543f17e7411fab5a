import { createElement } from '@lwc/engine-dom';
import listUnfinishedMethod from '@salesforce/apex/CaptureController.listUnfinished';
import retryCaptureMethod from '@salesforce/apex/CaptureController.retryCapture';
import UnfinishedCaptures from 'c/unfinishedCaptures';

jest.mock('@salesforce/apex/CaptureController.listUnfinished', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/CaptureController.retryCapture', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/CaptureController.eraseCapture', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/label/c.Capture_Action_On', () => ({ default: '{0}: {1}' }), { virtual: true });
jest.mock('@salesforce/label/c.Capture_Status_Ready_One', () => ({ default: '{0} ready' }), { virtual: true });
jest.mock('@salesforce/label/c.Capture_Status_Ready_Many', () => ({ default: '{0} all ready' }), { virtual: true });
jest.mock('@salesforce/label/c.Capture_Status_To_Check', () => ({ default: '{0}, {1} to check' }), { virtual: true });
jest.mock('@salesforce/label/c.Capture_Unfinished', () => ({ default: 'Unfinished ({0})' }), { virtual: true });

const unfinished = (recordId, changes) => ({
  captureId: `capture-${recordId}`,
  draftId: null,
  recordId,
  title: `Title ${recordId}`,
  kind: 'text',
  status: 'Open',
  deals: 1,
  toCheck: 0,
  capturedAt: '2026-03-03T11:42:00Z',
  ...changes,
});

const settle = () => new Promise(process.nextTick);

async function show() {
  const element = createElement('c-unfinished-captures', { is: UnfinishedCaptures });
  document.body.appendChild(element);
  await settle();
  return { element, find: (selector) => element.shadowRoot.querySelector(selector) };
}

describe('c-unfinished-captures', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.resetAllMocks();
  });

  it.each([
    [{ deals: 1 }, 'utility:check', '1 ready', 'Action_Check'],
    [{ deals: 2, toCheck: 3 }, 'utility:check', '2 all ready, 3 to check', 'Action_Check'],
    [{ status: 'Processing' }, 'utility:hourglass', 'c.Capture_Status_Processing', 'Action_Follow'],
    [{ status: 'Processing', kind: 'audio', reason: 'no-speech-provider' }, 'utility:clock', 'c.Capture_Status_Waiting_Speech', 'Action_See'],
    [{ status: 'Processing', kind: 'audio', reason: 'speech-unavailable' }, 'utility:clock', 'c.Capture_Status_Waiting_Speech', 'Action_See'],
    [{ status: 'Processing', reason: 'no-reader' }, 'utility:clock', 'c.Capture_Status_Waiting', 'Action_See'],
    [{ status: 'Failed', kind: 'audio', reason: 'nothing-understood' }, 'utility:warning', 'c.Capture_Nothing_Heard', 'Action_See'],
    [{ status: 'Failed' }, 'utility:warning', 'c.Capture_Status_Failed', 'Retry'],
    [{ status: 'Failed', kind: 'photo' }, 'utility:warning', 'c.Capture_Status_Failed', 'Action_See'],
    [{ status: 'No deal' }, 'utility:dash', 'c.Capture_Status_None', 'Action_See'],
    [{ status: 'Approved' }, 'utility:check', 'c.Capture_Status_Approved', 'Action_Check'],
  ])('says of %p by word and icon where it stands', async (changes, icon, words, action) => {
    listUnfinishedMethod.mockResolvedValue([unfinished('a01', changes)]);
    const { find } = await show();
    expect(find('.status lightning-icon').iconName).toBe(icon);
    expect(find('.status').textContent.trim()).toBe(words);
    expect(find('.open').label).toBe(`c.Capture_${action}`);
  });

  it('counts in the heading and names each button by its note', async () => {
    listUnfinishedMethod.mockResolvedValue([unfinished('a01'), unfinished('a02', { title: null, kind: 'email' })]);
    const { element, find } = await show();
    expect(find('h2').textContent).toBe('Unfinished (2)');
    const names = [...element.shadowRoot.querySelectorAll('.open')].map((button) => button.ariaLabel);
    expect(names).toEqual(['c.Capture_Action_Check: Title a01', 'c.Capture_Action_Check: c.Capture_Untitled']);
  });

  it('opens the capture and draft of a row, and the list of drafts', async () => {
    listUnfinishedMethod.mockResolvedValue([unfinished('a01'), unfinished('a02', { draftId: 'draft-2' })]);
    const { element, find } = await show();
    const opened = jest.fn();
    const listed = jest.fn();
    element.addEventListener('open', (event) => opened(event.detail));
    element.addEventListener('openlist', listed);
    element.shadowRoot.querySelectorAll('.open')[1].click();
    find('.all').click();
    expect(opened).toHaveBeenCalledWith({ captureId: 'capture-a02', draftId: 'draft-2' });
    expect(listed).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['photo', 'utility:photo', 'Photo'],
    ['document', 'utility:page', 'Document'],
    ['email', 'utility:email', 'Email'],
  ])('names a %s by icon and word, and opens a failed one to say what to do', async (kind, icon, word) => {
    listUnfinishedMethod.mockResolvedValue([unfinished('a01', { status: 'Failed', kind })]);
    const { element, find } = await show();
    expect(find('.kind lightning-icon').iconName).toBe(icon);
    expect(find('.words').textContent).toContain(`c.Capture_Kind_${word} · `);
    const opened = jest.fn();
    element.addEventListener('open', (event) => opened(event.detail));
    find('.open').click();
    await settle();
    expect(opened).toHaveBeenCalledTimes(1);
    expect(retryCaptureMethod).not.toHaveBeenCalled();
  });

  it('tries a failed note again before it opens it, and stays when that does not work', async () => {
    listUnfinishedMethod.mockResolvedValue([unfinished('a01', { status: 'Failed' })]);
    const { element, find } = await show();
    const opened = jest.fn();
    element.addEventListener('open', (event) => opened(event.detail));
    retryCaptureMethod.mockRejectedValueOnce({ body: { message: '{"code":"unavailable","message":"Later."}' } });
    find('.open').click();
    await settle();
    expect(find('.problem').error.message).toBe('Later.');
    expect(opened).not.toHaveBeenCalled();

    retryCaptureMethod.mockResolvedValueOnce({ capture: { id: 'capture-a01' } });
    find('.open').click();
    find('.open').click();
    await settle();
    expect(retryCaptureMethod).toHaveBeenLastCalledWith({ captureId: 'capture-a01' });
    expect(retryCaptureMethod).toHaveBeenCalledTimes(2);
    expect(opened).toHaveBeenCalledWith({ captureId: 'capture-a01', draftId: null });
  });

  it('lets go of a note that was erased, and says so', async () => {
    listUnfinishedMethod.mockResolvedValue([unfinished('a01'), unfinished('a02')]);
    const { element, find } = await show();
    element.shadowRoot.querySelectorAll('.erase')[1].click();
    await settle();
    const question = find('c-erase-question');
    expect(question.captureId).toBe('capture-a02');
    question.dispatchEvent(new CustomEvent('erased', { detail: { captureId: 'capture-a02' } }));
    await settle();
    expect(element.shadowRoot.querySelectorAll('.open')).toHaveLength(1);
    expect(find('.outcome').textContent).toBe('c.Capture_Erase_Done');
    expect(find('h2').textContent).toBe('Unfinished (1)');
  });

  it('keeps a note after a change of mind', async () => {
    listUnfinishedMethod.mockResolvedValue([unfinished('a01')]);
    const { find } = await show();
    find('.erase').click();
    await settle();
    find('c-erase-question').dispatchEvent(new CustomEvent('keep'));
    await settle();
    expect(find('c-erase-question')).toBeNull();
    expect(find('.open')).not.toBeNull();
  });

  it('says when nothing is left to do', async () => {
    listUnfinishedMethod.mockResolvedValue([]);
    const { find } = await show();
    expect(find('.nothing').textContent).toContain('c.Capture_Unfinished_None');
  });

  it('says when the list cannot be read, and reads it again on demand', async () => {
    listUnfinishedMethod.mockRejectedValueOnce({ body: { message: '{"code":"unavailable","message":"Later."}' } });
    listUnfinishedMethod.mockResolvedValueOnce([unfinished('a01')]);
    const { find } = await show();
    expect(find('.problem').error.message).toBe('Later.');
    expect(find('.nothing')).toBeNull();
    find('.problem').dispatchEvent(new CustomEvent('retry'));
    await settle();
    expect(find('.problem')).toBeNull();
    expect(find('.open')).not.toBeNull();
  });
});
