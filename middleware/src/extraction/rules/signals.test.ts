import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Language } from '../../captures/schema.ts';
import { analysisOf, extractNote } from '../testing/demo.ts';
import { isFirm, signalsOf } from './signals.ts';

const told = (text: string, language: Language = 'fr') =>
  signalsOf(analysisOf(text, language), [{ start: 0, end: text.length }]);

test('a wish that is denied or supposed of the reader is none', () => {
  assert.equal(told('Nous voulons 20 serveurs.').of('want'), 1);
  assert.equal(told("We don't require any action.", 'en').of('want'), 0);
  assert.equal(told('If you need a server, call us.', 'en').of('want'), 0);
});

test('what will be awarded is not awarded yet', () => {
  assert.ok(told('Le marché a été attribué à un concurrent.').of('lost') > 0);
  assert.equal(told('Le marché sera attribué à la meilleure offre.').of('lost'), 0);
});

test('a wish with a sum, a day or a price asked for is firm', () => {
  assert.ok(isFirm(told('Ils veulent 20 serveurs pour 45 M FCFA.')));
  assert.ok(isFirm(told('Nous cherchons un outil de paie, merci de nous adresser un devis.')));
  assert.ok(!isFirm(told('Ils veulent un jour des serveurs.')));
});

const DEALS: [string, Language][] = [
  ["On cherche quelqu'un pour dépanner nos ordinateurs chaque mois. Combien par an ?", 'fr'],
  ['Il leur faut 6 douchettes, elle commande dès qu’elle a le prix.', 'fr'],
  ['Vous vendez des imprimantes ? Il m’en faut deux, je passe payer samedi.', 'fr'],
  ['We are looking at replacing our access control, could you give us a price?', 'en'],
  ['Please quote 40 headsets, LPO by end of May.', 'en'],
  ['Dama soxla 5 caisses tactiles, 3 250 000 FCFA.', 'fr'],
];
for (const [text, language] of DEALS) {
  test(`a deal in « ${text.slice(0, 50)} »`, () => {
    assert.equal(extractNote(text, language).deals.length, 1);
  });
}

const QUIET: [string, Language][] = [
  ['Objet : Demande de stage\n\nMadame, je recherche un stage de fin d’études en réseaux. Ci-joint mon CV.', 'fr'],
  ['Your order of 20 switches has been shipped, the container reaches Dakar on 12 December.', 'en'],
  ['Relance : votre facture de 8 734 500 FCFA (40 bornes wifi) reste impayée, merci de procéder au règlement.', 'fr'],
  ["AVIS D'ATTRIBUTION DÉFINITIVE\nObjet : 50 ordinateurs\nAttributaire : Ets Fall\nMontant : 31 450 000 FCFA", 'fr'],
  ['Automatic reply: I am on annual leave until 9 January, for urgent server matters call the helpdesk.', 'en'],
  ['Suite à votre offre de téléphonie, nous avons décidé de ne pas donner suite au projet cette année.', 'fr'],
  ['So that was the partner breakfast, storage list prices go up in August, nobody asked for anything.', 'en'],
  ['Bonjour, le serveur est en panne, votre technicien devait passer hier. Je ne demande rien, sachez-le.', 'fr'],
  ['Booked, the big room with the projector, order lunch for six, parking spots 6 and 7, budget 60,000 F.', 'en'],
];
for (const [text, language] of QUIET) {
  test(`no deal in « ${text.slice(0, 50)} »`, () => {
    assert.deepEqual(extractNote(text, language).deals, []);
  });
}

test('what is lost does not hide what is wanted besides', () => {
  const note = 'On a perdu les caméras. Par contre la Banque Atlas veut 20 serveurs, 45 M, décision le 12/12.';
  assert.equal(extractNote(note).deals.length, 1);
});
