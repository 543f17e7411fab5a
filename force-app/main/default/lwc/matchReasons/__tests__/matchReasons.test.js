import { readFileSync } from 'node:fs';
import path from 'node:path';
import { matchWords, reasonsInWords } from 'c/matchReasons';
import { accountMatch } from '../../../../../test/review';

jest.mock('@salesforce/label/c.Match_But', () => ({ default: 'but {0}' }), { virtual: true });

const CODES = [
  ...readFileSync(path.resolve(__dirname, '../../captureTypes/matching.ts'), 'utf8')
    .split('export type MatchVerdict')[0]
    .matchAll(/\| '([a-z-]+)'/g),
].map(([, code]) => code);

it('has a sentence of its own for every reason', () => {
  expect(CODES.length).toBeGreaterThan(30);
  const words = CODES.map((code) => reasonsInWords([code]));
  expect(words.every((each) => each.startsWith('c.Match_Reason_'))).toBe(true);
  expect(new Set(words).size).toBe(CODES.length);
});

it('says what speaks for it first, and then what speaks against it', () => {
  const words = reasonsInWords(['other-city', 'same-domain', 'legal-form-differs', 'other-spelling-known']);
  expect(words).toBe(
    'c.Match_Reason_Same_Domain, c.Match_Reason_Legal_Form_Differs, c.Match_Reason_Other_Spelling_Known, ' +
      'but c.Match_Reason_Other_City',
  );
  expect(reasonsInWords(['other-city'])).toBe('c.Match_Reason_Other_City');
});

it('calls a file what it is, and leaves out a reason that it does not know', () => {
  expect(reasonsInWords(['same-file'], 'photo')).toBe('c.Match_Reason_Same_Photo');
  expect(reasonsInWords(['same-file'], 'audio')).toBe('c.Match_Reason_Same_Recording');
  expect(reasonsInWords(['same-file'], 'document')).toBe('c.Match_Reason_Same_File');
  expect(reasonsInWords(['of-a-newer-middleware'])).toBe('');
});

it('says why a record is offered, or that the person chose it', () => {
  expect(matchWords(accountMatch())).toBe('c.Match_Reason_Same_Name · Dakar');
  expect(matchWords(accountMatch({ detail: null }))).toBe('c.Match_Reason_Same_Name');
  expect(matchWords({ detail: 'Dakar' })).toBe('Dakar');
  expect(matchWords(null)).toBe('c.Review_Match_Chosen');
});
