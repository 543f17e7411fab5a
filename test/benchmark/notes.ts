import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import { captureContext, language, MAXIMUM_TEXT_LENGTH } from '../../middleware/src/captures/schema.ts';

const ROOT = join(import.meta.dirname, '../..');
const SHIPPED = join(ROOT, 'test/fixtures/gold');
const CONTEXT = join(ROOT, 'middleware/configuration/demo.json');

const note = z.object({
  text: z.string().min(1).max(MAXIMUM_TEXT_LENGTH),
  lang: language.nullish(),
  today: z.iso.date(),
});
export type Note = z.infer<typeof note>;

/** What a run sends, and what it leaves out, in words. */
export interface NoteSet {
  notes: Note[];
  skipped: string[];
}

/** The notes of every `.jsonl` file of a folder: one `{text, lang?, today}` a line, as the gold notes are. */
export function readNotes(folder: string | undefined): NoteSet {
  const from = folder ?? SHIPPED;
  const skipped = folder ? [] : ['sets of notes that do not ship with the project (name their folder: --data DIR)'];
  const notes: Note[] = [];
  for (const file of readdirSync(from).sort()) {
    if (!file.endsWith('.jsonl')) continue;
    const found = readLines(join(from, file));
    if (found) notes.push(...found);
    else skipped.push(`${file}: not lines of {text, lang?, today}`);
  }
  if (notes.length === 0) throw new Error(`no notes in ${from}: it needs a .jsonl file of {text, lang?, today} lines`);
  return { notes, skipped };
}

function readLines(file: string): Note[] | undefined {
  try {
    const lines = readFileSync(file, 'utf8').split('\n');
    return lines.filter((line) => line.trim()).map((line) => note.parse(JSON.parse(line)));
  } catch {
    return undefined;
  }
}

/** The context that every capture of the run carries: the demo configuration, as Apex would send it. */
export function readContext() {
  return captureContext.parse(JSON.parse(readFileSync(CONTEXT, 'utf8')));
}
