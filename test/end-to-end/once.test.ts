import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';

import { z } from 'zod';

import { DESKTOP, skipWithoutBrowser } from './browser.ts';
import { captureNote, create, createdHeading, field } from './rep.ts';
import { raiseStage, type Seat, type Stage } from './stage.ts';

const note = (account: string): string =>
  `RDV avec ${account} : achat de 30 ordinateurs portables, budget 18 M FCFA, commande prévue le 20 décembre.`;

const listed = z.object({
  records: z.array(z.object({ fields: z.record(z.string(), z.object({ value: z.unknown() })) })),
});
const captureView = z.object({
  capture: z.object({ id: z.string(), state: z.string(), drafts: z.array(z.object({ id: z.string() })) }),
});

describe('everything happens once, or not at all', { skip: skipWithoutBrowser, timeout: 200_000 }, () => {
  let stage: Stage;
  let seat: Seat;
  before(async () => {
    stage = await raiseStage();
    seat = await stage.sit('rep', 'fr', DESKTOP);
  });
  after(() => stage.strike());

  const names = async (object: string, list: string): Promise<unknown[]> => {
    const answer = await seat.context.request.get(`${stage.url}/ui-api/list-records/${object}/${list}`);
    return listed.parse(await answer.json()).records.map((record) => record.fields['Name']?.value);
  };
  const opportunities = (): Promise<unknown[]> => names('Opportunity', 'AllOpportunities');

  test('the same capture sent 20 times at once is one capture with one set of drafts', async () => {
    const input = {
      captureId: randomUUID(),
      kind: 'text',
      text: note('Comptoir des Vingt'),
      capturedAt: '2026-11-20T10:00:00Z',
      timeZone: 'Africa/Dakar',
      language: 'fr',
      recordId: null,
    };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => stage.apex(seat, 'CaptureController.startCapture', { input })),
    );
    assert.deepEqual(new Set(answers.map((answer) => answer.status)), new Set([200]));
    const view = async () =>
      captureView.parse((await stage.apex(seat, 'CaptureController.getCapture', { captureId: input.captureId })).body);
    let now = await view();
    while (now.capture.state !== 'ready') now = await view();
    assert.equal(now.capture.drafts.length, 1);
    const rows = (await names('Opportunity_Draft__c', 'My_Drafts')).filter((name) => String(name).includes('Vingt'));
    assert.equal(rows.length, 1);
  });

  test('Create clicked twice makes one opportunity', async () => {
    await captureNote(stage, seat, note('Deux Clics SARL'));
    const before = (await opportunities()).length;
    await seat.page.getByRole('button', { name: seat.say('Review_Create') }).dblclick();
    await createdHeading(seat);
    assert.equal((await opportunities()).length, before + 1);
  });

  test('Create clicked again after a lost answer makes one opportunity', async () => {
    await captureNote(stage, seat, note('Réponse Perdue SARL'));
    const before = (await opportunities()).length;
    await seat.page.route(
      '**/apex/DraftController.createRecords',
      async (route) => {
        await route.fetch();
        await route.abort('connectionreset');
      },
      { times: 1 },
    );
    await create(seat);
    await seat.page.getByText(seat.say('Review_Failed_Next')).first().waitFor();
    await create(seat);
    await createdHeading(seat);
    assert.equal((await opportunities()).length, before + 1);
  });

  test("Salesforce's refusal stands at the field, and nothing is half created", async () => {
    await captureNote(stage, seat, note('Refus Industries'));
    const before = await opportunities();
    await field(seat, 'Date de clôture').fill('01/01/2020');
    await field(seat, 'Date de clôture').blur();
    await create(seat);
    await seat.page.getByText(/Salesforce a refusé 1 valeur/).waitFor();
    await seat.page
      .getByText(/date de clôture d.une opportunité ouverte/i)
      .first()
      .waitFor();
    assert.deepEqual(await opportunities(), before);
    assert.ok(!(await names('Account', 'AllAccounts')).includes('Refus Industries'));

    await field(seat, 'Date de clôture').fill('20/12/2030');
    await field(seat, 'Date de clôture').blur();
    await create(seat);
    await createdHeading(seat);
  });
});
