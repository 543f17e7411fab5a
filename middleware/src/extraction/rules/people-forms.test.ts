import assert from 'node:assert/strict';
import { test } from 'node:test';

import { analysisOf } from '../testing/demo.ts';
import { formNames } from './people-forms.ts';

function names(text: string): string[] {
  return formNames(analysisOf(text)).map(({ first, last, title }) => {
    const words = (spans: typeof first): string => spans.map(({ start, end }) => text.slice(start, end)).join(' ');
    return `${words(first)} / ${words(last)} / ${title ? text.slice(title.start, title.end) : '-'}`;
  });
}

test('a form gives the name in parts', () => {
  assert.deepEqual(names('nom=DIOP KANE\nprenom=Yaye Awa\nfonction=Directrice\nmessage=devis'), [
    'Yaye Awa / DIOP KANE / Directrice',
  ]);
  assert.deepEqual(names('Nom     : DIALLO        Prénom : Thierno Awa\nFonction: Chef projet SI'), [
    'Thierno Awa / DIALLO / Chef projet SI',
  ]);
  assert.deepEqual(names('| Nom | DIOP |\n| Prénom | Awa |\n| Fonction | Gérante |'), ['Awa / DIOP / Gérante']);
  assert.deepEqual(names('{"nom":"Diop","prenom":"Awa","besoin":"wifi"}'), ['Awa / Diop / -']);
});

test('a form gives the whole name under one label', () => {
  assert.deepEqual(names('Full name: Awa Zorbal\nJob title: IT Manager'), ['Awa / Zorbal / IT Manager']);
});

test('the name of an organisation, a project or a sentence is nobody', () => {
  assert.deepEqual(names('Nom : Hôtel Awa Ndiaye\nFonction : -'), []);
  assert.deepEqual(names('Nom du projet : Awa\nOn a un nom : le projet'), []);
});
