/** What a sales rep does on the pages, by what she sees: roles and words, never markup. */
import type { Locator } from 'playwright-core';

import type { Seat, Stage } from './stage.ts';

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** The exact name of a control, whatever marks (such as a required star) stand before it. */
const named = (text: string): RegExp => new RegExp(`^\\W*${escape(text)}$`);

export const heading = ({ page }: Seat, text: string): Locator => page.getByRole('heading', { name: named(text) });
export const button = ({ page }: Seat, text: string): Locator => page.getByRole('button', { name: named(text) });

export async function openCapture(stage: Pick<Stage, 'url'>, seat: Seat): Promise<void> {
  await seat.page.goto(`${stage.url}/lightning/o/Opportunity/list`);
  await button(seat, seat.say('Capture_Title')).first().click();
  await heading(seat, seat.say('Capture_Lead')).waitFor();
}

export async function writeNote({ page, say }: Seat, text: string): Promise<void> {
  await page.getByRole('textbox', { name: named(say('Capture_Note')) }).fill(text);
}

export async function analyse(seat: Seat): Promise<void> {
  await button(seat, seat.say('Capture_Analyse')).click();
}

export async function reviewReady(seat: Seat): Promise<void> {
  await heading(seat, seat.say('Capture_Title_Review')).waitFor();
  await button(seat, seat.say('Review_Create'))
    .or(button(seat, seat.say('Update_Button')))
    .waitFor();
}

/** From the list of opportunities to the review page of a note. Gives the capture's id, which the address holds. */
export async function captureNote(stage: Pick<Stage, 'url'>, seat: Seat, text: string): Promise<string> {
  await openCapture(stage, seat);
  await writeNote(seat, text);
  await analyse(seat);
  await reviewReady(seat);
  return captureIdOf(seat);
}

export function captureIdOf({ page }: Seat): string {
  return new URL(page.url()).searchParams.get('c__capture') ?? '';
}

/** The field of the form with this label. */
export const field = ({ page }: Seat, label: string): Locator =>
  page.getByRole('textbox', { name: named(label) }).first();

export async function create(seat: Seat): Promise<void> {
  await button(seat, seat.say('Review_Create')).click();
}

export async function createdHeading(seat: Seat): Promise<void> {
  await heading(seat, seat.say('Review_Created_Title')).waitFor();
}
