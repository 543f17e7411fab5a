import assert from 'node:assert/strict';
import { test } from 'node:test';

import { buyerOf } from '../testing/organisations.ts';

const MAIL = (address: string): string =>
  `De : ${address}\nÀ : ventes@neurotech.sn\nObjet : switchs\n\nBonjour,\nnous voulons 5 switchs, 3 millions.\n\nMoussa Diop`;

test('where no name stands the domain of the client’s mail gives it', () => {
  assert.equal(buyerOf(MAIL('m.diop@kermel-foret.sn'))?.name, 'Kermel Foret');
  assert.equal(buyerOf(MAIL('m.diop@kermel-foret.sn'))?.rule, 'mail-domain-alone');
});

test('a free provider’s domain names nobody, nor does one whose words are run together', () => {
  assert.equal(buyerOf(MAIL('moussa.diop@gmail.com')), null);
  assert.equal(buyerOf(MAIL('m.diop@golfebrasserie.sn')), null);
});

test('a name that stands is taken before the domain', () => {
  assert.equal(buyerOf(`${MAIL('m.diop@kermel-foret.sn')}\nDAF\nBanque Atlas`)?.name, 'Banque Atlas');
});

test('a practice is called as its owner', () => {
  const letter = 'Monsieur,\nNous voulons numériser nos actes, 13 millions.\n\nMaître Fatou Sarr\nNotaire à Ziguinchor';
  assert.equal(buyerOf(letter)?.name, 'Maître Fatou Sarr');
  assert.equal(buyerOf(letter.replace('Notaire', 'Enseignante').replace('Maître ', '')), null);
});
