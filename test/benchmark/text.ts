import { evaluateAmounts } from './text-amounts.ts';
import { evaluateDates } from './text-dates.ts';
import { evaluatePhones } from './text-phones.ts';
import { tableOf } from './table.ts';
import type { TextReport } from './text-report.ts';

/** The share of each set that must be right. Phones and French dates as the project promises, the others under what is reached. */
const FLOORS: readonly (readonly [RegExp, number])[] = [
  [/^(?:phones|libphonenumber)$/, 1],
  [/^(?:dates-|chrono fr)/, 0.98],
  [/^(?:amounts|numerals)-/, 0.98],
  [/^duckling (?:AmountOfMoney|Numeral|Quantity)/, 0.95],
  [/^(?:chrono en|duckling Time_)/, 0.94],
  [/^duckling (?:Ordinal|Duration)/, 0.85],
];
const MOST_EXAMPLES = 6;

/** How much of every set of texts the parsers read right, what is left out and why; 1 where a set falls under its floor. */
export function benchmarkText(dataFolder: string | undefined, print: (line: string) => void = console.log): number {
  const reports = [...evaluateAmounts(dataFolder), ...evaluatePhones(dataFolder), ...evaluateDates(dataFolder)];
  print(tableOf(['set', 'right', 'judged', 'share', 'floor', 'left out'], reports.map(rowOf)));
  for (const report of reports) printDetails(report, print);
  if (dataFolder === undefined)
    print('\nNot asked: the sets that do not ship (name the folder of eval/text: --data DIR).');
  const under = reports.filter((report) => shareOf(report) < (floorOf(report.set) ?? 0));
  for (const report of under) print(`\n${report.set}: ${percent(shareOf(report))} is under its floor`);
  return under.length > 0 ? 1 : 0;
}

/** The share that a set must reach; none is asked of a set that has no floor. */
export function floorOf(set: string): number | null {
  return FLOORS.find(([pattern]) => pattern.test(set))?.[1] ?? null;
}

function shareOf({ right, judged }: TextReport): number {
  return judged === 0 ? 1 : right / judged;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function rowOf(report: TextReport): string[] {
  const floor = floorOf(report.set);
  const leftOut = report.leftOut.reduce((sum, { inputs }) => sum + inputs.length, 0);
  return [
    report.set,
    `${report.right}`,
    `${report.judged}`,
    percent(shareOf(report)),
    floor === null ? '-' : percent(floor),
    `${leftOut}`,
  ];
}

function printDetails({ set, misses, leftOut }: TextReport, print: (line: string) => void): void {
  if (misses.length + leftOut.length > 0) print(`\n${set}`);
  for (const { input, expected, got } of misses)
    print(`  wrong     « ${input} » is ${expected}, read as ${got ?? 'nothing'}`);
  for (const { reason, inputs } of leftOut) {
    const more = inputs.length > MOST_EXAMPLES ? `, and ${inputs.length - MOST_EXAMPLES} more` : '';
    print(`  left out  ${reason} (${inputs.length}) « ${inputs.slice(0, MOST_EXAMPLES).join(' », « ')} »${more}`);
  }
}
