import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Language } from '../../captures/schema.ts';
import { analysisOf } from '../testing/demo.ts';
import { dictatedNames } from './dictated-names.ts';
import { dictatedSide } from './dictated-sides.ts';

const CASES: [Language, string, string | null][] = [
  ['fr', "avec mon collègue modou fall on a vu l'équipe technique et ils veulent un devis", 'vendor'],
  ['fr', "préviens awa ndiaye que la salle est prise demain et qu'elle apporte le vidéoprojecteur", 'vendor'],
  ['en', 'my colleague modou fall came along and they asked for a quote for the network refresh', 'vendor'],
  ['fr', "c'est awa ndiaye de chez zawei qui nous met sur le coup pour une formation de douze techniciens", 'third'],
  ['fr', 'on est recommandés par monsieur modou fall donc je dois voir leur directeur mardi prochain', 'third'],
  ['fr', 'oui bonjour awa ndiaye du service informatique je vous laisse un message pour les certificats', 'client'],
  ['fr', 'rendez-vous avec awa ndiaye directrice technique elle veut refaire tout le réseau du siège', null],
];

for (const [language, text, side] of CASES) {
  test(`the person in « ${text.slice(0, 60)} » is on the side of ${side ?? 'nobody told'}`, () => {
    const analysis = analysisOf(text, language);
    const name = dictatedNames(analysis)[0];
    assert.ok(name);
    assert.equal(dictatedSide(analysis, name), side);
  });
}
