import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import { readByRules, readGold, scoreOf, type ReadSet, type Score } from './extraction-scores.ts';
import { growthOf, timesOf } from './extraction-speed.ts';
import { percentile } from './figures.ts';
import { tableOf } from './table.ts';

const SHIPPED = join(import.meta.dirname, '../fixtures/gold');
const BASELINE = join(import.meta.dirname, 'extraction-baseline.json');
/** Work that grows with the square of the length would show 10. */
const MOST_GROWTH = 3;
/** A change may lose as much as one value in a few hundred without being a loss. */
const SLACK = 0.003;

const baseline = z.record(
  z.string(),
  z.object({ accuracy: z.number(), wrong: z.number(), deals: z.number(), quietWrong: z.number() }),
);
type Baseline = z.infer<typeof baseline>;

interface Options {
  data?: string | undefined;
  /** Takes what is reached now as what later runs must reach. */
  record?: boolean;
}

/**
 * Accuracy of the rules by set, kind, language and field, and their speed; 1 where a shipped set falls under what is recorded,
 * or where the time grows faster than the length. Milliseconds are told and fail nothing.
 */
export function benchmarkExtraction({ data, record = false }: Options, print = console.log): number {
  const { sets, skipped } = readGold(data ?? SHIPPED);
  const read = sets.map(({ name, notes }): ReadSet => ({ name, read: readByRules(notes) }));
  if (read.length === 0) throw new Error(`no gold notes in ${data ?? SHIPPED}`);
  const scores = new Map(read.map((set) => [set.name, scoreOf(set.read)]));
  printAccuracy(read, scores, print);
  const tooSlow = printSpeed(
    sets.flatMap(({ notes }) => notes),
    print,
  );
  for (const name of skipped) print(`SKIPPED ${name}`);
  if (!data) print('SKIPPED sets of notes that do not ship with the project (name their folder: --data DIR)');
  if (record) writeBaseline(scores);
  const lost = data ? [] : lossesOf(scores);
  for (const loss of [...lost, ...tooSlow]) print(`FAILED ${loss}`);
  return lost.length + tooSlow.length > 0 ? 1 : 0;
}

/** What the shipped sets fall short of, in words; empty when nothing was lost. */
export function accuracyLosses(): string[] {
  const { sets } = readGold(SHIPPED);
  return lossesOf(new Map(sets.map(({ name, notes }) => [name, scoreOf(readByRules(notes))])));
}

function lossesOf(scores: ReadonlyMap<string, Score>): string[] {
  const recorded = baseline.parse(JSON.parse(readFileSync(BASELINE, 'utf8')));
  return [...scores].flatMap(([name, reached]) => {
    const before = recorded[name];
    if (!before) return [`${name}: nothing is recorded (npm run benchmark -- extraction --record)`];
    const now = figuresOf(reached);
    return [
      ...(now.accuracy < before.accuracy - SLACK ? [`${name}: value accuracy ${percent(now.accuracy)}`] : []),
      ...(now.wrong > before.wrong + SLACK ? [`${name}: wrong values ${percent(now.wrong)}`] : []),
      ...(now.deals < before.deals - SLACK ? [`${name}: deals F1 ${now.deals.toFixed(3)}`] : []),
      ...(now.quietWrong > before.quietWrong ? [`${name}: ${now.quietWrong} sources without a deal got one`] : []),
    ];
  });
}

function writeBaseline(scores: ReadonlyMap<string, Score>): void {
  const recorded: Baseline = Object.fromEntries([...scores].map(([name, reached]) => [name, figuresOf(reached)]));
  writeFileSync(BASELINE, `${JSON.stringify(recorded, null, 2)}\n`);
}

function figuresOf({ valueAccuracy, wrongRate, detectionF1, quietWrong }: Score): Baseline[string] {
  const rounded = (share: number) => Math.round(share * 10_000) / 10_000;
  return {
    accuracy: rounded(valueAccuracy),
    wrong: rounded(wrongRate),
    deals: rounded(detectionF1 ?? 1),
    quietWrong,
  };
}

function printAccuracy(read: readonly ReadSet[], scores: ReadonlyMap<string, Score>, print: typeof console.log): void {
  const heads = ['', 'sources', 'wholly right', 'values right', 'wrong', 'deals F1', 'quiet'];
  print(
    tableOf(
      ['set', ...heads.slice(1)],
      [...scores].map(([name, reached]) => rowOf(name, reached)),
    ),
  );
  const all = read.flatMap((set) => set.read);
  const grouped = (head: string, groupOf: (one: (typeof all)[number]) => string) => {
    const groups = [...Map.groupBy(all, groupOf)].sort(([one], [other]) => one.localeCompare(other));
    print(
      `\n${tableOf(
        [head, ...heads.slice(1)],
        groups.map(([name, group]) => rowOf(name, scoreOf(group))),
      )}`,
    );
  };
  grouped('kind', ({ note }) => note.kind);
  grouped('language', ({ note }) => note.lang);
  const fields = Object.entries(scoreOf(all).fields).sort(([one], [other]) => one.localeCompare(other));
  const fieldRows = fields.map(([name, { right, wrong, blank }]) => {
    return [name, percent(right / (right + wrong + blank)), `${right}`, `${wrong}`, `${blank}`];
  });
  print(`\n${tableOf(['field', 'share', 'right', 'wrong', 'blank'], fieldRows)}`);
}

function rowOf(name: string, reached: Score): string[] {
  const { entries, perfectEntries, valueAccuracy, wrongRate, detectionF1, quietRight, quietWrong } = reached;
  return [
    name,
    `${entries}`,
    `${perfectEntries}`,
    percent(valueAccuracy),
    percent(wrongRate),
    detectionF1?.toFixed(3) ?? '-',
    `${quietRight}/${quietRight + quietWrong}`,
  ];
}

/** Gives what grows faster than it may. */
function printSpeed(notes: Parameters<typeof timesOf>[0], print: typeof console.log): string[] {
  const times = timesOf(notes);
  const [median, high, most] = [0.5, 0.99, 1].map((share) => percentile(times, share).toFixed(1));
  print(`\na note: median ${median} ms, p99 ${high} ms, the slowest ${most} ms (one core, warmed up)`);
  const growths = growthOf(notes);
  const rows = growths.map(({ what, milliseconds, ratio }) => [what, milliseconds.toFixed(0), ratio.toFixed(2)]);
  print(`\n${tableOf(['200,000 characters of', 'ms', 'a character, against 20,000'], rows)}\n`);
  return growths
    .filter(({ ratio }) => ratio > MOST_GROWTH)
    .map(
      ({ what, ratio }) => `${what}: a character takes ${ratio.toFixed(1)} times as long in a text ten times as long`,
    );
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
