import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Language } from '../../captures/schema.ts';
import { analysisOf, extractNote } from '../testing/demo.ts';
import { closeDateOf } from './close-date.ts';

const DEFAULT = '2026-11-27 default';

/** The close date of a text that is all of one deal. */
function closeDate(text: string, language: Language = 'fr'): string {
  const whole = { start: 0, end: text.length };
  const { value, origin } = closeDateOf(analysisOf(text, language), {
    passages: [whole],
    shared: [whole],
    alone: true,
  });
  return `${value} ${origin}`;
}

/** Each passage closes on the day, or where there is none, says nothing of when it closes. */
function closes(language: Language, cases: readonly (readonly [string, string | null])[]): void {
  for (const [text, day] of cases) {
    assert.equal(closeDate(text, language), day === null ? DEFAULT : `${day} source`, text);
  }
}

test('a decision beats a meeting, a demo and a delivery', () => {
  closes('fr', [['Décision comité le 18/12. Démo le 2 décembre, livraison en mars.', '2026-12-18']]);
  closes('en', [['Demo on 2 December, decision on 18 December, delivery in March.', '2026-12-18']]);
});

const CLOSING: Record<Language, string[]> = {
  fr: [
    'le directoire se prononce le §',
    'validation en conseil le §',
    'il dira oui ou non le §',
    'réponse définitive le §',
    'contrat à parapher le §',
    'BC §',
    'passage de commande vers le §',
    'crédits à engager avant le §',
    'notification du marché le §',
    'adjudication le §',
    'remise des plis le §',
    'dépôt §',
    'offre à rendre le §',
    'soumissions recevables jusqu’au §',
    'date limite : §',
    'au plus tard le §',
    'accord du bailleur attendu le §',
  ],
  en: [
    'the board approves on §',
    'go/no-go on §',
    'contract to be signed by §',
    'PO by §',
    'award on §',
    'preferred bidder named on §',
    'bids due §',
    'offers close on §',
    'no later than §',
    'they will make up their mind on §',
    'budget to be committed by §',
  ],
};
const OTHER: Record<Language, string[]> = {
  fr: [
    'on se revoit le §',
    'visite de site le §',
    'livraison au plus tard le §',
    'installation le §',
    'mise en production le §',
    'ouverture des plis le §',
    'retrait des dossiers avant le §',
    'questions jusqu’au §',
    'notre offre est valable jusqu’au §',
    'il est absent jusqu’au §',
    'facture due le §',
    'début de prestation le §',
    'je rappelle le §',
    'prêt pour le §',
  ],
  en: [
    'meeting on §',
    'delivery no later than §',
    'bid opening §',
    'clarifications until §',
    'documents available until §',
    'our quote is valid until §',
    'he is on leave until §',
    'to be live by §',
    'invoice due §',
    'work begins on §',
  ],
};

for (const language of ['fr', 'en'] as const) {
  const day = language === 'fr' ? '15 décembre' : '15 December';
  test(`what closes a deal (${language})`, () => {
    closes(
      language,
      CLOSING[language].map((phrase) => [`20 serveurs, 30 M. ${phrase.replace('§', day)}.`, '2026-12-15']),
    );
  });
  test(`what does not (${language})`, () => {
    closes(
      language,
      OTHER[language].map((phrase) => [`20 serveurs, 30 M. ${phrase.replace('§', day)}.`, null]),
    );
  });
}

test('order, award, signature and submission deadline are close dates', () => {
  closes('fr', [
    ['Commande promise d’ici trois semaines.', '2026-12-11'],
    ['Oral le 2/12, attribution le 18/12.', '2026-12-18'],
    ['Signature avant Noël.', '2026-12-24'],
    ['Le bon de commande sortira le quatorze.', '2026-12-14'],
  ]);
  closes('en', [['Bids must be delivered on or before January 15, 2027.', '2027-01-15']]);
});

test('an expiry closes when nothing else does', () => {
  closes('fr', [
    ['Licences qui expirent le 31/01.', '2027-01-31'],
    ['Licences qui expirent le 31/01, BC mi-janvier.', '2027-01-15'],
  ]);
});

test('a tender closes on the day of the offer, though it names the day of the award', () => {
  closes('fr', [
    [
      'Appel d’offres. Remise des offres le 4 décembre ; soutenances le 10 ; notification le 18 décembre.',
      '2026-12-04',
    ],
    ['AO wifi. Visite 27/11, décision le 18 décembre.', '2026-12-18'],
  ]);
});

test('the label of a line speaks of its first date, and of that of the next line', () => {
  closes('fr', [
    ['Dépôt : secrétariat de la mairie, jeudi 10 décembre 2026, 11h, ouverture dans la foulée.', '2026-12-10'],
    ['Date limite des offres :\njeudi 10 décembre 2026\nOuverture : 11 décembre', '2026-12-10'],
    ['Date de livraison : 10/12/2026', null],
  ]);
  closes('en', [['When: Sunday 6 December 2026, midnight. Shortlisted firms will hear by 18 December.', '2026-12-06']]);
});

test('a meeting at which it is decided closes, and what happens before it', () => {
  closes('fr', [
    ['Réunion des associés le 14 décembre, ils signent ce jour-là.', '2026-12-14'],
    ['Le bureau arrêtera son choix lors de sa session du 18 décembre.', '2026-12-18'],
    ['Il veut signer avant son départ en congé le 9 décembre.', '2026-12-09'],
    ['Réunion le 14 décembre pour cadrer le besoin.', null],
  ]);
  closes('en', [
    ['The partners will appoint a firm at their meeting of 18 December.', '2026-12-18'],
    ['The committee meets on 14 December and will decide then.', '2026-12-14'],
  ]);
});

test('a meeting closes by what it is for, a body only where it decides', () => {
  closes('fr', [
    ['Rendez-vous le 3 décembre à 10h pour la signature du contrat.', '2026-12-03'],
    ['Réunion du comité de sélection le 3 décembre.', '2026-12-03'],
    ['On fait la démo au comité de direction le 3 décembre.', null],
    ['Je présente l’offre au comité le 3 décembre.', null],
  ]);
  closes('en', [['We meet the board on 3 December to present; they decide on 10 December.', '2026-12-10']]);
});

test('what may be the name of a thing is a date only near a deadline', () => {
  closes('fr', [
    ['GPU T4 et caméra S24, pas pressé.', null],
    ['Décision au T1.', '2027-03-31'],
  ]);
});

test('an answer has the role of its question', () => {
  closes('fr', [
    ['et le BC ?\nvendredi prochain le 27', '2026-11-27'],
    ['tu viens quand à la démo ?\nle 3 décembre', null],
  ]);
});

test('what follows an answer is another thought, unless it says what the date is of', () => {
  closes('fr', [
    ['Vous commandez quand ?\nMardi 1er décembre, le DAF est en voyage avant', '2026-12-01'],
    ['La visite, c’est quand ?\nMardi 1er décembre, avant la signature', null],
  ]);
  closes('en', [['When do you sign?\nFriday 27, he is back from leave on Thursday', '2026-11-27']]);
});

test('what is issued closes when it is the order, what ends when it is no event', () => {
  closes('fr', [
    ['La DG engage la dépense semaine 50.', '2026-12-11'],
    ['Nous émettrons le bon le 14 décembre.', '2026-12-14'],
    ['Le contrat actuel finit le 31 décembre.', '2026-12-31'],
    ['La formation finit le 31 décembre.', null],
  ]);
  closes('en', [
    ['The order goes out on 14 December.', '2026-12-14'],
    ['The RFP goes out on 14 December.', null],
    ['The installation will finish on 31 December.', null],
    ['We want to make up our minds by the 27th of this month.', '2026-11-27'],
  ]);
});

test('a draft that is to be sent, or the day of the need, is no close date', () => {
  closes('fr', [
    ['Transmettez-nous le projet de contrat avant le 9 décembre. La signature est fixée au 15 décembre.', '2026-12-15'],
    ['Nous déménageons en décembre et cherchons un prestataire.', null],
    ['20 serveurs, 30 M, 15 décembre', '2026-12-15'],
  ]);
  closes('en', [
    ['Send us the draft agreement by 4 December; we sign on 18 December.', '2026-12-18'],
    ['We open a second branch in December and would like cameras there.', null],
  ]);
});

test('a date taken back does not count, nor one that is denied or moved', () => {
  closes('en', [
    ['The vendor is picked by end of January, no wait, mid February.', '2027-02-15'],
    ['The deadline of 1 December is extended to 15 December 2026.', '2026-12-15'],
    ['They award on 15 December. No discount.', '2026-12-15'],
  ]);
  closes('fr', [
    ['Ne comptez plus sur une décision fin décembre.', null],
    ['Oubliez le 22 janvier pour la signature.', null],
    ['J’avais dit fin novembre mais le juridique relit : signature le 19 décembre.', '2026-12-19'],
    ['La signature ne sera pas le 4 décembre mais le 11.', '2026-12-11'],
    ['Remise des plis : au lieu de « 1er décembre », lire « 15 décembre ».', '2026-12-15'],
    ['ils signent le vingt euh le vingt-sept décembre', '2026-12-27'],
  ]);
});

test('where the date is said to be unknown, no weaker one stands in for it', () => {
  closes('fr', [
    ['Pas encore de date de décision. Licences à échéance le 31/01.', null],
    ['Pas de date pour la commande, trois références à donner avant le 16 décembre.', null],
    ['Pas de date au départ ; depuis hier : signature le 16 décembre.', '2026-12-16'],
  ]);
  closes('en', [
    ['Award T.B.C. Three references wanted before 16 December.', null],
    ['She could not say when they decide. Warranty lapses on 31 January.', null],
  ]);
});

test('when something was written is no date of the deal', () => {
  closes('fr', [
    ['Date : vendredi 20 novembre 2026 10:00\n\nNous voulons 20 serveurs.', null],
    ['CR réunion du vendredi 20 novembre 2026 : 20 serveurs', null],
    ['Contrat signé le 20 novembre 2026.', '2026-11-20'],
  ]);
});

test('a mail counts from its own day, and the newer one is right', () => {
  closes('en', [
    ['From: Joe <joe@example.com>\nDate: Mon, 16 Nov 2026 17:02:11 -0500\n\nPO in two weeks.', '2026-11-30'],
    ['From: Joe <joe@example.com>\nDate: Mon, 16 Nov 2026 17:02:11 -0500\n\nPO by 12/4.', '2026-12-04'],
    [
      'From: Joe <joe@example.com>\nDate: Mon, 16 Nov 2026 17:02\n\nDecision on 15 January now.\n\nOn Mon, 2 Nov 2026, Joe wrote:\n> Decision on 30 November.',
      '2027-01-15',
    ],
  ]);
});

test('the default says why', () => {
  const value = extractNote('Banque Atlas : veulent 20 serveurs.').deals[0]?.opportunity.closeDate;
  assert.equal(value?.reason, 'days-after-capture');
  assert.deepEqual(value?.evidence, []);
});
