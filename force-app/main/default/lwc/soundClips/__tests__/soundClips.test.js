import getSound from '@salesforce/apex/FileController.getSound';
import { openClips } from 'c/soundClips';

jest.mock('@salesforce/apex/FileController.getSound', () => ({ default: jest.fn() }), { virtual: true });

let made = [];
beforeEach(() => {
  made = [];
  URL.createObjectURL = jest.fn((blob) => `blob:${made.push(blob)}`);
  URL.revokeObjectURL = jest.fn();
});
afterEach(() => jest.resetAllMocks());

it('asks for a stretch once and says what it is', async () => {
  getSound.mockResolvedValue({ mediaType: 'audio/webm', content: btoa('sound') });
  const clips = openClips('capture');
  expect(await clips.address(2)).toBe('blob:1');
  expect(await clips.address(2)).toBe('blob:1');
  expect(getSound.mock.calls).toEqual([[{ captureId: 'capture', stretch: 2 }]]);
  expect([made[0].type, made[0].size]).toEqual(['audio/webm', 5]);
  clips.close();
});

it('asks again after a failure', async () => {
  getSound.mockRejectedValueOnce(new Error('offline'));
  getSound.mockResolvedValue({ mediaType: 'audio/wav', content: '' });
  const clips = openClips('capture');
  await expect(clips.address(1)).rejects.toThrow();
  expect(await clips.address(1)).toBe('blob:1');
  clips.close();
});
