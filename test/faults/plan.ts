import { randomInt } from 'node:crypto';

import type { Scenario } from './scenarios.ts';
import { MOMENTS, type KillPoint } from './statements.ts';

/** A kill in one of the scenarios. */
export interface PlannedKill {
  scenario: Scenario;
  point: KillPoint;
}

/** Every moment of every statement that the call of a scenario caused when nothing disturbed it. */
export function killsAt(scenario: Scenario, statements: readonly string[]): PlannedKill[] {
  const seen = new Map<string, number>();
  return statements.flatMap((statement) => {
    const ordinal = (seen.get(statement) ?? 0) + 1;
    seen.set(statement, ordinal);
    return momentsOf(statement).map((moment) => ({ scenario, point: { statement, ordinal, moment } }));
  });
}

/** Before the queue fetches a job, nobody can say that there is one. */
function momentsOf(statement: string) {
  return statement === 'fetch job' ? (['after'] as const) : MOMENTS;
}

/** At most `count` of them, from the whole breadth. */
export function spread<Item>(items: readonly Item[], count: number): Item[] {
  const step = items.length / Math.min(count, items.length);
  return Array.from({ length: Math.min(count, items.length) }, (_, index) => items[Math.floor(index * step)] as Item);
}

/** The nth statement of any kind, at a random moment. */
export function randomPoint(ordinals: number): KillPoint {
  const moment = MOMENTS[randomInt(MOMENTS.length)] ?? 'during';
  return { statement: null, ordinal: 1 + randomInt(ordinals), moment };
}

/** What a table calls a point. */
export const nameOfPoint = ({ statement, ordinal }: KillPoint): string =>
  ordinal === 1 ? `${statement}` : `${statement} (${ordinal})`;
