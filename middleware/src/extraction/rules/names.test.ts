import assert from 'node:assert/strict';
import { test } from 'node:test';

import { sourceOf } from '../source.ts';
import { nameRuns, splitName } from './names.ts';

function split(text: string): string {
  const source = sourceOf(text, 'fr');
  const tokens = nameRuns(source)[0]?.tokens ?? [];
  const { first, last } = splitName(source, tokens);
  const words = (spans: typeof first): string => spans.map(({ start, end }) => text.slice(start, end)).join(' ');
  return `${words(first)} / ${words(last)}`;
}

function runs(text: string): string[] {
  return nameRuns(sourceOf(text, 'fr')).map(({ start, end }) => text.slice(start, end));
}

test('words in capitals are the surname', () => {
  assert.equal(split('Awa Marie NDIAYE SAMB'), 'Awa Marie / NDIAYE SAMB');
  assert.equal(split('TCHALLA Yao'), 'Yao / TCHALLA');
});

test('known surnames first, then a first name', () => {
  assert.equal(split('Ngo Zorbal Clarisse'), 'Clarisse / Ngo Zorbal');
  assert.equal(split('Sawadogo Rasmata'), 'Rasmata / Sawadogo');
  assert.equal(split('Zarihan Boukari Sani'), 'Zarihan Boukari / Sani');
});

test('particles and surnames before the last word belong to the surname', () => {
  assert.equal(split('Sidi Ould Cheikh'), 'Sidi / Ould Cheikh');
  assert.equal(split('Pieter van der Zorg'), 'Pieter / van der Zorg');
  assert.equal(split('Rui Lopes Zemedo'), 'Rui / Lopes Zemedo');
  assert.equal(split('Moussa Ag Zattar'), 'Moussa / Ag Zattar');
  assert.equal(split('Aristide DE SOUZA'), 'Aristide / DE SOUZA');
});

test('« de » joins a name and few surnames only', () => {
  assert.deepEqual(runs('Félix de Souza'), ['Félix de Souza']);
  assert.deepEqual(runs('Awa Ndiaye de Volta'), ['Awa Ndiaye', 'Volta']);
});

test('initials, apostrophes and a comma after the surname', () => {
  assert.deepEqual(runs('A. K. Zensah et M.-P. Zobiang'), ['A. K. Zensah', 'M.-P. Zobiang']);
  assert.deepEqual(runs("Aya N'Zi"), ["Aya N'Zi"]);
  assert.deepEqual(runs('NDIAYE, Awa'), ['NDIAYE, Awa']);
});
