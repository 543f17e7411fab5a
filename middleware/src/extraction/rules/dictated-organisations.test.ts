import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Language } from '../../captures/schema.ts';
import { analysisOf } from '../testing/demo.ts';
import { dictatedOrganisations } from './dictated-organisations.ts';

const CASES: [Language, string, string[]][] = [
  ['fr', "je sors de chez zorlix logistique à rufisque j'ai vu le dg", ['Zorlix Logistique']],
  ['fr', "à la banque de l'union ils veulent vingt serveurs", ["Banque de l'Union"]],
  ['fr', 'alors la zonidep à niamey nous consulte pour un réseau', ['Zonidep']],
  ['fr', 'oui bon kolda transit ils cherchent une gmao', ['Kolda Transit']],
  ['fr', "on nous a parlé de zansfood une boîte qui fait de l'export", ['Zansfood']],
  ['fr', 'le directeur technique du port fluvial de zamba attend une offre', ['Port Fluvial de Zamba']],
  ['fr', "c'était avec l'équipe de zahel fret ce matin", ['Zahel Fret']],
  ['fr', 'la boulangerie la brioche dorée veut deux caisses', ['Boulangerie la Brioche Dorée']],
  ['fr', 'je suis rachid benhamou de soleil agrumes à agadir', ['Soleil Agrumes']],
  ['fr', 'alors la ZAR la minoterie veut un audit', ['ZAR']],
  ['en', 'just left zankofa leasing in accra they want a quote', ['Zankofa Leasing']],
  ['en', 'so this is the lower valley health trust and they need batteries', ['Lower Valley Health Trust']],
  ['en', 'she is a programme officer at zom here in dakar', ['Zom']],
  ['en', 'the ministry of lands wants a scanner', ['Ministry of Lands']],
  // What is only described, or belongs to somebody, has no name; a house that refers us buys nothing.
  ['fr', "il faut voir avec la banque et un cabinet de zouaga pour l'audit", []],
  ['fr', "leur client zorditex l'exige et notre agence de thiès suit", []],
  ['fr', "c'est tibila de chez zawei qui nous met sur le coup", []],
  ['fr', 'la direction des systèmes veut un centre de formation', []],
  ['en', 'some company in casablanca and an ngo want the brewery deal', []],
  ['en', 'tunde from zerling put us in touch bless him', []],
  ['fr', "on sort de chez nat'eau à thiès ils veulent dix serveurs", ["Nat'Eau"]],
  ['fr', 'et sinon chez tivaouane express elle veut dix serveurs', ['Tivaouane Express']],
  // What is taken back was never said.
  ['fr', 'chez laiterie du zerger pardon laiterie de zirène ils veulent des onduleurs', ['Laiterie de Zirène']],
];

for (const [language, text, names] of CASES) {
  test(`organisations dictated in « ${text} »: ${names.join(', ') || 'none'}`, () => {
    const found = dictatedOrganisations(analysisOf(text, language)).filter(({ confidence }) => confidence >= 0.6);
    assert.deepEqual(
      found.map(({ name }) => name),
      names,
    );
  });
}
