import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import type { Language } from '../../middleware/src/captures/schema.ts';
import type { NumericOrder } from '../../middleware/src/extraction/values/date-forms.ts';
import { chronoCases } from './text-dates-chrono.ts';
import { ducklingCases } from './text-dates-duckling.ts';

/** One text with the day that the parser should give, or why it is not asked. */
export interface DateCase {
  readonly input: string;
  readonly today: string;
  readonly language: Language;
  readonly order: NumericOrder;
  /** The days that are right, first and last; null: the text names no day. */
  readonly expected: readonly [string, string] | null;
  /** The first day of a range whose last day is expected. */
  readonly opens?: string;
  readonly leftOut?: string;
}

export interface DateSet {
  readonly set: string;
  readonly cases: readonly DateCase[];
}

const OURS = join(import.meta.dirname, '../fixtures/text');

const ourFile = z.object({
  today: z.iso.date(),
  language: z.enum(['fr', 'en']),
  order: z.enum(['day-first', 'month-first']).default('day-first'),
  cases: z.array(z.tuple([z.string(), z.union([z.iso.date(), z.null()])])),
});

/** Our own sets, which ship, and those of the folder `eval/text` when it is given. */
export function dateSets(dataFolder: string | undefined): DateSet[] {
  const names = readdirSync(OURS).filter((name) => /^dates-.*\.json$/.test(name));
  const ours = names.sort().map((name) => ({ set: name.replace('.json', ''), cases: ourCases(join(OURS, name)) }));
  if (dataFolder === undefined) return ours;
  const chrono = join(dataFolder, 'chrono');
  const duckling = join(dataFolder, 'duckling');
  return [
    ...ours,
    ...(['fr', 'en'] as const).map((language) => ({
      set: `chrono ${language}`,
      cases: filesOf(chrono, `${language}_`).flatMap((file) => chronoCases(file, language)),
    })),
    ...['Time_EN', 'Time_EN-US', 'Time_EN-GB', 'Duration_EN'].map((name) => ({
      set: `duckling ${name}`,
      cases: filesOf(duckling, `${name}.`).flatMap((file) => ducklingCases(file, name)),
    })),
  ].filter(({ cases }) => cases.length > 0);
}

function filesOf(folder: string, beginning: string): unknown[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.startsWith(beginning) && name.endsWith('.json'));
  return names.sort().map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as unknown);
}

function ourCases(path: string): DateCase[] {
  const { today, language, order, cases } = ourFile.parse(JSON.parse(readFileSync(path, 'utf8')));
  return cases.map(([input, day]) => ({ input, today, language, order, expected: day === null ? null : [day, day] }));
}
