import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import type { Locator, Page } from 'playwright-core';

import { renderDocument } from '../../middleware/src/testing/rendered/documents.ts';
import { DESKTOP, skipWithoutBrowser } from './browser.ts';
import { cards, photo, reviewOfFiles } from './given-files.ts';
import { untilStill } from './outlines.ts';
import { button, captureNote, createdHeading, heading, openCapture, reviewReady } from './rep.ts';
import { raiseStage, type Seat, type Stage } from './stage.ts';

const note = (account: string): string =>
  `Visite chez ${account} avec M. Modou Lo, gérant.\n\n` +
  '1. Remplacement du pare-feu du siège, 14 M FCFA, décision le 12 décembre.\n\n' +
  '2. Contrat de maintenance des onduleurs, 5 M FCFA par an, à signer avant le 31 décembre.';

/** More stops than any page has: who presses Tab this often without arriving is trapped. */
const MOST_STOPS = 80;

const focused = (page: Page): Locator => page.locator(':focus');

/** The role and name of what has the focus, as a screen reader would say them. */
async function spoken(page: Page): Promise<string> {
  if ((await focused(page).count()) === 0) return 'nothing';
  const [first = ''] = (await focused(page).ariaSnapshot()).split('\n');
  return first.replace(/^- /, '').replace(/:$/, '');
}

/** Presses Tab until the focus is on this, and gives every stop on the way, this one last. */
async function tabTo(page: Page, wanted: RegExp): Promise<string[]> {
  const stops: string[] = [];
  while (stops.length < MOST_STOPS) {
    await page.keyboard.press('Tab');
    stops.push(await spoken(page));
    if (wanted.test(stops.at(-1) ?? '')) return stops;
  }
  throw new Error(`Tab never came to ${wanted}: ${stops.join(' | ')}`);
}

type Drawn = {
  parentElement: { querySelectorAll(selector: string): Iterable<Drawn> } | null;
  getBoundingClientRect(): { top: number };
  blur(): void;
  focus(options: { preventScroll: boolean }): void;
};

/** Whether what has the focus looks different for it: itself, or what stands for it beside it. */
function looksFocused(page: Page): Promise<boolean> {
  return focused(page).evaluate((element: Drawn) => {
    const styleOf = Reflect.get(globalThis, 'getComputedStyle') as (drawn: Drawn) => Record<string, string>;
    const drawn = [element, ...(element.parentElement?.querySelectorAll('*') ?? [])];
    const look = (): string =>
      JSON.stringify(
        drawn.map((each) => {
          const { outline, boxShadow, border, backgroundColor, textDecoration } = styleOf(each);
          return [outline, boxShadow, border, backgroundColor, textDecoration, each.getBoundingClientRect().top];
        }),
      );
    const withFocus = look();
    element.blur();
    const without = look();
    element.focus({ preventScroll: true });
    return withFocus !== without;
  });
}

describe('the whole way by keyboard', { skip: skipWithoutBrowser, timeout: 200_000 }, () => {
  let stage: Stage;
  let seat: Seat;
  let page: Page;
  before(async () => {
    stage = await raiseStage();
    seat = await stage.sit('rep', 'fr', DESKTOP);
    page = seat.page;
  });
  after(() => stage.strike());

  test('from the list to a created opportunity, without a pointer', async () => {
    await page.goto(`${stage.url}/lightning/o/Opportunity/list`);
    await page.getByRole('button', { name: seat.say('Capture_Title') }).waitFor();
    await page.keyboard.press('Tab');
    assert.equal(await spoken(page), 'link "Aller au contenu"');
    assert.ok(await looksFocused(page));
    await page.keyboard.press('Enter');
    await page.locator('main:focus').waitFor();

    const button = new RegExp(`^button "${seat.say('Capture_Title')}"`);
    const before = await tabTo(page, button);
    assert.ok(!before.some((stop) => stop.includes('Comptes')), 'the skip link leads past the navigation');
    await page.keyboard.press('Enter');
    await heading(seat, seat.say('Capture_Lead')).waitFor();
    await tabTo(page, /^textbox/);
    await page.keyboard.insertText(note('Comptoir du Clavier'));
    await page.keyboard.press('Control+Enter');
    await reviewReady(seat);
    await page.locator('h1:focus').waitFor();

    const stops = await tabTo(page, new RegExp(`^button "${seat.say('Review_Create')}"`));
    assert.equal(stops.filter((stop, at) => stop === stops[at - 1]).length, 0, `a stop twice: ${stops.join(' | ')}`);
    assert.ok(stops.some((stop) => stop.includes("Nom de l'opportunité")));
    await page.keyboard.press('Enter');
    await createdHeading(seat);
    await page.locator('h2:focus', { hasText: seat.say('Review_Created_Title') }).waitFor();

    await tabTo(page, new RegExp(`^button "${seat.say('Review_Created_Open')}"`));
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/lightning\/r\/Opportunity\//);
    assert.deepEqual(seat.faults, []);
  });

  test('every stop of the review shows the focus, and the way leads out again', async () => {
    await captureNote(stage, seat, note('Comptoir du Regard'));
    await page.addStyleTag({ content: '*, *::before, *::after { transition: none !important; }' });
    await page.locator('h1').focus();
    let marks = 0;
    const blind: string[] = [];
    for (let stop = 0; stop < MOST_STOPS; stop += 1) {
      await page.keyboard.press('Tab');
      const name = await spoken(page);
      marks += await page.locator('mark:focus').count();
      if (!(await looksFocused(page))) blind.push(name);
      if (name.includes(seat.say('Review_Create'))) break;
    }
    assert.deepEqual(blind, []);
    assert.equal(marks, 1, 'the marks of the source are one stop');
    await page.keyboard.press('Tab');
    assert.doesNotMatch(await spoken(page), new RegExp(seat.say('Review_Create')));
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    assert.match(await spoken(page), new RegExp(`^button "${seat.say('Review_Drop')}"`));
  });

  test('no stop of the review lies behind the footer, on a small window and on a phone', async () => {
    await captureNote(stage, seat, note('Comptoir du Fond'));
    const footer = page.getByRole('region', { name: seat.say('Review_Footer_Label') });
    for (const viewport of [
      { width: 1280, height: 640 },
      { width: 320, height: 640 },
    ]) {
      await page.setViewportSize(viewport);
      await page.locator('h1').focus();
      const covered: string[] = [];
      for (let stop = 0; stop < MOST_STOPS; stop += 1) {
        await page.keyboard.press('Tab');
        const name = await spoken(page);
        if (name.includes(seat.say('Review_Drop'))) break;
        const place = await focused(page).boundingBox();
        const edge = await footer.boundingBox();
        if (place && edge && place.y + place.height > edge.y) covered.push(name);
      }
      assert.deepEqual(covered, []);
    }
    await page.setViewportSize(DESKTOP);
  });

  test('arrows walk the marks and say what was read, Enter goes to the field', async () => {
    await captureNote(stage, seat, note('Comptoir des Flèches'));
    await page.locator('h1').focus();
    const bar = page.getByRole('region', { name: seat.say('Review_Source_Yours') }).getByRole('status');
    await tabTo(page, /^button "« ?/);
    for (let step = 0; step < MOST_STOPS && !/12 décembre/.test(await spoken(page)); step += 1) {
      await page.keyboard.press('ArrowRight');
    }
    await bar.getByText('Date de clôture').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Date de clôture' }).and(focused(page)).waitFor();
  });

  test('arrows change the deal and a picklist', async () => {
    await captureNote(stage, seat, note('Comptoir des Onglets'));
    await page.locator('h1').focus();
    await tabTo(page, /^tab /);
    const first = await spoken(page);
    await page.keyboard.press('ArrowRight');
    await page.locator('[role=tab]:focus[aria-selected=true]').waitFor();
    assert.notEqual(await spoken(page), first);

    await tabTo(page, /^combobox "Étape"/);
    await page.keyboard.press('ArrowDown');
    await page.getByRole('option', { name: 'Qualification' }).waitFor();
    const highlighted = page.locator('[role=option].slds-has-focus');
    await highlighted.waitFor();
    if (!/Qualification/.test(await highlighted.innerText())) await page.keyboard.press('ArrowDown');
    await highlighted.filter({ hasText: 'Qualification' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('combobox', { name: 'Étape' }).filter({ hasText: 'Qualification' }).waitFor();
  });

  test('a photo: chosen, moved, removed, read, looked at closely, and from a region to its field', async () => {
    await openCapture(stage, seat);
    const chooser = page.waitForEvent('filechooser');
    await tabTo(page, new RegExp(`^button "${seat.say('Files_Choose')}"`));
    await page.keyboard.press('Enter');
    const [french, english] = (['business-card', 'business-card-english'] as const).map((name) => renderDocument(name));
    assert.ok(french && english);
    await (
      await chooser
    ).setFiles([photo('carte.jpg', french.jpeg), photo('card.jpg', english.jpeg)].map((one) => ({ ...one })));
    await cards(seat).nth(1).waitFor();
    await page.getByRole('textbox', { name: seat.say('Capture_Note') }).focus();
    await tabTo(page, new RegExp(`^button "${seat.say('Files_Later', seat.say('Files_The_Page', 1))}"`));
    await page.keyboard.press('Enter');
    await page
      .getByRole('status')
      .filter({ hasText: /\b2 sur 2\b/ })
      .waitFor();
    assert.match(await spoken(page), /^button/, 'the focus stays with the file that was moved');
    await page.getByRole('textbox', { name: seat.say('Capture_Note') }).focus();
    await tabTo(page, new RegExp(`^button "${seat.say('Files_Remove', seat.say('Files_The_Page', 1))}"`));
    await page.keyboard.press('Enter');
    await button(seat, seat.say('Files_Undo')).waitFor();
    assert.notEqual(await spoken(page), 'nothing', 'the focus is not lost with the file');
    assert.equal(await cards(seat).count(), 1);
    await page.getByRole('textbox', { name: seat.say('Capture_Note') }).focus();
    await page.keyboard.insertText('Veut 40 terminaux portables, budget 12 M FCFA, décision le 15 décembre.');
    await page.keyboard.press('Control+Enter');
    await reviewOfFiles(seat);

    const picture = page.locator('c-page-viewer img.picture');
    await picture.waitFor();
    await page.locator('h1').focus();
    await tabTo(page, /^group "Image/);
    assert.ok(await looksFocused(page));
    const { width = 0 } = (await picture.boundingBox()) ?? {};
    await page.keyboard.press('+');
    await untilStill(picture, (now) => now > width);
    await page.keyboard.press('0');
    await untilStill(picture, (now) => Math.abs(now - width) < 1);
    await page.keyboard.press('Tab');
    for (let step = 0; step < MOST_STOPS && !/E-mail/.test(await spoken(page)); step += 1) {
      await page.keyboard.press('ArrowRight');
    }
    assert.match(await spoken(page), /E-mail/);
    await page.getByRole('status').filter({ hasText: 'E-mail' }).first().waitFor();
    await page.keyboard.press('Enter');
    await page.locator('[data-path$=".email"]:focus, [data-path$=".email"] :focus').first().waitFor();
    assert.deepEqual(seat.faults, []);
  });
});
