import { createSheet, type Ink, type Sheet } from './sheet.ts';

const WIDTH = 1448;
const HEIGHT = 2048;
const LEFT = 130;
const RIGHT = WIDTH - LEFT;

function paper(colour = '#f7f5ef'): Sheet {
  return createSheet(WIDTH, HEIGHT, colour);
}

/** Writes lines one below the other and gives the baseline after them. An empty line is a gap. */
function paragraph(sheet: Sheet, lines: readonly string[], top: number, ink: Ink, gap = ink.size * 1.55): number {
  let baseline = top;
  for (const line of lines) {
    if (line !== '') sheet.write(line, LEFT, baseline, ink);
    baseline += gap;
  }
  return baseline;
}

function rule(sheet: Sheet, y: number): void {
  sheet.context.fillStyle = '#777777';
  sheet.context.fillRect(LEFT, y, RIGHT - LEFT, 3);
}

/** A printed letter of a client. */
export function letter(): Sheet {
  const sheet = paper();
  const ink = { size: 34 };
  let y = paragraph(sheet, ['Menuiserie Kerlann', '3, impasse du Lavoir', '29000 Quimper'], 190, ink);
  y = paragraph(sheet, ['À l’attention du service commercial', 'Quimper, le 12 octobre 2026'], y + 60, ink);
  y = paragraph(sheet, ['Objet : renouvellement de notre logiciel de gestion'], y + 40, { ...ink, face: 'bold' });
  y = paragraph(
    sheet,
    [
      'Madame, Monsieur,',
      '',
      'Notre contrat actuel se termine le 31 janvier 2027 et nous ne',
      'souhaitons pas le reconduire. Nous cherchons une solution pour',
      'vingt-cinq utilisateurs, répartis entre l’atelier et le bureau.',
      '',
      'Le budget prévu est de 18 500 € hors taxes pour la première',
      'année, formation comprise. Nous comparons trois fournisseurs ;',
      'la décision sera prise avant la fin du mois de novembre.',
      '',
      'Pourriez-vous nous présenter votre offre sur place, de préférence',
      'un jeudi après-midi ? Vous pouvez me joindre au 02 98 55 31 07',
      'ou à l’adresse y.kerlann@menuiserie-kerlann.fr.',
      '',
      'Je vous prie d’agréer, Madame, Monsieur, mes salutations',
      'distinguées.',
    ],
    y + 40,
    ink,
  );
  paragraph(sheet, ['Yannick Kerlann', 'Gérant'], y + 60, ink);
  return sheet;
}

/** A till receipt: narrow, with prices at the right. */
export function receipt(): Sheet {
  const sheet = createSheet(1024, 1820, '#fcfcfa');
  const ink = { size: 34 };
  const left = 110;
  const right = 914;
  sheet.write('PAPETERIE DU MARCHÉ', 250, 170, { size: 46, face: 'bold' });
  sheet.write('5, place de la Gare', 350, 230, ink);
  sheet.write('35000 Rennes', 390, 282, ink);
  sheet.write('Tél. 02 99 10 47 62', 340, 334, ink);
  sheet.write('Ticket 004817 du 09/11/2026 à 14:32', left, 450, ink);
  const items = [
    ['Ramette A4 80 g', '4 x 5,90', '23,60'],
    ['Classeur à levier', '6 x 3,25', '19,50'],
    ['Stylo gel bleu', '10 x 1,80', '18,00'],
    ['Agrafeuse métal', '1 x 14,90', '14,90'],
    ['Cartouche noire', '2 x 27,45', '54,90'],
  ] as const;
  items.forEach(([name, count, price], index) => {
    sheet.row(
      [
        [name, left],
        [count, 660, 'right'],
        [price, right, 'right'],
      ],
      560 + index * 62,
      ink,
    );
  });
  const total = { size: 42, face: 'bold' } as const;
  sheet.row(
    [
      ['Total HT', left],
      ['109,08', right, 'right'],
    ],
    960,
    ink,
  );
  sheet.row(
    [
      ['TVA 20 %', left],
      ['21,82', right, 'right'],
    ],
    1022,
    ink,
  );
  sheet.row(
    [
      ['TOTAL TTC', left],
      ['130,90 €', right, 'right'],
    ],
    1110,
    total,
  );
  sheet.write('Payé par carte bancaire', left, 1220, ink);
  sheet.write('Merci de votre visite, à bientôt !', 240, 1360, ink);
  return sheet;
}

const ITEMS = [
  ['Ordinateur portable 14 pouces', '35', '485 000', '16 975 000'],
  ['Station d’accueil', '35', '92 500', '3 237 500'],
  ['Écran 24 pouces', '20', '118 000', '2 360 000'],
  ['Installation et paramétrage', '1', '1 250 000', '1 250 000'],
  ['Garantie étendue, trois ans', '35', '45 000', '1 575 000'],
] as const;

/** A quote with a table of four columns. */
export function quoteTable(): Sheet {
  const sheet = paper('#ffffff');
  const ink = { size: 30 };
  const bold = { ...ink, face: 'bold' } as const;
  sheet.write('Teranga Bureautique', LEFT, 180, { size: 48, face: 'bold', colour: '#7a3b00' });
  sheet.write('DEVIS N° DV-2026-0418', LEFT, 300, { size: 44, face: 'bold' });
  const about = [
    'Client : Hôtel Les Almadies, Saint-Louis',
    'Date : 17 novembre 2026',
    'Valable jusqu’au 31 décembre 2026',
  ];
  let y = paragraph(sheet, about, 380, ink) + 60;
  const row = ([name, count, price, sum]: readonly [string, string, string, string], face: Ink) => {
    sheet.row(
      [
        [name, LEFT],
        [count, 920, 'right'],
        [price, 1130, 'right'],
        [sum, RIGHT, 'right'],
      ],
      y,
      face,
    );
    rule(sheet, y + 18);
    y += 68;
  };
  rule(sheet, y - 46);
  row(['Désignation', 'Quantité', 'Prix unitaire', 'Montant'], bold);
  for (const item of ITEMS) row(item, ink);
  sheet.row(
    [
      ['Total HT', 920],
      ['25 397 500', RIGHT, 'right'],
    ],
    y + 30,
    bold,
  );
  sheet.row(
    [
      ['TVA 18 %', 920],
      ['4 571 550', RIGHT, 'right'],
    ],
    y + 86,
    ink,
  );
  sheet.row(
    [
      ['Total TTC', 920],
      ['29 969 050 FCFA', RIGHT, 'right'],
    ],
    y + 142,
    bold,
  );
  const end = ['Livraison sous quatre semaines. Paiement à 30 jours.', 'Contact : Fatim Diallo, 77 318 52 06'];
  paragraph(sheet, end, y + 280, ink);
  return sheet;
}

/** A typed note of a meeting. */
export function meetingNote(): Sheet {
  const sheet = paper();
  sheet.write('Compte rendu de réunion', LEFT, 200, { size: 52, face: 'bold' });
  paragraph(
    sheet,
    [
      'Client : Coopérative du Ferlo, Louga (Sénégal)',
      'Le 4 novembre 2026, 10 h 30 - 11 h 45',
      'Présents : Mme Coumba Faye, M. Idrissa Bâ, M. Paul Tanguy',
      '',
      '- Besoin : suivi des stocks et des livraisons de lait.',
      '- 12 dépôts, 60 tablettes, réseau mobile instable.',
      '- Budget annoncé : 45 M FCFA sur deux ans.',
      '- Décision du conseil prévue le 15 janvier 2027.',
      '- Concurrents : un intégrateur de Thiès et un éditeur indien.',
      '- Point dur : reprise des données depuis un tableur.',
      '',
      'Prochaine étape : démonstration à Louga le 25 novembre,',
      'puis proposition chiffrée avant le 10 décembre.',
      'Mme Faye décide ; M. Bâ suit le projet au quotidien.',
      'Contact : c.faye@coop-ferlo.sn, +221 77 940 15 62',
    ],
    320,
    { size: 36 },
    70,
  );
  return sheet;
}

/** A whiteboard written by hand in three colours. */
export function whiteboard(): Sheet {
  const sheet = createSheet(2048, 1365, '#eef1f2');
  sheet.context.strokeStyle = '#9aa3a8';
  sheet.context.lineWidth = 26;
  sheet.context.strokeRect(0, 0, 2048, 1365);
  const pen = (colour: string, size = 120) => ({ face: 'hand', size, colour }) as const;
  sheet.write('Projet entrepôt Nantes', 160, 220, pen('#1b2a6b', 140));
  sheet.write('budget 80 000 euros', 200, 430, { ...pen('#1f1f1f'), slant: -1 });
  sheet.write('30 lecteurs + 2 bornes', 200, 600, pen('#1f1f1f'));
  sheet.write('décision fin janvier', 200, 770, { ...pen('#9c1c1c'), slant: 1 });
  sheet.write('démo avec Solène Maury', 220, 950, pen('#1f1f1f'));
  sheet.write('rappeler lundi 14 h', 200, 1130, { ...pen('#1b2a6b'), slant: -2 });
  return sheet;
}
