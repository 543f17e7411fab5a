import assert from 'node:assert/strict';
import { test } from 'node:test';

import { english, french, TODAY } from '../testing/demo.ts';
import { datesIn } from './dates.ts';

const FRENCH: [string, string | null][] = [
  ['le 27/03', '2027-03-27'],
  ['12/10/27', '2027-10-12'],
  ['2027-03-01', '2027-03-01'],
  ['le mardi 1er décembre', '2026-12-01'],
  ['fin janvier', '2027-01-31'],
  ['mi-mars', '2027-03-15'],
  ['début déc.', '2026-12-10'],
  ['première quinzaine d’octobre', '2027-10-15'],
  ['fin T2', '2027-06-30'],
  ['avant fin S1', '2027-06-30'],
  ['au 1er trimestre 2028', '2028-03-31'],
  ['semaine 12', '2027-03-26'],
  ['avant la fin de l’année', '2026-12-31'],
  ['d’ici la fin du mois', '2026-11-30'],
  ['fin de semaine prochaine', '2026-11-27'],
  ['d’ici trois semaines', '2026-12-11'],
  ['sous quinzaine', '2026-12-05'],
  ['après-demain', '2026-11-22'],
  ['le trente et un juillet', '2027-07-31'],
  ['le vingt-trois mars', '2027-03-23'],
  ['avant Noël', '2026-12-24'],
  ['avant juillet', '2027-06-30'],
  ['le 9 au soir', '2026-12-09'],
  ['jeudi', '2026-11-26'],
  ['vendredi 27', '2026-11-27'],
  ['réponse le 10/12', '2026-12-10'],
  ['le 12/12', '2026-12-12'],
  ['astreinte 7/7', null],
  ['support 24/7', null],
  ['depuis le 12 décembre', null],
  ['le 19 janvier 2026', null],
  ['45 M', null],
  ['en sept exemplaires', null],
  ['31/02/2027', null],
];

for (const [text, day] of FRENCH) {
  test(`French « ${text} » is ${day ?? 'no date to come'}`, () => {
    assert.equal(datesIn(french(text), TODAY)[0]?.day ?? null, day);
  });
}

const ENGLISH: [string, string | null][] = [
  ['10 April noon', '2027-04-10'],
  ['March 24, 2027', '2027-03-24'],
  ['03/25/2027', '2027-03-25'],
  ['31st March', '2027-03-31'],
  ['mid November', '2027-11-15'],
  ['first week of Feb', '2027-02-07'],
  ['by end of October', '2027-10-31'],
  ['before the end of March. A partner told us', '2027-03-31'],
  ['by end of March. 3 laptops', '2027-03-31'],
  ['on Mar. 3', '2027-03-03'],
  ['end of next week', '2026-11-27'],
  ['in three weeks', '2026-12-11'],
  ['Q2', '2027-06-30'],
  ['by year end', '2026-12-31'],
  ['within a fortnight', '2026-12-04'],
  ['you may call', null],
  ['last Friday', null],
];

for (const [text, day] of ENGLISH) {
  test(`English "${text}" is ${day ?? 'no date to come'}`, () => {
    assert.equal(datesIn(english(text), TODAY)[0]?.day ?? null, day);
  });
}

test('numeric dates put the month first where the source does, and any date that only one order has is read so', () => {
  const day = (text: string): string | undefined => datesIn(english(text), TODAY, 'month-first')[0]?.day;
  assert.equal(day('by 03/04/2027'), '2027-03-04');
  assert.equal(day('by 25/03/2027'), '2027-03-25');
  assert.equal(datesIn(english('by 03/04/2027'), TODAY)[0]?.day, '2027-04-03');
});

test('relative dates and those without a year count from the day of their own message, up to where the next one begins', () => {
  const source = french('dans deux semaines ... dans deux semaines');
  const days = datesIn(source, TODAY, 'day-first', [{ start: 0, end: 20, day: '2026-11-10' }]).map(({ day }) => day);
  assert.deepEqual(days, ['2026-11-24', '2026-12-04']);
});

test('a range is one date, its last day', () => {
  for (const text of ['du 7 au 11 décembre', 'entre le 7 et le 11 décembre', 'du 07/12 au 11/12/2026']) {
    assert.deepEqual(
      datesIn(french(text), TODAY).map(({ day }) => day),
      ['2026-12-11'],
      text,
    );
  }
});

test('a weekday tells the year: what fits the date just passed is not one to come', () => {
  assert.deepEqual(datesIn(french('lundi 12 octobre'), TODAY), []);
  assert.equal(datesIn(french('mardi 12 octobre'), TODAY)[0]?.day, '2027-10-12');
});

test('a day of the month that comes only in a year is bare: it has rather just passed', () => {
  const bare = (text: string): boolean | undefined => datesIn(french(text), TODAY)[0]?.bare;
  assert.equal(bare('le 12 novembre'), true);
  assert.equal(bare('le 12 décembre'), false);
});

test('a month named in full is read in a text of the other language too', () => {
  assert.equal(datesIn(french('deadline 15 December'), TODAY)[0]?.day, '2026-12-15');
  assert.equal(datesIn(english('decision fin mars'), TODAY)[0]?.day, '2027-03-31');
});

test('« dernier délai » is no past', () => {
  assert.equal(datesIn(french('signé au 15 décembre dernier délai'), TODAY)[0]?.day, '2026-12-15');
  assert.deepEqual(datesIn(french('signé en décembre dernier'), TODAY), []);
});

test('a date carries its place in the source', () => {
  const source = french('Décision le 27 mars 2027.');
  const date = datesIn(source, TODAY)[0];
  assert.equal(source.text.slice(date?.start, date?.end), '27 mars 2027');
});

test('a date ends where its words end: the full stop after it is not quoted', () => {
  const source = french('Décision fin janvier. Rappeler.');
  assert.deepEqual(
    datesIn(source, TODAY).map(({ start, end }) => source.text.slice(start, end)),
    ['fin janvier'],
  );
});
