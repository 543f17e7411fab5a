import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readText } from '../readings/text.ts';
import { scanOf } from './scan.ts';
import { extractPicture, pictured } from './testing/pictured.ts';

const quotes = (text: string, spans: readonly { start: number; end: number }[] = []) =>
  spans.map(({ start, end }) => text.slice(start, end));

test('what was typed beside a picture, put right in it, or stands in a document as text was not guessed', () => {
  const reading = pictured('Awa NDIAYE\nDSI');
  assert.equal(scanOf(readText('Awa NDIAYE')), null);
  assert.deepEqual(scanOf(reading)?.parts, [{ start: 0, end: 14 }]);
  const corrected = {
    ...reading,
    words: reading.words.map((word, index) => (index === 1 ? { ...word, confidence: 1 } : word)),
  };
  assert.deepEqual(quotes(reading.text, scanOf(corrected)?.parts), ['Awa', 'DSI']);
  assert.deepEqual(scanOf(pictured('Awa NDIAYE', 'fr', { legibility: null }))?.parts, []);
});

test('signs at the edges of a picture, and short words that nobody could read, are noise', () => {
  const text = '@ Clinique Les Filaos\n- Dr Mamadou Sarr\n= Directeur =\n; Tél. 33 951 26 70 |\nIL 2 & 3 x';
  const reading = pictured(text, 'fr', { confidence: (word) => (word === 'IL' || word === '2' ? 0.1 : 0.9) });
  assert.deepEqual(quotes(reading.text, scanOf(reading)?.noise), ['@', '-', '=', '=', ';', '|', 'IL']);
  const { account, contacts } = extractPicture(
    '@ Clinique Les Filaos\n- Dr Mamadou Sarr\n= Directeur administratif =\n; Tél. 33 951 26 70 |',
  );
  assert.deepEqual(
    [account.name.value, contacts[0]?.title.value, contacts[0]?.phone.value],
    ['Clinique Les Filaos', 'Directeur administratif', '+221339512670'],
  );
});

test('the marks of a list, a currency and what is added are none', () => {
  const text = '- 3 écrans\n- 2 PC +\n1 200 €';
  assert.deepEqual(scanOf(pictured(text))?.noise, []);
});
