import assert from 'node:assert/strict';
import { test } from 'node:test';

import { demoContext, extractNote } from '../testing/demo.ts';

const opportunity = (text: string) => extractNote(`Banque Atlas : ${text} Budget 45 M.`).deals[0]?.opportunity;

test('the type by what is to be done', () => {
  assert.equal(opportunity('refonte du réseau, installation comprise.')?.type.value, 'Projet');
  assert.equal(opportunity('renouvellement de 100 licences antivirus.')?.type.value, 'Renouvellement hors contrat');
  assert.equal(opportunity('contrat de maintenance des serveurs.')?.type.value, 'Contrat de maintenance');
  assert.equal(opportunity('achat de 40 ordinateurs, ils installent eux-mêmes.')?.type.value, 'Vente directe');
});

test('the lead source by its cues, else the default', () => {
  assert.equal(opportunity("appel d'offres pour 20 serveurs.")?.leadSource.value, "Appel d'offres");
  assert.equal(opportunity('20 serveurs, croisés sur notre stand au salon.')?.leadSource.value, 'Salon ou événement');
  assert.equal(opportunity('20 serveurs.')?.leadSource.origin, 'default');
});

test('the country by city, else the default', () => {
  assert.equal(opportunity('20 serveurs à Bouaké.')?.country.value, "Côte d'Ivoire");
  assert.equal(opportunity('20 serveurs à Bouaké.')?.country.reason, 'country-of-city');
  assert.equal(opportunity('20 serveurs.')?.country.reason, 'org-default');
});

test('a value or default that the org does not have stays blank', () => {
  const context = { ...demoContext(), picklists: {} };
  const facts = extractNote("Banque Atlas : appel d'offres pour 20 serveurs à Bouaké, budget 45 M.", 'fr', context)
    .deals[0]?.opportunity;
  for (const value of [facts?.type, facts?.leadSource, facts?.country, facts?.stage]) {
    assert.deepEqual([value?.value, value?.origin], [null, 'none']);
  }
});

test('an everyday word is no lead source', () => {
  for (const text of [
    'refonte de notre site web.',
    'video conference room, 20 screens.',
    'networking equipment, 20 switches.',
    "il m'a parlé de 20 serveurs.",
    'Google Workspace, 20 licences.',
  ])
    assert.equal(opportunity(text)?.leadSource.origin, 'default', text);
});

test('a plain type need not be checked, what they have today is not what they want', () => {
  assert.ok((opportunity('installation de 20 serveurs.')?.type.confidence ?? 0) >= 0.6);
  assert.ok((opportunity('maintenance de 20 imprimantes.')?.type.confidence ?? 0) >= 0.6);
  assert.equal(
    opportunity("audit du réseau et formation. Ils paient leur prestataire actuel pour l'infogérance.")?.type.value,
    'Projet',
  );
});

test('where the client was met is the lead source and no buyer', () => {
  const facts = extractNote('Salon Digital Dakar : vu Mme Awa Ndiaye, DAF de Batiplus Sahel. 20 serveurs, 45 M.')
    .deals[0];
  assert.equal(facts?.opportunity.leadSource.value, 'Salon ou événement');
  assert.equal(facts?.account.name.value, 'Batiplus Sahel');
});

test('who sent the client to us is a referral, how we would proceed is no canvassing', () => {
  assert.equal(opportunity('20 serveurs, adressée par Modou Fall.')?.leadSource.value, 'Recommandation');
  assert.equal(opportunity('nous avons démarché ce client, 20 serveurs.')?.leadSource.value, 'Prospection');
  assert.equal(opportunity('20 serveurs, présenter notre démarche.')?.leadSource.origin, 'default');
});

test('an abbreviated renewal is one', () => {
  assert.equal(opportunity('renouv. 100 licences antivirus.')?.type.value, 'Renouvellement hors contrat');
});
