import assert from 'node:assert/strict';
import { test } from 'node:test';

import { english, french } from '../testing/demo.ts';
import { takenBack } from './spoken-corrections.ts';

function back(text: string, items: readonly string[], language: 'fr' | 'en' = 'fr'): string[] {
  const source = language === 'fr' ? french(text) : english(text);
  let from = 0;
  const spans = items.map((item) => {
    const start = text.indexOf(item, from);
    from = start + item.length;
    return { start, end: from };
  });
  return [...takenBack(source, spans)].map(({ start, end }) => text.slice(start, end));
}

test('what a speaker corrects is taken back', () => {
  assert.deepEqual(back('budget quarante non pardon cinquante millions', ['quarante', 'cinquante millions']), [
    'quarante',
  ]);
  assert.deepEqual(back("le quinze mai et puis il s'est repris c'est le vingt mai", ['quinze mai', 'vingt mai']), [
    'quinze mai',
  ]);
  assert.deepEqual(
    back('vingt-cinq millions euh vingt-six millions pardon ils décident', [
      'vingt-cinq millions',
      'vingt-six millions',
    ]),
    ['vingt-cinq millions'],
  );
  assert.deepEqual(back('sixteen million sorry eighteen million', ['sixteen million', 'eighteen million'], 'en'), [
    'sixteen million',
  ]);
  assert.deepEqual(back('end of October no wait mid November', ['end of October', 'mid November'], 'en'), [
    'end of October',
  ]);
});

test('two things told one after the other stay both', () => {
  assert.deepEqual(back('vingt serveurs et puis trente écrans', ['vingt', 'trente']), []);
  assert.deepEqual(back('le quinze mai la démo et le vingt mai la décision', ['quinze mai', 'vingt mai']), []);
  assert.deepEqual(
    back('quarante millions voilà je rappelle lundi pardon pour le bruit et le cinq mai', [
      'quarante millions',
      'cinq mai',
    ]),
    [],
  );
});
