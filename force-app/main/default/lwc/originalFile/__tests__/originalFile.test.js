import { createElement } from '@lwc/engine-dom';
import getPart from '@salesforce/apex/FileController.getPart';
import OriginalFile from 'c/originalFile';
import { settled, show } from '../../../../../test/review';

jest.mock('@salesforce/apex/FileController.getPart', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/label/c.Picture_Original_Unnamed', () => ({ default: 'file {0}' }), { virtual: true });

const TAKE = { take: 2, parts: 3, bytes: 6, fileName: 'devis.pdf', mediaType: 'application/pdf' };
const mount = (changes = {}) =>
  show(createElement('c-original-file', { is: OriginalFile }), { captureId: 'capture', take: { ...TAKE, ...changes } });

let saved;
beforeEach(() => {
  jest.useFakeTimers();
  URL.createObjectURL = jest.fn(() => 'blob:file');
  URL.revokeObjectURL = jest.fn();
  jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click() {
    saved = { href: this.href, name: this.download };
  });
  getPart.mockImplementation(({ part }) => Promise.resolve(btoa(`p${part}`)));
});
afterEach(() => {
  document.body.replaceChildren();
  jest.restoreAllMocks();
  jest.resetAllMocks();
  jest.useRealTimers();
  saved = undefined;
});

const open = async ({ find }) => {
  find('lightning-button').click();
  await settled(40);
};

it('joins all parts in order under the name of the file, and gives the memory back', async () => {
  await open(mount());
  expect(getPart.mock.calls.map(([{ take, part }]) => [take, part])).toEqual([
    [2, 1],
    [2, 2],
    [2, 3],
  ]);
  const [[file]] = URL.createObjectURL.mock.calls;
  expect([file.type, file.size]).toEqual(['application/pdf', 6]);
  expect(saved).toEqual({ href: 'blob:file', name: 'devis.pdf' });
  jest.advanceTimersByTime(60_000);
  expect(URL.revokeObjectURL).toHaveBeenCalledWith('blob:file');
});

it('hands over as bytes what a browser could run', async () => {
  await open(mount({ mediaType: 'text/html', fileName: null }));
  expect(URL.createObjectURL.mock.calls[0][0].type).toBe('application/octet-stream');
  expect(saved.name).toBe('file 2');
});

it('says that it failed, and can be tried again', async () => {
  getPart.mockRejectedValueOnce(new Error('offline'));
  const page = mount();
  await open(page);
  expect(page.find('.state').textContent).toBe('c.Picture_Original_Failed');
  expect(saved).toBeUndefined();
  await open(page);
  expect(page.find('.state').textContent).toBe('');
  expect(saved.name).toBe('devis.pdf');
});
