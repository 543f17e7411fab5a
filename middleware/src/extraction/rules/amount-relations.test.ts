import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { Language } from '../../captures/schema.ts';
import { analysisOf } from '../testing/demo.ts';
import { relationsOf } from './amount-relations.ts';

/** The rules that speak of each sum of a text, in reading order. */
function rules(text: string, language: Language = 'fr'): (string | undefined)[] {
  const { source, amounts } = analysisOf(text, language);
  const sums = amounts.filter(({ plain, value }) => plain || value >= 1000);
  const relations = relationsOf(source, sums);
  return sums.map((sum) => relations.get(sum)?.rule);
}

const REPLACED = 'amount-replaced';

describe('a figure that is corrected gives way to the one that follows', () => {
  const TEXTS: [string, Language][] = [
    ['le budget passe de 46 M à 41 M', 'fr'],
    ['46 M -> 41 M', 'fr'],
    ["le budget n'est plus de 46 M mais de 41 M", 'fr'],
    ['quarante-six millions euh non quarante et un millions', 'fr'],
    ["quarante-six millions ah non je dis n'importe quoi quarante et un millions", 'fr'],
    ['cinquante millions enfin cinquante-deux avec la pose cinquante-deux millions', 'fr'],
    ['46 M [barré] 41 M', 'fr'],
    ['budget ~~46 M~~ 41 M', 'fr'],
    ['devis v1 : 46 M. devis v2 : 41 M', 'fr'],
    ['budget cut from $46k to $41k', 'en'],
    ['forty six thousand dollars scratch that forty one thousand dollars', 'en'],
    ['not $46,000 as I wrote but $41,000', 'en'],
  ];
  for (const [text, language] of TEXTS)
    it(`« ${text} »`, () => assert.deepEqual(rules(text, language), [REPLACED, undefined]));

  it('and stays where the second one is another matter', () => {
    assert.deepEqual(rules('46 M pour les serveurs et 41 M pour la formation'), [undefined, undefined]);
    assert.deepEqual(rules('pas plus de 46 M mais 41 M suffisent'), [undefined, undefined]);
  });
});

describe('a range gives neither of its ends', () => {
  const TEXTS: [string, Language][] = [
    ['15 à 18 M', 'fr'],
    ['15-18 M', 'fr'],
    ['entre 15 M et 18 M', 'fr'],
    ['15 M ou 18 M', 'fr'],
    ['between $15k and $18k', 'en'],
    ['$15k to $18k', 'en'],
  ];
  for (const [text, language] of TEXTS)
    it(`« ${text} »`, () => assert.ok(rules(text, language).every((rule) => rule === 'amount-range')));

  it('a change from one to the other is none', () => {
    assert.deepEqual(rules('enveloppe portée de 15 à 18 M'), [undefined]);
    assert.deepEqual(rules('sur 3 ans et 18 M'), [undefined]);
  });
});

describe('a total takes its parts', () => {
  const [PART, WHOLE] = ['amount-part', 'amount-whole'];
  it('that stand before or after it', () => {
    assert.deepEqual(rules('35 M de matériel + 10 M de services = 45 M'), [PART, PART, WHOLE]);
    assert.deepEqual(rules('45 M : 35 M de matériel, 10 M de services'), [WHOLE, PART, PART]);
  });
  it('a price and its count make it', () => {
    assert.deepEqual(rules('40 PC à 600 000 F, soit 24 M'), [PART, WHOLE]);
    assert.deepEqual(rules('400 000 F par mois, 4 800 000 F'), [PART, WHOLE]);
  });
  it('a share of it is written beside the part', () => {
    assert.deepEqual(rules('18 M, acompte de 30 % soit 5,4 M'), [WHOLE, PART]);
  });
  it('sums that only stand together make none', () => {
    assert.deepEqual(rules('20 M de serveurs, 12 M de licences, 45 M de câblage'), [undefined, undefined, undefined]);
  });
});
