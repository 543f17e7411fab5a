import { createSheet, type Sheet } from './sheet.ts';
import { drawWood, layCard } from './table-top.ts';

const WOOD = '#6a4a2e';
const WIDTH = 2048;
const HEIGHT = 1365;
const CARD = { x: 220, y: 190, width: 1620, height: 980 };

function cardOnTable(colour: string): Sheet {
  const sheet = createSheet(WIDTH, HEIGHT, WOOD, WOOD);
  drawWood(sheet.context);
  layCard(sheet.context, { ...CARD, colour });
  return sheet;
}

function drawLogo(sheet: Sheet, x: number, y: number, colour: string): void {
  const { context } = sheet;
  context.fillStyle = colour;
  context.beginPath();
  context.arc(x, y, 62, 0, Math.PI * 2);
  context.fill();
  context.fillStyle = '#ffffff';
  context.beginPath();
  context.moveTo(x - 30, y + 26);
  context.lineTo(x, y - 36);
  context.lineTo(x + 30, y + 26);
  context.fill();
}

/** A card in one column with a logo, on a wooden table. */
export function businessCard(): Sheet {
  const sheet = cardOnTable('#fbfaf5');
  sheet.context.fillStyle = '#0d5c4a';
  sheet.context.fillRect(0, 0, 46, CARD.height);
  drawLogo(sheet, 210, 150, '#0d5c4a');
  sheet.write('Baobab Logistique', 310, 172, { size: 68, face: 'bold', colour: '#0d5c4a' });
  sheet.write('Aïssatou Guèye', 140, 400, { size: 82, face: 'bold' });
  sheet.write('Directrice des systèmes d’information', 140, 474, { size: 46, colour: '#555555' });
  const small = { size: 44 };
  sheet.write('Tél. +221 33 865 40 17', 140, 640, small);
  sheet.write('Mob. +221 77 604 29 83', 140, 706, small);
  sheet.write('aissatou.gueye@baobab-logistique.sn', 140, 772, small);
  sheet.write('www.baobab-logistique.sn', 140, 838, small);
  sheet.write('27, rue des Manguiers, Dakar, Sénégal', 140, 920, { size: 38, colour: '#555555' });
  return sheet;
}

/** A card with the company at the left and the person at the right. */
export function businessCardTwoColumns(): Sheet {
  const sheet = cardOnTable('#ffffff');
  drawLogo(sheet, 180, 170, '#b3261e');
  const company = { size: 40, colour: '#444444' };
  sheet.write('Armor Énergies', 100, 340, { size: 62, face: 'bold', colour: '#b3261e' });
  sheet.write('14, quai des Indes', 100, 470, company);
  sheet.write('56100 Lorient', 100, 528, company);
  sheet.write('France', 100, 586, company);
  sheet.write('www.armor-energies.fr', 100, 730, company);
  sheet.context.fillStyle = '#cccccc';
  sheet.context.fillRect(740, 100, 3, 780);
  const person = { size: 44 };
  sheet.write('Gwenaël Le Bihan', 840, 340, { size: 70, face: 'bold' });
  sheet.write('Responsable des achats', 840, 414, { size: 46, colour: '#555555' });
  sheet.write('Téléphone : +33 2 97 55 01 48', 840, 560, person);
  sheet.write('Mobile : +33 6 12 84 70 39', 840, 626, person);
  sheet.write('g.lebihan@armor-energies.fr', 840, 692, person);
  return sheet;
}

/** A dark card in English: light letters. */
export function businessCardEnglish(): Sheet {
  const sheet = cardOnTable('#17324d');
  const light = { size: 44, colour: '#e8edf2' };
  sheet.write('Northwick Instruments Ltd', 130, 190, { size: 70, face: 'bold', colour: '#ffffff' });
  sheet.write('Harriet Oakley', 130, 410, { size: 84, face: 'bold', colour: '#ffffff' });
  sheet.write('Head of Procurement', 130, 486, { ...light, size: 48 });
  sheet.write('Phone: +44 20 7946 0182', 130, 640, light);
  sheet.write('Mobile: +44 7700 900 417', 130, 706, light);
  sheet.write('harriet.oakley@northwick-instruments.co.uk', 130, 772, light);
  sheet.write('8 Tanner Street, Leeds LS1 4DP, United Kingdom', 130, 860, { ...light, size: 38 });
  return sheet;
}

/** A printed card on which somebody wrote by hand what was said. */
export function cardWithHandwriting(): Sheet {
  const sheet = cardOnTable('#fdfcf8');
  drawLogo(sheet, 200, 150, '#31507a');
  sheet.write('Clinique Les Filaos', 300, 172, { size: 64, face: 'bold', colour: '#31507a' });
  sheet.write('Dr Mamadou Sarr', 130, 350, { size: 76, face: 'bold' });
  sheet.write('Directeur administratif', 130, 420, { size: 46, colour: '#555555' });
  const small = { size: 42 };
  sheet.write('Tél. +221 33 951 26 70', 130, 540, small);
  sheet.write('m.sarr@clinique-filaos.sn', 130, 602, small);
  const pen = { face: 'hand', size: 92, colour: '#1d2f86', slant: -3 } as const;
  sheet.write('40 postes, devis avant le 15', 180, 770, pen);
  sheet.write('rappeler mardi matin', 240, 890, pen);
  return sheet;
}
