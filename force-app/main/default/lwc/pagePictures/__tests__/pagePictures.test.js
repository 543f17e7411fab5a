import getPage from '@salesforce/apex/FileController.getPage';
import { openPictures } from 'c/pagePictures';
import { settled } from '../../../../../test/review';

jest.mock('@salesforce/apex/FileController.getPage', () => ({ default: jest.fn() }), { virtual: true });

let made = [];
beforeEach(() => {
  made = [];
  URL.createObjectURL = jest.fn((blob) => `blob:${made.push(blob)}`);
  URL.revokeObjectURL = jest.fn();
  getPage.mockImplementation(({ page }) => Promise.resolve(btoa(`page ${page}`)));
});
afterEach(() => jest.resetAllMocks());

it('asks for a page once, whoever shows it, and says what it is', async () => {
  const viewer = openPictures('capture');
  const strip = openPictures('capture');
  expect(await Promise.all([viewer.picture(1), strip.picture(1)])).toEqual(['blob:1', 'blob:1']);
  expect(getPage).toHaveBeenCalledTimes(1);
  expect(made[0].type).toBe('image/jpeg');
  viewer.close();
  viewer.close();
  expect(URL.revokeObjectURL).not.toHaveBeenCalled();
  strip.close();
  await settled();
  expect(URL.revokeObjectURL).toHaveBeenCalledWith('blob:1');
});

it('asks again after a failure', async () => {
  getPage.mockRejectedValueOnce(new Error('offline'));
  const pictures = openPictures('capture');
  await expect(pictures.picture(1)).rejects.toThrow();
  expect(await pictures.picture(1)).toBe('blob:1');
  pictures.close();
});

it('gives back the picture that was not looked at for longest', async () => {
  const pictures = openPictures('capture');
  await Promise.all(Array.from({ length: 12 }, (_, index) => pictures.picture(index + 1)));
  await pictures.picture(1);
  await pictures.picture(13);
  await settled();
  expect(URL.revokeObjectURL.mock.calls).toEqual([['blob:2']]);
  pictures.close();
});
