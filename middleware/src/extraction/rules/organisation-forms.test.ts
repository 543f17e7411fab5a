import assert from 'node:assert/strict';
import { test } from 'node:test';

import { buyerOf } from '../testing/organisations.ts';

const LABELLED: [string, string][] = [
  ['Société : Kermel Transit SARL\nContact : Awa Ndiaye', 'Kermel Transit SARL'],
  ['societe=Kermel Transit\nville=Rufisque', 'Kermel Transit'],
  ['| Nom | DOSSEH |\n| Société | Kermel Transit |', 'Kermel Transit'],
  ['Company: Kermel Rutile Ltd\nSite: Moyamba', 'Kermel Rutile Ltd'],
  ['customer      = Kermel Rubber Corp\nlocation = Liberia', 'Kermel Rubber Corp'],
  ['Autorité contractante : Fonds des Phares (FDP), Yamoussoukro\nObjet : plateforme', 'Fonds des Phares'],
  ['SOCIETE  : MINOTERIE DE KERMEL - Guinée\nService : achats', 'Minoterie de Kermel'],
];

for (const [text, name] of LABELLED) {
  test(`a form's label gives ${name}`, () => {
    assert.equal(buyerOf(text)?.name, name);
  });
}

test('a label within a sentence is a word of it, and the header of a mail is no form', () => {
  assert.notEqual(buyerOf('Je vois la société demain : rien à dire.')?.rule, 'labelled');
  assert.notEqual(buyerOf('From: Chairman\nTo: ventes@neurotech.sn\n\nHello,\nApproved.', 'en')?.rule, 'labelled');
});

test('a letterhead with its letters apart is one name, over two lines too', () => {
  assert.equal(
    buyerOf('H Ô T E L   D U   K E R M E L\nLabé - Guinée\n\nlogiciel, 38 chambres')?.name,
    'Hôtel du Kermel',
  );
  assert.equal(
    buyerOf('Awa Ndiaye                K E R M E L\nIngénieure                E N E R G I E   S A\nBamako')?.name,
    'Kermel Energie SA',
  );
});

test('letters apart that spell no organisation are a title', () => {
  assert.notEqual(buyerOf("D E M A N D E   D ' A C H A T\nService achats")?.rule, 'spaced-letters');
});

const CHAT = (label: string): string =>
  `[10:02] Awa NT: Bonjour\n[10:05] ${label}: on veut 5 PC\n[10:06] ${label}: 3 millions max\n[10:07] Awa NT: ok`;

test('who chats says in the label from which house', () => {
  assert.equal(buyerOf(CHAT('Isatou Drammeh (Kermel)'))?.name, 'Kermel');
  assert.equal(buyerOf(CHAT('Serigne Abdou Sow Kermel'))?.name, 'Kermel');
  assert.equal(buyerOf(CHAT('Serigne Abdou Sow')), null);
});

test('a note in small letters opens with a name of no language', () => {
  assert.equal(buyerOf('kermel transit : erp compta, 40 M')?.name, 'Kermel Transit');
  assert.equal(buyerOf('formation excel : 12 agents, 4 M'), null);
  assert.equal(buyerOf('thiès, 8 pc, 4 M'), null);
});
