/** What a sales rep does who tells her meeting aloud, and what can be known of the recording. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { Locator, Response } from 'playwright-core';
import { z } from 'zod';

import { button, captureIdOf, openCapture } from './rep.ts';
import { wavOf, type Speech } from './spoken.ts';
import type { Seat, Stage } from './stage.ts';

export interface Microphone {
  /** For `launchBrowser`. */
  readonly file: string;
  /** Begins one recording after the other: each hears its speech from the beginning. */
  hears(speech: Speech, begin: () => Promise<void>): Promise<void>;
  remove(): void;
}

/** A microphone that plays a speech to whoever opens it. */
export function createMicrophone(): Microphone {
  const folder = mkdtempSync(path.join(tmpdir(), 'microphone-'));
  const file = path.join(folder, 'speech.wav');
  let turn = Promise.resolve();
  return {
    file,
    hears(speech, begin) {
      const begun = turn.then(() => {
        writeFileSync(file, wavOf(speech));
        return begin();
      });
      turn = begun.catch(() => undefined);
      return begun;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const clock = ({ page }: Seat): Locator => page.getByRole('timer');

/** From the list of opportunities to a recording under way. */
export async function beginRecording(stage: Pick<Stage, 'url'>, seat: Seat): Promise<void> {
  await openCapture(stage, seat);
  await askForMicrophone(seat);
  await untilRecorded(seat, 1);
}

/** The click on the microphone, and what is asked before: who is recorded, and that the others were told. */
export async function askForMicrophone(seat: Seat): Promise<void> {
  const { page, say } = seat;
  await button(seat, say('Voice_Tell')).click();
  await page.getByText(say('Voice_Who_Others')).click();
  await page.getByText(say('Voice_Others_Told')).click();
  await button(seat, say('Voice_Start')).click();
}

/** What the page says of how long it has recorded. */
export async function recordedSeconds(seat: Seat): Promise<number> {
  const text = (await clock(seat).innerText()).trim();
  return text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
}

/** Lets the recording go on until it has so many seconds. */
export async function untilRecorded(seat: Seat, seconds: number): Promise<void> {
  await clock(seat).waitFor();
  while ((await recordedSeconds(seat)) < seconds) {
    await seat.page.evaluate('new Promise((resolve) => setTimeout(resolve, 100))');
  }
}

/** Lets the recording go on until the middleware has so many parts of it. */
export async function untilSent({ page }: Seat, { parts }: SentParts, count: number): Promise<void> {
  while (parts.length < count) await page.evaluate('new Promise((resolve) => setTimeout(resolve, 100))');
}

/**
 * Stops. Gives the seconds that the page said it had recorded, and how long the click took to come after: a busy machine records
 * on meanwhile.
 */
export async function finishRecording(seat: Seat): Promise<{ said: number; meanwhile: number }> {
  const before = performance.now();
  const said = await recordedSeconds(seat);
  await button(seat, seat.say('Voice_Finish')).click();
  return { said, meanwhile: (performance.now() - before) / 1000 };
}

const partSent = z.object({ captureId: z.string(), part: z.object({ take: z.number(), part: z.number() }) });

export interface SentParts {
  /** The parts that the middleware took, as `take.part`, in their order. */
  readonly parts: string[];
  readonly captures: Set<string>;
}

/** The parts that pages of this person send from now on and the middleware takes. */
export function watchParts({ context }: Seat): SentParts {
  const seen = { parts: [] as string[], captures: new Set<string>() };
  context.on('response', (response: Response) => {
    if (!response.url().endsWith('/apex/FileController.sendPart') || response.status() >= 300) return;
    const { captureId, part } = partSent.parse(response.request().postDataJSON());
    seen.parts.push(`${part.take}.${part.part}`);
    seen.captures.add(captureId);
  });
  return seen;
}

/** A take as the middleware has it: all its parts, joined. */
export async function takeAt(stage: Pick<Stage, 'apex'>, seat: Seat, sent: SentParts, take: number): Promise<Buffer> {
  const numbers = sent.parts.filter((one) => one.startsWith(`${take}.`)).map((one) => Number(one.split('.')[1]));
  const parts: Buffer[] = [];
  for (const part of [...new Set(numbers)].toSorted((a, b) => a - b)) {
    const { body } = await stage.apex(seat, 'FileController.getPart', { captureId: captureIdOf(seat), take, part });
    parts.push(Buffer.from(z.string().parse(body), 'base64'));
  }
  return Buffer.concat(parts);
}

const spoken = z.object({
  text: z.string(),
  sound: z.object({
    seconds: z.number(),
    takes: z.array(z.object({ take: z.number(), from: z.number(), to: z.number() })),
  }),
});

/** What was understood of a recording: its words with single spaces, and its takes. */
export async function transcriptOf(stage: Pick<Stage, 'apex'>, seat: Seat) {
  const { body } = await stage.apex(seat, 'CaptureController.getSource', { captureId: captureIdOf(seat) });
  const { text, sound } = spoken.parse(body);
  return { text: text.replaceAll(/\s+/g, ' ').trim(), ...sound };
}

/** How many things this device still keeps for later: sound, and files. */
export function keptOnDevice({ page }: Seat): Promise<number> {
  return page.evaluate<number>(`(async () => {
    let kept = 0;
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      for (const store of database.objectStoreNames) {
        kept += await new Promise((resolve, reject) => {
          const counting = database.transaction(store).objectStore(store).count();
          counting.onsuccess = () => resolve(counting.result);
          counting.onerror = () => reject(counting.error);
        });
      }
      database.close();
    }
    return kept;
  })()`);
}
