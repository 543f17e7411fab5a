import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Language } from '../../captures/schema.ts';
import { groundOf } from '../testing/organisations.ts';
import { cluesFor } from './organisation-clues.ts';
import { spellingOf } from './organisation-domains.ts';
import { nameSpansIn } from './organisation-spans.ts';
import { titlesIn } from './organisation-titles.ts';

/** The rules that speak for the name « Sonabio … » of a text. */
function rulesFor(text: string, name = 'Sonabio', language: Language = 'fr'): string[] {
  const { analysis, people } = groundOf(text, language);
  const span = nameSpansIn(analysis, people).find(({ start, end }) => text.slice(start, end).includes(name));
  assert.ok(span, text);
  const domains = analysis.emails.map(({ domain }) => spellingOf(domain));
  return cluesFor({ analysis, people, titles: titlesIn(analysis.source), domains }, span).map(({ rule }) => rule);
}

const SIGNED = 'Bonjour,\nNous voulons 20 serveurs.\n\nCordialement,\nAwa Ndiaye\n';

/** A rule, passages where it speaks, and one where it stays silent. */
const RULES: [rule: string, speaks: string[], silent: string][] = [
  [
    'after-title',
    ['Vu le DG de Sonabio.', 'Awa Ndiaye, chef comptable, Sonabio, Tema.', "Vu Sonabio's CIO."],
    'Mon assistante Sonabio vous appelle.',
  ],
  ['introduced', ["Bonjour c'est Awa de Sonabio.", 'Hello, this is Kofi from Sonabio.'], 'Le camion part de Sonabio.'],
  [
    'wants',
    ['La Sonabio souhaite 20 PC.', 'Sonabio (SNB), filature à Bobo, recherche un intégrateur.'],
    'La Sonabio est fermée le lundi.',
  ],
  ['led', ['Je sors de chez Sonabio.', 'Offer on behalf of Sonabio.', 'Vu Chike @ Sonabio.'], 'Le camion de Sonabio.'],
  ['own-house', ['Il faut six caméras pour notre clinique Sonabio.'], 'Il faut six caméras pour notre projet Sonabio.'],
  [
    'opens-note',
    ['CR visite Sonabio 14/01 : 20 PC', '9h15 Sonabio, Thiès. 20 PC', 'Bamako. Sonabio - 20 PC'],
    'On a parlé hier de Sonabio.',
  ],
  ['signature-line', [`${SIGNED}DAF\nSonabio`, `${SIGNED}DAF | Sonabio | Dakar`], `${SIGNED}DAF\nrue Sonabio 12`],
  [
    'heading',
    [
      'SONABIO SARL\nBP 12 Dakar\n\nMonsieur,\nNous voulons 20 PC.',
      'Clinique Sonabio\nBP 12\n\nMonsieur,\nNous voulons 20 PC.',
    ],
    'Le lait\nde Sonabio\nest bon.',
  ],
  [
    'author',
    ['De : Clinique Sonabio <info@exemple.sn>\nÀ : ventes@neurotech.sn\n\nBonjour,\nNous voulons 20 PC.'],
    'Bonjour,\nNous voulons 20 PC de Sonabio.',
  ],
  [
    'with-acronym',
    ['La Société Sonabio (SSB) a un besoin.', 'Piste : SSB = Sonabio Bois.'],
    'La Société Sonabio (Thiès) a un besoin.',
  ],
  [
    'before-person',
    ['On a vu Sonabio (Awa Ndiaye, DSI).', 'On a vu Sonabio (Thiès), Mme Awa Ndiaye.'],
    'On a vu Sonabio, et hier aussi Mme Awa Ndiaye.',
  ],
  ['mail-domain', ['On a parlé de Sonabio. awa@sonabio.sn'], 'On a parlé de Sonabio. awa@exemple.sn'],
];

for (const [rule, speaks, silent] of RULES) {
  test(`${rule} speaks where it should and nowhere else`, () => {
    const name = (text: string): string => (text.includes('SONABIO') ? 'SONABIO' : 'Sonabio');
    for (const text of speaks) assert.ok(rulesFor(text, name(text)).includes(rule), text);
    assert.ok(!rulesFor(silent).includes(rule), silent);
  });
}

test('the acronym of a name is led to as the name is', () => {
  assert.ok(rulesFor('Union des mangues de Bignona (UMB)', 'UMB').includes('with-acronym'));
});
