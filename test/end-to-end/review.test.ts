import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import type { Locator } from 'playwright-core';
import { z } from 'zod';

import { DESKTOP, skipWithoutBrowser } from './browser.ts';
import { button, captureNote, create, createdHeading, field, heading, reviewReady } from './rep.ts';
import { raiseStage, type Seat, type Stage } from './stage.ts';

const twoDeals = (account: string): string =>
  `Visite chez ${account} avec M. Modou Lo, gérant.\n\n` +
  '1. Remplacement du pare-feu du siège, 14 M FCFA, décision le 12 décembre.\n\n' +
  '2. Contrat de maintenance des onduleurs, 5 M FCFA par an, à signer avant le 31 décembre.';

const listed = z.object({
  records: z.array(z.object({ fields: z.record(z.string(), z.object({ value: z.unknown() })) })),
});

describe('the review of a note', { skip: skipWithoutBrowser, timeout: 280_000 }, () => {
  let stage: Stage;
  let seat: Seat;
  before(async () => {
    stage = await raiseStage();
    seat = await stage.sit('rep', 'fr', DESKTOP);
  });
  after(() => stage.strike());

  const names = async (object: string, list: string, of = seat): Promise<string[]> => {
    const answer = await of.context.request.get(`${stage.url}/ui-api/list-records/${object}/${list}`);
    return listed.parse(await answer.json()).records.map((record) => String(record.fields['Name']?.value));
  };
  const tab = (number: number): Locator => seat.page.getByRole('tab').nth(number - 1);
  const mark = (name: RegExp): Locator => seat.page.getByRole('button', { name }).and(seat.page.locator('mark'));
  const source = (): Locator => seat.page.getByRole('region', { name: seat.say('Review_Source_Yours') });
  const footer = (of = seat): Locator => of.page.getByRole('region', { name: of.say('Review_Footer_Label') });

  async function drop(reason: string): Promise<void> {
    await button(seat, seat.say('Review_Drop')).click();
    await field(seat, seat.say('Review_Drop_Reason')).fill(reason);
    await seat.page
      .getByRole('group', { name: seat.say('Review_Drop_Title') })
      .getByRole('button', { name: seat.say('Review_Drop') })
      .click();
  }

  test('two deals of one note are two tabs: one is created, the other dropped', async () => {
    await captureNote(stage, seat, twoDeals('Comptoir des Deux'));
    assert.equal(await seat.page.getByRole('tab').count(), 2);
    await seat.page.getByText(seat.say('Capture_Created_Of', 0, 2)).waitFor();
    const first = await field(seat, "Nom de l'opportunité").inputValue();

    await create(seat);
    await createdHeading(seat);
    await seat.page.getByText(seat.say('Capture_Created_Of', 1, 2)).waitFor();
    await tab(1).getByText(seat.say('Review_Tab_Created')).waitFor();

    await button(seat, seat.say('Review_Footer_Next', 2)).click();
    const second = await field(seat, "Nom de l'opportunité").inputValue();
    assert.notEqual(second, first);
    await drop('Déjà sous contrat');
    await heading(seat, seat.say('Review_Dropped_Title')).waitFor();
    await tab(2).getByText(seat.say('Review_Tab_Dropped')).waitFor();
    await footer().getByText(seat.say('Review_Footer_All_Done')).waitFor();

    const opportunities = await names('Opportunity', 'AllOpportunities');
    assert.ok(opportunities.includes(first));
    assert.ok(!opportunities.includes(second));
  });

  test('the second deal of a note links to what the first one made, and the first still says that it is new', async () => {
    const before = { accounts: await names('Account', 'AllAccounts'), contacts: await names('Contact', 'AllContacts') };
    await captureNote(stage, seat, twoDeals('Comptoir Jumeau'));
    await create(seat);
    await createdHeading(seat);
    await button(seat, seat.say('Review_Footer_Next', 2)).click();
    for (const name of ['Comptoir Jumeau', 'Modou Lo']) await footer().getByText(name, { exact: true }).waitFor();
    await create(seat);
    await createdHeading(seat);
    await seat.page.getByText(seat.say('Review_Created_Account_Linked')).waitFor();
    await tab(1).click();
    await seat.page.getByText(seat.say('Review_Created_Account_New')).waitFor();
    assert.equal((await names('Account', 'AllAccounts')).length, before.accounts.length + 1);
    assert.equal((await names('Contact', 'AllContacts')).length, before.contacts.length + 1);
  });

  test('a field and its evidence light together, both ways, and nothing moves', async () => {
    await captureNote(stage, seat, twoDeals('Comptoir des Lumières'));
    const bar = source().getByRole('status');
    const idle = await bar.boundingBox();

    const amount = seat.page.getByLabel('Montant', { exact: true });
    const place = await amount.boundingBox();
    await amount.focus();
    await bar.getByText(/14 M FCFA.*→.*14.000.000.FCFA/).waitFor();
    await seat.page.locator('mark.mark_lit', { hasText: '14 M' }).waitFor();
    assert.deepEqual(await bar.boundingBox(), idle);
    assert.deepEqual(await amount.boundingBox(), place);

    await mark(/12 décembre/).click();
    await bar.getByText('Date de clôture').waitFor();
    const close = field(seat, 'Date de clôture');
    await close.and(seat.page.locator(':focus')).waitFor();

    await mark(/5 M FCFA/).click();
    await tab(2).and(seat.page.locator('[aria-selected=true]')).waitFor();
    await amount.and(seat.page.locator(':focus')).waitFor();
  });

  test('an account and a contact of the org are offered with their reason, linked, and nothing is doubled', async () => {
    const before = { accounts: await names('Account', 'AllAccounts'), contacts: await names('Contact', 'AllContacts') };
    const text =
      'Appel de Coumba Seydi, Société Ardane Logistique (coumba.seydi@ardane-logistique.example).\n' +
      'Elle veut 8 caméras pour le dépôt de Mbao, 9 M FCFA, décision le 11 décembre.';
    await captureNote(stage, seat, text);
    await seat.page.getByText(new RegExp(`^${seat.say('Match_Reason_Same_Name')}(,| ·)`)).waitFor();
    await seat.page.getByText(new RegExp(`^${seat.say('Match_Reason_Same_Email')}(,| ·)`)).waitFor();
    for (const name of ['Société Ardane Logistique', 'Coumba Seydi']) await footer().getByText(name).waitFor();

    await create(seat);
    await createdHeading(seat);
    await seat.page.getByText(seat.say('Review_Created_Account_Linked')).waitFor();
    await seat.page.getByText(new RegExp(seat.say('Review_Created_Contact_Linked'))).waitFor();
    assert.deepEqual(await names('Account', 'AllAccounts'), before.accounts);
    assert.deepEqual(await names('Contact', 'AllContacts'), before.contacts);
  });

  test('an account found by search is named below, on a phone too', async () => {
    await captureNote(stage, seat, twoDeals('Comptoir Introuvable'));
    await button(seat, seat.say('Review_Account_Search')).click();
    await seat.page.getByRole('combobox', { name: 'Nom du compte' }).fill('Mbellor');
    await seat.page.getByRole('option', { name: /Agence Mbellor/ }).click();
    await footer().getByText("Agence Mbellor de l'Eau").waitFor();
    await seat.page.setViewportSize({ width: 390, height: 844 });
    await footer().getByText("Agence Mbellor de l'Eau").waitFor();
    await seat.page.setViewportSize(DESKTOP);
  });

  test('another reading is one click away, and the first one too', async () => {
    const text =
      'Visite chez Comptoir du Doute : ils refont le réseau, 6 switchs, câblage et installation compris. ' +
      'Budget 38 M FCFA, décision le 18 décembre.';
    await captureNote(stage, seat, text);
    const type = seat.page.getByRole('combobox', { name: 'Type', exact: true });
    const readings = seat.page.getByRole('group', { name: `${seat.say('Review_Or')} Type` });
    const first = (await type.innerText()).trim();
    const chip = readings
      .getByRole('button')
      .filter({ hasNotText: seat.say('Review_Correct_As_Is') })
      .first();
    const other = (await chip.innerText()).trim();
    assert.notEqual(other, first);

    await chip.click();
    await type.filter({ hasText: other }).and(seat.page.locator(':focus')).waitFor();
    await readings.getByRole('button', { name: first }).click();
    await type.filter({ hasText: first }).waitFor();
  });

  test('a corrected text is read anew and keeps what was typed', async () => {
    await captureNote(stage, seat, twoDeals('Comptoir des Fautes'));
    await field(seat, 'Prochaine étape').fill('Rappeler lundi');
    await button(seat, seat.say('Review_Source_Correct')).click();
    const text = field(seat, seat.say('Review_Source_Correct_Label'));
    await text.fill((await text.inputValue()).replace('14 M FCFA', '16 M FCFA'));
    await button(seat, seat.say('Review_Source_Correct_Apply')).click();
    await source().getByText('16 M FCFA').first().waitFor();
    await reviewReady(seat);
    await seat.page.getByText(/puis corrigée/).waitFor();
    assert.match(await seat.page.getByLabel('Montant', { exact: true }).inputValue(), /^16\D?000\D?000$/);
    assert.equal(await field(seat, 'Prochaine étape').inputValue(), 'Rappeler lundi');
  });

  test('two pages that change one value differently show both, and the person chooses', async () => {
    await captureNote(stage, seat, twoDeals('Comptoir des Deux Pages'));
    const other = { ...seat, page: await seat.context.newPage() };
    await other.page.goto(seat.page.url());
    await reviewReady(other);

    const write = async (of: Seat, value: string): Promise<void> => {
      const answered = of.page.waitForResponse(/DraftController\.saveChanges/);
      await field(of, 'Prochaine étape').fill(value);
      await answered;
    };
    await write(seat, 'Envoyer le devis');
    await write(other, 'Appeler la banque');
    const choice = other.page.getByRole('alert').filter({ hasText: other.say('Review_Conflict') });
    await choice.getByRole('button', { name: other.say('Review_Conflict_Mine', 'Appeler la banque') }).waitFor();
    await create(other);
    assert.equal(await heading(other, other.say('Review_Created_Title')).count(), 0);

    await choice.getByRole('button', { name: other.say('Review_Conflict_Theirs', 'Envoyer le devis') }).click();
    await choice.waitFor({ state: 'detached' });
    assert.equal(await field(other, 'Prochaine étape').inputValue(), 'Envoyer le devis');
    await create(other);
    await createdHeading(other);
    await other.page.close();
  });

  test("a manager creates from a team member's draft", async () => {
    const captureId = await captureNote(stage, seat, twoDeals('Comptoir du Manager'));
    const manager = await stage.sit('manager', 'fr', DESKTOP);
    await manager.page.goto(`${stage.url}/lightning/cmp/c__createFromNotes?c__capture=${captureId}`);
    await reviewReady(manager);
    await manager.page.getByText(manager.say('Review_Source_Of', 'Astou Sarr')).waitFor();
    assert.equal(await button(manager, manager.say('Review_Source_Correct')).count(), 0);
    const name = await field(manager, "Nom de l'opportunité").inputValue();
    await create(manager);
    await createdHeading(manager);
    assert.ok((await names('Opportunity', 'AllOpportunities', manager)).includes(name));
    assert.deepEqual(manager.faults, []);
    await manager.context.close();
  });

  test('a hostile note is shown as it was typed and runs nothing', async () => {
    const attack = '<script>window.attacked = 1</script> <img src=x onerror="window.attacked = 2">';
    const untouched = async (): Promise<void> => {
      assert.equal(await seat.page.evaluate(() => Reflect.get(globalThis, 'attacked') as unknown), undefined);
      assert.equal(await seat.page.locator('main script, main img[src="x"], main b[onmouseover]').count(), 0);
    };
    await captureNote(stage, seat, `${attack} ${twoDeals('<b onmouseover=alert(1)>Comptoir</b> Piégé')}`);
    await source().getByText('<script>window.attacked = 1</script>').first().waitFor();
    await untouched();

    const name = `<img src=x onerror="window.attacked = 3"> ${attack}`;
    await field(seat, "Nom de l'opportunité").fill(name);
    await field(seat, 'Nom du compte').fill('<b onmouseover=alert(1)>Piège</b>');
    await create(seat);
    await createdHeading(seat);
    await seat.page.getByRole('link', { name }).waitFor();
    await untouched();
    await button(seat, seat.say('Review_Created_Open')).click();
    await heading(seat, name).waitFor();
    await untouched();
  });

  test('nothing went wrong behind any of it', () => {
    assert.deepEqual(seat.faults, []);
  });
});
