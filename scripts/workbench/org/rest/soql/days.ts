/** A stretch of time: from its first moment up to, and without, its last; days as `YYYY-MM-DD`. */
export interface Stretch {
  readonly from: string;
  readonly until: string;
}

type Unit = 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR';

const DAY = 86_400_000;
const SINGLE: Readonly<Record<string, readonly [offset: number, unit: Unit, length: number]>> = {
  YESTERDAY: [-1, 'DAY', 1],
  TODAY: [0, 'DAY', 1],
  TOMORROW: [1, 'DAY', 1],
  LAST_90_DAYS: [-90, 'DAY', 91],
  NEXT_90_DAYS: [1, 'DAY', 90],
};
const OFFSETS: Readonly<Record<string, number>> = { LAST: -1, THIS: 0, NEXT: 1 };

/**
 * What a date literal such as `TODAY`, `THIS_QUARTER` or `LAST_N_DAYS:7` covers, counted from today. Null for a word that is
 * no literal. Fiscal years are calendar years here; weeks begin on Monday.
 */
export function stretchOf(literal: string, today: string): Stretch | null {
  const [word = '', digits] = literal.toUpperCase().replace('FISCAL_', '').split(':');
  const single = SINGLE[word];
  if (single) return stretch(today, ...single);
  const relative = /^(LAST|THIS|NEXT)_(WEEK|MONTH|QUARTER|YEAR)$/.exec(word);
  if (relative) return stretch(today, OFFSETS[relative[1] ?? ''] ?? 0, relative[2] as Unit, 1);
  const counted = /^(?:(LAST|NEXT)_N_(DAY|WEEK|MONTH|QUARTER|YEAR)S|N_(DAY|WEEK|MONTH|QUARTER|YEAR)S_AGO)$/.exec(word);
  const count = Number(digits);
  if (!counted || digits === undefined || !Number.isInteger(count)) return null;
  if (counted[3]) return stretch(today, -count, counted[3] as Unit, 1);
  const unit = counted[2] as Unit;
  // The last days include today; the last weeks, months and years end before this one.
  if (counted[1] === 'LAST') return stretch(today, -count, unit, unit === 'DAY' ? count + 1 : count);
  return stretch(today, 1, unit, count);
}

function stretch(today: string, offset: number, unit: Unit, length: number): Stretch {
  return { from: startOf(today, unit, offset), until: startOf(today, unit, offset + length) };
}

/** The first day of the unit that lies so many units from today's. */
function startOf(today: string, unit: Unit, offset: number): string {
  const date = new Date(`${today}T00:00:00Z`);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth();
  if (unit === 'YEAR') return dayOf(Date.UTC(year + offset, 0));
  if (unit === 'QUARTER') return dayOf(Date.UTC(year, (Math.floor(month / 3) + offset) * 3));
  if (unit === 'MONTH') return dayOf(Date.UTC(year, month + offset));
  const weekday = (date.getUTCDay() + 6) % 7;
  return dayOf(date.getTime() + (unit === 'WEEK' ? offset * 7 - weekday : offset) * DAY);
}

function dayOf(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}
