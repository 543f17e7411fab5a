import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import { z } from 'zod';

import { language } from '../../middleware/src/captures/schema.ts';
import { extract } from '../../middleware/src/extraction/extract.ts';
import { summarise } from '../../middleware/src/extraction/summary.ts';
import { pictured } from '../../middleware/src/extraction/testing/pictured.ts';
import { readText } from '../../middleware/src/readings/text.ts';
import { readContext } from './notes.ts';

const SCORER = join(import.meta.dirname, 'score-notes.mjs');

const goldNote = z.object({
  id: z.string(),
  kind: z.string(),
  lang: language,
  today: z.iso.date(),
  text: z.string(),
  gold: z.looseObject({ opportunities: z.array(z.unknown()) }),
});
type GoldNote = z.infer<typeof goldNote>;

/** A source with what it should give and what the rules made of it, each as the scorer reads it. */
interface Read {
  readonly note: GoldNote;
  readonly prediction: string;
}

/** A file of gold notes, read by the rules. */
export interface ReadSet {
  readonly name: string;
  readonly read: readonly Read[];
}

const counts = z.object({ right: z.number(), wrong: z.number(), blank: z.number() });

/** What `score-notes.mjs --json` prints of a set. Shares are from 0 to 1. */
const score = z.object({
  entries: z.number(),
  perfectEntries: z.number(),
  valueAccuracy: z.number(),
  wrongRate: z.number(),
  detectionF1: z.number().nullable(),
  quietRight: z.number(),
  quietWrong: z.number(),
  fields: z.record(z.string(), counts),
});
export type Score = z.infer<typeof score>;

/** The gold notes of a folder's `.jsonl` files, by file, and the files that are none. */
export function readGold(folder: string): { sets: { name: string; notes: GoldNote[] }[]; skipped: string[] } {
  const sets: { name: string; notes: GoldNote[] }[] = [];
  const skipped: string[] = [];
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!file.endsWith('.jsonl')) continue;
    try {
      const lines = readFileSync(join(folder, file), 'utf8').split('\n');
      const notes = lines.filter((line) => line.trim()).map((line) => goldNote.parse(JSON.parse(line)));
      sets.push({ name: basename(file, '.jsonl'), notes });
    } catch {
      skipped.push(`${file}: not lines of {id, kind, lang, today, text, gold}`);
    }
  }
  return { sets, skipped };
}

/** Reads notes with the rules, as the command line does; the text of a photo as its picture gives it. */
export function readByRules(notes: readonly GoldNote[]): Read[] {
  const context = readContext();
  return notes.map((note) => {
    const reading = note.kind === 'photo' ? pictured(note.text, note.lang) : readText(note.text, note.lang);
    const found = extract({ reading, kind: note.kind, today: note.today, context });
    return { note, prediction: JSON.stringify({ id: note.id, ...summarise(found) }) };
  });
}

/** Judges what was read by the scorer that the project is judged with. @throws Error when the scorer fails. */
export function scoreOf(read: readonly Read[]): Score {
  const folder = mkdtempSync(join(tmpdir(), 'score-'));
  try {
    const [gold, predictions] = [join(folder, 'gold.jsonl'), join(folder, 'predictions.jsonl')];
    // Files of one folder may share ids: the scorer pairs by id.
    const lineOf = (json: string, index: number) => JSON.stringify({ ...JSON.parse(json), id: `${index}` });
    writeFileSync(gold, read.map(({ note }, index) => lineOf(JSON.stringify(note), index)).join('\n'));
    writeFileSync(predictions, read.map(({ prediction }, index) => lineOf(prediction, index)).join('\n'));
    const scored = spawnSync(process.execPath, [SCORER, gold, predictions, '--json'], { encoding: 'utf8' });
    if (scored.status !== 0) throw new Error(`the scorer failed: ${scored.stderr}`);
    return score.parse(JSON.parse(scored.stdout));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
