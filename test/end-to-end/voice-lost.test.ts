import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';

import { z } from 'zod';

import { describeViolations, findViolations } from './accessibility.ts';
import { DESKTOP, PHONE, skipWithoutBrowser } from './browser.ts';
import {
  beginRecording,
  createMicrophone,
  finishRecording,
  keptOnDevice,
  recordedSeconds,
  transcriptOf,
  untilRecorded,
  untilSent,
  watchParts,
  type SentParts,
} from './dictation.ts';
import { raiseOutageStage, type OutageStage } from './outage.ts';
import { button, heading, openCapture } from './rep.ts';
import { allowSpeech, startRecognisers, type Recognisers } from './speech-stage.ts';
import { phrasesOf, skipWithoutSpeech, speak } from './spoken.ts';
import type { Seat } from './stage.ts';

/** Recognising, reading and drafting take the time that they take; so does coming back after an outage. */
const DRAFTING = { timeout: 120_000 };
const OUTAGE_SECONDS = 30;
const EXPIRED = [{ errorCode: 'INVALID_SESSION_ID', message: 'Session expired or invalid' }];
const unfinished = z.array(z.object({ captureId: z.string() }));

const skip = skipWithoutBrowser || skipWithoutSpeech;

/** The whole meeting, and as if told in two takes. */
const WHOLE = phrasesOf('fr');
const [FIRST, SECOND] = [phrasesOf('fr', 0, 4), phrasesOf('fr', 4, 7)];

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
    if (folder) await seat.page.screenshot({ path: path.join(folder, `voice-lost-${where}.png`) });
    assert.deepEqual(describeViolations(await findViolations(seat.page)), [], where);
  };
  const drafted = async (seat: Seat): Promise<void> => {
    await heading(seat, seat.say('Capture_Title_Review')).waitFor(DRAFTING);
    await button(seat, seat.say('Review_Create')).waitFor(DRAFTING);
  };
  const rowsOf = async (seat: Seat, sent: SentParts): Promise<number> => {
    const { body } = await stage.apex(seat, 'CaptureController.listUnfinished', {});
    return unfinished.parse(body).filter(({ captureId }) => sent.captures.has(captureId)).length;
  };

  /** The draft comes of all that was said, once: every phrase in its order, one capture, nothing left on the device. */
  async function allOfItOnce(seat: Seat, sent: SentParts, said: readonly string[], takes: number): Promise<void> {
    await drafted(seat);
    const { text, takes: read } = await transcriptOf(stage, seat);
    assert.equal(text, said.join(' '));
    assert.equal(read.length, takes);
    assert.equal(sent.captures.size, 1);
    assert.equal(await rowsOf(seat, sent), 1);
    assert.equal(new Set(sent.parts).size, sent.parts.length, `a part was taken twice: ${sent.parts.join(' ')}`);
    assert.equal(await keptOnDevice(seat), 0);
  }

  describe('of which nothing is lost', { concurrency: 3 }, () => {
    test(`goes on without a network for ${OUTAGE_SECONDS} s`, async () => {
      const seat = await stage.sit('rep', 'fr', DESKTOP);
      const { say } = seat;
      const sent = watchParts(seat);
      await microphone.hears(speak('fr', WHOLE), () => beginRecording(stage, seat));
      await untilSent(seat, sent, 1);
      const cut = performance.now();
      await seat.context.setOffline(true);
      await seat.page.getByText(say('Voice_Go_On')).waitFor(DRAFTING);
      await accessible(seat, 'offline');
      const begin = await recordedSeconds(seat);
      await untilRecorded(seat, begin + OUTAGE_SECONDS);
      assert.ok(performance.now() - cut >= OUTAGE_SECONDS * 1000);
      assert.equal(sent.parts.length, 1, 'nothing was sent meanwhile');
      await seat.context.setOffline(false);
      await finishRecording(seat);
      await allOfItOnce(seat, sent, WHOLE, 1);
      await seat.context.close();
    });

    test('of a page that was reloaded goes on in a new take', async () => {
      const seat = await stage.sit('rep', 'fr', PHONE);
      const { page, say } = seat;
      const sent = watchParts(seat);
      const first = speak('fr', FIRST);
      await microphone.hears(first, () => beginRecording(stage, seat));
      await untilRecorded(seat, Math.ceil(first.seconds + 2));
      await page.reload();
      await openCapture(stage, seat);
      const waiting = page.getByRole('list', { name: say('Voice_Waiting_List') });
      await waiting.getByText(say('Voice_Interrupted_State')).waitFor();
      await accessible(seat, 'interrupted');
      const second = speak('fr', SECOND);
      let before = 0;
      await microphone.hears(second, async () => {
        await waiting.getByRole('button', { name: say('Voice_Continue') }).click();
        await untilRecorded(seat, 1);
        before = await recordedSeconds(seat);
        await untilRecorded(seat, before + 1);
      });
      await untilRecorded(seat, Math.ceil(before + second.seconds + 3));
      await finishRecording(seat);
      await allOfItOnce(seat, sent, [...FIRST, ...SECOND], 2);
      await seat.context.close();
    });

    test('goes on while the session has expired', async () => {
      const seat = await stage.sit('otherRep', 'fr', DESKTOP);
      const { say } = seat;
      const sent = watchParts(seat);
      const speech = speak('fr', FIRST);
      await microphone.hears(speech, () => beginRecording(stage, seat));
      await untilRecorded(seat, 3);
      await seat.page.route('**/apex/**', (route) => route.fulfill({ status: 401, json: EXPIRED }));
      await seat.page.getByText(say('Voice_Sign_In_Elsewhere')).waitFor(DRAFTING);
      await accessible(seat, 'expired');
      await untilRecorded(seat, Math.ceil(speech.seconds + 1));
      await seat.page.unroute('**/apex/**');
      await finishRecording(seat);
      await allOfItOnce(seat, sent, FIRST, 1);
      await seat.context.close();
    });

    test('in each of two tabs is its own', async () => {
      const seat = await stage.sit('manager', 'fr', DESKTOP);
      const other = { ...seat, page: await seat.context.newPage() };
      const sent = watchParts(seat);
      const [one, two] = [speak('fr', FIRST), speak('fr', [...FIRST.slice(0, 1), ...SECOND])];
      await microphone.hears(one, () => beginRecording(stage, seat));
      await microphone.hears(two, () => beginRecording(stage, other));
      await untilRecorded(seat, Math.ceil(one.seconds + 1));
      await untilRecorded(other, Math.ceil(two.seconds + 1));
      await finishRecording(seat);
      await finishRecording(other);
      await Promise.all([drafted(seat), drafted(other)]);
      assert.equal((await transcriptOf(stage, seat)).text, FIRST.join(' '));
      assert.equal((await transcriptOf(stage, other)).text, [...FIRST.slice(0, 1), ...SECOND].join(' '));
      assert.equal(sent.captures.size, 2);
      assert.equal(await rowsOf(seat, sent), 2);
      assert.equal(await keptOnDevice(seat), 0);
      await seat.context.close();
    });
  });

  test('goes on when the service is killed in the middle, and started again', async () => {
    const seat = await stage.sit('rep', 'fr', DESKTOP);
    const sent = watchParts(seat);
    const speech = speak('fr', [...FIRST, ...SECOND]);
    await microphone.hears(speech, () => beginRecording(stage, seat));
    await untilRecorded(seat, 12);
    await stage.kill();
    await untilRecorded(seat, 21);
    await stage.startAgain(recognisers.env);
    await untilRecorded(seat, Math.ceil(speech.seconds + 1));
    await finishRecording(seat);
    await allOfItOnce(seat, sent, [...FIRST, ...SECOND], 1);
    await seat.context.close();
  });
});
