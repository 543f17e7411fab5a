import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Language } from '../captures/schema.ts';
import { fold } from './source.ts';
import { extractNote } from './testing/demo.ts';

/** What people say in the plainest words, with the buyer; null where there is no deal. Whatever rules learn, these stay so. */
const PLAIN: readonly (readonly [Language, string, string | null])[] = [
  ['fr', 'La société Teranga veut 5 écrans avant le 3 mars.', 'Teranga'],
  ['fr', 'Opportunité : 12 serveurs pour Teranga. Appeler Mme Ndiaye lundi.', 'Teranga'],
  [
    'fr',
    'Visite chez Comptoir du Manager.\n20 serveurs à Bouaké, budget 45 M, décision le 12 décembre.',
    'Comptoir du Manager',
  ],
  ['fr', 'Visite chez Comptoir 1440. Il faut 3 onduleurs et un contrat de maintenance des onduleurs.', 'Comptoir 1440'],
  ['fr', 'RDV Pharmacie Mame Diarra : 3 caisses à changer, 2 M, cde vendredi.', 'Pharmacie Mame Diarra'],
  ['en', 'The Ministry of Health wants 40 laptops by March. Contact Awa Njie 3456789.', 'Ministry of Health'],
  ['fr', 'Sonatel veut renouveler 200 licences Office avant fin mars.', 'Sonatel'],
  ['fr', 'Banque Atlas : 20 serveurs, 45 M, décision le 12 décembre', 'Banque Atlas'],
  ['fr', "Clinique du Cap a besoin d'un nouveau pare-feu.", 'Clinique du Cap'],
  [
    'fr',
    'Mme Awa Diop, DSI de la Mutuelle Yakaar, cherche un prestataire pour sauvegarder ses serveurs.',
    'Mutuelle Yakaar',
  ],
  ['fr', "Demande de devis de l'Hôtel Terrou : 30 téléphones IP.", 'Hôtel Terrou'],
  [
    'fr',
    "L'école Sainte-Marie nous demande une offre pour 25 ordinateurs portables, réponse attendue le 15 janvier.",
    'école Sainte-Marie',
  ],
  ['fr', 'Mairie de Joal : audit de sécurité, 8 millions, signature le 20 décembre.', 'Mairie de Joal'],
  ['en', 'Met Kofi Boateng at Golden Harvest Ltd. They need a new backup server, budget $20k.', 'Golden Harvest Ltd'],
  ['en', 'Atlantic Bank would like a quote for 15 firewalls.', 'Atlantic Bank'],
  [
    'en',
    'Send a proposal to Green Valley School for wifi in 12 classrooms, decision by 15 January.',
    'Green Valley School',
  ],
  [
    'fr',
    'Bonjour,\n\nPouvez-vous nous faire un devis pour 10 imprimantes ?\n\nCordialement,\nIbrahima Fall\nResponsable achats\nTransports Sahel Express\n77 123 45 67',
    'Transports Sahel Express',
  ],
  [
    'fr',
    'appel de monsieur diop de la société des ciments il veut dix serveurs dell et il a vingt millions',
    'Société des Ciments',
  ],
  ['fr', 'Orabank - upgrade Oracle 19c, 35 M, BC fin janvier. Contact : Marie Kouassi', 'Orabank'],
  [
    'fr',
    'Vu le DG de Dakar Terminal. Projet de refonte du réseau des quais, environ 120 M FCFA. Il tranchera fin T1.',
    'Dakar Terminal',
  ],
  [
    'fr',
    'Client : Laiterie du Berger\nBesoin : 5 PC portables\nBudget : 3 000 000 FCFA\nDate de décision : 15/01/2027\nContact : Fatou Sarr, comptable',
    'Laiterie du Berger',
  ],
  [
    'fr',
    "Suite à la réunion d'hier avec Port Autonome de San Pedro : ils souhaitent une solution de vidéosurveillance (40 caméras).",
    'Port Autonome de San Pedro',
  ],
  ['fr', "Merci pour votre accueil hier, c'était très agréable. Bonnes fêtes à toute l'équipe !", null],
  ['fr', 'Réunion interne lundi 9h, penser à réserver la salle.', null],
  ['en', 'Thanks for the great lunch, see you at the conference.', null],
  ['fr', 'Le projet chez Sodeco est perdu, ils ont signé avec un concurrent.', null],
  ['fr', 'Salut Abdou, pense à poser tes jours avant vendredi.', null],
  ['fr', 'As-tu pensé à envoyer ta note de frais ? Merci, la compta', null],
];

for (const [language, text, buyer] of PLAIN) {
  test(`a plain note: ${text.slice(0, 60).replaceAll('\n', ' / ')}`, () => {
    const { deals } = extractNote(text, language);
    const found = deals.map(({ account }) => fold(account.name.value ?? ''));
    assert.deepEqual(found, buyer === null ? [] : [fold(buyer)]);
  });
}

test('deals that are numbered within a line keep what is theirs', () => {
  const { deals } = extractNote(
    'Two leads from this week: 1) Dakar Fresh Markets, POS for 4 tills, 18M, go-live March; 2) Linguere Solar, website, 4M, decision end of Q1',
    'en',
  );
  const told = deals.map(({ account, opportunity }) => [account.name.value, opportunity.amount.value]);
  assert.deepEqual(told, [
    ['Dakar Fresh Markets', 18_000_000],
    ['Linguere Solar', 4_000_000],
  ]);
});
