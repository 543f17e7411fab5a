import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { ALLOWED, describeViolations, findViolations } from './accessibility.ts';
import { DESKTOP, PHONE, skipWithoutBrowser } from './browser.ts';
import { analyse, button, create, createdHeading, field, heading, openCapture, reviewReady, writeNote } from './rep.ts';
import { raiseStage, type Seat, type Stage } from './stage.ts';
import type { Language } from './words.ts';

const NOTES: Record<Language, { text: (number: number) => string; nameField: string }> = {
  fr: {
    text: (number) =>
      `RDV ce matin avec Mme Ramatoulaye Ndiaye, directrice informatique de Baobab Assurances ${number}.\n` +
      'Elle veut remplacer son pare-feu, installation comprise. Budget de 24 M FCFA, décision le 18 décembre.\n' +
      `Contact : ramatoulaye.ndiaye@baobab-assurances${number}.example, 77 500 12 3${number}.`,
    nameField: "Nom de l'opportunité",
  },
  en: {
    text: (number) =>
      `Met Mrs Ramatoulaye Ndiaye, IT director of Savannah Insurance ${number}, this morning.\n` +
      'She wants to replace her firewall, installation included. Budget USD 40,000, decision on 18 December.\n' +
      `Contact: ramatoulaye.ndiaye@savannah-insurance${number}.example, +221 77 500 12 3${number}.`,
    nameField: 'Opportunity Name',
  },
};

describe('a note becomes an opportunity', { skip: skipWithoutBrowser, timeout: 280_000 }, () => {
  let stage: Stage;
  const allowancesUsed = new Set<string>();
  before(async () => {
    stage = await raiseStage();
  });
  after(() => stage.strike());

  const accessible = async (seat: Seat, where: string): Promise<void> => {
    const found = await findViolations(seat.page, allowancesUsed);
    assert.deepEqual(describeViolations(found), [], where);
  };

  let number = 0;
  for (const language of ['fr', 'en'] as const) {
    for (const viewport of [DESKTOP, PHONE]) {
      test(`${language}, ${viewport.width} px: note, draft, edit, create, record page, again after a restart`, async () => {
        number += 1;
        const note = NOTES[language];
        const seat = await stage.sit('rep', language, viewport);
        await openCapture(stage, seat);
        await accessible(seat, 'capture page');
        await writeNote(seat, note.text(number));
        await analyse(seat);
        await reviewReady(seat);
        await accessible(seat, 'review page');

        const name = `${await field(seat, note.nameField).inputValue()} (${number})`;
        await field(seat, note.nameField).fill(name);
        await create(seat);
        await createdHeading(seat);
        await accessible(seat, 'created state');

        await button(seat, seat.say('Review_Created_Open')).click();
        await heading(seat, name).waitFor();
        await accessible(seat, 'record page');
        const address = seat.page.url();
        assert.match(address, /\/lightning\/r\/Opportunity\/006[A-Za-z0-9]{15}\/view$/);

        await stage.restart();
        await seat.page.goto(address);
        await heading(seat, name).waitFor();
        assert.deepEqual(seat.faults, []);
        await seat.context.close();
      });
    }
  }

  test('the allow-list of accessibility holds nothing that no page needs', () => {
    const unused = ALLOWED.map(({ rule, component }) => `${rule} in ${component}`).filter(
      (entry) => !allowancesUsed.has(entry),
    );
    assert.deepEqual(unused, []);
  });
});
