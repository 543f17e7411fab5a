import type { ApiAnswer } from '../resources/resource.ts';

type Answered = ReadonlyMap<string, ApiAnswer>;

/**
 * A part with what earlier parts answered put in the place of `@{reference.field}`; null when a reference leads to nothing or
 * to a part that failed.
 */
export function filled<Part>(part: Part, answered: Answered): Part | null {
  let isComplete = true;
  const text = JSON.stringify(part).replace(/@\{(\w+)((?:\.\w+|\[\d+\])*)\}/g, (_, reference: string, path: string) => {
    const answer = answered.get(reference);
    const value = answer && answer.status < 400 ? valueAt(answer.body, path) : undefined;
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') isComplete = false;
    return JSON.stringify(String(value)).slice(1, -1);
  });
  return isComplete ? (JSON.parse(text) as Part) : null;
}

/** `.records[0].Id` inside a body. */
function valueAt(body: unknown, path: string): unknown {
  const keys = path.match(/\w+/g) ?? [];
  return keys.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? Reflect.get(at, key) : undefined),
    body,
  );
}
