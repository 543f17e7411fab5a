import { createElement } from '@lwc/engine-dom';
import getPage from '@salesforce/apex/FileController.getPage';
import RegionCrop from 'c/regionCrop';
import { page, region, settled, show } from '../../../../../test/review';

jest.mock('@salesforce/apex/FileController.getPage', () => ({ default: jest.fn() }), { virtual: true });

const { corners } = region(0.1, 0.2, 0.3, 0.24);
const mount = (changes = {}) =>
  show(createElement('c-region-crop', { is: RegionCrop }), { captureId: 'capture', page: page(), corners, ...changes });

beforeEach(() => {
  URL.createObjectURL = jest.fn(() => 'blob:page');
  URL.revokeObjectURL = jest.fn();
});
afterEach(() => {
  document.body.replaceChildren();
  jest.resetAllMocks();
});

it('shows the line level and as large as the window allows', async () => {
  getPage.mockResolvedValue(btoa('jpeg'));
  const { find } = mount();
  expect(find('.picture')).toBeNull();
  await settled(12);
  expect(find('.picture').src).toBe('blob:page');
  expect(find('.picture').getAttribute('style')).toBe(
    'width: 563.2px; height: 281.6px; transform: translate(64px, 22px) rotate(0deg) translate(-112.64px, -61.95px)',
  );
});

it('leaves the window empty where the picture does not come', async () => {
  getPage.mockRejectedValue(new Error('offline'));
  const { find } = mount();
  await settled(12);
  expect(find('.picture')).toBeNull();
});
