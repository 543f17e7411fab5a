import getCaptureMethod from '@salesforce/apex/CaptureController.getCapture';
import { CaptureFollow } from 'c/captureFollow';

jest.mock('@salesforce/apex/CaptureController.getCapture', () => ({ default: jest.fn() }), { virtual: true });

const viewIn = (state) => ({ capture: { id: 'capture-1', state }, rows: [], matches: [] });
const seconds = (count) => jest.advanceTimersByTimeAsync(count * 1000);
const calls = () => getCaptureMethod.mock.calls.length;

let hidden = false;
const setHidden = (value) => {
  hidden = value;
  document.dispatchEvent(new CustomEvent('visibilitychange'));
};

describe('c-capture-follow', () => {
  let follow;
  let follower;

  beforeEach(() => {
    jest.useFakeTimers();
    jest.spyOn(document, 'hidden', 'get').mockImplementation(() => hidden);
    getCaptureMethod.mockResolvedValue(viewIn('reading'));
    follower = { onview: jest.fn(), onerror: jest.fn() };
    follow = new CaptureFollow('capture-1', follower);
    follow.start();
  });

  afterEach(() => {
    follow.stop();
    hidden = false;
    jest.restoreAllMocks();
    jest.resetAllMocks();
    jest.useRealTimers();
  });

  it('asks after 1, 2 and 3 s, then every 5 s', async () => {
    const askedAt = [];
    for (let second = 1; second <= 21; second += 1) {
      const before = calls();
      // eslint-disable-next-line no-await-in-loop
      await seconds(1);
      if (calls() > before) askedAt.push(second);
    }
    expect(askedAt).toEqual([1, 3, 6, 11, 16, 21]);
    expect(follower.onview).toHaveBeenCalledWith(viewIn('reading'));
  });

  it.each(['ready', 'failed'])('tells a %s capture and stops', async (state) => {
    getCaptureMethod.mockResolvedValue(viewIn(state));
    await seconds(60);
    expect(calls()).toBe(1);
    expect(follower.onview).toHaveBeenCalledWith(viewIn(state));
  });

  it('does not ask while the page is hidden, and asks at once when it is seen again', async () => {
    setHidden(true);
    await seconds(60);
    expect(calls()).toBe(0);
    setHidden(false);
    await seconds(0);
    expect(calls()).toBe(1);
  });

  it('goes on after a failure that may pass', async () => {
    getCaptureMethod.mockRejectedValueOnce({ body: { message: 'Disconnected or Canceled' } });
    await seconds(3);
    expect(follower.onerror).toHaveBeenCalledWith(expect.objectContaining({ code: 'offline' }));
    expect(follower.onview).toHaveBeenCalledTimes(1);
  });

  it('stops where asking again cannot help', async () => {
    getCaptureMethod.mockRejectedValue({ body: { message: '{"code":"not-found","message":"Gone."}' } });
    await seconds(60);
    expect(calls()).toBe(1);
    expect(follower.onerror).toHaveBeenCalledTimes(1);
  });

  it('tells nothing more once it is stopped, not even an answer under way', async () => {
    let answer;
    getCaptureMethod.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
    await seconds(1);
    follow.stop();
    answer(viewIn('ready'));
    await seconds(60);
    expect(follower.onview).not.toHaveBeenCalled();
    expect(calls()).toBe(1);
  });

  it('asks for a waiting capture slowly, and fast again once it woke', async () => {
    getCaptureMethod.mockResolvedValue(viewIn('waiting'));
    await seconds(1);
    expect(calls()).toBe(1);
    await seconds(44);
    expect(calls()).toBe(1);
    await seconds(1);
    expect(calls()).toBe(2);
    getCaptureMethod.mockResolvedValue(viewIn('reading'));
    await seconds(45);
    expect(calls()).toBe(3);
    await seconds(3);
    expect(calls()).toBe(5);
  });

  it('looks at once when a waiting capture is seen again', async () => {
    getCaptureMethod.mockResolvedValue(viewIn('waiting'));
    await seconds(1);
    setHidden(true);
    await seconds(600);
    expect(calls()).toBe(1);
    setHidden(false);
    await seconds(0);
    expect(calls()).toBe(2);
  });
});
