import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';

import { describeViolations, findViolations } from './accessibility.ts';
import { DESKTOP, PHONE, skipWithoutBrowser } from './browser.ts';
import { encode } from './decoding.ts';
import {
  askForMicrophone,
  beginRecording,
  createMicrophone,
  finishRecording,
  transcriptOf,
  untilRecorded,
} from './dictation.ts';
import { chooseFiles } from './given-files.ts';
import { raiseOutageStage, type OutageStage } from './outage.ts';
import { button, field, heading, openCapture } from './rep.ts';
import { allowSpeech, startRecognisers, type Recognisers } from './speech-stage.ts';
import { phrasesOf, skipWithoutSpeech, speak, speechless, wavOf } from './spoken.ts';
import type { Seat } from './stage.ts';

/** Recognising, reading and drafting take the time that they take; so does coming back after an outage. */
const DRAFTING = { timeout: 120_000 };

const skip = skipWithoutBrowser || skipWithoutSpeech;

/** The first half of the meeting. */
const FIRST = phrasesOf('fr', 0, 4);

describe('a recording', { skip, timeout: 290_000 }, () => {
  const microphone = createMicrophone();
  let recognisers: Recognisers;
  let stage: OutageStage;
  before(async () => {
    recognisers = await startRecognisers();
    stage = await raiseOutageStage(recognisers.env, microphone.file);
    allowSpeech(stage, 'whisper');
  });
  after(async () => {
    await stage?.strike();
    await recognisers?.stop();
    microphone.remove();
  });

  const accessible = async (seat: Seat, where: string): Promise<void> => {
    const folder = process.env['SCREENSHOTS'];
    if (folder) await seat.page.screenshot({ path: path.join(folder, `voice-unheard-${where}.png`) });
    assert.deepEqual(describeViolations(await findViolations(seat.page)), [], where);
  };
  const drafted = async (seat: Seat): Promise<void> => {
    await heading(seat, seat.say('Capture_Title_Review')).waitFor(DRAFTING);
    await button(seat, seat.say('Review_Create')).waitFor(DRAFTING);
  };

  describe('in which nobody speaks', { concurrency: 3 }, () => {
    for (const kind of ['silence', 'noise', 'music'] as const) {
      test(`gives no deal: ${kind}`, async () => {
        const seat = await stage.sit('rep', 'fr', PHONE);
        await microphone.hears(speechless(kind, 20), () => beginRecording(stage, seat));
        await untilRecorded(seat, 4);
        await finishRecording(seat);
        await seat.page.getByText(seat.say('Capture_Nothing_Heard')).first().waitFor(DRAFTING);
        await accessible(seat, kind);
        assert.equal(await button(seat, seat.say('Review_Create')).count(), 0);
        await seat.context.close();
      });
    }
  });

  test('waits where nobody can put it into writing, until somebody can; or a summary is typed', async () => {
    await stage.kill();
    await stage.startAgain();
    const speech = speak('fr', FIRST);
    const seats: Seat[] = [];
    for (const person of ['rep', 'otherRep'] as const) {
      const seat = await stage.sit(person, 'fr', DESKTOP);
      await microphone.hears(speech, () => beginRecording(stage, seat));
      seats.push(seat);
    }
    const [patient, writer] = seats as [Seat, Seat];
    for (const seat of seats) {
      await untilRecorded(seat, Math.ceil(speech.seconds + 1));
      await finishRecording(seat);
      await seat.page.getByText(seat.say('Capture_Waiting_Speech_None')).first().waitFor(DRAFTING);
      await accessible(seat, 'waiting');
    }
    await button(writer, writer.say('Capture_Type_Summary')).click();
    await field(writer, writer.say('Capture_Summary')).fill(FIRST.join(' '));
    await button(writer, writer.say('Capture_Summary_Send')).click();
    await drafted(writer);
    await stage.kill();
    await stage.startAgain(recognisers.env);
    await drafted(patient);
    assert.equal((await transcriptOf(stage, patient)).text, FIRST.join(' '));
    for (const seat of seats) await seat.context.close();
  });

  test('is chosen as a file where the browser gives no microphone', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'voice-files-'));
    try {
      for (const [ending, mimeType] of [
        ['m4a', 'audio/mp4'],
        ['mp3', 'audio/mpeg'],
        ['wav', 'audio/wav'],
      ] as const) {
        const file = path.join(folder, `memo.${ending}`);
        encode(wavOf(speak('fr', FIRST)), file);
        const seat = await stage.sit('rep', 'fr', DESKTOP);
        await seat.context.clearPermissions();
        await openCapture(stage, seat);
        await askForMicrophone(seat);
        await seat.page.getByText(seat.say('Voice_Denied')).waitFor();
        await accessible(seat, 'denied');
        await chooseFiles(seat, { name: `memo.${ending}`, mimeType, buffer: readFileSync(file) });
        await button(seat, seat.say('Audio_Analyse_One', 1)).click();
        await drafted(seat);
        assert.equal((await transcriptOf(stage, seat)).text, FIRST.join(' '), ending);
        await seat.context.close();
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
