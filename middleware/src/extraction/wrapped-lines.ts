import type { Line, Sections } from './sections.ts';
import type { Source } from './source.ts';

/** Lines narrower than this were not filled by a machine. */
const LEAST_WIDTH = 40;
/** How far a line reaches that is full: hyphenless text leaves room at its end. */
const FILLED = 0.88;
/** Of two lines alone the first is always the widest or the last: it must be as wide as a page. */
const LEAST_ALONE = 60;
/** How many of a paragraph's lines but the last are filled at least. */
const LEAST_SHARE = 0.6;
/** A line that goes on: it ends with a word, a figure or a comma, and holds no columns. */
const GOES_ON = /[\p{L}\p{N},’'&)%°-]$/u;
const COLUMNS = / {3}|\t|\|/;
/** A small word, a form of address or a currency at the end of a line waits for the next one, however short the line is. */
const HANGS =
  /(?:^|[ (])(?:de|du|des|d'|la|le|les|l'|et|ou|à|au|aux|en|pour|par|sur|avec|dans|of|the|and|or|for|to|by|with|in|on|at|from|an?|une?|M\.|MM\.|Mme|Mlle|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Pr\.?|Me|Monsieur|Madame|USD|EUR|XOF|XAF|GHS|NGN)$/u;
/** What opens a line of its own: a bullet, a number, a letter, a label. */
const OPENS = /^(?:[-*•–—+>#|\[]|\(?\d{1,2} ?[).:/-](?!\d)|\(?[a-h] ?\)|[\p{L}' -]{2,24} ?: )/u;

/**
 * The source with the breaks of wrapped lines made blanks in the views that rules read: a name, a title or a date that goes on in the
 * next line stands in one piece. A line is wrapped when its paragraph is filled: the first word of the next line would not have
 * fitted.
 */
export function withoutWraps(source: Source, sections: Sections): Source {
  const breaks = new Set<number>();
  for (const block of blocksOf(source, sections.lines)) for (const place of wrapsIn(source, block)) breaks.add(place);
  if (breaks.size === 0) return source;
  const unwrap = (view: string): string => {
    let result = '';
    let from = 0;
    for (const place of breaks) {
      result += `${view.slice(from, place)} `;
      from = place + 1;
    }
    return result + view.slice(from);
  };
  return { ...source, clear: unwrap(source.clear), folded: unwrap(source.folded) };
}

/** Rows of lines of a body that stand right below each other. */
function blocksOf({ clear }: Source, lines: readonly Line[]): Line[][] {
  const blocks: Line[][] = [];
  let last: Line | null = null;
  for (const line of lines) {
    const isBody = line.role === 'body';
    const isNext =
      last !== null && isBody && last.message === line.message && /^\n[ >]*$/.test(clear.slice(last.end, line.start));
    if (isNext) blocks.at(-1)?.push(line);
    else if (isBody) blocks.push([line]);
    last = isBody ? line : null;
  }
  return blocks;
}

/** The places of the breaks in a block that only wrap its lines. */
function wrapsIn({ clear }: Source, block: readonly Line[]): number[] {
  const texts = block.map(({ start, end }) => clear.slice(start, end).trimEnd());
  const width = Math.max(...texts.map((text) => text.length));
  if (block.length < 2) return [];
  const isFilled = texts.map((text, index) => fills(text, texts[index + 1], width));
  const share = isFilled.filter(Boolean).length / (block.length - 1);
  const isParagraph = share >= LEAST_SHARE && width >= (block.length > 2 ? LEAST_WIDTH : LEAST_ALONE);
  const flows = texts.slice(1).some((text) => /^\p{Ll}/u.test(text));
  return block.slice(1).flatMap((line, index) => {
    const [before = '', next = ''] = [texts[index], texts[index + 1]];
    // With signs of quotation between the lines the break stays.
    if (line.start !== (block[index]?.end ?? 0) + 1 || !isOneText(before, next)) return [];
    const isWrap = isParagraph && isFilled[index] === true && GOES_ON.test(before) && (flows || /^\p{Ll}/u.test(next));
    return isWrap || HANGS.test(before) ? [line.start - 1] : [];
  });
}

/** Whether the first word of the next line would hardly have fitted. */
function fills(text: string, next: string | undefined, width: number): boolean {
  return next !== undefined && text.length + 1 + (/^\S+/.exec(next)?.[0].length ?? 0) > FILLED * width;
}

/** Neither line holds columns, nor does the second open something of its own. */
function isOneText(before: string, next: string): boolean {
  return !COLUMNS.test(before) && !COLUMNS.test(next) && !OPENS.test(next) && /^[\p{L}\p{N}«"(]/u.test(next);
}
