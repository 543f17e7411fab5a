import { sourceOf } from '../../middleware/src/extraction/source.ts';
import { datesIn } from '../../middleware/src/extraction/values/dates.ts';
import type { DateCase } from './text-date-sets.ts';
import { dateSets } from './text-date-sets.ts';
import type { TextReport } from './text-report.ts';

/** The days that a parser finds in the text of a case, in reading order. */
export type DateReader = (asked: DateCase) => string[];

const read: DateReader = ({ input, language, today, order }) =>
  datesIn(sourceOf(input, language), today, order).map(({ day }) => day);

/** How many of the dates of each set are read right. Without a folder, only our own small sets are asked. */
export function evaluateDates(dataFolder?: string, reader: DateReader = read): TextReport[] {
  return dateSets(dataFolder).map(({ set, cases }) => {
    const report: TextReport = { set, right: 0, judged: 0, misses: [], leftOut: [] };
    for (const asked of cases) {
      if (asked.leftOut === undefined) judge(report, asked, reader(asked));
      else leaveOut(report, asked.leftOut, asked.input);
    }
    return report;
  });
}

/** Right: the last day found is the one expected, and no other is found but the first day of its range. */
function judge(report: TextReport, asked: DateCase, days: readonly string[]): void {
  report.judged += 1;
  const got = days.at(-1) ?? null;
  const isExpected = (day: string): boolean =>
    asked.expected !== null && asked.expected[0] <= day && day <= asked.expected[1];
  const isRight = got === null ? asked.expected === null : isExpected(got);
  if (isRight && days.every((day) => isExpected(day) || day === asked.opens)) report.right += 1;
  else report.misses.push({ input: asked.input, expected: expectation(asked), got: days.join(', ') || null });
}

function expectation({ expected }: DateCase): string {
  if (expected === null) return 'no date';
  return expected[0] === expected[1] ? expected[0] : `${expected[0]}..${expected[1]}`;
}

function leaveOut(report: TextReport, reason: string, input: string): void {
  const known = report.leftOut.find((left) => left.reason === reason);
  if (known) known.inputs.push(input);
  else report.leftOut.push({ reason, inputs: [input] });
}
