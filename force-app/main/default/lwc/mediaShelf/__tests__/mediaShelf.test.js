import { bytesFrom, createShelves } from 'c/mediaShelf';

let made = 0;
beforeEach(() => {
  made = 0;
  URL.createObjectURL = jest.fn(() => `blob:${(made += 1)}`);
  URL.revokeObjectURL = jest.fn();
});

it('keeps the things of each capture apart, and opens a closed shelf anew', async () => {
  const fetch = jest.fn(() => Promise.resolve(new Blob()));
  const open = createShelves(fetch, 2);
  const first = open('first');
  expect(await first.address(1)).toBe('blob:1');
  expect(await open('second').address(1)).toBe('blob:2');
  first.close();
  await Promise.resolve();
  expect(URL.revokeObjectURL.mock.calls).toEqual([['blob:1']]);
  expect(await open('first').address(1)).toBe('blob:3');
  expect(fetch.mock.calls).toEqual([
    ['first', 1],
    ['second', 1],
    ['first', 1],
  ]);
});

it('keeps every byte', () => {
  expect([...bytesFrom('AP+A')]).toEqual([0, 255, 128]);
});
