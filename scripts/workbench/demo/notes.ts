import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

import type { Language } from '../org/schema/description.ts';

const NOTES = join(import.meta.dirname, '../../../test/fixtures/notes/notes.json');
/** Where the sample pictures are, which the workbench serves under `PICTURES_PATH`. */
export const PICTURES_FOLDER = join(import.meta.dirname, 'pictures');
export const PICTURES_PATH = '/workbench/pictures';

const fixtureNote = z.object({
  title: z.object({ fr: z.string().min(1), en: z.string().min(1) }),
  language: z.enum(['fr', 'en']),
  text: z.string().min(1),
});
/** The text is what is typed beside the picture, if anything. */
const samplePicture = fixtureNote.extend({ text: z.string(), fileName: z.string().regex(/^[\w-]+\.jpg$/) });

/** A file to try, from the workbench itself. */
export interface SampleFile {
  readonly address: string;
  readonly fileName: string;
  readonly mediaType: string;
}

/** A note to try with one click: its title in the language of the page, its own language, its text, and pictures. */
export interface SampleNote {
  readonly title: string;
  readonly language: Language;
  readonly text: string;
  readonly files: readonly SampleFile[];
}

/** The invented notes of the project's own fixtures and the invented pictures, titled in the language of the page. */
export function sampleNotes(language: Language): readonly SampleNote[] {
  const notes = z.array(fixtureNote).parse(contentOf(NOTES));
  const pictures = z.array(samplePicture).parse(contentOf(join(PICTURES_FOLDER, 'pictures.json')));
  return [
    ...notes.map((note) => ({ ...note, title: note.title[language], files: [] })),
    ...pictures.map(({ fileName, ...note }) => ({ ...note, title: note.title[language], files: [fileOf(fileName)] })),
  ];
}

function fileOf(fileName: string): SampleFile {
  return { address: `${PICTURES_PATH}/${fileName}`, fileName, mediaType: 'image/jpeg' };
}

function contentOf(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
