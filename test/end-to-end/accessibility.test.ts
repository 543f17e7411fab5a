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
  reviewReady,
  writeNote,
} from './rep.ts';
import { raiseStage, type Seat, type Stage } from './stage.ts';

const note = (account: string): string =>
  `Visite chez ${account} avec M. Modou Lo, gérant, modou.lo@lo.example, 77 500 12 34.\n\n` +
  '1. Remplacement du pare-feu du siège, 14 M FCFA, décision le 12 décembre.\n\n' +
  '2. Contrat de maintenance des onduleurs, 5 M FCFA par an, à signer avant le 31 décembre.';

describe('every state of the pages is accessible', { skip: skipWithoutBrowser, timeout: 280_000 }, () => {
  let stage: Stage;
  before(async () => {
    stage = await raiseStage();
  });
  after(() => stage.strike());

  const accessible = async (seat: Seat, where: string): Promise<void> => {
    assert.deepEqual(describeViolations(await findViolations(seat.page)), [], where);
  };

  for (const viewport of [DESKTOP, PHONE]) {
    const width = `${viewport.width} px`;

    test(`${width}: lit, refused, dropped, created`, async () => {
      const seat = await stage.sit('rep', 'fr', viewport);
      await captureNote(stage, seat, note(`Comptoir ${viewport.width}`));
      await seat.page.getByLabel('Montant', { exact: true }).focus();
      await accessible(seat, 'a field and its evidence are lit');
      await button(seat, seat.say('Review_Account_Details')).click();
      await accessible(seat, 'the details of a new account are open');

      await field(seat, 'Date de clôture').fill(viewport === PHONE ? '2020-01-01' : '01/01/2020');
      await field(seat, 'Date de clôture').blur();
      await create(seat);
      await seat.page.getByText(seat.say('Review_Refused_One')).waitFor();
      await accessible(seat, 'refused');

      await button(seat, seat.say('Review_Drop')).click();
      await field(seat, seat.say('Review_Drop_Reason')).fill('Doublon');
      await accessible(seat, 'asking why it is dropped');
      await seat.page
        .getByRole('group', { name: seat.say('Review_Drop_Title') })
        .getByRole('button', { name: seat.say('Review_Drop') })
        .click();
      await heading(seat, seat.say('Review_Dropped_Title')).waitFor();
      await accessible(seat, 'dropped');

      await button(seat, seat.say('Review_Footer_Next', 2)).click();
      await create(seat);
      await createdHeading(seat);
      await accessible(seat, 'created, all done');
      assert.deepEqual(seat.faults, []);
      await seat.context.close();
    });

    test(`${width}: two versions of a value, a text being corrected, a possible duplicate`, async () => {
      const seat = await stage.sit('rep', 'fr', viewport);
      const text = note(`Négoce ${viewport.width}`);
      await captureNote(stage, seat, text);
      const other = { ...seat, page: await seat.context.newPage() };
      await other.page.goto(seat.page.url());
      await reviewReady(other);
      for (const one of [seat, other]) {
        const answered = one.page.waitForResponse(/DraftController\.saveChanges/);
        await field(one, 'Prochaine étape').fill(one === seat ? 'Envoyer le devis' : 'Appeler la banque');
        await answered;
      }
      await other.page.getByText(other.say('Review_Conflict')).waitFor();
      await accessible(other, 'two versions of a value');
      await other.page.close();

      if (viewport === PHONE) await button(seat, seat.say('Review_Switch_Source')).click();
      await accessible(seat, 'the source');
      await button(seat, seat.say('Review_Source_Correct')).click();
      await accessible(seat, 'the text is being corrected');

      await captureNote(stage, seat, text);
      await seat.page.getByText(seat.say('Review_Duplicate_Dismiss')).first().waitFor();
      await accessible(seat, 'a possible duplicate');
      await seat.context.close();
    });

    test(`${width}: no opportunity, lists, drafts, records, a page that is not there`, async () => {
      const seat = await stage.sit('manager', 'fr', viewport);
      const rep = await stage.sit('rep', 'fr', viewport);
      await openCapture(stage, rep);
      await writeNote(rep, 'Bonnes fêtes de la part de Khady Sow, 77 512 34 56, khady@sow.example.');
      await analyse(rep);
      await button(rep, rep.say('Review_None_Start_Contacts')).waitFor();
      await accessible(rep, 'no opportunity');
      await rep.context.close();

      for (const object of ['Opportunity', 'Account', 'Contact', 'Opportunity_Draft__c']) {
        await seat.page.goto(`${stage.url}/lightning/o/${object}/list`);
        await seat.page.getByRole('heading', { level: 1 }).waitFor();
        const first = seat.page.getByRole('rowheader').getByRole('link').first();
        await first.waitFor();
        await accessible(seat, `list of ${object}`);
        await first.click();
        await seat.page.waitForURL(/\/lightning\/(r|cmp)\//);
        await seat.page.getByRole('heading', { level: 1 }).waitFor();
        await accessible(seat, `record of ${object}`);
      }
      await seat.page.goto(`${stage.url}/lightning/o/Nothing/list`);
      await seat.page.getByRole('heading', { level: 1 }).waitFor();
      await accessible(seat, 'a page that is not there');
      assert.deepEqual(seat.faults, []);
      await seat.context.close();
    });
  }
});
