import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { DESKTOP, skipWithoutBrowser } from './browser.ts';
import { captureNote } from './rep.ts';
import { raiseStage, type Seat, type Stage } from './stage.ts';

const NOTE =
  'Visite chez Clinique des Filaos : M. Abdou Seck, gérant, veut un standard téléphonique, 9 M FCFA, décision le 12 décembre.';

describe('who sees a draft', { skip: skipWithoutBrowser, timeout: 200_000 }, () => {
  let stage: Stage;
  let rep: Seat;
  let captureId: string;
  before(async () => {
    stage = await raiseStage();
    rep = await stage.sit('rep', 'fr', DESKTOP);
    captureId = await captureNote(stage, rep, NOTE);
  });
  after(() => stage.strike());

  const pageOf = (capture: string): string => `${stage.url}/lightning/cmp/c__createFromNotes?c__capture=${capture}`;

  test('a rep of another team cannot read it, neither by the page nor by a call', async () => {
    const other = await stage.sit('otherRep', 'fr', DESKTOP);
    for (const method of ['getCapture', 'getSource']) {
      const { status, body } = await stage.apex(other, `CaptureController.${method}`, { captureId });
      assert.equal(status, 400);
      assert.match(JSON.stringify(body), /not-found/);
    }
    await other.page.goto(pageOf(captureId));
    await other.page.getByText(other.say('Server_Not_Found')).waitFor();
    assert.equal(await other.page.getByText('Filaos').count(), 0);
    await other.page.goto(`${stage.url}/lightning/o/Opportunity_Draft__c/list?filterName=All`);
    await other.page.getByRole('heading', { level: 1 }).waitFor();
    assert.equal(await other.page.getByText('Filaos').count(), 0);
    await other.context.close();
  });

  test('her manager reads it through the draft row', async () => {
    const manager = await stage.sit('manager', 'fr', DESKTOP);
    await manager.page.goto(`${stage.url}/lightning/o/Opportunity_Draft__c/list?filterName=My_Team_s_Drafts`);
    await manager.page.goto(pageOf(captureId));
    await manager.page.getByText('Clinique des Filaos').first().waitFor();
    await manager.page.getByText('Astou Sarr').first().waitFor();
    assert.deepEqual(manager.faults, []);
    await manager.context.close();
  });

  test('her manager reads nothing of another team', async () => {
    const other = await stage.sit('otherRep', 'fr', DESKTOP);
    const foreign = await captureNote(stage, other, NOTE.replace('Filaos', 'Niaoulis'));
    const manager = await stage.sit('manager', 'fr', DESKTOP);
    const { status, body } = await stage.apex(manager, 'CaptureController.getCapture', { captureId: foreign });
    assert.equal(status, 400);
    assert.match(JSON.stringify(body), /not-found/);
  });
});
