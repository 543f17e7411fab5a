import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';

import type { Locator } from 'playwright-core';

import { distort } from '../../middleware/src/testing/rendered/distortions.ts';
import { renderDocument } from '../../middleware/src/testing/rendered/documents.ts';
import type { DocumentName, RenderedPage } from '../../middleware/src/testing/rendered/documents.ts';
import { describeViolations, findViolations } from './accessibility.ts';
import { DESKTOP, PHONE, skipWithoutBrowser } from './browser.ts';
import { analysePages, cards, chooseFiles, noneOfFiles, photo, picturedValues, reviewOfFiles } from './given-files.ts';
import { withinScreen } from './hostile.ts';
import { takeNetworkAway } from './network-off.ts';
import { outlineOf, overlap, untilStill, wordsOf, wordsOnScreen } from './outlines.ts';
import { button, create, createdHeading, openCapture, writeNote } from './rep.ts';
import { raiseStage, type Seat, type Stage } from './stage.ts';

/** A card for each language, what is typed beside it, and whom it names. */
const CARDS = {
  fr: {
    document: 'business-card',
    beside:
      'Rencontrée au salon : veut équiper son entrepôt de 40 terminaux portables, budget 12 M FCFA, décision le 15 décembre.',
    account: 'Baobab Logistique',
  },
  en: {
    document: 'business-card-english',
    beside: 'Met at the fair: wants to replace 40 handheld scanners, budget 60,000 EUR, decision by 15 December.',
    account: 'Northwick Instruments Ltd',
  },
} as const;
/** A photo that a hand took: slightly aslant, in poor light, with grain. */
const photoOf = (document: DocumentName): Promise<RenderedPage> =>
  distort(renderDocument(document), { tilt: 3 }, { shadow: 0.2 }, { noise: 4 });

/** The words of a region as its name says them: between the quotation marks of either language. */
const quoted = (words: string): RegExp =>
  new RegExp(`[«“]\\s*${words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*[»”]`, 'u');

describe('a photo of a business card', { skip: skipWithoutBrowser, timeout: 560_000 }, () => {
  const network = takeNetworkAway();
  let stage: Stage;
  before(async () => {
    stage = await raiseStage(network.env);
  });
  after(async () => {
    await stage?.strike();
    network.remove();
  });

  const sit = async (language: 'fr' | 'en', viewport: { width: number; height: number }): Promise<Seat> => {
    const seat = await stage.sit('rep', language, viewport);
    await network.fence(seat.context);
    await openCapture(stage, seat);
    return seat;
  };
  const shot = async ({ page }: Seat, name: string): Promise<void> => {
    const folder = process.env['SCREENSHOTS'];
    if (folder) await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: name.endsWith('full') });
  };
  const check = async (seat: Seat, where: string): Promise<void> => {
    await shot(seat, where);
    assert.deepEqual(describeViolations(await findViolations(seat.page)), [], where);
    await withinScreen(seat);
    assert.deepEqual(seat.faults, [], where);
    assert.deepEqual(network.asked(), [], where);
  };

  for (const language of ['fr', 'en'] as const) {
    test(`${language}, 1440 px: each value is outlined where it stands; a lit one is shown larger; the records follow`, async () => {
      const { document, beside, account } = CARDS[language];
      const card = await photoOf(document);
      const seat = await sit(language, DESKTOP);
      await chooseFiles(seat, photo('carte.jpg', card.jpeg));
      await writeNote(seat, beside);
      await check(seat, `photo-${language}-1440-tray`);
      await analysePages(seat, 1);
      await reviewOfFiles(seat);
      const viewer = seat.page.locator('c-page-viewer');
      await viewer.locator('img.picture').waitFor();
      await check(seat, `photo-${language}-1440-review`);
      await everyValueStandsWhereItIsOutlined(seat, card);

      const email = (await picturedValues(stage, seat)).find(({ path: name }) => name.endsWith('.email'));
      assert.ok(email, 'the card gives an e-mail address');
      const whole = await viewer.locator('img.picture').boundingBox();
      await seat.page.locator(`[data-path="${email.path}"]`).first().click();
      const lit = viewer.locator('.region_lit');
      await lit.first().waitFor();
      await untilStill(viewer.locator('img.picture'), (width) => width > 1.2 * (whole?.width ?? 0));
      await everyValueStandsWhereItIsOutlined(seat, card);
      await check(seat, `photo-${language}-1440-lit`);

      await create(seat);
      await createdHeading(seat);
      await seat.page.getByText(account).first().waitFor();
      await seat.context.close();
    });
  }

  async function everyValueStandsWhereItIsOutlined(seat: Seat, page: RenderedPage): Promise<void> {
    const viewer = seat.page.locator('c-page-viewer');
    const picture = viewer.locator('img.picture');
    const values = await picturedValues(stage, seat);
    const compared: string[] = [];
    for (const { path: name, quote } of values) {
      const words = wordsOf(quote, page.words);
      if (!words) continue;
      const region = viewer.getByRole('button', { name: quoted(quote) }).first();
      const common = overlap(await outlineOf(region), await wordsOnScreen(picture, words));
      assert.ok(common >= 0.5, `${name}, read from "${quote}", is outlined elsewhere: ${common.toFixed(2)}`);
      compared.push(name);
    }
    assert.ok(
      compared.length >= 5,
      `only ${compared.join(', ')} could be compared of ${values.map(({ quote }) => quote).join(' | ')}`,
    );
  }

  async function boxOf(drawn: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
    const box = await drawn.boundingBox();
    assert.ok(box, 'it is not on the screen');
    return box;
  }

  test('fr, 390 px: the form with a strip of the picture, and the picture behind the switch', async () => {
    const card = await photoOf('business-card');
    const seat = await sit('fr', PHONE);
    await chooseFiles(seat, photo('carte.jpg', card.jpeg));
    // Another deal than the one that the first card brought, which would be updated.
    await writeNote(seat, 'Souhaite un audit de sécurité de son site web, budget 4 M FCFA, décision le 20 janvier.');
    assert.equal(await cards(seat).count(), 1);
    await check(seat, 'photo-fr-390-tray');
    await analysePages(seat, 1);
    await reviewOfFiles(seat);
    await check(seat, 'photo-fr-390-form');
    const email = (await picturedValues(stage, seat)).find(({ path: name }) => name.endsWith('.email'));
    assert.ok(email);
    await seat.page.locator(`[data-path="${email.path}"]`).first().click();
    await seat.page.locator('c-region-crop').first().waitFor();
    await check(seat, 'photo-fr-390-strip');
    await button(seat, seat.say('Picture_Side_Photo')).click();
    const stageOfPicture = seat.page.locator('c-page-viewer .stage');
    const picture = stageOfPicture.locator('img.picture');
    await picture.waitFor();
    await untilStill(picture, (width) => width > PHONE.width);
    await check(seat, 'photo-fr-390-picture');
    const shown = await boxOf(stageOfPicture);
    const lit = await boxOf(stageOfPicture.locator('.region_lit polygon.outline').first());
    assert.ok(lit.x >= shown.x && lit.x + lit.width <= shown.x + shown.width, 'the lit words are cut at a side');
    assert.ok(lit.y >= shown.y && lit.y + lit.height <= shown.y + shown.height, 'the lit words are cut above or below');
    await seat.context.close();
  });

  test('alone gives no opportunity, but an account and a contact, and a way on to create', async () => {
    const card = await photoOf('business-card');
    const seat = await sit('fr', DESKTOP);
    await chooseFiles(seat, photo('carte.jpg', card.jpeg));
    await analysePages(seat, 1);
    await noneOfFiles(seat);
    await seat.page.locator('c-page-viewer img.picture').waitFor();
    for (const found of ['Baobab Logistique', 'Aïssatou Guèye', 'aissatou.gueye@baobab-logistique.sn']) {
      await seat.page.getByText(found).first().waitFor();
    }
    await check(seat, 'photo-fr-1440-none');
    await button(seat, seat.say('Review_None_Start_Contacts')).click();
    await button(seat, seat.say('Review_Create')).waitFor();
    await check(seat, 'photo-fr-1440-none-started');
    await seat.context.close();
  });

  test('of the workbench is tried with one click', async () => {
    const seat = await sit('en', DESKTOP);
    await seat.page.getByRole('button', { name: /Business card and note/ }).click();
    await cards(seat).first().waitFor();
    await analysePages(seat, 1);
    await reviewOfFiles(seat);
    await seat.page.locator('c-page-viewer .region').first().waitFor();
    assert.deepEqual(network.asked(), []);
    await seat.context.close();
  });
});
