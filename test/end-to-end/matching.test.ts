import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import type { Locator } from 'playwright-core';
import { z } from 'zod';

import { describeViolations, findViolations } from './accessibility.ts';
import { DESKTOP, PHONE, skipWithoutBrowser } from './browser.ts';
import { button, captureNote, create, createdHeading, field, heading, reviewReady } from './rep.ts';
import { raiseStage, type Seat, type Stage } from './stage.ts';

const listed = z.object({
  records: z.array(z.object({ id: z.string(), fields: z.record(z.string(), z.object({ value: z.unknown() })) })),
});
const wifi = (account: string, amount: string, day: string): string =>
  `Point avec ${account} : refonte du réseau Wi-Fi du siège, ${amount} FCFA, décision le ${day}.`;

describe('what exists already', { skip: skipWithoutBrowser, timeout: 280_000 }, () => {
  let stage: Stage;
  let seat: Seat;
  before(async () => {
    stage = await raiseStage();
    seat = await stage.sit('rep', 'fr', DESKTOP);
  });
  after(() => stage.strike());

  const records = async (object: string, list: string) => {
    const answer = await seat.context.request.get(`${stage.url}/ui-api/list-records/${object}/${list}`);
    return listed.parse(await answer.json()).records;
  };
  const counts = async (): Promise<Record<string, number>> => ({
    accounts: (await records('Account', 'AllAccounts')).length,
    contacts: (await records('Contact', 'AllContacts')).length,
    opportunities: (await records('Opportunity', 'AllOpportunities')).length,
  });
  const deal = async (name: string) => {
    const found = await records('Opportunity', 'AllOpportunities');
    return found.find(({ fields }) => fields['Name']?.value === name)?.fields ?? {};
  };
  const banner = (): Locator => seat.page.getByRole('region', { name: seat.say('Update_Title') });
  const notice = (): Locator => seat.page.getByRole('region', { name: seat.say('Review_Duplicate') });
  const row = (label: string): Locator =>
    seat.page.getByRole('row').filter({ has: seat.page.getByRole('rowheader', { name: label, exact: true }) });
  const tick = (label: string): Locator => seat.page.getByRole('checkbox', { name: seat.say('Update_Take_Of', label) });
  const footer = (): Locator => seat.page.getByRole('region', { name: seat.say('Review_Footer_Label') });

  async function update(): Promise<void> {
    await button(seat, seat.say('Update_Button')).click();
    await heading(seat, seat.say('Update_Done_Title')).waitFor();
  }
  async function notTheSame(reason: string): Promise<void> {
    await notice()
      .getByRole('button', { name: seat.say('Review_Duplicate_Dismiss') })
      .click();
    await notice().getByRole('textbox').fill(reason);
    const kept = seat.page.waitForResponse(/DraftController\.decideMatches/);
    await notice()
      .getByRole('button', { name: seat.say('Review_Duplicate_Dismiss') })
      .click();
    assert.equal((await kept).status(), 200);
    await notice().waitFor({ state: 'detached' });
  }

  test('a note about an existing account in another spelling is linked, and nothing is doubled', async () => {
    const before = await counts();
    await captureNote(
      stage,
      seat,
      'Appel de Coumba Seydi, Ardane Logistique SARL (coumba.seydi@ardane-logistique.example).\n' +
        'Elle veut 8 imprimantes pour le dépôt de Mbao, 9 M FCFA, décision le 11 décembre.',
    );
    await footer().getByText('Société Ardane Logistique').waitFor();
    await seat.page
      .getByText(new RegExp(seat.say('Match_Reason_Same_Domain')))
      .first()
      .waitFor();
    await create(seat);
    await createdHeading(seat);
    await seat.page.getByText(seat.say('Review_Created_Account_Linked')).waitFor();
    assert.deepEqual(await counts(), { ...before, opportunities: Number(before['opportunities']) + 1 });
  });

  test('a note about an existing deal updates it, and nothing is doubled', async () => {
    const before = await counts();
    await captureNote(
      stage,
      seat,
      "Suite de la maintenance des serveurs chez Agence Mbellor de l'Eau : budget 15 M FCFA, décision le 18 décembre.",
    );
    // Proposed at once, or asked: both lead to the same deal.
    const asked = seat.page.getByRole('button', { name: seat.say('Review_Duplicate_Update') });
    await banner().or(asked).first().waitFor();
    if (await asked.isVisible()) await asked.click();
    await banner().getByRole('link', { name: "Agence Mbellor de l'Eau - maintenance des serveurs" }).waitFor();
    await row('Montant')
      .getByText(/12\D500\D000/)
      .waitFor();
    await row('Montant')
      .getByText(/15\D000\D000/)
      .waitFor();
    await update();
    assert.deepEqual(await counts(), before);
    const updated = await deal("Agence Mbellor de l'Eau - maintenance des serveurs");
    assert.equal(updated['Amount']?.value, 15_000_000);
  });

  test('what an earlier note made is updated value by value; a new one instead and back loses nothing', async () => {
    await captureNote(stage, seat, wifi('Comptoir du Fleuve', '40 M', '11 décembre'));
    const name = await field(seat, "Nom de l'opportunité").inputValue();
    await create(seat);
    await createdHeading(seat);
    const before = await counts();

    await captureNote(stage, seat, wifi('Comptoir du Fleuve', '45 M', '18 décembre'));
    await banner().getByRole('link', { name }).waitFor();
    await banner().getByText(seat.say('Update_Yours')).waitFor();
    await seat.page.getByText(/^Inchangés/).waitFor();
    await tick('Date de clôture').press('Space');
    await footer().getByText(seat.say('Update_Value_One', 1)).waitFor();
    await tick('Montant').focus();
    await seat.page.locator('mark.mark_lit', { hasText: '45 M' }).waitFor();

    await button(seat, seat.say('Update_New')).click();
    await field(seat, "Nom de l'opportunité").waitFor();
    await seat.page.getByRole('button', { name: seat.say('Review_Duplicate_Update') }).click();
    await banner().waitFor();
    assert.equal(await tick('Date de clôture').isChecked(), false);

    await row('Montant')
      .getByRole('button', { name: seat.say('Update_Edit', 'Montant') })
      .click();
    await seat.page.getByLabel('Montant', { exact: true }).fill('46000000');
    await row('Montant')
      .getByRole('button', { name: seat.say('Review_Contact_Done') })
      .click();
    await row('Montant')
      .getByText(/46\D000\D000/)
      .waitFor();
    await update();
    assert.deepEqual(await counts(), before);
    const updated = await deal(name);
    assert.equal(updated['Amount']?.value, 46_000_000);
    assert.match(String(updated['CloseDate']?.value), /-12-11$/);

    await seat.page.reload();
    await heading(seat, seat.say('Update_Done_Title')).waitFor();
  });

  test('the update stands on a phone and for everybody', async () => {
    await captureNote(stage, seat, wifi('Comptoir du Fleuve', '52 M', '21 décembre'));
    await banner().waitFor();
    for (const viewport of [DESKTOP, PHONE]) {
      await seat.page.setViewportSize(viewport);
      assert.deepEqual(describeViolations(await findViolations(seat.page)), []);
      const hidden = await seat.page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      assert.equal(hidden, 0, 'nothing is wider than the screen');
    }
    await seat.page.setViewportSize(DESKTOP);
  });

  test('what is not the same is not asked again, neither after a reload nor for the next note', async () => {
    await captureNote(stage, seat, wifi('Comptoir des Lagunes', '30 M', '11 décembre'));
    await create(seat);
    await createdHeading(seat);
    const before = await counts();

    await captureNote(stage, seat, wifi('Comptoir des Lagunes', '31 M', '14 décembre'));
    await banner().waitFor();
    await button(seat, seat.say('Update_New')).click();
    await notTheSame('Un autre site');
    await seat.page.reload();
    await reviewReady(seat);
    await button(seat, seat.say('Review_Create')).waitFor();
    assert.equal(await notice().count(), 0);
    assert.equal(await banner().count(), 0);
    await create(seat);
    await createdHeading(seat);
    assert.deepEqual(await counts(), { ...before, opportunities: Number(before['opportunities']) + 1 });
  });

  test('nor is it asked for the next note, which says the same in other figures', async () => {
    const text = (amount: string): string =>
      `Extension de la maintenance des serveurs chez Agence Mbellor de l'Eau : ${amount} FCFA, décision le 22 décembre.`;
    await captureNote(stage, seat, text('18 M'));
    await banner().or(notice()).first().waitFor();
    if (await banner().isVisible()) await button(seat, seat.say('Update_New')).click();
    await notTheSame('Un autre contrat');
    await captureNote(stage, seat, text('19 M'));
    await button(seat, seat.say('Review_Create')).waitFor();
    assert.equal(await notice().count(), 0);
  });

  test('of two notes of one deal the second points to the first, and goes into it', async () => {
    await captureNote(stage, seat, wifi('Comptoir du Phare', '60 M', '11 décembre'));
    const first = seat.page.url();
    await captureNote(stage, seat, wifi('Comptoir du Phare', '65 M', '11 décembre'));
    const same = seat.page.getByRole('region', { name: seat.say('Review_Duplicate_Draft') });
    await same.getByText(seat.say('Review_Duplicate_Draft_Yours')).waitFor();
    await same.getByRole('button', { name: seat.say('Review_Duplicate_Merge') }).click();

    const merge = seat.page.getByRole('region', { name: seat.say('Merge_Title') });
    const choice = merge.getByRole('radiogroup', { name: 'Montant' });
    await choice
      .getByRole('radio', { name: /65\D000\D000/ })
      .and(seat.page.locator(':checked'))
      .waitFor();
    for (const viewport of [DESKTOP, PHONE]) {
      await seat.page.setViewportSize(viewport);
      assert.deepEqual(describeViolations(await findViolations(seat.page)), []);
    }
    await seat.page.setViewportSize(DESKTOP);
    await merge.getByRole('button', { name: seat.say('Review_Duplicate_Merge') }).click();
    await heading(seat, seat.say('Merge_Done_Title')).waitFor();

    await seat.page.goto(first);
    await reviewReady(seat);
    assert.match(await seat.page.getByLabel('Montant', { exact: true }).inputValue(), /^65\D?000\D?000$/);
  });

  test('nothing went wrong behind any of it', () => {
    assert.deepEqual(seat.faults, []);
  });
});
