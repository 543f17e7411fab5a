import assert from 'node:assert/strict';
import { test } from 'node:test';

import { english, french } from '../testing/demo.ts';
import { phonesIn } from './phones.ts';

test('numbers with and without their country’s code, and which are mobile', () => {
  const found = phonesIn(french('T +221 33 824 60 18 / Port : 77 808 63 15, (+220) 422 9168'), ['SN']);
  assert.deepEqual(
    found.map(({ e164, mobile }) => [e164, mobile]),
    [
      ['+221338246018', false],
      ['+221778086315', true],
      ['+2204229168', false],
    ],
  );
});

test('a local number is tried in the hinted countries in turn', () => {
  assert.equal(phonesIn(french('06 61 48 27 35'), ['SN', 'MA'])[0]?.e164, '+212661482735');
  assert.deepEqual(phonesIn(french('06 61 48 27 35'), ['SN']), []);
});

test('dictated numbers, said twice too', () => {
  assert.equal(
    phonesIn(french('le soixante-dix-sept quatre cent douze quatre-vingt-huit zéro trois'), ['SN'])[0]?.e164,
    '+221774128803',
  );
  const twice = 'three six nine zero four four seven three six nine zero four four seven';
  assert.equal(phonesIn(english(twice), ['GM'])[0]?.e164, '+2203690447');
});

test('amounts and dates are no numbers', () => {
  assert.deepEqual(phonesIn(french('32 000 000 FCFA, 770 000 000, le 12/10/2026'), ['SN']), []);
});

test('the day in the head of a mail is no number of a country that had eight figures; what follows it may be one', () => {
  for (const country of ['CI', 'BJ'])
    for (const text of ['Date : 2026-11-12 11:20', 'Date : 2026-11-12\nObjet : Offre', '2026-01-02 8:05 arrivée'])
      assert.deepEqual(phonesIn(french(text), [country]), [], text);
  assert.equal(phonesIn(french('2026-11-12 77 402 11 90'), ['SN'])[0]?.e164, '+221774021190');
});

test('two numbers beside a bar or before a new sentence are read apart', () => {
  const e164 = (text: string): string[] => phonesIn(french(text), ['SN']).map((phone) => phone.e164);
  assert.deepEqual(e164('33 869 10 10 / 77 402 11 90'), ['+221338691010', '+221774021190']);
  assert.deepEqual(e164('77 402 11 90. 12 postes'), ['+221774021190']);
});

test('an old number of Benin stands as it was written', () => {
  assert.deepEqual(
    phonesIn(french('+229 97 11 22 33'), []).map(({ e164, country }) => [e164, country]),
    [['+22997112233', 'BJ']],
  );
});

test('numbers side by side, after a mark, before a count or an extension', () => {
  const e164 = (text: string): string[] => phonesIn(french(text), ['SN']).map((phone) => phone.e164);
  const [fixed, mobile] = ['+221338246018', '+221779902143'];
  for (const between of [' / ', '/', ' - ', '-', ' ou ', ', ', ' '])
    assert.deepEqual(e164(`33 824 60 18${between}77 990 21 43`), [fixed, mobile], between);
  for (const text of ['1) 77 990 21 43', 'BP 1234 - 77 990 21 43', 'le 19/02. 77 990 21 43', '77 990 21 43 12 postes'])
    assert.deepEqual(e164(text), [mobile], text);
  for (const text of ['77 990 21 43 poste 12', '77 990 21 43 / 91', '77 990 21 43/91', '77 990 21 43 ext. 204'])
    assert.deepEqual(e164(text), [mobile], text);
});

test('a country’s code without its plus, or dictated', () => {
  const e164 = (text: string, countries: string[]): string[] =>
    phonesIn(french(text), countries).map((phone) => phone.e164);
  assert.deepEqual(e164('221 77 990 21 43', ['SN']), ['+221779902143']);
  assert.deepEqual(e164('00 221 77 990 21 43', []), ['+221779902143']);
  assert.deepEqual(e164('plus deux cent vingt et un trente-trois huit cent vingt-quatre soixante et un dix-huit', []), [
    '+221338246118',
  ]);
  assert.deepEqual(e164('soixante-dix-sept euh quatre cent douze quatre-vingt-huit zéro trois', ['SN']), [
    '+221774128803',
  ]);
});

test('the countries may depend on the place of a number', () => {
  const found = phonesIn(french('66 12 84 30, puis 70 81 33 26'), ({ start }) => [start === 0 ? 'ML' : 'BF']);
  assert.deepEqual(
    found.map(({ e164 }) => e164),
    ['+22366128430', '+22670813326'],
  );
});

test('rows of digits that are something else', () => {
  for (const text of ['compte 20 21 22 23 24 25', 'exercices 2026 2027 2028', 'réf 014/2026/77402119', '77 000 FCFA'])
    assert.deepEqual(phonesIn(french(text), ['SN', 'ML']), [], text);
});
