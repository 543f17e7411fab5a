import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';

import { describeViolations, findViolations } from './accessibility.ts';
import { DESKTOP, PHONE, skipWithoutBrowser } from './browser.ts';
import { decodedSeconds } from './decoding.ts';
import {
  beginRecording,
  createMicrophone,
  finishRecording,
  keptOnDevice,
  takeAt,
  transcriptOf,
  untilRecorded,
  untilSent,
  watchParts,
} from './dictation.ts';
import { withinScreen } from './hostile.ts';
import { heardValues, passageOf, playedPassage } from './listening.ts';
import { takeNetworkAway } from './network-off.ts';
import { button, create, createdHeading, heading } from './rep.ts';
import { allowSpeech, startRecognisers, type Recognisers } from './speech-stage.ts';
import { phrasesOf, skipWithoutSpeech, speak, type SpokenLanguage } from './spoken.ts';
import { raiseStage, type Seat, type Stage } from './stage.ts';

/** The clock of the page shows whole seconds, and Stop is a click. */
const CLOCK_SECONDS = 1.5;
/** Recognising, reading and drafting take the time that they take. */
const DRAFTING = { timeout: 120_000 };

const MEETINGS = [
  // Long enough for a slice to be recognised, and shown, before Stop.
  { provider: 'google', language: 'fr', viewport: DESKTOP, phrases: 10, seconds: 42, account: 'Sahel Distribution' },
  // Of the account of the first one: whoever creates it second is told of the duplicate.
  { provider: 'whisper', language: 'fr', viewport: PHONE, phrases: 5, seconds: 19, account: null },
  { provider: 'whisper', language: 'en', viewport: DESKTOP, phrases: 5, seconds: 19, account: 'Harcourt Freight' },
] as const;
type Meeting = (typeof MEETINGS)[number];

const skip = skipWithoutBrowser || skipWithoutSpeech;

describe('a meeting that is told aloud', { skip, timeout: 290_000, concurrency: MEETINGS.length }, () => {
  const network = takeNetworkAway();
  const microphone = createMicrophone();
  let recognisers: Recognisers;
  let stage: Stage;
  before(async () => {
    recognisers = await startRecognisers();
    stage = await raiseStage({ ...network.env, ...recognisers.env }, microphone.file);
  });
  after(async () => {
    await stage?.strike();
    await recognisers?.stop();
    microphone.remove();
    network.remove();
  });

  const check = async (seat: Seat, where: string): Promise<void> => {
    const folder = process.env['SCREENSHOTS'];
    if (folder) await seat.page.screenshot({ path: path.join(folder, `voice-${where}.png`) });
    assert.deepEqual(describeViolations(await findViolations(seat.page)), [], where);
    await withinScreen(seat);
    assert.deepEqual(seat.faults, [], where);
    assert.deepEqual(network.asked(), [], where);
  };

  /** Sits down and speaks: the recogniser that the org names is that of this meeting. */
  async function beginMeeting({ provider, language, viewport, phrases }: Meeting): Promise<Seat> {
    const seat = await stage.sit('rep', language, viewport);
    await network.fence(seat.context);
    await microphone.hears(speak(language, phrasesOf(language, 0, phrases)), () => {
      allowSpeech(stage, provider);
      return beginRecording(stage, seat);
    });
    return seat;
  }

  for (const meeting of MEETINGS) {
    const { provider, language, viewport, phrases, seconds, account } = meeting;
    const where = `${language}-${viewport.width}`;

    test(`${where}, heard by ${provider}: parts while it is told, the draft, what it was heard from, the records`, async () => {
      const seat = await beginMeeting(meeting);
      const sent = watchParts(seat);
      await untilRecorded(seat, 12);
      await check(seat, `${where}-recording`);
      await untilRecorded(seat, seconds);
      await untilSent(seat, sent, Math.floor(seconds / 10));
      if (account && phrases === phrasesOf(language).length)
        await seat.page.getByText(account).first().waitFor(DRAFTING);
      await check(seat, `${where}-heard`);
      const { said, meanwhile } = await finishRecording(seat);
      await heading(seat, seat.say('Capture_Title_Review')).waitFor(DRAFTING);
      await button(seat, seat.say('Review_Create')).waitFor(DRAFTING);

      const { text, seconds: heardSeconds, takes } = await transcriptOf(stage, seat);
      assert.equal(text, phrasesOf(language, 0, phrases).join(' '));
      assert.equal(takes.length, 1);
      const decoded = await decodedSeconds(await takeAt(stage, seat, sent, 1));
      const isAsLong = decoded >= said - CLOCK_SECONDS && decoded <= said + meanwhile + CLOCK_SECONDS;
      assert.ok(isAsLong, `${decoded} s arrived, the page said ${said} s, ${meanwhile} s before it stopped`);
      assert.ok(Math.abs(decoded - heardSeconds) <= 0.1, `${decoded} s arrived, ${heardSeconds} s were read`);
      assert.equal(await keptOnDevice(seat), 0, 'no sound is left on the device');
      await check(seat, `${where}-review`);

      await everyPassageIsHeard(seat, language);
      await confirmAll(seat);
      await check(seat, `${where}-confirmed`);
      if (account) {
        await create(seat);
        await createdHeading(seat);
        await seat.page.getByText(account).filter({ visible: true }).first().waitFor();
      }
      await seat.context.close();
    });
  }

  /** Each value that is asked about can be listened to: what is played is what it was read from. */
  async function everyPassageIsHeard(seat: Seat, language: SpokenLanguage): Promise<void> {
    const values = await heardValues(stage, seat);
    assert.ok(values.length > 0, 'a number that was heard is to be confirmed');
    for (const { name, quote, from, to } of values) {
      const words = await passageOf(stage, seat, language, { from, to });
      const isSaid = quote.split(/\s+/).every((word) => words.some((heard) => heard.includes(word)));
      assert.ok(isSaid, `${name}: "${quote}" is not heard from ${from} to ${to}: ${words.join(' ')}`);
    }
    const { before, after: later } = await playedPassage(seat);
    assert.ok(later > before, `the sound stands still at ${before}`);
  }

  async function confirmAll(seat: Seat): Promise<void> {
    const asked = seat.page.getByRole('region', { name: seat.say('Sound_Heard') });
    const yes = asked.getByRole('button', { name: seat.say('Sound_Yes_To', '', '').split(/[,:]/)[0] ?? '' });
    while ((await yes.count()) > 0) await yes.first().click();
    await asked.getByText(seat.say('Sound_Heard_None')).waitFor();
  }
});
