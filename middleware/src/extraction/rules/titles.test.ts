import assert from 'node:assert/strict';
import { test } from 'node:test';

import { sourceOf } from '../source.ts';
import { titleFrom, titleOnLine } from './titles.ts';

function title(text: string): string | null {
  const source = sourceOf(text, 'fr');
  const found = titleFrom(source, 0);
  return found && text.slice(found.start, found.end);
}

function onLine(text: string): string | null {
  const source = sourceOf(text, 'fr');
  const found = titleOnLine(source, { start: 0, end: text.length });
  return found && text.slice(found.start, found.end);
}

test('a title takes its complement up to a sign, whatever its words', () => {
  assert.equal(title('cheffe service domanial – 33 821 00 00'), 'cheffe service domanial');
  assert.equal(title('spécialiste en passation des marchés, tél. 33'), 'spécialiste en passation des marchés');
  assert.equal(title('resp. SAV. Télégestion demandée'), 'resp. SAV');
  assert.equal(title('assistante DG, 75'), 'assistante DG');
  assert.equal(title('chargée de clientèle grands comptes chez Atlas'), 'chargée de clientèle grands comptes');
  assert.equal(title('dir. des usines, 66'), 'dir. des usines');
  assert.equal(title('Director of Training, 0806'), 'Director of Training');
});

test('a title ends before an organisation, a place, a verb', () => {
  assert.equal(title('directeur technique du port sec de Mbour,'), 'directeur technique');
  assert.equal(title('responsable du SIG à la SONAGA (77'), 'responsable du SIG');
  assert.equal(title('directrice générale SONAGA,'), 'directrice générale');
  assert.equal(title('comptable veut un devis.'), 'comptable');
  assert.equal(title('gérant quincaillerie Atlas'), 'gérant');
});

test('an acronym is complete, and a word of the language only in capitals', () => {
  assert.equal(title('DSI adjoint, 77'), 'DSI adjoint');
  assert.equal(title('DG hésite.'), 'DG');
  assert.equal(title('dit que oui'), null);
  assert.equal(title('it is late'), null);
});

test('English heads stand last, or before a comma', () => {
  assert.equal(title('Senior Network Engineer, Atlas Ltd'), 'Senior Network Engineer');
  assert.equal(title('Head, Data Unit)'), 'Head, Data Unit');
  assert.equal(title('Director, Trust Bank, Banjul'), 'Director');
  assert.equal(title('Radiologue associée\n'), 'Radiologue associée');
});

test('on a card an open title goes on with the next line, and the house is no part of it', () => {
  assert.equal(title('Chef du Département\nSystèmes & Réseaux\n'), 'Chef du Département\nSystèmes & Réseaux');
  assert.equal(title('Directrice Commerciale\nZone industrielle\n'), 'Directrice Commerciale');
  assert.equal(onLine('Directeur technique ZORBEX'), 'Directeur technique');
  assert.equal(onLine('Consultant senior - Atlas'), 'Consultant senior');
});
