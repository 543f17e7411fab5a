import { join } from 'node:path';

import { ACCOUNT_THRESHOLDS } from '../../middleware/src/matching/accounts/comparing.ts';
import { told, type Accuracy } from './matching-accuracy-figures.ts';
import { legalFormFigures, RESTAURANT_SETS, restaurantFigures } from './matching-accuracy-organisations.ts';
import { ownFailures, ownFigures, type OwnFigures } from './matching-accuracy-own.ts';
import { PERSON_SETS, personFigures } from './matching-accuracy-persons.ts';
import { tableOf } from './table.ts';

/** What restaurants of two guides must reach where the likelihood is one half. */
const RESTAURANT_FLOOR = 0.99;
/** Likelier one than two: the threshold that a likelihood brings with it. Those of the product are printed beside it. */
const LIKELIER = 0.5;

/**
 * How well records are told apart, on pairs whose answer is known: the own pairs that ship, and those of others where `data` has them.
 * Prints the figures and names what was left out. Gives what failed, each in a sentence.
 */
export function benchmarkAccuracy({ data }: { data: string | undefined }): Promise<string[]> {
  const own = ownFigures();
  printOwn(own);
  const folder = data === undefined ? null : join(data, 'matching');
  if (folder === null) console.log('skipped: the sets of others (restaurants, legal forms, persons); give --data DIR');
  const failures = folder === null ? [] : [...restaurantFailures(folder), ...legalFormFailures(folder)];
  if (folder !== null) printPersons(folder);
  return Promise.resolve([...ownFailures(own), ...failures]);
}

function figuresOf({ precision, recall, f1 }: Accuracy): string[] {
  return [precision, recall, f1].map(told);
}

function printOwn(figures: readonly OwnFigures[]): void {
  const rows = figures.map(({ set, pairs, accuracy, wrongAtOnce, wrong, missed }) => [
    set,
    String(pairs.length),
    ...figuresOf(accuracy),
    ...[wrongAtOnce, wrong, missed].map(({ length }) => String(length)),
  ]);
  const heads = ['own pairs', 'pairs', 'precision', 'recall', 'F1', 'wrong at once', 'wrong', 'missed'];
  console.log(`\n${tableOf(heads, rows)}`);
  for (const { set, wrong, missed } of figures) {
    for (const { told: pair, score } of wrong) console.log(`  ${set}, wrong at ${score.toFixed(3)}: ${pair}`);
    for (const { told: pair, score } of missed) console.log(`  ${set}, missed at ${score.toFixed(3)}: ${pair}`);
  }
}

function restaurantFailures(folder: string): string[] {
  const rows: string[][] = [];
  const failures = RESTAURANT_SETS.flatMap((set) => {
    const figures = restaurantFigures(folder, set, [ACCOUNT_THRESHOLDS.ask, LIKELIER, ACCOUNT_THRESHOLDS.same]);
    if (!figures) {
      console.log(`skipped: ${set} is not there`);
      return [];
    }
    for (const point of [...figures.at, figures.best]) {
      const threshold = `${point === figures.best ? 'best: ' : ''}${point.threshold.toFixed(3)}`;
      rows.push([set, String(figures.pairs), threshold, ...figuresOf(point)]);
    }
    const f1 = figures.at.find(({ threshold }) => threshold === LIKELIER)?.f1 ?? 0;
    return f1 >= RESTAURANT_FLOOR
      ? []
      : [`matching: F1 of ${set} from ${LIKELIER} on is ${told(f1)}, under ${RESTAURANT_FLOOR}`];
  });
  console.log(`\n${tableOf(['organisations', 'pairs', 'from', 'precision', 'recall', 'F1'], rows)}`);
  return failures;
}

function legalFormFailures(folder: string): string[] {
  const figures = legalFormFigures(folder);
  if (!figures) {
    console.log('skipped: cleanco_suffix.json is not there');
    return [];
  }
  console.log(`\nlegal forms taken off: ${figures.cases - figures.wrong.length} of ${figures.cases}`);
  return figures.wrong.map((name) => `matching: legal form of ${name}`);
}

function printPersons(folder: string): void {
  const rows: string[][] = [];
  for (const set of PERSON_SETS) {
    const figures = personFigures(folder, set);
    if (!figures) {
      console.log(`skipped: ${set.files.join(', ')} is not there`);
      continue;
    }
    const { compared, all, reached, at, best } = figures;
    for (const point of [...at, best]) {
      const threshold = `${point === best ? 'best: ' : ''}${point.threshold.toFixed(3)}`;
      rows.push([set.name, String(compared), String(all), told(reached), threshold, ...figuresOf(point)]);
    }
  }
  const heads = ['persons', 'compared', 'one', 'reached', 'from', 'precision', 'recall', 'F1'];
  console.log(`\n${tableOf(heads, rows)}`);
  console.log('Weights learned from the pairs without their answers; the number of the social security is not used.');
}
