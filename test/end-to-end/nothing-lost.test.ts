import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { DESKTOP, skipWithoutBrowser } from './browser.ts';
import { analyse, button, captureNote, create, field, heading, openCapture, reviewReady, writeNote } from './rep.ts';
import { raiseStage, type Stage } from './stage.ts';

const NOTE =
  'Appel de M. Souleymane Barry, responsable réseau de Comptoir du Fouta : il veut 12 bornes wifi, 6 M FCFA, commande le 15 décembre.';

describe('nothing is lost', { skip: skipWithoutBrowser, timeout: 200_000 }, () => {
  let stage: Stage;
  before(async () => {
    stage = await raiseStage();
  });
  after(() => stage.strike());

  test('a page closed right after "analyse" finds its draft under Drafts and under "unfinished"', async () => {
    const seat = await stage.sit('rep', 'fr', DESKTOP);
    await openCapture(stage, seat);
    await writeNote(seat, NOTE);
    const sent = seat.page.waitForRequest(/CaptureController\.startCapture/);
    await analyse(seat);
    await sent;
    await seat.page.close();

    const page = await seat.context.newPage();
    const back = { ...seat, page };
    await page.goto(`${stage.url}/lightning/o/Opportunity_Draft__c/list`);
    await page
      .getByText(/Comptoir du Fouta|Note en cours de lecture/)
      .first()
      .waitFor();

    await openCapture(stage, back);
    const unfinished = page.getByRole('region', { name: back.say('Capture_Unfinished', 1) });
    await unfinished.getByRole('button', { name: /Vérifier|Suivre/ }).click();
    await reviewReady(back);
    assert.deepEqual(seat.faults, []);
    await seat.context.close();
  });

  test('a note not sent yet is put back after leaving the page', async () => {
    const seat = await stage.sit('rep', 'fr', DESKTOP);
    await openCapture(stage, seat);
    await writeNote(seat, 'Note commencée');
    await seat.page.goto(`${stage.url}/lightning/o/Account/list`);
    await openCapture(stage, seat);
    assert.equal(
      await seat.page.getByRole('textbox', { name: seat.say('Capture_Note') }).inputValue(),
      'Note commencée',
    );
    await seat.context.close();
  });

  test('an edit made while saving fails survives a reload and is saved later', async () => {
    const seat = await stage.sit('rep', 'fr', DESKTOP);
    await captureNote(stage, seat, `${NOTE} Deuxième site.`);
    await seat.page.route('**/apex/DraftController.saveChanges', (route) => route.abort());
    await field(seat, 'Prochaine étape').fill('Envoyer le devis');
    await field(seat, 'Prochaine étape').blur();
    await seat.page.getByText(/Pas encore enregistré/).waitFor();

    await seat.page.unroute('**/apex/DraftController.saveChanges');
    const saved = seat.page.waitForResponse(/DraftController\.saveChanges/);
    await seat.page.reload();
    await reviewReady(seat);
    assert.equal(await field(seat, 'Prochaine étape').inputValue(), 'Envoyer le devis');
    assert.equal((await saved).status(), 200);
    await seat.context.close();
  });

  test('a session that expires during the review says how to go on, and keeps the edit and the corrected text', async () => {
    const seat = await stage.sit('rep', 'fr', DESKTOP);
    await captureNote(stage, seat, `${NOTE} Troisième site.`);
    const expired = [{ errorCode: 'INVALID_SESSION_ID', message: 'Session expired or invalid' }];
    await seat.page.route('**/apex/**', (route) => route.fulfill({ status: 401, json: expired }));
    await field(seat, 'Prochaine étape').fill('Rappeler jeudi');
    await button(seat, seat.say('Review_Source_Correct')).click();
    await field(seat, seat.say('Review_Source_Correct_Label')).fill(`${NOTE} Quatrième site.`);
    await button(seat, seat.say('Review_Source_Correct_Apply')).click();
    const sentence = seat.page.getByRole('alert').filter({ hasText: seat.say('Capture_Error_Session_Expired') });
    await sentence.waitFor();
    await create(seat);
    await seat.page.getByText(seat.say('Review_Failed'), { exact: true }).waitFor();

    await seat.page.unroute('**/apex/**');
    await seat.page.reload();
    await reviewReady(seat);
    assert.equal(await field(seat, 'Prochaine étape').inputValue(), 'Rappeler jeudi');
    const correction = field(seat, seat.say('Review_Source_Correct_Label'));
    assert.equal(await correction.inputValue(), `${NOTE} Quatrième site.`);
    await button(seat, seat.say('Review_Source_Correct_Apply')).click();
    await correction.waitFor({ state: 'detached' });
    await seat.page.reload();
    await reviewReady(seat);
    assert.equal(await correction.count(), 0);
    await seat.context.close();
  });

  test('a note without opportunity has a way on', async () => {
    const seat = await stage.sit('rep', 'fr', DESKTOP);
    await openCapture(stage, seat);
    await writeNote(seat, 'Bonjour à tous, bonnes fêtes de fin d’année à vous et à vos familles.');
    await analyse(seat);
    await heading(seat, seat.say('Review_None_Title')).first().waitFor();
    await seat.page
      .getByRole('button', { name: /fiche vide|brouillon vide|opportunité/i })
      .first()
      .click();
    await button(seat, seat.say('Review_Create')).waitFor();
    assert.deepEqual(seat.faults, []);
    await seat.context.close();
  });
});
