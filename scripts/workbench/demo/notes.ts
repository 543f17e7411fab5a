import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

import type { Language } from '../org/schema/description.ts';

const FILE = join(import.meta.dirname, '../../../test/fixtures/notes/notes.json');

const fixtureNotes = z.array(
  z.object({
    title: z.object({ fr: z.string().min(1), en: z.string().min(1) }),
    language: z.enum(['fr', 'en']),
    text: z.string().min(1),
  }),
);

/** A note to try with one click: its title in the language of the page, its own language, and its text. */
export interface SampleNote {
  readonly title: string;
  readonly language: Language;
  readonly text: string;
}

/** The invented notes of the project's own fixtures, titled in the language of the page. */
export function sampleNotes(language: Language): readonly SampleNote[] {
  return fixtureNotes
    .parse(JSON.parse(readFileSync(FILE, 'utf8')))
    .map((note) => ({ title: note.title[language], language: note.language, text: note.text }));
}
