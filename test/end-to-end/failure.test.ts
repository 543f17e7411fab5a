import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';

import { describeViolations, findViolations } from './accessibility.ts';
import { DESKTOP, PHONE, skipWithoutBrowser } from './browser.ts';
import { raiseOutageStage, type OutageStage } from './outage.ts';
import { analyse, button, heading, openCapture, reviewReady, writeNote } from './rep.ts';
import type { Seat } from './stage.ts';

const NOTE =
  'Appel de M. Idrissa Gueye, Clinique Touba Santé : 30 postes de travail, 22 millions FCFA, commande en mars.';
const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

const alert = ({ page }: Seat, text: string) => page.getByRole('alert').filter({ hasText: text });
const status = ({ page }: Seat, text: string) => page.getByRole('status').filter({ hasText: text });

async function send(stage: OutageStage, seat: Seat, note: string): Promise<void> {
  await openCapture(stage, seat);
  await writeNote(seat, note);
  await analyse(seat);
}

async function assertAccessible({ page }: Seat): Promise<void> {
  assert.deepEqual(describeViolations(await findViolations(page)), []);
}

describe(
  'a failure says what is kept and what to do, and trying again works',
  {
    skip: skipWithoutBrowser,
    timeout: 280_000,
  },
  () => {
    let stage: OutageStage;
    before(async () => {
      stage = await raiseOutageStage();
    });
    after(() => stage?.strike());

    for (const [language, viewport] of [
      ['fr', DESKTOP],
      ['en', PHONE],
    ] as const) {
      test(`a note that could not be read is tried again from its page (${language}, ${viewport.width} px)`, async () => {
        const seat = await stage.sit('rep', language, viewport);
        const { page, say } = seat;
        stage.extraction('fail');
        await send(stage, seat, `${NOTE} ${language}`);
        const notice = alert(seat, say('Capture_Failed_Extracting'));
        await notice.getByText(say('Capture_Failed_Detail')).waitFor();
        await notice.getByText(say('Capture_Error_Details')).click();
        await notice.getByText('extraction-failed').waitFor();
        assert.match(await notice.innerText(), UUID);
        await assertAccessible(seat);
        assert.equal(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), true);

        stage.extraction('works');
        await button(seat, say('Capture_Retry')).click();
        await reviewReady(seat);
        assert.deepEqual(seat.faults, []);
        await seat.context.close();
      });
    }

    test('and from the list of unfinished notes', async () => {
      const seat = await stage.sit('rep', 'fr', DESKTOP);
      stage.extraction('fail');
      await send(stage, seat, `${NOTE} Liste.`);
      await alert(seat, seat.say('Capture_Failed_Extracting')).waitFor();
      await openCapture(stage, seat);
      const retry = `${seat.say('Capture_Retry')} : ${seat.say('Server_Row_Failed')}`;
      await button(seat, retry).waitFor();

      stage.extraction('works');
      await button(seat, retry).click();
      await reviewReady(seat);
      assert.deepEqual(seat.faults, []);
      await seat.context.close();
    });

    test('a service that is away or does not answer in time loses no note, and makes no second draft', async () => {
      const seat = await stage.sit('otherRep', 'fr', DESKTOP);
      const { page, say } = seat;
      await stage.kill();
      await send(stage, seat, `${NOTE} Panne.`);
      const notice = alert(seat, say('Capture_Not_Sent'));
      await notice.getByText(say('Server_Unreachable', say('Server_Wait_Minute'))).waitFor();
      assert.equal(await page.getByRole('textbox', { name: say('Capture_Note') }).inputValue(), `${NOTE} Panne.`);
      await assertAccessible(seat);

      await stage.startAgain();
      stage.freeze();
      await button(seat, say('Capture_Retry')).click();
      await notice.waitFor({ state: 'hidden' });
      await notice.getByText(say('Server_Unreachable', say('Server_Wait_Minute'))).waitFor({ timeout: 60_000 });
      stage.thaw();
      await button(seat, say('Capture_Retry')).click();
      await reviewReady(seat);
      const { body } = await stage.apex(seat, 'CaptureController.listUnfinished', {});
      assert.equal((body as unknown[]).length, 1);
      assert.deepEqual(seat.faults, []);
      await seat.context.close();
    });

    test('a note that is followed survives the death of the service: the page goes on by itself', async () => {
      const seat = await stage.sit('rep', 'fr', DESKTOP);
      stage.extraction('stick');
      await send(stage, seat, `${NOTE} Suivi.`);
      await heading(seat, seat.say('Capture_Title_Reading')).waitFor();
      await stage.kill();
      await status(seat, seat.say('Capture_Follow_Interrupted')).waitFor();
      await assertAccessible(seat);
      stage.extraction('works');
      await stage.startAgain();
      await reviewReady(seat);
      assert.deepEqual(seat.faults, []);
      await seat.context.close();
    });

    test('limits say how long to wait: too many notes at a time, too many calls', async () => {
      const seat = await stage.sit('manager', 'fr', DESKTOP);
      const { page, say } = seat;
      await stage.kill();
      await stage.startAgain({ LIMIT_USER_CAPTURES: '1' });
      stage.extraction('stick');
      await send(stage, seat, `${NOTE} Première.`);
      await heading(seat, say('Capture_Title_Reading')).waitFor();
      await send(stage, seat, `${NOTE} Deuxième.`);
      await alert(seat, say('Capture_Not_Sent'))
        .getByText(/Celle-ci est conservée : réessayez dans \d+ secondes/)
        .waitFor();

      await stage.kill();
      await stage.startAgain({ LIMIT_USER_REQUESTS: '1' });
      stage.extraction('works');
      await stage.apex(seat, 'CaptureController.getCapture', { captureId: randomUUID() });
      await button(seat, say('Capture_Retry')).click();
      await alert(seat, say('Capture_Not_Sent'))
        .getByText(/Trop de demandes à la fois. Votre saisie est conservée : réessayez dans (\d+ secondes|une minute)/)
        .waitFor();
      assert.equal(await page.getByRole('textbox', { name: say('Capture_Note') }).inputValue(), `${NOTE} Deuxième.`);

      await stage.kill();
      await stage.startAgain();
      await button(seat, say('Capture_Retry')).click();
      await reviewReady(seat);
      assert.deepEqual(seat.faults, []);
      await seat.context.close();
    });
  },
);
