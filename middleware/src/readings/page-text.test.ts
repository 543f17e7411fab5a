import assert from 'node:assert/strict';
import { test } from 'node:test';

import { pageText, type WordOnPage } from './page-text.ts';

const LETTER = 12;

/** A line of words of 20 pixels' height, one space apart. */
function line(text: string, left: number, top: number): WordOnPage[] {
  let x = left;
  return text.split(' ').map((word) => {
    const box = { left: x, top, right: x + word.length * LETTER, bottom: top + 20 };
    x = box.right + LETTER;
    return { text: word, confidence: 0.9, corners: [0, 0, 1, 0, 1, 1, 0, 1], ...box };
  });
}

function textFrom(...lines: WordOnPage[][]): string {
  const { text, words } = pageText(lines.flat());
  for (const { start, end } of words) assert.match(text.slice(start, end), /^\S+$/);
  return text;
}

test('columns of a card are read one after the other', () => {
  const left = [line('Atelier Morvan', 10, 0), line('3 rue Haute', 10, 41), line('29200 Brest', 10, 82)];
  const right = [
    line('Nolwenn Cariou', 400, 0),
    line('Acheteuse principale', 400, 30),
    line('06 11 22 33 44', 400, 60),
  ];
  const card = 'Atelier Morvan\n3 rue Haute\n29200 Brest\n\nNolwenn Cariou\nAcheteuse principale\n06 11 22 33 44';
  assert.equal(textFrom(...left, ...right), card);
});

test('a row of a table is a line, even where it was recognised column by column', () => {
  const names = [line('Chaise de bureau', 10, 0), line('Table basse ronde', 10, 40), line('Lampe de chevet', 10, 80)];
  const prices = [line('120,00', 500, 0), line('80,50', 500, 40), line('35,90', 500, 80)];
  const table = 'Chaise de bureau   120,00\nTable basse ronde   80,50\nLampe de chevet   35,90';
  assert.equal(textFrom(...names, ...prices), table);
});

test('a row of a table is a line, however long what it is about and however many figures follow', () => {
  const rows = [
    ['Désignation des prestations', 'Quantité', 'Prix', 'Montant'],
    ['Chaise de bureau réglable', '12', '120,00', '1 440,00'],
    ['Table de réunion ovale', '2', '480,50', '961,00'],
    ['Lampe de chevet orientable', '30', '35,90', '1 077,00'],
  ];
  const columns = [10, 500, 650, 800];
  const table = rows.flatMap((row, index) => row.map((cell, at) => line(cell, columns[at] ?? 0, index * 40)));
  assert.equal(textFrom(...table), rows.map((row) => row.join('   ')).join('\n'));
});

test('three columns of running text are read one after the other', () => {
  const column = (left: number, name: string) =>
    Array.from({ length: 5 }, (_, row) => line(`${name} ligne ${row} du texte suivi`, left, row * 30));
  const page = textFrom(...column(10, 'un'), ...column(500, 'deux'), ...column(1000, 'trois'));
  assert.deepEqual(
    page.split(/\n+/).map((row) => row.split(' ')[0]),
    ['un', 'deux', 'trois'].flatMap((name) => Array<string>(5).fill(name)),
  );
});

test('labels stay beside what they name', () => {
  const labels = [line('Tél.', 10, 0), line('Mobile', 10, 40)];
  const values = [line('+221 33 865 40 17', 200, 0), line('+221 77 604 29 83', 200, 40)];
  assert.equal(textFrom(...labels, ...values), 'Tél.   +221 33 865 40 17\nMobile   +221 77 604 29 83');
});

test('nothing is laid out as nothing', () => {
  assert.equal(textFrom(), '');
});

test('two columns of running text are read one after the other, below a heading over both', () => {
  const column = (left: number, name: string) =>
    Array.from({ length: 6 }, (_, row) => line(`${name} ligne numéro ${row} du texte suivi`, left, 100 + row * 30));
  const page = textFrom(
    line('Appel à candidatures pour la rénovation du siège', 10, 0),
    ...column(10, 'gauche'),
    ...column(600, 'droite'),
  );
  const rows = page.split('\n').filter(Boolean);
  assert.match(rows[0] ?? '', /^Appel/);
  assert.deepEqual(
    rows.slice(1).map((row) => row.split(' ')[0]),
    [...Array<string>(6).fill('gauche'), ...Array<string>(6).fill('droite')],
  );
});

test('what was drawn in pieces is one word', () => {
  const [first, second] = [line('mara', 10, 0), line('bout', 10 + 4 * LETTER, 0)];
  assert.equal(pageText([...first, ...second]).text, 'marabout');
});

test('the work grows with the words', () => {
  const words = Array.from({ length: 20_000 }, (_, index) =>
    line('mot', (index % 100) * 60, Math.floor(index / 100) * 25),
  );
  assert.equal(pageText(words.flat()).words.length, 20_000);
});
