import assert from 'node:assert/strict';
import { test } from 'node:test';

import { groundOf } from '../testing/organisations.ts';
import type { Look } from './organisation-likelihood.ts';
import { nameLikelihood } from './organisation-likelihood.ts';
import { wordsOfSpan } from './organisation-spans.ts';

function lookOf(name: string, line = name): Look {
  const { analysis } = groundOf(line);
  const start = line.indexOf(name);
  const span = wordsOfSpan(analysis.source, { start, end: start + name.length });
  assert.ok(span);
  return nameLikelihood(analysis, span);
}

test('an organisation’s word with a name of its own is the surest', () => {
  assert.deepEqual(lookOf('Banque Atlas'), { likelihood: 1, alone: 0.62, rule: 'kind-word' });
  assert.equal(lookOf('Kermel Transit').likelihood, 1);
});

test('an ordinary word in a capital is hardly a name, several are more', () => {
  assert.ok(lookOf('Formulaire').likelihood <= 0.5);
  assert.ok(lookOf('Palmier Doré').likelihood > lookOf('PALMIER DORE').likelihood);
});

test('an acronym is a name, a word shouted is none', () => {
  assert.equal(lookOf('SONABEX').rule, 'acronym');
  assert.equal(lookOf('DEPOT', 'DEPOT DES OFFRES').rule, 'name');
});

test('a department and a thing are no houses, an institution is', () => {
  assert.ok(lookOf('Direction des Achats').likelihood < 0.7);
  assert.ok(lookOf("Direction régionale de l'élevage").likelihood > 0.9);
  assert.ok(lookOf('Étude et déploiement').likelihood < 0.7);
});
