import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Language } from '../../captures/schema.ts';
import { analysisOf } from '../testing/demo.ts';
import { phonesIn } from '../values/phones.ts';
import type { Person } from './people.ts';
import { peopleIn } from './people.ts';

function people(text: string, language: Language = 'fr'): Person[] {
  const analysis = analysisOf(text, language);
  return peopleIn(analysis, phonesIn(analysis.source, ['SN', 'GM']));
}

function names(text: string, language: Language = 'fr'): string[] {
  return people(text, language).map(({ first, last, side }) => `${first ?? '-'} / ${last} / ${side}`);
}

function titles(text: string, language: Language = 'fr'): (string | null)[] {
  return people(text, language).map(({ title }) => title && text.slice(title.start, title.end));
}

test('splits names as a francophone reader would', () => {
  assert.deepEqual(names('Vu Mme Awa Marie NDIAYE SAMB, DAF.'), ['Awa Marie / Ndiaye Samb / client']);
  assert.deepEqual(names('Vu M. Sidi Ould Cheikh, directeur.'), ['Sidi / Ould Cheikh / client']);
  assert.deepEqual(names('Mme NGO BIYONG Clarisse appelle.'), ['Clarisse / Ngo Biyong / client']);
});

test('finds titles before, after, in brackets and on the next line of a signature', () => {
  assert.deepEqual(titles('le directeur général Drissa Traoré'), ['directeur général']);
  assert.deepEqual(titles('Awa Ndiaye (chef dpt infra) est là'), ['chef dpt infra']);
  assert.deepEqual(titles('Lamin Touray, IT manager, called', 'en'), ['IT manager']);
  assert.deepEqual(
    titles('Bonjour,\nVoici notre besoin.\n\nCordialement,\nAwa Ndiaye\nResponsable Qualité & SI\nBanque Atlas'),
    ['Responsable Qualité & SI'],
  );
});

test('a dictation has no capitals', () => {
  assert.deepEqual(
    names(
      "alors chez banque atlas c'est monsieur modou ndao le directeur informatique il veut refaire le réseau voilà",
    ),
    ['Modou / Ndao / client'],
  );
});

test('the vendor’s people, those greeted and those who recommended us are no clients', () => {
  assert.deepEqual(names('Bonjour M. Badji,\nNous voulons un devis.\nAwa Ndiaye\nDAF'), [
    '- / Badji / vendor',
    'Awa / Ndiaye / client',
  ]);
  assert.deepEqual(names('On y va sur reco de Hervé Tall.'), ['Hervé / Tall / third']);
  assert.deepEqual(names('À voir avec Arame Diouf (Neurotech)'), ['Arame / Diouf / vendor']);
});

test('addresses and numbers go to the person they belong to', () => {
  const found = people('Vu Awa Ndiaye (DAF), 77 512 40 63, et Modou Fall (DSI). m.fall@exemple.sn, ndiaye@exemple.sn');
  assert.deepEqual(
    found.map(({ last, email, phones }) => [last, email?.address, phones.map(({ e164 }) => e164)]),
    [
      ['Ndiaye', 'ndiaye@exemple.sn', ['+221775124063']],
      ['Fall', 'm.fall@exemple.sn', []],
    ],
  );
});

test('streets, products and organisations are nobody', () => {
  assert.deepEqual(names('20, avenue Léopold Sédar Senghor. Cisco Catalyst, Trust Bank Limited, Saint Louis.'), []);
});

test('a title ends with its sentence and with its line', () => {
  assert.deepEqual(titles('Vu Awa Ndiaye, RSSI. Audit du réseau demandé.'), ['RSSI']);
  const card = 'Awa Ndiaye\nDirectrice Commerciale & Marketing\nZone industrielle\n77 123 45 67';
  assert.deepEqual(titles(card), ['Directrice Commerciale & Marketing']);
  assert.deepEqual(titles('Awa Ndiaye\nVP, Information Technology\nAtlas Ltd\na.ndiaye@atlas.gm', 'en'), [
    'VP, Information Technology',
  ]);
});

test('a field that no lexicon lists shows by its ending', () => {
  assert.deepEqual(titles('Awa Ndiaye, directrice scientifique, appelle'), ['directrice scientifique']);
  assert.deepEqual(titles('Nom : Awa Ndiaye\nFonction : Resp. Réseau d’agences\nTél : 77 123 45 67'), [
    'Resp. Réseau d’agences',
  ]);
});

test('an organisation or a street that bears a name is no person', () => {
  assert.deepEqual(names('Clinique Awa Ndiaye veut 20 serveurs'), []);
  assert.deepEqual(names('TC av Awa Ndiaye, DAF'), ['Awa / Ndiaye / client']);
});

test('to whom our own mail went is a client', () => {
  const thread =
    'De : Awa Ndiaye <awa@atlas.sn>\nÀ : Modou Fall\n\nD’accord pour 20 serveurs.\n\nDe : Modou Fall <m.fall@neurotech.sn>\nÀ : Awa Ndiaye\n\nVoici notre offre.';
  assert.deepEqual(names(thread), ['Awa / Ndiaye / client', 'Modou / Fall / vendor']);
});

test('a number in a signature is the signer’s, whoever is named in the text', () => {
  const mail =
    'Bonjour,\nM. Modou Fall de la mairie nous a dit de vous écrire pour 20 serveurs.\n\nCordialement,\nAwa Ndiaye\nDAF\n77 123 45 67';
  assert.deepEqual(
    people(mail).map(({ last, phones }) => [last, phones.length]),
    [
      ['Fall', 0],
      ['Ndiaye', 1],
    ],
  );
});

test('the house under a signer’s title is no person; who signs under a title is one', () => {
  const house = 'Bonjour,\nNous voulons 20 serveurs.\n\nCordialement,\nAwa Ndiaye\nChef comptable\nBatiplus Sahel';
  assert.deepEqual(names(house), ['Awa / Ndiaye / client']);
  const letter = 'Bonjour,\nNous voulons 20 serveurs.\n\nCordialement,\nLe Directeur\n\nZorba Quillon';
  assert.deepEqual(names(letter), ['Zorba / Quillon / client']);
});

test('unknown names are people where a title, a label, an address or their place says so', () => {
  assert.deepEqual(names('Interlocuteur : Zorba Quillon'), ['Zorba / Quillon / client']);
  assert.deepEqual(names('ToR from Zorba Quillon, M&E Lead (z.quillon@atlas.example)', 'en'), [
    'Zorba / Quillon / client',
  ]);
  assert.deepEqual(names('Fait à Thiès\n\nLa Directrice Générale\n\n(signé)\n\nZorba QUILLON'), [
    'Zorba / Quillon / client',
  ]);
  assert.deepEqual(names('Zorba Quillon veut 20 PC'), []);
});

test('an ordinary word belongs to a name between its parts or before a sign, else it ends the name', () => {
  assert.deepEqual(names('La gérante, Coumba Mat, demande un devis'), ['Coumba / Mat / client']);
  assert.deepEqual(names('Awa Mars Samb, DG'), ['Awa Mars / Samb / client']);
  assert.deepEqual(names('St. Paul River Hydropower', 'en'), []);
});

test('what is named after somebody is nobody: streets after the name too, firms, houses under a label', () => {
  assert.deepEqual(names('Kofi Annan Centre, Herbert Zorbal Way, rue Mohamed V', 'en'), []);
  assert.deepEqual(names('Marie Diop & Fils, la boutique Awa Ndiaye, Mme Koné née Awa Touré'), ['- / Koné / client']);
  assert.deepEqual(names('Société : Keur Awa'), []);
  assert.deepEqual(names('Client : Awa Ndiaye, DAF'), ['Awa / Ndiaye / client']);
});

test('on a card in columns a name reads down its own', () => {
  const card = 'ATLAS      Aya Awa\nMARINE     ZORBAL\n           Directrice Achats\nDakar      77 123 45 67';
  assert.deepEqual(names(card), ['Aya Awa / Zorbal / client']);
  assert.deepEqual(titles(card), ['Directrice Achats']);
});

test('a lone first name stands for the whole name told elsewhere', () => {
  assert.deepEqual(names('Présents : Awa Zorbal (DG). Awa envoie le bon, Mme Zorbal signe.'), [
    'Awa / Zorbal / client',
  ]);
  assert.deepEqual(names('M.-P. Obiang appelle. Mme Marie-Pascale Obiang, cheffe de cabinet'), [
    'Marie-Pascale / Obiang / client',
  ]);
});

test('titles with the house between them and the name', () => {
  assert.deepEqual(titles('le secrétaire général de la mairie, Awa Ndiaye'), ['secrétaire général']);
  assert.deepEqual(titles('Le proviseur du lycée Zorbal de Louga, M. Modou Fall, veut 20 PC'), ['proviseur']);
  assert.deepEqual(titles('RDV avec le chef de poste Modou Fall'), ['chef de poste']);
});

test('long hostile texts cost what their length costs', () => {
  // The time of this process only: what else the machine does is not counted.
  const started = process.cpuUsage();
  for (const unit of [
    '| Nom | Diop | Fonction | DSI ',
    'Awa Ndiaye     Modou Fall     ',
    'Awa          ',
    'Awa Ndiaye ((((',
  ]) {
    people(unit.repeat(4000));
  }
  assert.ok(process.cpuUsage(started).user < 5_000_000);
});
