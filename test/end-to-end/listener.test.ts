import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';

import { encode } from './decoding.ts';
import { createListener, type Listener } from './listener.ts';
import { phrasesOf, RATE, skipWithoutSpeech, speak, speechless, wavOf } from './spoken.ts';

/** How far a word may be from where it is said, in seconds. */
const NEAR = 0.3;

describe('the stand-in of a recogniser', { skip: skipWithoutSpeech, timeout: 60_000 }, () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'listener-'));
  const phrases = phrasesOf('fr', 0, 4);
  let listener: Listener;
  before(async () => {
    listener = await createListener('fr');
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const textOf = async (sound: Uint8Array): Promise<string> =>
    (await listener.hear(sound)).map(({ text }) => text).join(' ');
  const wavBetween = (speech: ReturnType<typeof speak>, from: number, to: number): Buffer =>
    wavOf({ samples: speech.samples.slice(Math.round(from * RATE), Math.round(to * RATE)) });

  it('tells what is said, where it is said, in the sound of a recording', async () => {
    const speech = speak('fr', phrases);
    const file = path.join(folder, 'meeting.webm');
    encode(wavOf(speech), file);
    const words = await listener.hear(readFileSync(file));
    assert.equal(words.map(({ text }) => text).join(' '), phrases.join(' '));
    let first = 0;
    for (const { text, from, to } of speech.phrases) {
      const count = text.split(' ').length;
      assert.ok(Math.abs((words[first]?.from ?? 0) - from) < NEAR, `"${text}" begins elsewhere`);
      assert.ok(Math.abs((words[first + count - 1]?.to ?? 0) - to) < NEAR, `"${text}" ends elsewhere`);
      first += count;
    }
  });

  it('tells what was said in another order in that order, and what was not said not at all', async () => {
    const [one = '', two = '', three = ''] = phrases;
    assert.equal(await textOf(wavOf(speak('fr', [three, one]))), `${three} ${one}`);
    assert.equal(await textOf(wavOf(speak('fr', [two, two]))), `${two} ${two}`);
    const speech = speak('fr', [one, two, three]);
    const [, lost] = speech.phrases;
    const holed = speech.samples.map((sample, index) =>
      index > (lost?.from ?? 0) * RATE && index < (lost?.to ?? 0) * RATE ? 0 : sample,
    );
    assert.equal(await textOf(wavOf({ samples: holed })), `${one} ${three}`);
  });

  it('tells each word of a phrase that was cut in two once', async () => {
    const speech = speak('fr', phrases);
    for (const { from, to } of speech.phrases) {
      const cut = (from + to) / 2;
      const [before, after_] = [wavBetween(speech, 0, cut), wavBetween(speech, cut, speech.seconds)];
      assert.equal(`${await textOf(before)} ${await textOf(after_)}`, phrases.join(' '), `cut at ${cut.toFixed(2)}`);
    }
  });

  it('hears nothing in silence, noise, music, in what others say, and in what is no sound', async () => {
    for (const kind of ['silence', 'noise', 'music'] as const)
      assert.equal(await textOf(wavOf(speechless(kind, 10))), '', kind);
    assert.equal(await textOf(wavOf(speak('en', phrasesOf('en', 0, 4)))), '');
    assert.equal(await textOf(Buffer.from('no sound')), '');
    assert.equal(await textOf(Buffer.alloc(0)), '');
  });
});
