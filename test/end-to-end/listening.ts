/** What a recording's review lets its reader hear. */
import { z } from 'zod';

import { createListener, type Listener } from './listener.ts';
import { captureIdOf } from './rep.ts';
import type { SpokenLanguage } from './spoken.ts';
import type { Seat, Stage } from './stage.ts';

const evidence = z.object({ quote: z.string(), from: z.number().nullish(), to: z.number().nullish() });
const fact = z.object({ doubts: z.array(z.unknown()).nonempty(), evidence: z.array(evidence).nonempty() });
const capture = z.object({
  capture: z.object({ drafts: z.array(z.object({ opportunity: z.record(z.string(), z.unknown()) })) }),
});

/** A value that was heard with doubt, and the seconds that it was read from. */
export interface HeardValue {
  readonly name: string;
  readonly quote: string;
  readonly from: number;
  readonly to: number;
}

/** The values of the first deal that the person is asked about. */
export async function heardValues(stage: Pick<Stage, 'apex'>, seat: Seat): Promise<HeardValue[]> {
  const { body } = await stage.apex(seat, 'CaptureController.getCapture', { captureId: captureIdOf(seat) });
  const [draft] = capture.parse(body).capture.drafts;
  return Object.entries(draft?.opportunity ?? {}).flatMap(([name, member]) => {
    const [first] = fact.safeParse(member).data?.evidence ?? [];
    if (typeof first?.from !== 'number' || typeof first.to !== 'number') return [];
    return [{ name, quote: first.quote, from: first.from, to: first.to }];
  });
}

const source = z.object({
  sound: z.object({ stretches: z.array(z.object({ number: z.number(), from: z.number(), to: z.number() })) }),
});
const clip = z.object({ mediaType: z.string(), content: z.string() });
const listeners = new Map<SpokenLanguage, Promise<Listener>>();

/** The words that are said in a passage, by what the org gives to the player. */
export async function passageOf(
  stage: Pick<Stage, 'apex'>,
  seat: Seat,
  language: SpokenLanguage,
  { from, to }: Pick<HeardValue, 'from' | 'to'>,
): Promise<string[]> {
  const captureId = captureIdOf(seat);
  const { body } = await stage.apex(seat, 'CaptureController.getSource', { captureId });
  const { stretches } = source.parse(body).sound;
  const stretch = stretches.find((one) => one.from <= from && from < one.to);
  if (!stretch) return [];
  const answer = await stage.apex(seat, 'FileController.getSound', { captureId, stretch: stretch.number });
  const listener = listeners.get(language) ?? createListener(language);
  listeners.set(language, listener);
  const words = await (await listener).hear(Buffer.from(clip.parse(answer.body).content, 'base64'));
  return words
    .filter((word) => word.to + stretch.from > from - EDGE && word.from + stretch.from < to + EDGE)
    .map(({ text }) => text);
}

/** Words have soft edges. */
const EDGE = 0.3;

/** Listens to the first value that is asked about, until its sound goes on: where it stood a moment before, and now. */
export async function playedPassage(seat: Seat): Promise<{ before: number; after: number }> {
  const { page, say } = seat;
  const asked = page.getByRole('region', { name: say('Sound_Heard') });
  const listen = say('Sound_Listen_To', '', '').split(/[,:]/)[0] ?? '';
  await asked.getByRole('button', { name: listen }).first().click();
  const before = await untilPlayed(seat, 0);
  return { before, after: await untilPlayed(seat, before) };
}

/** What the tests need to know of a player. */
interface Player {
  readonly currentTime: number;
  readonly paused: boolean;
}

/** Waits until a player of the page is beyond this second. */
async function untilPlayed({ page }: Seat, second: number): Promise<number> {
  for (;;) {
    const places = await page
      .locator('audio')
      .evaluateAll((players: Player[]) => players.map(({ currentTime, paused }) => (paused ? 0 : currentTime)));
    const furthest = Math.max(0, ...places);
    if (furthest > second) return furthest;
    await page.evaluate('new Promise((resolve) => requestAnimationFrame(resolve))');
  }
}
