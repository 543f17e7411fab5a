import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { z } from 'zod';

import { DESKTOP, skipWithoutBrowser } from './browser.ts';
import { deal, leaveQuiet, NAUGHTY, quiet, sitWatched } from './hostile.ts';
import { button, captureNote, create, createdHeading, field, heading, reviewReady } from './rep.ts';
import { raiseStage, type Seat, type Stage } from './stage.ts';
import { MARKUP } from './tripwire.ts';

/** Characters that every text field of the form holds. */
const SHORTEST_FIELD = 120;

const creation = z.object({ request: z.looseObject({ opportunity: z.looseObject({}) }) });

describe('hostile values and addresses are shown and never run', { skip: skipWithoutBrowser, timeout: 600_000 }, () => {
  let stage: Stage;
  before(async () => {
    stage = await raiseStage();
  });
  after(() => stage.strike());

  describe('a value', () => {
    test('of every naughty string stays a value', async () => {
      const seat = await sitWatched(stage);
      await captureNote(stage, seat, deal('Comptoir du Sine'));
      const labels = ["Nom de l'opportunité", 'Nom du compte', 'Prochaine étape', 'Description'];
      const strings = [...MARKUP, ...differing(NAUGHTY.filter((text) => /[<>{}]|script/i.test(text)))].map(oneLine);
      for (let at = 0; at < strings.length; at += labels.length) {
        for (const [index, label] of labels.entries()) {
          const text = (strings[at + index] ?? '').slice(0, SHORTEST_FIELD);
          await field(seat, label).fill(text);
          assert.equal(await field(seat, label).inputValue(), text);
        }
      }
      await seat.page.getByText(/Brouillon enregistré/).waitFor();
      await seat.page.reload();
      await reviewReady(seat);
      await leaveQuiet(seat, 'naughty values');
    });

    test('of markup is created and shown as typed: page, record, list, drafts', async () => {
      const seat = await sitWatched(stage);
      const [script, image, svg, quotes] = MARKUP;
      await captureNote(stage, seat, `${deal('Comptoir du Rip')} ${script}`);
      await field(seat, "Nom de l'opportunité").fill(image);
      await field(seat, 'Nom du compte').fill(svg);
      await field(seat, 'Prochaine étape').fill(quotes);
      await field(seat, 'Description').fill(MARKUP.join('\n'));
      await seat.page
        .getByRole('button', { name: /^Modifier/ })
        .first()
        .click();
      await field(seat, 'Nom').fill(script);
      await field(seat, 'Fonction').fill(image);
      await create(seat);
      await createdHeading(seat);
      await seat.page.getByText(svg).first().waitFor();
      await quiet(seat, 'created');
      await button(seat, seat.say('Review_Created_Open')).click();
      await heading(seat, image).waitFor();
      for (const text of [svg, quotes]) await seat.page.getByText(text, { exact: true }).first().waitFor();
      await quiet(seat, 'the record');
      for (const [object, text] of [
        ['Opportunity', image],
        ['Account', svg],
        ['Contact', script],
        ['Opportunity_Draft__c', image],
      ] as const) {
        await seat.page.goto(`${stage.url}/lightning/o/${object}/list?filterName=All`);
        await seat.page.getByText(text).first().waitFor();
        await quiet(seat, `the list of ${object}`);
      }
      await seat.context.close();
    });

    /** Changes what the page sends when it creates, as nobody can by typing. */
    const creates = async ({ page }: Seat, change: Readonly<Record<string, string>>): Promise<void> => {
      await page.route('**/apex/DraftController.createRecords', async (route) => {
        const sent = creation.parse(route.request().postDataJSON());
        const opportunity = { ...sent.request.opportunity, ...change };
        await route.continue({ postData: { request: { ...sent.request, opportunity } } });
      });
    };

    test('longer than its field cannot be typed, and is refused at the field with the limit', async () => {
      const seat = await sitWatched(stage);
      await captureNote(stage, seat, deal('Comptoir du Djolof'));
      await field(seat, "Nom de l'opportunité").fill('N'.repeat(300));
      assert.equal((await field(seat, "Nom de l'opportunité").inputValue()).length, 120);
      await creates(seat, { name: 'N'.repeat(121) });
      await create(seat);
      const row = seat.page.locator('[data-path="opportunity.name"]');
      await row.getByText(/longueur max\.=120/).waitFor();
      assert.equal(await heading(seat, seat.say('Review_Created_Title')).count(), 0);
      await leaveQuiet(seat, 'too long');
    });

    test('of a web address that would run a program is refused at its field, and is no link', async () => {
      const seat = await sitWatched(stage);
      await captureNote(stage, seat, deal('Comptoir du Fouladou'));
      await button(seat, seat.say('Review_Account_Details')).click();
      for (const address of [
        'javascript:window.__pwned=9',
        'java\tscript:alert(1)',
        'data:text/html,<script>1</script>',
      ]) {
        await field(seat, 'Site Web').fill(address);
        await create(seat);
        await seat.page.getByText(seat.say('Server_Value_Invalid'), { exact: true }).first().waitFor();
        await field(seat, 'Site Web').fill('');
      }
      await field(seat, 'Site Web').fill('comptoir-fouladou.example');
      await create(seat);
      await createdHeading(seat);
      await leaveQuiet(seat, 'web addresses');
    });

    test('that no picklist has is refused at its field, and shown as sent', async () => {
      const seat = await sitWatched(stage);
      await captureNote(stage, seat, deal('Comptoir du Gabou'));
      await creates(seat, { stage: MARKUP[1] });
      await create(seat);
      const row = seat.page.locator('[data-path="opportunity.stage"]');
      await row.getByText(MARKUP[1]).first().waitFor();
      assert.equal(await heading(seat, seat.say('Review_Created_Title')).count(), 0);
      await quiet(seat, 'an unknown picklist value');
      await seat.page.unrouteAll();
      await create(seat);
      await createdHeading(seat);
      await leaveQuiet(seat, 'created after the refusal');
    });

    test('of a reason to drop a draft is shown as typed', async () => {
      const seat = await sitWatched(stage);
      await captureNote(stage, seat, deal('Comptoir du Niani'));
      await button(seat, seat.say('Review_Drop')).click();
      await field(seat, seat.say('Review_Drop_Reason')).fill(MARKUP.slice(0, 4).join(' '));
      await seat.page
        .getByRole('group', { name: seat.say('Review_Drop_Title') })
        .getByRole('button', { name: seat.say('Review_Drop') })
        .click();
      await heading(seat, seat.say('Review_Dropped_Title')).waitFor();
      await quiet(seat, 'dropped');
      await seat.page.goto(`${stage.url}/lightning/o/Opportunity_Draft__c/list?filterName=All`);
      await seat.page.getByText('Comptoir du Niani').first().waitFor();
      await leaveQuiet(seat, 'the list of drafts');
    });
  });

  test('an address made by hand leads to a clear page, and promises no record that is none', async () => {
    const rep = await sitWatched(stage);
    const captureId = await captureNote(stage, rep, deal('Comptoir du Boundou'));
    const script = encodeURIComponent(MARKUP[1]);
    const page = '/lightning/cmp/c__createFromNotes';
    for (const [address, expected] of [
      [`${page}?c__recordId=xx`, 'Capture_Lead'],
      [`${page}?c__recordId=${script}`, 'Capture_Lead'],
      [`${page}?c__recordId=005WB0000000001YAA`, 'Capture_Lead'],
      [`${page}?c__capture=${script}`, 'Capture_Open_Failed'],
      [`${page}?c__capture=00000000-0000-4000-8000-000000000000`, 'Capture_Open_Failed'],
      [`${page}?c__capture=${captureId}&c__draft=${script}`, 'Capture_Title_Review'],
    ] as const) {
      await rep.page.goto(`${stage.url}${address}`);
      await rep.page.getByText(rep.say(expected), { exact: true }).first().waitFor();
      assert.equal(await rep.page.getByText(rep.say('Capture_Opened_From')).count(), 0, address);
      await quiet(rep, address);
    }
    for (const address of [
      `/lightning/r/Account/${script}/view`,
      `/lightning/o/${script}/list`,
      `/lightning/n/${script}`,
    ]) {
      await rep.page.goto(`${stage.url}${address}`);
      await rep.page.getByRole('heading', { level: 1 }).first().waitFor();
      await quiet(rep, address);
    }
    const other = { ...(await stage.sit('otherRep', 'fr', DESKTOP)) };
    await other.page.goto(`${stage.url}${page}?c__capture=${captureId}`);
    await other.page.getByText(other.say('Capture_Open_Failed'), { exact: true }).waitFor();
    assert.equal(await other.page.getByText('Boundou').count(), 0);
    await other.context.close();
    await rep.context.close();
  });
});

/** One of each kind: much of the list differs in one escaped character only. */
function differing(strings: readonly string[]): readonly string[] {
  return [...new Map(strings.map((text) => [text.replace(/\\x\w\w|\W/g, ''), text])).values()];
}

/** One line, as a field of one line takes it. */
function oneLine(text: string): string {
  return text.replace(/[\r\n]+/g, ' ');
}
