import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { describeViolations, findViolations } from './accessibility.ts';
import { DESKTOP, PHONE, skipWithoutBrowser } from './browser.ts';
import {
  analyse,
  button,
  captureNote,
  create,
  createdHeading,
  field,
  heading,
  openCapture,
  writeNote,
  reviewReady,
} from './rep.ts';
import { raiseStage, type Seat, type Stage } from './stage.ts';

const NOTE = 'Visite chez Boulangerie Keur Massar : ils veulent 25 caisses, 9 millions FCFA. Contact : Mme Aby Sene.';
/** Words of the note that nothing may show any more. */
const TRACES = /Keur Massar|Aby Sene|25 caisses/;

const erasedHeading = ({ page, say }: Seat) => {
  const [before = ''] = say('Capture_Erased').split('{0}');
  return page.getByRole('heading', { name: new RegExp(`^${before}.*\\d{4}`) });
};

async function erase(seat: Seat): Promise<void> {
  await button(seat, seat.say('Capture_Erase')).click();
  await button(seat, seat.say('Capture_Erase_Confirm')).click();
}

/** What local storage still holds of notes and edits. */
const kept = ({ page }: Seat): Promise<string> =>
  page.evaluate("JSON.stringify(Object.entries(localStorage).filter(([key]) => key.startsWith('createFromNotes')))");

async function assertAccessible({ page }: Seat): Promise<void> {
  assert.deepEqual(describeViolations(await findViolations(page)), []);
}

describe('a note is erased by who may see it', { skip: skipWithoutBrowser, timeout: 280_000 }, () => {
  let stage: Stage;
  before(async () => {
    stage = await raiseStage();
  });
  after(() => stage?.strike());

  for (const [language, viewport] of [
    ['fr', DESKTOP],
    ['en', PHONE],
  ] as const) {
    test(`from its page, and its address says so from then on (${language}, ${viewport.width} px)`, async () => {
      const seat = await stage.sit('rep', language, viewport);
      const { page, say } = seat;
      const captureId = await captureNote(stage, seat, `${NOTE} ${language}`);
      await field(seat, language === 'fr' ? 'Prochaine étape' : 'Next Step').fill('Rappeler Keur Massar');
      if (viewport === PHONE) await button(seat, say('Review_Switch_Source')).click();

      await button(seat, say('Capture_Erase')).click();
      await page.getByText(say('Capture_Erase_Goes')).waitFor();
      await page.getByText(say('Capture_Erase_Stays')).waitFor();
      await assertAccessible(seat);
      await button(seat, say('Capture_Erase_Keep')).click();
      await button(seat, say('Capture_Erase')).waitFor();
      await erase(seat);

      await erasedHeading(seat).waitFor();
      await page.getByText(say('Capture_Erased_Gone')).waitFor();
      assert.equal(await kept(seat), '[]');
      await assertAccessible(seat);
      await page.reload();
      await erasedHeading(seat).waitFor();
      assert.doesNotMatch(await page.locator('body').innerText(), TRACES);

      await page.goto(`${stage.url}/lightning/o/Opportunity_Draft__c/list`);
      await page
        .getByRole('link', { name: say('Server_Row_Erased') })
        .first()
        .click();
      await erasedHeading(seat).waitFor();
      assert.doesNotMatch(await page.locator('body').innerText(), TRACES);

      await page.goto(`${stage.url}/lightning/cmp/c__createFromNotes?c__capture=${captureId}`);
      await button(seat, say('Capture_Another')).click();
      await heading(seat, say('Capture_Lead')).waitFor();
      assert.deepEqual(seat.faults, []);
      await seat.context.close();
    });
  }

  test('what was created from it stays, and is named', async () => {
    const seat = await stage.sit('rep', 'fr', DESKTOP);
    await captureNote(stage, seat, `${NOTE} Créée.`);
    const name = await field(seat, "Nom de l'opportunité").or(field(seat, 'Nom de l’opportunité')).inputValue();
    await create(seat);
    await createdHeading(seat);
    await erase(seat);
    await erasedHeading(seat).waitFor();
    await seat.page.getByRole('link', { name }).click();
    await heading(seat, name).waitFor();
    assert.deepEqual(seat.faults, []);
    await seat.context.close();
  });

  test('from the list of unfinished notes, where the next one takes its place', async () => {
    const seat = await stage.sit('otherRep', 'fr', DESKTOP);
    const { page, say } = seat;
    await captureNote(stage, seat, `${NOTE} Liste.`);
    await openCapture(stage, seat);
    await writeNote(seat, 'Une autre note, commencée');
    const list = page.getByRole('region', { name: say('Capture_Unfinished', 1) });
    await list.getByRole('button', { name: /^Effacer la note :/ }).click();
    await list.getByText(say('Capture_Erase_Goes')).waitFor();
    await assertAccessible(seat);
    await list.getByRole('button', { name: say('Capture_Erase_Confirm') }).click();
    await page.getByText(say('Capture_Erase_Done')).waitFor();
    await page.getByText(say('Capture_Unfinished_None')).waitFor();
    assert.equal(
      await page.getByRole('textbox', { name: say('Capture_Note') }).inputValue(),
      'Une autre note, commencée',
    );
    assert.deepEqual(seat.faults, []);
    await seat.context.close();
  });

  test('twice, from two pages: the second one says so as soon as it asks', async () => {
    const seat = await stage.sit('rep', 'fr', DESKTOP);
    // Of another deal than the one created above, which would be updated: its form is what this is about.
    await captureNote(stage, seat, 'Visite chez Menuiserie de la Corniche : ils veulent 12 établis, 3 millions FCFA.');
    const second = { ...seat, page: await seat.context.newPage() };
    const third = { ...seat, page: await seat.context.newPage() };
    for (const other of [second, third]) {
      await other.page.goto(seat.page.url());
      await reviewReady(other);
    }
    await erase(seat);
    await erasedHeading(seat).waitFor();
    await erase(second);
    await erasedHeading(second).waitFor();
    await field(third, 'Prochaine étape').fill('Trop tard');
    await erasedHeading(third).waitFor();
    assert.equal(await kept(third), '[]');
    assert.deepEqual(seat.faults, []);
    await seat.context.close();
  });

  test('while the connection is away nothing is claimed, and trying again erases', async () => {
    const seat = await stage.sit('rep', 'fr', DESKTOP);
    const { page, say } = seat;
    await captureNote(stage, seat, `${NOTE} Hors ligne.`);
    await page.route('**/apex/CaptureController.eraseCapture', (route) => route.abort());
    await erase(seat);
    await page.getByText(say('Capture_Erase_Failed_Next')).waitFor();
    await reviewReady(seat);
    await page.unroute('**/apex/CaptureController.eraseCapture');
    await button(seat, say('Capture_Erase_Confirm')).click();
    await erasedHeading(seat).waitFor();
    await seat.context.close();
  });

  test('by a manager who reads the row, and by no colleague of another team', async () => {
    const rep = await stage.sit('rep', 'fr', DESKTOP);
    const captureId = await captureNote(stage, rep, `${NOTE} Équipe.`);
    const other = await stage.sit('otherRep', 'fr', DESKTOP);
    const refused = await stage.apex(other, 'CaptureController.eraseCapture', { captureId });
    assert.match(JSON.stringify(refused.body), /not-found/);

    const manager = await stage.sit('manager', 'fr', DESKTOP);
    await manager.page.goto(rep.page.url());
    await button(manager, manager.say('Capture_Erase')).waitFor();
    await erase(manager);
    await erasedHeading(manager).waitFor();
    await rep.page.reload();
    await erasedHeading(rep).waitFor();
    assert.deepEqual([...rep.faults, ...manager.faults], []);
    for (const { context } of [rep, other, manager]) await context.close();
  });

  test('a note whose answer was lost and that was erased elsewhere may be sent as a new one', async () => {
    const seat = await stage.sit('rep', 'fr', DESKTOP);
    const { page, say } = seat;
    await openCapture(stage, seat);
    await writeNote(seat, `${NOTE} Autre envoi.`);
    let captureId = '';
    await page.route('**/apex/CaptureController.startCapture', async (route) => {
      const answer = await route.fetch();
      captureId = ((await answer.json()) as { capture: { id: string } }).capture.id;
      await route.abort();
    });
    await analyse(seat);
    await page.getByText(say('Capture_Error_Offline')).waitFor();
    await page.unroute('**/apex/CaptureController.startCapture');
    await stage.apex(seat, 'CaptureController.eraseCapture', { captureId });
    await button(seat, say('Capture_Retry')).click();
    await page.getByText(say('Capture_Erased_Unsent')).waitFor();
    await analyse(seat);
    await reviewReady(seat);
    await seat.context.close();
  });
});
