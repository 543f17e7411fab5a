import type { CampaignResult } from './campaign.ts';

/** One line an operation, one column a status. */
export function tableOf({ counts }: Pick<CampaignResult, 'counts'>): string {
  const statuses = [...new Set([...counts.values()].flatMap((ofOperation) => [...ofOperation.keys()]))].toSorted(
    (a, b) => a - b,
  );
  const width = Math.max(...[...counts.keys()].map((name) => name.length), 0) + 2;
  const line = (name: string, cells: readonly unknown[]) =>
    name.padEnd(width) + cells.map((cell) => String(cell).padStart(6)).join('');
  const sorted = [...counts].toSorted(([one], [other]) => one.localeCompare(other));
  return [
    line('', statuses),
    ...sorted.map(([name, ofOperation]) =>
      line(
        name,
        statuses.map((status) => ofOperation.get(status) ?? '.'),
      ),
    ),
  ].join('\n');
}
