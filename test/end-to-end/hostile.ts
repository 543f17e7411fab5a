/** What the tests with hostile input share: a watched seat, a note with one deal in it, a paste. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

import { z } from 'zod';

import { DESKTOP } from './browser.ts';
import type { Seat, Stage } from './stage.ts';
import { layTripwire, type Tripwire } from './tripwire.ts';

/** The Big List of Naughty Strings. */
export const NAUGHTY = z
  .array(z.string())
  .parse(JSON.parse(readFileSync(new URL('../fixtures/hostile/blns.json', import.meta.url), 'utf8')));

export const deal = (account: string): string =>
  `Appel de M. Souleymane Barry, responsable réseau de ${account} : il veut 12 bornes wifi, 6 M FCFA, commande le 15 décembre.`;

export type WatchedSeat = Seat & { wire: Tripwire };

export async function sitWatched(stage: Stage, viewport = DESKTOP): Promise<WatchedSeat> {
  const seat = await stage.sit('rep', 'fr', viewport);
  return { ...seat, wire: layTripwire(seat.page) };
}

/** Nothing ran, nothing was asked of another server, nothing failed. */
export async function quiet({ wire, faults }: WatchedSeat, where: string): Promise<void> {
  assert.deepEqual([...(await wire.sprung()), ...faults], [], where);
}

export async function leaveQuiet(seat: WatchedSeat, where: string): Promise<void> {
  await quiet(seat, where);
  await seat.context.close();
}

/** Puts a text into the note as a person does: in one piece, from the clipboard. */
export async function paste({ page, context, say }: Seat, text: string): Promise<void> {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  await page.getByRole('textbox', { name: say('Capture_Note') }).focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('ControlOrMeta+v');
}

/** The page does not scroll sideways. */
export async function withinScreen({ page }: Seat): Promise<void> {
  const sizes: unknown = await page.evaluate('[document.documentElement.scrollWidth, window.innerWidth]');
  const [wide = 0, shown = 0] = z.array(z.number()).parse(sizes);
  assert.ok(wide <= shown, `the page is ${wide} px wide on a screen of ${shown}`);
}
