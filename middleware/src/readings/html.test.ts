import assert from 'node:assert/strict';
import { test } from 'node:test';

import { htmlToPlain } from './html.ts';
import { readText } from './text.ts';

const page = (table: string) => htmlToPlain(`<html><body>${table}</body></html>`, false);

test('a row of a table is a line, and what is in a cell is not moved', () => {
  const table = '<table><thead><tr><th>Prix<th>Délai</thead><tr><td><p>45 M</p></td><td>fin mars</td></tr></table>';
  assert.equal(page(table), 'Prix   Délai\n45 M   fin mars');
});

test('a cell of several lines stands alone: a mail is often one table', () => {
  const table = '<table><tr><td>Logo</td><td>Bonjour,<br>20 serveurs.<br>Merci</td></tr></table>';
  assert.equal(page(table), 'Logo\nBonjour,\n20 serveurs.\nMerci');
});

test('what stands in a table beside its cells is kept', () => {
  assert.equal(page('<table>avant<tr>dans<td>cellule</td></tr><p>après</p></table>'), 'avant\ndans   cellule\naprès');
});

/** Each of these ended the process, or held it for many seconds, before tables were ours. */
const GREEDY = [
  '<table><tr><td colspan=99999999 rowspan=99999999>x',
  `<table>${'<tr><td rowspan=99999>x'.repeat(9000)}`,
  `<table><tr>${'<td>x'.repeat(39_000)}`,
  `<table><tr><td>${'x'.repeat(100_000)}<td>y${'<tr><td>a<td>b'.repeat(7000)}`,
  `<table>${'<tbody>'.repeat(28_000)}`,
];

for (const table of GREEDY) {
  test(`no table says more than it has characters: ${table.slice(0, 40)}…`, () => {
    assert.ok(page(table).length <= table.length);
  });
}

test('a page that grows when it becomes text stays as it was typed', () => {
  const lists = `<html>${'<blockquote>'.repeat(50)}${'<br>x'.repeat(1000)}`;
  assert.equal(readText(lists).text, lists);
});

test('what a browser does not show is left out', () => {
  const page =
    '<p>Vu</p><p style="color:red; DISPLAY: none">tu</p><div hidden>tu<p>tu</p></div>' +
    '<span style="visibility:hidden">tu</span><p style="font-size:0.9em">lu</p>';
  assert.equal(htmlToPlain(page, false), 'Vu\n\nlu');
});
