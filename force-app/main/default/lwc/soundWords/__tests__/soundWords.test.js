import { formatPlace, listenLabel, placeInWords, progressInWords } from 'c/soundWords';

jest.mock('@salesforce/label/c.Sound_Listen_One', () => ({ default: 'this second' }), { virtual: true });
jest.mock('@salesforce/label/c.Sound_Listen_Other', () => ({ default: 'these {0} seconds' }), { virtual: true });
jest.mock('@salesforce/label/c.Sound_Position_Of', () => ({ default: '{0} of {1}' }), { virtual: true });

it('writes a moment without a needless nought', () => {
  expect([0, 22.9, 601, 3877].map(formatPlace)).toEqual(['0:00', '0:22', '10:01', '1:04:37']);
});

it('says a moment in words', () => {
  expect(placeInWords(0, 'en')).toBe('0 seconds');
  expect(placeInWords(60, 'en')).toBe('1 minute');
  expect(progressInWords(22, 62, 'fr')).toMatch(/^22\ssecondes of 1\sminute 2\ssecondes$/);
});

it('says how long there is to listen, a second at least', () => {
  expect(listenLabel({ from: 1, to: 1.1 }, 'en')).toBe('this second');
  expect(listenLabel({ from: 1, to: 3.2 }, 'en')).toBe('these 2 seconds');
});
