import { formatClock, formatLength } from 'c/soundTimes';

describe('c-sound-times', () => {
  it.each([
    [0, '00:00'],
    [9.99, '00:09'],
    [277, '04:37'],
    [3599.9, '59:59'],
    [3600, '1:00:00'],
    [3877, '1:04:37'],
    [-3, '00:00'],
    [Number.NaN, '00:00'],
  ])('shows %p seconds as a clock does', (seconds, clock) => {
    expect(formatClock(seconds)).toBe(clock);
  });

  it.each([
    [0, 'fr', '0 s'],
    [42.9, 'fr', '42 s'],
    [192, 'fr', '3 min 12 s'],
    [120, 'fr', '2 min'],
    [10_800, 'fr', '3 h'],
    [192, 'en', '3 min 12 sec'],
    [Number.POSITIVE_INFINITY, 'en', '0 sec'],
  ])('says %p seconds in %s', (seconds, locale, length) => {
    expect(formatLength(seconds, locale).replaceAll('\u00a0', ' ')).toBe(length);
    expect(formatLength(seconds, locale)).not.toMatch(/\d /);
  });
});
