import assert from 'node:assert/strict';
import test from 'node:test';

import { createCanvas, loadImage } from '@napi-rs/canvas';

import { pdfOf, type PdfPage } from '../../testing/pdf/document.ts';
import { linesAt, pictureAt, rectangleAt, tableAt, textAt } from '../../testing/pdf/drawing.ts';
import type { ReadPage, SourceFile } from '../file.ts';
import { createPdfReader } from './reader.ts';

const RECOGNISED = 'ce que la photo de la page dit';
const reader = createPdfReader({
  readPicture: async () => ({ text: RECOGNISED, words: [], width: 10, height: 10, legibility: 'good' }),
});
const fileOf = (bytes: Uint8Array): SourceFile => ({ bytes, fileName: null, mediaType: 'application/pdf' });
const opening = (...pages: PdfPage[]) => reader.open(fileOf(pdfOf(pages)));

async function textPage(page: PdfPage): Promise<ReadPage> {
  const [opened] = await opening(page);
  assert.ok(opened && 'page' in opened, 'the page has a text of its own');
  return opened.page;
}

const LETTER = [
  'Madame Œuvrard,',
  '',
  'Votre offre de 3 500 € – remise comprise – nous convient.',
  'À bientôt, l’équipe Ndar',
];
const LEFT = [
  'Le présent marché porte sur la fourniture de',
  'postes de travail pour la direction régionale',
  'et sur leur entretien pendant trois années à',
  'compter de la signature du bon de commande.',
  'Le titulaire forme les personnes désignées.',
];
const RIGHT = [
  'Les offres sont remises avant le douze juin à',
  'midi, au secrétariat de la direction, sous pli',
  'fermé, ou par la plateforme des marchés pour',
  'les candidats qui y sont inscrits déjà depuis',
  'une année au moins, comme le décret le dit.',
];

test('a letter is read as it stands, and every word has its place', async () => {
  const { text, words, kind, pageOfFile, legibility } = await textPage({ content: linesAt(70, 770, LETTER) });
  assert.match(
    text,
    /^Madame Œuvrard,\s+Votre offre de 3 500 € – remise comprise – nous convient\.\nÀ bientôt, l’équipe Ndar$/,
  );
  assert.deepEqual({ kind, pageOfFile, legibility }, { kind: 'picture', pageOfFile: 1, legibility: null });
  assert.deepEqual(
    words.map(({ start, end }) => text.slice(start, end)),
    text.split(/\s+/),
  );
});

test('columns of running text are read one after the other', async () => {
  const content = textAt(60, 790, 'Appel à concurrence', { size: 16, bold: true });
  const { text } = await textPage({
    content: content + linesAt(60, 740, LEFT, { size: 10 }) + linesAt(320, 740, RIGHT, { size: 10 }),
  });
  assert.ok(text.indexOf(LEFT.join('\n')) > 0, text);
  assert.ok(text.indexOf(RIGHT.join('\n')) > text.indexOf(LEFT.join('\n')), text);
});

test('a row of a table is a line', async () => {
  const rows = [
    ['Désignation', 'Qté', 'P.U.', 'Total'],
    ['Ordinateur portable', '12', '450 000', '5 400 000'],
    ['Écran', '12', '90 000', '1 080 000'],
    ['Total TTC', '', '', '7 646 400'],
  ];
  const { text } = await textPage({ content: tableAt([60, 300, 380, 460], 700, rows) });
  assert.equal(text, rows.map((row) => row.filter(Boolean).join('   ')).join('\n'));
});

for (const rotate of [0, 90, 180, 270] as const) {
  test(`turned by ${rotate}: in order, and the corners cover the ink that a person sees`, async () => {
    const page = { rotate, content: linesAt(90, 600, ['Première ligne du devis', 'Seconde ligne du devis']) };
    const { text, words, width, height } = await textPage(page);
    assert.equal(text, 'Première ligne du devis\nSeconde ligne du devis');
    const shown = await reader.showPage(fileOf(pdfOf([page])), 1);
    const picture = await loadImage(Buffer.from(shown!));
    assert.deepEqual([picture.width, picture.height], [width, height]);
    const ink = await inkOf(shown!);
    let covered = 0;
    for (const { corners } of words) {
      const [xs, ys] = [0, 1].map((axis) => corners.filter((_, index) => index % 2 === axis));
      const [left, right] = [Math.min(...xs!), Math.max(...xs!)].map((x) => x * width!);
      const [top, bottom] = [Math.min(...ys!), Math.max(...ys!)].map((y) => y * height!);
      const inside = ink.filter(([x, y]) => x >= left! - 1 && x <= right! + 1 && y >= top! - 1 && y <= bottom! + 1);
      covered += inside.length;
      const box =
        (Math.max(...inside.map(([x]) => x)) - Math.min(...inside.map(([x]) => x))) *
        (Math.max(...inside.map(([, y]) => y)) - Math.min(...inside.map(([, y]) => y)));
      assert.ok(box / ((right! - left!) * (bottom! - top!)) >= 0.5, 'the box is no larger than it need be');
    }
    assert.ok(covered >= 0.99 * ink.length, `${covered} of ${ink.length} dark pixels`);
  });
}

async function inkOf(jpeg: Uint8Array): Promise<[number, number][]> {
  const picture = await loadImage(Buffer.from(jpeg));
  const context = createCanvas(picture.width, picture.height).getContext('2d');
  context.drawImage(picture, 0, 0);
  const { data, width } = context.getImageData(0, 0, picture.width, picture.height);
  const ink: [number, number][] = [];
  for (let at = 0; at < data.length; at += 4)
    if (data[at]! < 128) ink.push([(at / 4) % width, Math.floor(at / 4 / width)]);
  return ink;
}

test('what nobody can see is not read', async () => {
  const seen = 'Bonjour, ceci se lit sur la page.';
  const content =
    textAt(70, 700, seen) +
    textAt(70, 680, 'blanc', { colour: [1, 1, 1] }) +
    textAt(70, 660, 'sans encre', { mode: 3 }) +
    textAt(70, 640, 'minuscule', { size: 1 }) +
    textAt(900, 620, 'dehors') +
    textAt(70, 600, 'couvert') +
    rectangleAt(60, 590, 200, 25, [1, 1, 1]) +
    textAt(70, 701, 'par dessus', { mode: 3 });
  assert.equal((await textPage({ content })).text, seen);
});

test('a page that is a picture is recognised, whatever a program wrote invisibly over it', async () => {
  const canvas = createCanvas(200, 280);
  canvas.getContext('2d').fillRect(20, 20, 100, 20);
  const jpeg = new Uint8Array(await canvas.encode('jpeg'));
  const content = pictureAt(1, 0, 0, 595, 842) + linesAt(70, 700, LEFT, { mode: 3 });
  const page = { content, pictures: [{ jpeg, width: 200, height: 280 }] };
  assert.deepEqual(await opening(page), [{ unread: { pageOfFile: 1 } }]);
  const read = await reader.readPage(fileOf(pdfOf([page])), 1);
  assert.equal(read.text, RECOGNISED);
  assert.deepEqual([read.width, read.height], [1131, 1600]);
});

test('a file that only forbids printing is read; one that asks for a password is not', async () => {
  const pages = [{ content: textAt(70, 700, 'Bonjour à vous tous, chers collègues.') }];
  for (const cipher of ['rc4', 'aes'] as const) {
    const [opened] = await reader.open(fileOf(pdfOf(pages, { encryption: { cipher, userPassword: '' } })));
    assert.ok(opened && 'page' in opened && opened.page.text.startsWith('Bonjour à vous'));
    const sealed = pdfOf(pages, { encryption: { cipher, userPassword: 'secret' } });
    await assert.rejects(reader.open(fileOf(sealed)), { problem: 'file-encrypted' });
  }
});

test('of a document with too many pages the first hundred are read, and a page in place of the others says so', async () => {
  const content = textAt(70, 700, 'Bonjour à vous tous, chers collègues.');
  const opened = await opening(...Array.from({ length: 130 }, () => ({ content })));
  const pages = opened.map((one) => ('page' in one ? one.page : null));
  assert.equal(opened.length, 101);
  assert.deepEqual([pages.at(-1)?.pageOfFile, pages.at(-1)?.problem], [101, 'too-many-pages']);
  assert.ok(pages.slice(0, 100).every((page) => page === null || page.problem === null));
});

test('what is damaged or not there is refused by its code', async () => {
  await assert.rejects(reader.open(fileOf(new Uint8Array(Buffer.from('%PDF-1.7\n')))), { problem: 'file-damaged' });
  await assert.rejects(reader.showPage(fileOf(pdfOf([{ content: '' }])), 2), { problem: 'file-damaged' });
});
