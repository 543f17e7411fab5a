/** Files as a sales rep gives them, and what the page shows of those it read. */
import type { Locator } from 'playwright-core';
import { z } from 'zod';

import { button, captureIdOf, heading } from './rep.ts';
import type { Seat, Stage } from './stage.ts';

/** A file in memory, as a file chooser would give it. */
export interface GivenFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

export const photo = (name: string, buffer: Buffer): GivenFile => ({ name, mimeType: 'image/jpeg', buffer });

/** Chooses files and waits until the tray shows that many more. */
export async function chooseFiles(seat: Seat, ...files: readonly GivenFile[]): Promise<void> {
  const before = await cards(seat).count();
  await seat.page.locator('c-attachment-tray input.chooser').setInputFiles([...files]);
  await cards(seat)
    .nth(before + files.length - 1)
    .waitFor();
}

/** The files of the note, in their order. */
export const cards = ({ page, say }: Seat): Locator =>
  page
    .getByRole('list', { name: say('Files_List') })
    .getByRole('listitem')
    .filter({ hasNot: page.locator('lightning-spinner') });

/** Hands pictures over: the button counts them. */
export async function analysePages(seat: Seat, pages: number): Promise<void> {
  await button(seat, seat.say(pages === 1 ? 'Files_Analyse_Page_One' : 'Files_Analyse_Page_Other', pages)).click();
}

export async function analyseFiles(seat: Seat, files: number): Promise<void> {
  await button(seat, seat.say(files === 1 ? 'Files_Analyse_File_One' : 'Files_Analyse_File_Other', files)).click();
}

/** Reading a picture takes the time that it takes. */
const READING = { timeout: 45_000 };

export async function reviewOfFiles(seat: Seat): Promise<string> {
  await heading(seat, seat.say('Capture_Title_Review')).waitFor(READING);
  await button(seat, seat.say('Review_Create'))
    .or(button(seat, seat.say('Update_Button')))
    .waitFor(READING);
  return captureIdOf(seat);
}

export async function noneOfFiles(seat: Seat): Promise<string> {
  await heading(seat, seat.say('Picture_None_Photo')).first().waitFor(READING);
  return captureIdOf(seat);
}

const region = z.object({ page: z.number(), corners: z.array(z.number()).length(8) });
const evidence = z.object({ quote: z.string(), start: z.number(), regions: z.array(region).optional() });
const fact = z.object({ value: z.unknown(), origin: z.string(), evidence: z.array(evidence) });
const facts = z.record(z.string(), z.unknown());
const capture = z.object({
  capture: z.object({
    drafts: z.array(z.object({ opportunity: facts, account: facts, contacts: z.array(facts) })),
    account: facts.nullish(),
    contacts: z.array(facts),
  }),
});

/** A value that was read, by the path of its field. */
export interface FoundValue {
  readonly path: string;
  readonly value: unknown;
  readonly quote: string;
  readonly regions: readonly z.infer<typeof region>[];
}

/** Every value of the first draft that has its evidence in a picture. */
export async function picturedValues(stage: Pick<Stage, 'apex'>, seat: Seat): Promise<readonly FoundValue[]> {
  const { body } = await stage.apex(seat, 'CaptureController.getCapture', { captureId: captureIdOf(seat) });
  const [draft] = capture.parse(body).capture.drafts;
  if (!draft) return [];
  const parts = [
    ['opportunity', draft.opportunity] as const,
    ['account', draft.account] as const,
    ...draft.contacts.map((contact) => [`contacts.${String(contact['id'])}`, contact] as const),
  ];
  return parts.flatMap(([part, members]) =>
    Object.entries(members).flatMap(([name, member]) => {
      const found = fact.safeParse(member);
      const first = found.success ? found.data.evidence[0] : undefined;
      if (!found.success || !first?.regions?.length) return [];
      return [{ path: `${part}.${name}`, value: found.data.value, quote: first.quote, regions: first.regions }];
    }),
  );
}
