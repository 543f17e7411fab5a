import type { Analysis } from '../analysis.ts';
import type { Span } from '../source.ts';
import { firstFrom, lastUpTo } from '../source.ts';
import { countryCode } from '../values/countries.ts';
import { placesIn } from './country.ts';

interface Hint extends Span {
  readonly code: string;
}

/** Within how many characters a place or an address tells where the holder of a number is: a line of a card, a signature. */
const BESIDE = 160;
const MOST_NAMED = 4;

/**
 * The countries in which a number without its country's code is tried: first that of the place or the mail domain beside it,
 * then those that the source names, the most often first, then the org's own.
 */
export function phoneCountries(analysis: Analysis): (place: Span) => readonly string[] {
  const hints: Hint[] = [...placesIn(analysis), ...domainHints(analysis)].sort((one, other) => one.start - other.start);
  const counts = new Map<string, number>();
  for (const { code } of hints) counts.set(code, (counts.get(code) ?? 0) + 1);
  const named = [...counts].sort((one, other) => other[1] - one[1]).map(([code]) => code);
  const own = countryCode(analysis.context.defaults.country);
  const general = [...named.slice(0, MOST_NAMED), ...(own ? [own] : [])];
  return (place) => [...new Set([...beside(hints, place), ...general])];
}

/** The codes of the nearest hint before a number and the nearest after it, the nearer first. */
function beside(hints: readonly Hint[], place: Span): string[] {
  const before = hints[lastUpTo(hints, place.start)];
  const after = hints[firstFrom(hints, place.end)];
  const near = [
    before ? { code: before.code, distance: place.start - before.end } : null,
    after ? { code: after.code, distance: after.start - place.end } : null,
  ];
  return near
    .filter((hint) => hint !== null)
    .filter(({ distance }) => distance <= BESIDE)
    .sort((one, other) => one.distance - other.distance)
    .map(({ code }) => code);
}

function domainHints({ emails }: Analysis): Hint[] {
  return emails.flatMap(({ start, end, domain }) => {
    const code = domain.split('.').at(-1)?.toUpperCase() ?? '';
    return code.length === 2 ? [{ start, end, code }] : [];
  });
}
