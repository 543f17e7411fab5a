import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { RecognisedLine } from '../ocr/recognised.ts';
import { withMissedLines } from './missed-lines.ts';

function line(text: string, left: number, top: number, confidence = 0.9): RecognisedLine {
  let x = left;
  const words = text.split(' ').map((word) => {
    const box = { left: x, top, right: x + word.length * 10, bottom: top + 20 };
    x = box.right + 10;
    return { text: word, confidence, box };
  });
  return { words };
}

const textOf = (lines: readonly RecognisedLine[]) => lines.map(({ words }) => words.map(({ text }) => text).join(' '));

test('a line that only the second look found is added', () => {
  const first = [line('Awa Sarr', 0, 100)];
  const second = [line('Baobab Conseil', 0, 0), line('Awa Sarr', 2, 101)];
  assert.deepEqual(textOf(withMissedLines(first, second)), ['Awa Sarr', 'Baobab Conseil']);
});

test('what is unsure, has no letters or is too short is not', () => {
  const second = [line('Baobab', 0, 0, 0.5), line('— ==', 0, 50), line('E e', 0, 80)];
  assert.deepEqual(withMissedLines([], second), []);
});

test('a word under another one is no second word', () => {
  const first = [line('aissatou.gueye', 0, 0)];
  assert.deepEqual(textOf(withMissedLines(first, [line('gueye suite', 80, 3)])), ['aissatou.gueye', 'suite']);
});
