import { headingOf, kindWords, pageCount, textReadLabel } from 'c/sourceKinds';
import { page } from '../../../../../test/review';

jest.mock('@salesforce/label/c.Picture_Of_Photos', () => ({ default: 'Photos of {0}' }), { virtual: true });
jest.mock('@salesforce/label/c.Picture_Count_Other', () => ({ default: '{0} pages' }), { virtual: true });
jest.mock('@salesforce/label/c.Picture_Text_Photo_One', () => ({ default: 'photo {0}' }), { virtual: true });
jest.mock('@salesforce/label/c.Picture_Text_Page_Other', () => ({ default: 'page {0}' }), { virtual: true });

const two = [page(), page({ number: 2, take: 2 })];

it('calls a source what it is', () => {
  expect(headingOf('text', [], '')).toBe('c.Review_Source_Yours');
  expect(headingOf('photo', [page()], '')).toBe('c.Picture_Your_Photo');
  expect(headingOf('photo', two, '')).toBe('c.Picture_Your_Photos');
  expect(headingOf('document', [page(), page({ number: 2 })], '')).toBe('c.Picture_Your_Document');
  expect(headingOf('email', two, '')).toBe('c.Picture_Your_Mail');
  expect(headingOf('audio', [], '')).toBe('c.Sound_Yours');
  expect(headingOf('photo', two, 'Awa')).toBe('Photos of Awa');
});

it('does not count what was typed as a file', () => {
  const typed = page({ number: 3, kind: 'text' });
  delete typed.take;
  expect(headingOf('photo', [page(), typed], '')).toBe('c.Picture_Your_Photo');
});

it('counts the pages that were read', () => {
  const typed = page({ number: 4, kind: 'text', take: null });
  expect(pageCount([...two, page({ number: 3, problem: 'file-damaged' }), typed], 'en')).toBe('2 pages');
});

it('says where the text was read', () => {
  expect([textReadLabel('photo', 1, 'fr'), textReadLabel('email', 9, 'fr')]).toEqual(['photo 1', 'page 9']);
});

it('knows a way to speak of kinds that are still to come', () => {
  expect(kindWords('tender')).toBe(kindWords('text'));
});
