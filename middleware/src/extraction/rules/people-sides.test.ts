import assert from 'node:assert/strict';
import { test } from 'node:test';

import { analysisOf } from '../testing/demo.ts';
import { phonesIn } from '../values/phones.ts';
import { peopleIn } from './people.ts';

function sides(text: string): string[] {
  const analysis = analysisOf(text);
  return peopleIn(analysis, phonesIn(analysis.source, ['SN'])).map(({ last, side }) => `${last} ${side}`);
}

test('who only recommended us is no contact, however it is said', () => {
  assert.deepEqual(sides('Sur recommandation de M. Hervé Tall, Awa Ndiaye (DSI) veut 20 PC.'), [
    'Tall third',
    'Ndiaye client',
  ]);
  assert.deepEqual(sides('He was sent to us by Mrs Aby Tall of Atlas.'), ['Tall third']);
  assert.deepEqual(sides('Mon confrère Maître Ibou Tall ne tarit pas d’éloges et m’engage à vous écrire.'), [
    'Tall third',
  ]);
  assert.deepEqual(sides('c’est M. Tall qui nous a parlé de vous, vu Awa Ndiaye (DSI)'), [
    'Tall third',
    'Ndiaye client',
  ]);
});

test('who left, is away or is somebody’s relative is no contact', () => {
  assert.deepEqual(sides('Mr Zorbal has been transferred. Aby Fall is the new buyer.'), [
    'Zorbal third',
    'Fall client',
  ]);
  assert.deepEqual(sides('M. Ndao étant en congé, je reprends le dossier.'), ['Ndao third']);
  assert.deepEqual(sides('Fama Kandji (ex DSI) et Bouna Fall (DSI)'), ['Kandji third', 'Fall client']);
  assert.deepEqual(sides('Son mari Abdou Ngom travaille là. Mme Awa Fall signe.'), ['Ngom third', 'Fall client']);
});

test('a maker’s people, and ours under our labels or beside our name', () => {
  assert.deepEqual(sides('De : Luc Zorbal (Schneider Electric)'), ['Zorbal third']);
  assert.deepEqual(sides('Présents : Awa Fall (DG) ; pour Neurotech : Alpha Ndour, Sira Ba'), [
    'Fall client',
    'Ndour vendor',
    'Ba vendor',
  ]);
  assert.deepEqual(sides('Commercial : Moussa Diop\nContact : Awa Fall, DG'), ['Diop vendor', 'Fall client']);
  assert.deepEqual(sides('[2/4] Neurotech (Seydina Diop) -> Awa Fall'), ['Diop vendor', 'Fall client']);
});

test('addresses in the headers of a thread tell who is whose, to the one without an address too', () => {
  const thread =
    'De : Modou Sané\nÀ : Aby Dièye\nObjet : TR: RE: offre\n\nChef, ils ont répondu.\n\nDe : Awa Zorbal <a.zorbal@atlas.example>\nÀ : Modou Sané\nObjet : RE: offre\n\nVotre remise est acceptée.\nAwa Zorbal - Responsable réseau';
  assert.deepEqual(sides(thread).slice(0, 1), ['Sané vendor']);
  assert.ok(sides(thread).includes('Zorbal client'));
});

test('our own report of a visit names clients, not its writer', () => {
  const report =
    'De : Pathé Zorbal\nÀ : Madame la Directrice commerciale\nObjet : CR tournée\n\nBonjour,\nReçu par M. Daour Fall, secrétaire général. Ils veulent 18 ordinateurs.\n\nPathé';
  assert.deepEqual(sides(report), ['Zorbal vendor', 'Fall client']);
});

test('who is only copied is nobody; who is named in the text too is one', () => {
  const mail = (text: string): string =>
    `De : Awa Fall <a.fall@atlas.example>\nÀ : Modou Sow (Neurotech)\nCc : Aby Zorbal\nObjet : devis\n\nBonjour,\n${text}\n\nAwa Fall`;
  assert.ok(!sides(mail('20 PC svp.')).some((side) => side.startsWith('Zorbal')));
  assert.ok(sides(mail('Aby Zorbal (comptable) suit le dossier.')).includes('Zorbal client'));
});
