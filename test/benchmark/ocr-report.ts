/** What the measurements of read pictures say, and which aims they miss. */
import { sharesTogether, type Places } from '../../middleware/src/testing/rendered/places.ts';
import { percentile, ratio } from './figures.ts';
import baseline from './ocr-baseline.json' with { type: 'json' };
import { DISTORTIONS, HANDWRITING, STRAIGHT } from './ocr-cases.ts';
import type { TwoAtOnce } from './ocr-speed.ts';
import { tableOf } from './table.ts';

export interface OcrScore {
  readonly set: string;
  /** True words, those of them that were read, and by the command. */
  readonly words: number;
  readonly right: number;
  readonly commandRight: number;
  /** Words that were read, right or not, and those that are shown as hard to read. */
  readonly read: number;
  readonly unsure: number;
  readonly poor: boolean;
  readonly places: Places | null;
  readonly seconds: number;
  readonly commandSeconds: number;
}

export interface OcrRun {
  readonly command: boolean;
  readonly twoAtOnce: TwoAtOnce | null;
}

/** What is aimed at: shares of words and places, and how many times faster two pages are at once. */
const AIMS = { places: 0.98, distortedGain: 0.1, atOnce: 1.5, unsurePrint: 0.02, unsureHandwriting: 0.5 } as const;

type Count = 'words' | 'right' | 'commandRight' | 'read' | 'unsure';
const sum = (scores: readonly OcrScore[], part: Count) => scores.reduce((total, score) => total + score[part], 0);
const percent = (part: number, whole: number) => (whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`);
const seconds = (value: number) => (Number.isNaN(value) ? '-' : `${value.toFixed(2)} s`);
const isDistorted = ({ set }: OcrScore) => set in DISTORTIONS;
const isScan = ({ places }: OcrScore) => places === null;

/** Prints, and gives 1 when an aim is missed. */
export function reportOcr(scores: readonly OcrScore[], run: OcrRun): number {
  const sets = [...Map.groupBy(scores, ({ set }) => set)].map(([set, some]) => rowOf(set, some, run));
  const together = rowOf('all distorted', scores.filter(isDistorted), run);
  console.log(tableOf(['pictures', 'words right', 'command', 'of the read', 'unsure', ...PLACES], [...sets, together]));
  console.log('Words right: true words that were read, each as often as it stands there; case, accents, signs count.');
  console.log('Places: of words and lines read without a mistake, those outlined where they are (IoU 0.5); outlines:');
  console.log('of all that is outlined, what is on a true word.');
  for (const line of speedOf(scores, run)) console.log(line);
  const missed = missedAims(scores, run);
  for (const aim of missed) console.log(`MISSED: ${aim}`);
  return missed.length === 0 ? 0 : 1;
}

const PLACES = ['words', 'lines', 'outlines'] as const satisfies readonly (keyof Places)[];

function placesIn(scores: readonly OcrScore[], part: keyof Places) {
  return sharesTogether(scores.flatMap(({ places }) => (places ? [places[part]] : [])));
}

function rowOf(name: string, scores: readonly OcrScore[], { command }: OcrRun): string[] {
  const places = PLACES.map((part) => placesIn(scores, part)).map(({ right, all }) => percent(right, all));
  return [
    name,
    percent(sum(scores, 'right'), sum(scores, 'words')),
    command ? percent(sum(scores, 'commandRight'), sum(scores, 'words')) : '-',
    percent(sum(scores, 'right'), sum(scores, 'read')),
    percent(sum(scores, 'unsure'), sum(scores, 'read')),
    ...places,
  ];
}

function speedOf([first, ...warm]: readonly OcrScore[], { twoAtOnce }: OcrRun): string[] {
  const ours = percentile(
    warm.map((score) => score.seconds),
    0.5,
  );
  const theirs = percentile(
    warm.map(({ commandSeconds }) => commandSeconds),
    0.5,
  );
  const { oneAfterTheOther = Number.NaN, atOnce = Number.NaN } = twoAtOnce ?? {};
  return [
    `First picture of a process: ${seconds(first?.seconds ?? Number.NaN)}. Median of the others: ${seconds(ours)}.`,
    `The command: ${seconds(theirs)}; ours is ${ratio(ours, theirs).toFixed(2)} times that.`,
    twoAtOnce
      ? `Two pages: ${seconds(oneAfterTheOther)} one after the other, ${seconds(atOnce)} at once: ${ratio(oneAfterTheOther, atOnce).toFixed(2)} times faster.`
      : 'SKIPPED: one core, so no two pages at once.',
  ];
}

/** The aims that are missed, in words. */
export function missedAims(scores: readonly OcrScore[], run: OcrRun): string[] {
  return [...missedPlaces(scores), ...missedWords(scores, run), ...missedMarks(scores), ...missedSpeed(run)];
}

function missedPlaces(scores: readonly OcrScore[]): string[] {
  const printed = scores.filter(({ set }) => set !== HANDWRITING);
  return PLACES.flatMap((part) => {
    const { right, all } = placesIn(printed, part);
    return right >= AIMS.places * all ? [] : [`${percent(right, all)} of the ${part} at their place, not 98 %`];
  });
}

function missedWords(scores: readonly OcrScore[], { command }: OcrRun): string[] {
  const groups = {
    straight: scores.filter(({ set }) => set === STRAIGHT),
    distorted: scores.filter(isDistorted),
    scans: scores.filter(isScan),
  };
  const share = (some: readonly OcrScore[], part: Count) => sum(some, part) / sum(some, 'words');
  const missed = Object.entries(baseline).flatMap(([name, floor]) => {
    const some = groups[name as keyof typeof groups];
    const below = some.length > 0 && share(some, 'right') < floor;
    return below
      ? [`${(100 * share(some, 'right')).toFixed(1)} % of the words of ${name} pictures, floor ${floor}`]
      : [];
  });
  if (!command) return missed;
  const gain = share(groups.distorted, 'right') - share(groups.distorted, 'commandRight');
  if (gain < AIMS.distortedGain)
    missed.push(`${(100 * gain).toFixed(1)} points above the command when distorted, not 10`);
  const onScans = share(groups.scans, 'right') - share(groups.scans, 'commandRight');
  if (onScans < 0) missed.push(`${(100 * onScans).toFixed(1)} points beside the command on scans`);
  return missed;
}

function missedMarks(scores: readonly OcrScore[]): string[] {
  const straight = scores.filter(({ set }) => set === STRAIGHT);
  const hand = scores.filter(({ set }) => set === HANDWRITING);
  const missed: string[] = [];
  if (sum(straight, 'unsure') > AIMS.unsurePrint * sum(straight, 'read'))
    missed.push('clean print is marked as unsure');
  if (sum(hand, 'unsure') < AIMS.unsureHandwriting * sum(hand, 'read'))
    missed.push('handwriting is not marked as unsure');
  if (straight.some(({ poor }) => poor)) missed.push('a page of clean print is told to be hard to read');
  if (hand.some(({ poor }) => !poor)) missed.push('a page of handwriting is not told to be hard to read');
  return missed;
}

function missedSpeed({ twoAtOnce }: OcrRun): string[] {
  if (!twoAtOnce) return [];
  const times = ratio(twoAtOnce.oneAfterTheOther, twoAtOnce.atOnce);
  return times >= AIMS.atOnce ? [] : [`two pages at once are ${times.toFixed(2)} times faster, not 1.5`];
}
