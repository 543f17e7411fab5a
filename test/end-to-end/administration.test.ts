import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';

import { describeViolations, findViolations } from './accessibility.ts';
import { DESKTOP, PHONE, skipWithoutBrowser } from './browser.ts';
import { withinScreen } from './hostile.ts';
import { button, captureNote, create, createdHeading, field, heading, openCapture } from './rep.ts';
import { raiseStage, type Seat, type Stage } from './stage.ts';

const NOTE =
  'Appel de M. Souleymane Barry, responsable réseau de Comptoir du Fouta : il veut 12 bornes wifi, 6 M FCFA, commande le 15 décembre.';

/** What an admin changes in Setup. Null deletes the record; a null value empties a field. */
type Changes = Readonly<Record<string, Readonly<Record<string, string | null>> | null>>;

describe('an administrator is told what does not fit the org', { skip: skipWithoutBrowser, timeout: 600_000 }, () => {
  let stage: Stage;
  before(async () => {
    stage = await raiseStage();
  });
  after(() => stage.strike());
  afterEach(() => rmSync(settingsFolder(), { recursive: true, force: true }));

  const settingsFolder = (): string => path.join(stage.dataFolder, 'org/customMetadata');

  function setUp(changes: Changes): void {
    mkdirSync(settingsFolder(), { recursive: true });
    for (const [record, values] of Object.entries(changes)) {
      writeFileSync(path.join(settingsFolder(), `${record}.md-meta.xml`), values ? recordText(record, values) : '');
    }
  }

  const notice = ({ page }: Seat) => page.getByRole('region', { name: /réglage|setting/ });
  const accessible = async (seat: Seat, where: string): Promise<void> => {
    assert.deepEqual(describeViolations(await findViolations(seat.page)), [], where);
  };
  const WRONG: Changes = {
    'Capture_Setting.Default': {
      Audience__c: null,
      Vendor_Domains__c: 'https://teranga.example',
      Currency__c: 'GBP',
      Model_Providers__c: 'groq, gork',
    },
    'Capture_Field.Opportunity_Type': { Default__c: 'Troc' },
    'Capture_Field.Opportunity_Amount': { Field__c: 'OwnerId' },
    'Capture_Field.Opportunity_Next_Step': { Field__c: 'Next_Action__c' },
  };

  for (const language of ['fr', 'en'] as const) {
    for (const viewport of [DESKTOP, PHONE]) {
      test(`${language}, ${viewport.width} px: what is wrong, where, and what to do`, async () => {
        setUp(WRONG);
        const seat = await stage.sit('admin', language, viewport);
        await openCapture(stage, seat);
        await heading(seat, seat.say('Settings_Title_Other', 7)).waitFor();
        for (const sentence of [
          seat.say('Setup_Audience_Missing'),
          seat.say('Setup_Audience_Missing_Fix'),
          seat.say('Setup_Domain_Invalid', 'https://teranga.example'),
          seat.say('Setup_Currency_Inactive_Fix', 'GBP', 'XOF, EUR, USD'),
          seat.say('Setup_Model_Unknown', 'gork'),
          seat.say('Setup_Model_Unknown_Fix', 'gork', 'groq, ollama, mistral, openai, anthropic'),
          seat.say('Setup_Default_Missing', 'Troc', 'Opportunity.Type'),
          seat.say('Setup_Field_Type', 'Opportunity.OwnerId', seat.say('Setup_Kind_Amount')),
          seat.say('Setup_Field_Unknown', 'Opportunity.Next_Action__c'),
        ]) {
          await notice(seat).getByText(sentence, { exact: true }).waitFor();
        }
        const link = notice(seat).getByRole('link', { name: seat.say('Settings_Open_Setup') });
        assert.equal(await link.getAttribute('href'), '/lightning/setup/CustomMetadata/home');
        await accessible(seat, 'settings that do not fit');
        await withinScreen(seat);

        setUp({ 'Capture_Setting.Default': {} });
        for (const record of Object.keys(WRONG)) setUp({ [record]: {} });
        await button(seat, seat.say('Settings_Check_Again')).click();
        await seat.page.getByText(seat.say('Settings_All_Fit'), { exact: true }).waitFor();
        assert.equal(await notice(seat).count(), 0);
        await accessible(seat, 'all settings fit');
        assert.deepEqual(seat.faults, []);
        await seat.context.close();
      });
    }
  }

  test('when asked, that all settings fit; and says nothing until then', async () => {
    const seat = await stage.sit('admin', 'fr', DESKTOP);
    const checked = seat.page.waitForResponse(/SettingsController\.checkSettings/);
    await openCapture(stage, seat);
    await checked;
    assert.equal(await seat.page.getByText(seat.say('Settings_All_Fit')).count(), 0);
    await button(seat, seat.say('Settings_Check')).click();
    await seat.page.getByText(seat.say('Settings_All_Fit'), { exact: true }).waitFor();
    await seat.context.close();
  });

  test('a rep is told nothing, and is sent to the administrator only where she is blocked', async () => {
    setUp(WRONG);
    const seat = await stage.sit('rep', 'fr', DESKTOP);
    await openCapture(stage, seat);
    await seat.page.getByText(seat.say('Capture_Setup'), { exact: true }).waitFor();
    assert.equal(await notice(seat).count(), 0);
    const refused = await stage.apex(seat, 'SettingsController.checkSettings', {});
    assert.match(JSON.stringify(refused.body), /not-permitted/);

    setUp({ 'Capture_Setting.Default': { Audience__c: 'https://create-from-notes.example' } });
    await seat.page.reload();
    await heading(seat, seat.say('Capture_Lead')).waitFor();
    assert.equal(await seat.page.getByText(seat.say('Capture_Setup')).count(), 0);
    assert.doesNotMatch(await seat.page.locator('main').innerText(), /Capture field|Troc|OwnerId/);
    await seat.context.close();
  });

  test('a default that is no value leaves the field blank, and the deal is created all the same', async () => {
    setUp({
      'Capture_Field.Opportunity_Lead_Source': { Default__c: 'Pigeon voyageur' },
      'Capture_Setting.Default': { Close_Date_Days__c: '-4', To_Check_Below__c: '9', Timeout_Seconds__c: '0' },
    });
    const seat = await stage.sit('rep', 'fr', DESKTOP);
    await captureNote(stage, seat, NOTE);
    const leadSource = seat.page.locator('[data-path="opportunity.leadSource"]');
    await leadSource.getByText('Rien trouvé', { exact: true }).waitFor();
    await create(seat);
    await createdHeading(seat);
    assert.deepEqual(seat.faults, []);
    await seat.context.close();
  });

  test('a value mapped to another field is written there, and one that cannot be is left out', async () => {
    setUp({
      'Capture_Field.Opportunity_Description': { Active__c: 'false' },
      'Capture_Field.Opportunity_Next_Step': { Field__c: 'Description' },
      'Capture_Field.Opportunity_Amount': { Field__c: 'Country__c' },
    });
    const seat = await stage.sit('rep', 'fr', DESKTOP);
    await captureNote(stage, seat, NOTE.replaceAll('Fouta', 'Baol'));
    assert.equal(await seat.page.getByLabel('Montant', { exact: true }).count(), 0);
    await field(seat, 'Description').fill('Envoyer le devis jeudi');
    await create(seat);
    await createdHeading(seat);
    await button(seat, seat.say('Review_Created_Open')).click();
    const written = (name: string) => seat.page.locator(`[data-field="${name}"]`);
    await written('Description').getByText('Envoyer le devis jeudi', { exact: true }).waitFor();
    for (const name of ['NextStep', 'Amount']) assert.doesNotMatch(await written(name).innerText(), /devis|6/);
    assert.deepEqual(seat.faults, []);
    await seat.context.close();
  });

  test('a stage that is switched off is asked for, and without the setting record the page still says so', async () => {
    setUp({ 'Capture_Field.Opportunity_Stage': { Active__c: 'false' }, 'Capture_Setting.Default': null });
    const seat = await stage.sit('admin', 'fr', DESKTOP);
    await openCapture(stage, seat);
    await notice(seat).getByText(seat.say('Setup_Setting_Missing'), { exact: true }).waitFor();
    const unfilled = seat.say('Setup_Required_Unfilled', 'Opportunity.StageName', 'opportunity.stage');
    await notice(seat).getByText(unfilled, { exact: true }).waitFor();
    await seat.context.close();
  });
});

function recordText(record: string, values: Readonly<Record<string, string | null>>): string {
  const rows = Object.entries(values).map(
    ([name, value]) =>
      `<values><field>${name}</field>${value === null ? '<value/>' : `<value>${value}</value>`}</values>`,
  );
  return `<CustomMetadata><label>${record.split('.')[1]?.replaceAll('_', ' ')}</label>${rows.join('')}</CustomMetadata>`;
}
