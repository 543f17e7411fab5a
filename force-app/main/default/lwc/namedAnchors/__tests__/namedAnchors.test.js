import { markKind, markName, meantAnchor, nextStop, regionName } from 'c/namedAnchors';

jest.mock('@salesforce/label/c.Review_Quote', () => ({ default: '«{0}»' }), { virtual: true });
jest.mock('@salesforce/label/c.Picture_Region', () => ({ default: '{1}: {0}' }), { virtual: true });
jest.mock('@salesforce/label/c.Picture_Region_Check', () => ({ default: '{1}: {0}, to check' }), { virtual: true });
jest.mock('@salesforce/label/c.Picture_Region_Other', () => ({ default: '{1} of {2}: {0}' }), { virtual: true });
jest.mock('@salesforce/label/c.Review_Mark', () => ({ default: '{0}, {1}' }), { virtual: true });

const anchor = (changes = {}) => ({
  draftId: 'd1',
  position: 1,
  path: 'contacts.c.email',
  label: 'E-mail',
  start: 0,
  end: 4,
  toCheck: false,
  ...changes,
});
const SHOWN = { activeDraftId: 'd1', litPath: null };

it('tells lit, to check, used here and of another deal apart', () => {
  expect(markKind([anchor()], SHOWN)).toBe('here');
  expect(markKind([anchor(), anchor({ toCheck: true })], SHOWN)).toBe('check');
  expect(markKind([anchor({ toCheck: true })], { ...SHOWN, litPath: 'contacts.c.email' })).toBe('lit');
  expect(markKind([anchor({ draftId: 'd2', toCheck: true })], SHOWN)).toBe('other');
});

it('means the narrowest use of this deal, and the next one when it is lit already', () => {
  const wide = anchor({ path: 'wide', end: 9 });
  expect(meantAnchor([wide, anchor(), anchor({ draftId: 'd2', end: 1 })], SHOWN)).toMatchObject({
    label: 'E-mail',
    end: 4,
  });
  expect(meantAnchor([wide, anchor()], { ...SHOWN, litPath: 'contacts.c.email' })).toBe(wide);
  expect(meantAnchor([], SHOWN)).toBeNull();
});

it('names a region by its field first, a passage by its words first', () => {
  expect(regionName('a@b.example', [anchor()], 'd1')).toBe('E-mail: «a@b.example»');
  expect(regionName('x', [anchor({ toCheck: true })], 'd1')).toBe('E-mail: «x», to check');
  expect(regionName('x', [anchor({ draftId: 'd2', position: 2 })], 'd1')).toBe('E-mail of 2: «x»');
  expect(markName('x', [anchor(), anchor({ label: 'Name' })], 'd1')).toBe('«x», E-mail, Name');
});

it('walks with the arrows and stays within', () => {
  expect(['ArrowDown', 'ArrowLeft', 'Home', 'End', 'a'].map((key) => nextStop(key, 1, 3))).toEqual([2, 0, 0, 3, null]);
  expect(nextStop('ArrowRight', 3, 3)).toBe(3);
});
