import {
  countOf,
  currencySign,
  fillIn,
  formatAmount,
  formatBytes,
  formatDate,
  formatLongDate,
  formatMoment,
  plainPhone,
  readableDetail,
  readablePhones,
  relativeTime,
  formatSmallCost,
} from 'c/valueFormat';

const NBSP = '\u00a0';
const NOW = new Date('2026-03-03T12:00:00Z');

describe('formatAmount', () => {
  it.each([
    [85000000, 'XOF', 'fr', `85${NBSP}000${NBSP}000${NBSP}FCFA`],
    [85000000, 'XAF', 'en-US', `85,000,000${NBSP}FCFA`],
    [1250.5, 'EUR', 'fr', `1${NBSP}250,50${NBSP}€`],
    [1250, 'USD', 'en-US', '$1,250'],
    [1250, null, 'fr', `1${NBSP}250`],
  ])('writes %s %s in %s as a person reads it', (amount, currency, locale, expected) => {
    expect(formatAmount(amount, currency, locale)).toBe(expected);
  });

  it('names the CFA franc as people do and other currencies by their code', () => {
    expect([currencySign('XOF'), currencySign('EUR')]).toEqual(['FCFA', 'EUR']);
  });
});

describe('phone numbers', () => {
  it.each([
    ['+221775123456', '+221 77 512 34 56'],
    ['+33612345678', '+33 6 12 34 56 78'],
    ['+2250701020304', '+225 07 01 02 03 04'],
    ['+22370102030', '+223 70 10 20 30'],
    ['+442079460182', '+44 20 7946 0182'],
    ['+441614960123', '+44 161 496 0123'],
    ['+441134960123', '+44 113 496 0123'],
    ['+441632960123', '+44 1632 960123'],
    ['+447700900123', '+44 7700 900123'],
    ['+448081570123', '+44 808 157 0123'],
    ['+14155550123', '+1 415 555 0123'],
    ['+22177512345', '+221 77 51 23 45'],
    ['+351912345678', '+351 912 34 56 78'],
    ['même nom · +221338240110', 'même nom · +221 33 824 01 10'],
    ['77 512 34 56', '77 512 34 56'],
    ['+12', '+12'],
    ['+1234567890123456789', '+1234567890123456789'],
    ['', ''],
  ])('%s reads as %s', (text, expected) => {
    const grouped = readablePhones(text);
    expect(grouped.replaceAll(NBSP, ' ')).toBe(expected);
    expect(grouped.replaceAll(NBSP, '')).toBe(text);
  });

  it.each([
    [`+221${NBSP}77 512 34 56 `, '+221775123456'],
    [' 77 512 34 56', '77 512 34 56'],
    ['+221 poste 4', '+221 poste 4'],
  ])('%p is kept as %p', (typed, kept) => {
    expect(plainPhone(typed)).toBe(kept);
  });
});

it('shows the bare domain of a web address beside a record', () => {
  expect(readableDetail('https://www.ardane.example/fr?a=1 · Dakar')).toBe('ardane.example · Dakar');
  expect(readableDetail('HTTP://ardane.example')).toBe('ardane.example');
  expect(readableDetail('Dakar')).toBe('Dakar');
});

describe('dates', () => {
  it('shows a plain date as fields do, in no time zone', () => {
    expect(formatDate('2026-03-27', 'fr')).toBe('27/03/2026');
    expect(formatLongDate('2026-03-03', 'fr')).toBe('mardi 3 mars 2026');
  });

  it.each(['', 'soon', '2026-13-45'])('gives %p back when it is no date', (text) => {
    expect(formatDate(text, 'fr')).toBe(text);
  });

  it('says a moment in the time zone of the user', () => {
    expect(formatMoment('2026-03-03T23:30:00Z', 'fr', 'Europe/Paris')).toMatch(/^mercredi 4 mars 2026 à 00:30$/);
    expect(formatMoment('not a moment', 'fr', 'Europe/Paris')).toBe('not a moment');
  });
});

describe('relativeTime', () => {
  it.each([
    ['2026-03-03T11:59:40Z', 'il y a 20 secondes'],
    ['2026-03-03T11:42:00Z', 'il y a 18 minutes'],
    ['2026-03-03T09:00:00Z', 'il y a 3 heures'],
    ['2026-03-02T11:00:00Z', 'hier'],
    ['2026-03-03T12:10:00Z', 'maintenant'],
    ['nonsense', ''],
  ])('%s is %p', (iso, expected) => {
    expect(relativeTime(iso, NOW, 'fr')).toBe(expected);
  });
});

describe('labels', () => {
  it('fills placeholders and leaves those without a value', () => {
    expect(fillIn('{0} of {1}, {2}', 1, 'two')).toBe('1 of two, {2}');
  });

  it('takes zero as singular in French and as plural in English', () => {
    expect(countOf(0, '{0} note', '{0} notes', 'fr')).toBe('0 note');
    expect(countOf(0, '{0} note', '{0} notes', 'en')).toBe('0 notes');
  });
});

it.each([
  [0, 'fr', '0\u00a0$'],
  [0.00062, 'fr', '0,00062\u00a0$'],
  [0.0006, 'en', '$0.0006'],
  [0.1234, 'fr', '0,12\u00a0$'],
  [12, 'en', '$12'],
])('writes a cost of %d dollars in %s', (dollars, locale, text) => {
  expect(formatSmallCost(dollars, locale)).toBe(text);
});

it.each([
  [0, 'fr', `0${NBSP}ko`],
  [1, 'fr', `1${NBSP}ko`],
  [412_000, 'fr', `412${NBSP}ko`],
  [1_240_000, 'fr', `1,2${NBSP}Mo`],
  [20_971_520, 'en-US', `21${NBSP}MB`],
])('writes %s bytes in %s as %s', (bytes, locale, text) => {
  expect(formatBytes(bytes, locale)).toBe(text);
});
