import type { Outcome } from './campaign.ts';

const COUNTED = ['kills', 'lost', 'doubled', 'missed'] as const;
type Counts = Record<(typeof COUNTED)[number], number>;

/** One line a database and kill point, and one for all. */
export function tableOf(outcomes: readonly Outcome[]): string {
  const groups = Map.groupBy(outcomes, ({ database, point }) => `${database.padEnd(9)} ${point}`);
  const lines = [...groups]
    .map(([name, group]) => [name, countOf(group)] as const)
    .toSorted(([a], [b]) => a.localeCompare(b));
  const width = Math.max(...lines.map(([name]) => name.length), 0) + 2;
  const line = (name: string, cells: readonly unknown[]) =>
    name.padEnd(width) + cells.map((cell) => String(cell).padStart(8)).join('');
  return [
    line('', COUNTED),
    ...lines.map(([name, counts]) => line(name, Object.values(counts))),
    line('all', Object.values(countOf(outcomes))),
  ].join('\n');
}

function countOf(outcomes: readonly Outcome[]): Counts {
  const having = (verdict: Outcome['verdict']) => outcomes.filter((outcome) => outcome.verdict === verdict).length;
  const missed = having('not killed');
  return { kills: outcomes.length - missed, lost: having('lost'), doubled: having('doubled'), missed };
}
