import type { Mend } from './schema.ts';
import type { Source, Span } from './source.ts';

/** More mends of one value than anybody reads. */
const MOST_MENDS = 12;

/**
 * What of a quote was read wrongly, word by word: where the view that rules read has another letter or figure than the text. A
 * word that the value holds as it stands in the text was not mended for it.
 */
export function mendsOf(source: Source, spans: readonly Span[], value: unknown): Mend[] {
  const mends = spans.flatMap((span) => mendsIn(source, span));
  const said = typeof value === 'string' ? value.toLowerCase() : null;
  const isKept = ({ read, meant }: Mend) =>
    said !== null && said.includes(read.toLowerCase()) && !said.includes(meant.toLowerCase());
  return distinctMends(mends.filter((mend) => !isKept(mend)));
}

/** Each mend once, at most as many as anybody reads. */
export function distinctMends(mends: readonly Mend[]): Mend[] {
  const byKey = new Map(mends.map((mend) => [`${mend.read}\n${mend.meant}`, mend]));
  return [...byKey.values()].slice(0, MOST_MENDS);
}

function mendsIn({ text, clear }: Source, { start, end }: Span): Mend[] {
  const [read, meant] = [text.slice(start, end), clear.slice(start, end)];
  if (read === meant) return [];
  return [...read.matchAll(/[\p{L}\p{N}|!]+/gu)].flatMap(({ index, 0: word }) => {
    const mended = meant.slice(index, index + word.length);
    return isMended(word, mended) ? [{ read: word, meant: mended }] : [];
  });
}

/** Another letter or figure in the place of one; blanks and marks are made plain for rules and mend nothing. */
function isMended(read: string, meant: string): boolean {
  for (let place = 0; place < read.length; place += 1)
    if (read.charAt(place) !== meant.charAt(place) && /[\p{L}\p{N}]/u.test(meant.charAt(place))) return true;
  return false;
}
