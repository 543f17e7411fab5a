import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { z } from 'zod';

import { language } from '../captures/schema.ts';
import { readText } from '../readings/text.ts';
import { extract } from './extract.ts';
import { summarise } from './summary.ts';
import { demoContext } from './testing/demo.ts';

const root = new URL('../../../test/', import.meta.url);
const note = z.object({ id: z.string(), kind: z.string(), lang: language, today: z.string(), text: z.string() });
const score = z.object({
  valueAccuracy: z.number(),
  wrongRate: z.number(),
  detectionF1: z.number(),
  quietWrong: z.number(),
});

function scoreOf(file: string): z.infer<typeof score> {
  const gold = fileURLToPath(new URL(`fixtures/gold/${file}`, root));
  const folder = mkdtempSync(join(tmpdir(), 'accuracy-'));
  const predictions = join(folder, 'predictions.jsonl');
  try {
    const context = demoContext();
    const lines = readFileSync(gold, 'utf8')
      .trim()
      .split('\n')
      .map((line) => {
        const { id, kind, lang, today, text } = note.parse(JSON.parse(line));
        return JSON.stringify({ id, ...summarise(extract({ reading: readText(text, lang), kind, today, context })) });
      });
    writeFileSync(predictions, lines.join('\n'));
    const scorer = fileURLToPath(new URL('benchmark/score-notes.mjs', root));
    return score.parse(
      JSON.parse(execFileSync(process.execPath, [scorer, gold, predictions, '--json'], { encoding: 'utf8' })),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Floors slightly under what the rules reach: a change that costs accuracy fails here. */
const FLOORS = [
  { file: 'gold.jsonl', accuracy: 0.91, wrong: 0.035, deals: 0.96 },
  { file: 'invented.jsonl', accuracy: 0.985, wrong: 0.01, deals: 0.98 },
];

for (const { file, accuracy, wrong, deals } of FLOORS) {
  test(`the rules read ${file} at least as well as before`, () => {
    const reached = scoreOf(file);
    assert.ok(reached.valueAccuracy >= accuracy, `value accuracy ${reached.valueAccuracy}`);
    assert.ok(reached.wrongRate <= wrong, `wrong values ${reached.wrongRate}`);
    assert.ok(reached.detectionF1 >= deals, `deals F1 ${reached.detectionF1}`);
  });
}
